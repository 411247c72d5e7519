/* digest.c: see digest.h. */
#include "crypt/digest.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>

/* Large enough that reading costs nothing beside the digest. */
#define CHUNK_SIZE	(1u << 20)	/* bytes */

struct digest_stream {
	EVP_MD_CTX *ctx;
};

static size_t
kind_size(enum digest_kind kind)
{
	return kind == DIGEST_SHA1 ? 20 : 32;
}

static bool
refused(struct dcp_error *err)
{
	return error_set(err, DCP_REFUSED, "OpenSSL cannot make the digest");
}

struct digest_stream *
digest_begin(enum digest_kind kind, struct dcp_error *err)
{
	const EVP_MD *md = kind == DIGEST_SHA1 ? EVP_sha1() : EVP_sha256();
	struct digest_stream *s = calloc(1, sizeof(*s));

	if (s == NULL || (s->ctx = EVP_MD_CTX_new()) == NULL) {
		error_memory(err);
		digest_free(s);
		return NULL;
	}
	if (EVP_DigestInit_ex(s->ctx, md, NULL) != 1) {
		refused(err);
		digest_free(s);
		return NULL;
	}
	return s;
}

bool
digest_add(struct digest_stream *s, const void *bytes, size_t size,
    struct dcp_error *err)
{
	return EVP_DigestUpdate(s->ctx, bytes, size) == 1 || refused(err);
}

bool
digest_end(struct digest_stream *s, struct digest *out, struct dcp_error *err)
{
	struct digest d = {0};
	unsigned used = 0;

	*out = d;
	if (EVP_DigestFinal_ex(s->ctx, d.bytes, &used) != 1)
		return refused(err);
	d.size = used;
	*out = d;
	return true;
}

void
digest_free(struct digest_stream *s)
{
	if (s == NULL)
		return;
	EVP_MD_CTX_free(s->ctx);
	free(s);
}

bool
digest_bytes(enum digest_kind kind, const void *at, size_t size,
    struct digest *out, struct dcp_error *err)
{
	struct digest_stream *s = digest_begin(kind, err);
	bool ok = s != NULL && digest_add(s, at, size, err) &&
	    digest_end(s, out, err);

	digest_free(s);
	if (!ok)
		*out = (struct digest){0};
	return ok;
}

static bool
add_input(struct digest_stream *s, const struct input *in,
    const struct progress *progress, const struct digest_tap *tap,
    uint8_t *chunk, struct dcp_error *err)
{
	uint64_t at, size = input_size(in);
	size_t n;

	for (at = 0; at < size; at += n) {
		n = size - at < CHUNK_SIZE ? (size_t)(size - at) : CHUNK_SIZE;
		if (!input_read(in, at, chunk, n, err) ||
		    !digest_add(s, chunk, n, err) ||
		    (tap != NULL && !tap->feed(tap->context, chunk, n, err)) ||
		    !progress_tell(progress, at + n, size, err))
			return false;
	}
	return true;
}

bool
digest_input(const struct input *in, enum digest_kind kind,
    const struct progress *progress, struct digest *out,
    struct dcp_error *err)
{
	return digest_tapped(in, kind, progress, NULL, out, err);
}

bool
digest_tapped(const struct input *in, enum digest_kind kind,
    const struct progress *progress, const struct digest_tap *tap,
    struct digest *out, struct dcp_error *err)
{
	struct digest_stream *s = digest_begin(kind, err);
	uint8_t *chunk = malloc(CHUNK_SIZE);
	bool ok = false;

	*out = (struct digest){0};
	if (s == NULL)
		goto out;
	if (chunk == NULL) {
		error_memory(err);
		goto out;
	}
	input_sequential(in);
	ok = add_input(s, in, progress, tap, chunk, err) &&
	    digest_end(s, out, err);
out:
	free(chunk);
	digest_free(s);
	return ok;
}

bool
digest_file(const char *path, enum digest_kind kind, struct digest *out,
    struct dcp_error *err)
{
	struct input *in = input_open(path, err);
	bool ok;

	*out = (struct digest){0};
	if (in == NULL)
		return false;
	ok = digest_input(in, kind, NULL, out, err);
	input_close(in);
	return ok;
}

void
digest_format(char *to, const struct digest *d)
{
	base64_format(to, d->bytes, d->size);
}

bool
digest_parse(const char *text, enum digest_kind kind, struct digest *out,
    struct dcp_error *err)
{
	struct digest d = {0};

	*out = d;
	if (!base64_parse(text, d.bytes, sizeof(d.bytes), &d.size) ||
	    d.size != kind_size(kind))
		return error_set(err, DCP_BAD_INPUT,
		    "have '%.60s', want the Base64 of %zu bytes", text,
		    kind_size(kind));
	*out = d;
	return true;
}

bool
digest_equal(const struct digest *a, const struct digest *b)
{
	return a->size == b->size && memcmp(a->bytes, b->bytes, a->size) == 0;
}
