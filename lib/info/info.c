/* info.c: see info.h. */
#include "info/info.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/input.h"
#include "crypt/cms.h"
#include "info/info_codestream.h"
#include "info/info_document.h"
#include "info/info_keyfile.h"
#include "info/info_media.h"
#include "info/info_mxf.h"
#include "info/info_package.h"

/* An MXF file may have so much else in front of it (ST 377-1, 6.5). */
#define HEAD_SIZE	65552u	/* bytes: 64 KiB of run-in and a key */

enum kind {
	KIND_UNKNOWN,
	KIND_MXF,
	KIND_XML,
	KIND_CODESTREAM,
	KIND_JP2,
	KIND_PICTURE,
	KIND_SOUND,
	KIND_FONT,
	KIND_KEY_FILE
};

/* What a file of some kind begins with. */
static const struct {
	size_t size;
	const char *bytes;
	enum kind kind;
} beginnings[] = {
	{4, "\xff\x4f\xff\x51", KIND_CODESTREAM},
	{8, "\0\0\0\x0cjP  ", KIND_JP2},
	{4, "SDPX", KIND_PICTURE},
	{4, "XPDS", KIND_PICTURE},
	{4, "II*\0", KIND_PICTURE},
	{4, "MM\0*", KIND_PICTURE},
	{4, "II+\0", KIND_PICTURE},
	{4, "MM\0+", KIND_PICTURE},
	{8, "\x89PNG\r\n\x1a\n", KIND_PICTURE},
	{4, "\x76\x2f\x31\x01", KIND_PICTURE},
	{2, "P5", KIND_PICTURE},
	{2, "P6", KIND_PICTURE},
	{4, "RIFF", KIND_SOUND},
	{4, "RF64", KIND_SOUND},
	{4, "BW64", KIND_SOUND},
	{4, "riff", KIND_SOUND},
	{4, "\0\1\0\0", KIND_FONT},
	{4, "OTTO", KIND_FONT},
	{4, "true", KIND_FONT},
	{4, "ttcf", KIND_FONT},
};

/* A header partition pack, of any version and status (ST 377-1, 7.1). */
static bool
has_partition(const uint8_t *at, size_t size)
{
	static const uint8_t key[] = {0x06, 0x0e, 0x2b, 0x34, 0x02, 0x05,
	    0x01};
	static const uint8_t rest[] = {0x0d, 0x01, 0x02, 0x01, 0x01, 0x02};

	for (; size >= 14; at++, size--)
		if (memcmp(at, key, sizeof(key)) == 0 &&
		    memcmp(at + 8, rest, sizeof(rest)) == 0)
			return true;
	return false;
}

/* '<' behind white space, perhaps with a mark, perhaps in UTF-16. */
static bool
looks_like_xml(const uint8_t *at, size_t size)
{
	if (size >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0) {
		at += 3;
		size -= 3;
	}
	if (size >= 4 && (memcmp(at, "\xff\xfe<\0", 4) == 0 ||
	    memcmp(at, "\xfe\xff\0<", 4) == 0))
		return true;
	while (size > 0 && memchr(" \t\r\n", *at, 4) != NULL) {
		at++;
		size--;
	}
	return size > 0 && *at == '<';
}

static enum kind
kind_of(const uint8_t *head, size_t size)
{
	size_t i;

	for (i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
		if (size >= beginnings[i].size && memcmp(head,
		    beginnings[i].bytes, beginnings[i].size) == 0)
			return beginnings[i].kind;
	if (looks_like_xml(head, size))
		return KIND_XML;
	if (cms_is(head, size))
		return KIND_KEY_FILE;
	return has_partition(head, size) ? KIND_MXF : KIND_UNKNOWN;
}

static bool
identify(const char *path, enum kind *kind, uint64_t *size,
    struct dcp_error *err)
{
	struct input *in = input_open(path, err);
	uint8_t *head = malloc(HEAD_SIZE);
	size_t n;
	bool ok = false;

	if (head == NULL)
		error_memory(err);
	if (in == NULL || head == NULL)
		goto out;
	*size = input_size(in);
	n = *size < HEAD_SIZE ? (size_t)*size : HEAD_SIZE;
	ok = input_read(in, 0, head, n, err);
	if (ok)
		*kind = kind_of(head, n);
out:
	free(head);
	input_close(in);
	return ok;
}

static bool
describe_file(const char *path, const struct info_options *options,
    struct outline *o, struct dcp_error *err)
{
	enum kind kind = KIND_UNKNOWN;
	uint64_t size = 0;

	if (!identify(path, &kind, &size, err))
		return false;
	switch (kind) {
	case KIND_MXF:
		outline_text(o, "kind", "track file");
		return info_mxf(path, options, o, err);
	case KIND_XML:
		return info_document(path, o, err);
	case KIND_CODESTREAM:
		outline_text(o, "kind", "codestream");
		return info_codestream_file(path, o, err);
	case KIND_JP2:
		outline_text(o, "kind", "JP2 file");
		return info_codestream_jp2(path, o, err);
	case KIND_PICTURE:
		outline_text(o, "kind", "picture");
		outline_size(o, "size", size);
		return info_media_picture(path, o, err);
	case KIND_SOUND:
		outline_text(o, "kind", "sound file");
		outline_size(o, "size", size);
		return info_media_sound(path, o, err);
	case KIND_FONT:
		outline_text(o, "kind", "font");
		outline_size(o, "size", size);
		return true;
	case KIND_KEY_FILE:
		outline_text(o, "kind", "key file");
		return info_keyfile(path, o, err);
	case KIND_UNKNOWN:
		break;
	}
	return error_set(err, DCP_UNSUPPORTED,
	    "%s: is of no kind that packages are made of", path);
}

bool
info_describe(const char *path, const struct info_options *options,
    struct outline *o, struct dcp_error *err)
{
	struct stat st;

	outline_title(o, "path", path);
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
		outline_text(o, "kind", "package");
		return info_package(path, options, o, err);
	}
	return describe_file(path, options, o, err);
}
