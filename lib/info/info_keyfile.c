/* info_keyfile.c: see info_keyfile.h. */
#include "info/info_keyfile.h"

#include "base/hex.h"
#include "base/input.h"
#include "base/limits.h"
#include "crypt/cms.h"

static void
put_recipient(struct outline *o, const struct cms_recipient *recipient)
{
	char key[2 * CERT_KEY_ID_SIZE_MAX + 1];

	hex_format(key, recipient->key.bytes, recipient->key.size);
	outline_row(o);
	outline_text(o, "issuer", recipient->issuer);
	outline_text(o, "serial", recipient->serial);
	outline_text(o, "key", key);
	outline_close(o);
}

bool
info_keyfile(const char *path, struct outline *o, struct dcp_error *err)
{
	struct bytes file = {0};
	struct cms cms = {0};
	size_t i;
	bool ok;

	if (!input_load(path, LIMIT_KEYFILE_SIZE, &file, err))
		return false;
	ok = cms_parse(file.at, file.size, &cms, err) ||
	    error_in(err, "%s", path);
	bytes_clear(&file);
	if (!ok)
		return false;
	outline_list(o, "recipients");
	for (i = 0; i < cms.recipient_count; i++)
		put_recipient(o, &cms.recipients[i]);
	outline_close(o);
	cms_clear(&cms);
	return true;
}
