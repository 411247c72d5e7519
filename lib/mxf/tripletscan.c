/* tripletscan.c: see tripletscan.h. */
#include "mxf/tripletscan.h"

#include <inttypes.h>
#include <stdlib.h>

#include "mxf/mxfscan.h"
#include "mxf/tripletaudit.h"
#include "mxf/unlock.h"

struct tripletscan {
	struct mxfread *read;
	struct mxfscan *scan;		/* NULL: it broke */
	struct tripletaudit audit;
	struct dcp_error locked;	/* why it has no key, or DCP_OK */
	struct dcp_error broken;	/* why the scan broke, or DCP_OK */
	uint64_t faulty;		/* packets */
	struct bytes first;		/* what is wrong with the first */
};

void
tripletscan_free(struct tripletscan *s)
{
	if (s == NULL)
		return;
	mxfscan_free(s->scan);
	mxfread_close(s->read);
	bytes_clear(&s->first);
	free(s);
}

static uint64_t
want(void *context, const struct klv *klv)
{
	(void)context;
	return ul_is(&klv->key, UL_ENCRYPTED_TRIPLET) ? UINT64_MAX : 0;
}

/* One after the other, all that is wrong with one packet. */
static void
put_faults(struct tripletscan *s, const struct tripletaudit_result *r)
{
	unsigned faults = r->faults;

	tripletaudit_where(&s->audit, r, &s->first);
	bytes_printf(&s->first, ": ");
	while (faults != 0) {
		tripletaudit_explain(&s->audit, r,
		    triplet_take_fault(&faults), &s->first);
		if (faults != 0)
			bytes_printf(&s->first, ", ");
	}
}

static bool
packet(void *context, const struct klv *klv, struct span value,
    struct dcp_error *err)
{
	struct tripletscan *s = context;
	struct tripletaudit_result r;

	if (!ul_is(&klv->key, UL_ENCRYPTED_TRIPLET))
		return true;
	if (!tripletaudit_look(&s->audit, value.at, span_left(&value), NULL,
	    &r, err))
		return false;
	tripletaudit_place(&s->audit, &r);
	if (r.faults != 0 && s->faulty++ == 0)
		put_faults(s, &r);
	return true;
}

/* What cannot be opened as a track file is for others to tell. */
static bool
begin(struct tripletscan *s, const char *path, const struct keyring *ring,
    bool *encrypted, struct dcp_error *err)
{
	const struct mxfscan_sink sink = {.want = want, .packet = packet,
	    .context = s};
	struct dcp_error why = {0};

	s->read = mxfread_open(path, &why);
	*encrypted = s->read != NULL && mxfread_is_locked(s->read);
	if (!*encrypted)
		return why.status != DCP_NO_MEMORY || error_memory(err);
	if (!unlock_with(s->read, ring, &s->locked) &&
	    s->locked.status == DCP_NO_MEMORY)
		return error_memory(err);
	s->audit.trackfile = mxfread_trackfile(s->read);
	s->audit.key = mxfread_key(s->read);
	return (s->scan = mxfscan_new(&sink, err)) != NULL;
}

bool
tripletscan_begin(const char *path, const struct keyring *ring,
    struct tripletscan **out, struct dcp_error *err)
{
	struct tripletscan *s = calloc(1, sizeof(*s));
	bool encrypted, ok;

	*out = NULL;
	if (s == NULL)
		return error_memory(err);
	ok = begin(s, path, ring, &encrypted, err);
	if (ok && encrypted)
		*out = s;
	else
		tripletscan_free(s);
	return ok;
}

/* Bytes that are no packet end the scan, and are told at the end. */
static bool
unless_broken(struct tripletscan *s, struct dcp_error *why,
    struct dcp_error *err)
{
	if (why->status != DCP_BAD_INPUT)
		return error_set(err, why->status, "%s", why->text);
	s->broken = *why;
	mxfscan_free(s->scan);
	s->scan = NULL;
	return true;
}

bool
tripletscan_feed(struct tripletscan *s, const void *bytes, size_t size,
    struct dcp_error *err)
{
	struct dcp_error why = {0};

	return s->scan == NULL || mxfscan_feed(s->scan, bytes, size, &why) ||
	    unless_broken(s, &why, err);
}

/* Begin the next thing that is told. */
static void
put_next(struct bytes *to, size_t begin)
{
	if (to->size > begin)
		bytes_printf(to, "; ");
}

static void
tell(const struct tripletscan *s, struct bytes *to)
{
	uint64_t have = s->audit.count, expected = tripletaudit_want(&s->audit);
	size_t begin = to->size;

	if (s->faulty > 0) {
		bytes_printf(to, "%" PRIu64 " of %" PRIu64 " encrypted packets "
		    "at fault, the first: ", s->faulty, have);
		bytes_put(to, s->first.at, s->first.size);
	}
	if (s->broken.status != DCP_OK) {
		put_next(to, begin);
		bytes_printf(to, "%s", s->broken.text);
	} else if (have != expected) {
		put_next(to, begin);
		bytes_printf(to, "have %" PRIu64 " encrypted packets, want %"
		    PRIu64, have, expected);
	}
	if (s->locked.status != DCP_OK) {
		put_next(to, begin);
		bytes_printf(to, "integrity not checked: %s", s->locked.text);
	} else if (ul_is_zero(&s->audit.trackfile->crypto.mic)) {
		put_next(to, begin);
		bytes_printf(to, "it was encrypted without integrity checks");
	}
}

bool
tripletscan_is_proof(const struct tripletscan *s)
{
	return s->audit.key != NULL &&
	    !ul_is_zero(&s->audit.trackfile->crypto.mic);
}

bool
tripletscan_end(struct tripletscan *s, struct bytes *to, bool *fault,
    struct dcp_error *err)
{
	struct dcp_error why = {0};

	*fault = false;
	if (s->scan != NULL && !mxfscan_end(s->scan, &why) &&
	    !unless_broken(s, &why, err))
		return false;
	tell(s, to);
	*fault = s->faulty > 0 || s->broken.status != DCP_OK ||
	    s->audit.count != tripletaudit_want(&s->audit);
	return bytes_ok(to, err);
}
