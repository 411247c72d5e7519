/* info_cert.c: see info_cert.h. */
#include "info/info_cert.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/hex.h"

static void
put_date(int64_t seconds, const char *key, struct outline *o)
{
	struct timestamp t = {.seconds = seconds, .zoned = true};

	outline_time(o, key, &t);
}

static void
put_hex(const void *bytes, size_t size, const char *key, struct outline *o)
{
	char text[2 * CERT_KEY_ID_SIZE_MAX + 1];

	hex_format(text, bytes, size);
	outline_text(o, key, text);
}

static void
put_usage(unsigned usage, struct outline *o)
{
	struct json *json = outline_json(o);
	struct bytes text = {0};
	const char *name;
	unsigned i;

	json_open_array(json, "key_usage");
	for (i = 0; (name = cert_usage_name(i)) != NULL; i++) {
		if ((usage & 1u << i) == 0)
			continue;
		bytes_printf(&text, "%s%s", text.size == 0 ? "" : ", ", name);
		json_text(json, NULL, name);
	}
	json_close(json);
	outline_say(o, "key_usage", "%s", bytes_text(&text));
	bytes_clear(&text);
}

static void
put_key(const struct cert_facts *f, struct outline *o)
{
	char key_id[DIGEST_TEXT_SIZE];

	outline_open(o, "public_key");
	outline_text(o, "algorithm", f->key_name);
	outline_number(o, "bits", f->key_bits);
	outline_text(o, "exponent", f->key_exponent);
	digest_format(key_id, &f->key);
	outline_text(o, "sha1", key_id);
	outline_close(o);
}

static void
put_extensions(const struct cert_facts *f, struct outline *o)
{
	if (f->basic_constraints.present)
		outline_flag(o, "authority", f->ca);
	if (f->has_path_length)
		outline_number(o, "path_length", f->path_length);
	if (f->key_usage.present)
		put_usage(f->usage, o);
	if (f->subject_key.size > 0)
		put_hex(f->subject_key.bytes, f->subject_key.size,
		    "subject_key_id", o);
	if (f->authority_key.size > 0)
		put_hex(f->authority_key.bytes, f->authority_key.size,
		    "authority_key_id", o);
	outline_text(o, "unknown_critical_extension", f->unknown_critical);
}

void
info_cert(const struct cert *c, struct outline *o)
{
	const struct cert_facts *f = cert_facts(c);
	char thumbprint[DIGEST_TEXT_SIZE];

	outline_text(o, "subject", f->subject.text);
	outline_text(o, "issuer", f->issuer.text);
	outline_text(o, "serial", f->serial);
	if (!f->dates_bad) {
		put_date(f->not_before, "not_before", o);
		put_date(f->not_after, "not_after", o);
	}
	digest_format(thumbprint, &f->thumbprint);
	outline_text(o, "thumbprint", thumbprint);
	put_hex(f->sha1.bytes, f->sha1.size, "sha1", o);
	put_hex(f->sha256.bytes, f->sha256.size, "sha256", o);
	outline_number(o, "version", f->version);
	outline_text(o, "signature_algorithm", f->signature_name);
	put_key(f, o);
	put_extensions(f, o);
}
