/* mxfread.c: see mxfread.h. */
#include "mxf/mxfread.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/limits.h"
#include "mxf/describe.h"
#include "mxf/header.h"
#include "mxf/layout.h"
#include "mxf/partition.h"
#include "mxf/tripletaudit.h"
#include "mxf/units.h"

#define ANYWHERE	UINT64_MAX	/* a packet's place that is not known */

struct mxfread {
	struct input *in;
	struct trackfile t;
	struct units units;
	struct tripletkey *key;		/* NULL: not unlocked */
};

void
mxfread_close(struct mxfread *r)
{
	if (r == NULL)
		return;
	input_close(r->in);
	trackfile_clear(&r->t);
	units_clear(&r->units);
	tripletkey_free(r->key);
	free(r);
}

const struct trackfile *
mxfread_trackfile(const struct mxfread *r)
{
	return &r->t;
}

const struct input *
mxfread_input(const struct mxfread *r)
{
	return r->in;
}

/*
 * Header metadata stand in the header partition; while a file is being
 * written they are not final there, and may be repeated in the footer.
 */
static const struct trackfile_partition *
choose_header(const struct trackfile *t)
{
	const struct trackfile_partition *first = &t->partition[0];
	const struct trackfile_partition *last =
	    &t->partition[t->partition_count - 1];

	if (!partition_is_closed(&first->key) && last->header_size > 0 &&
	    partition_is_footer(&last->key))
		return last;
	return first;
}

static bool
load_header(struct mxfread *r, struct dcp_error *err)
{
	const struct trackfile_partition *p = choose_header(&r->t);
	struct header h = {0};
	uint64_t offset;
	bool ok;

	(void)layout_header(r->in, p, &offset);
	ok = header_load(&h, r->in, offset, p->header_size, err) &&
	    describe_header(&h, &r->t, err);
	header_clear(&h);
	return ok || error_in(err, "header metadata");
}

/* Timed text has one unit, which is its document, however long it lasts. */
static uint64_t
unit_count(const struct trackfile *t)
{
	return t->kind == TRACKFILE_TIMED_TEXT ? 1 : t->duration;
}

bool
mxfread_locate(const struct mxfread *r, uint64_t unit, enum trackfile_eye eye,
    struct mxfread_place *place, struct dcp_error *err)
{
	*place = (struct mxfread_place){0};
	if (unit >= unit_count(&r->t) || r->units.region_count == 0)
		return error_set(err, DCP_BAD_INPUT, "%s: have %" PRIu64
		    " edit units, want number %" PRIu64, input_path(r->in),
		    unit_count(&r->t), unit);
	if (eye == TRACKFILE_RIGHT && r->t.kind != TRACKFILE_STEREO)
		return error_set(err, DCP_BAD_INPUT,
		    "%s: has no right eye", input_path(r->in));
	if (units_locate(&r->units, unit, eye, place, err))
		return true;
	*place = (struct mxfread_place){0};
	return error_in(err, "%s: edit unit %" PRIu64, input_path(r->in),
	    unit);
}

static void
find_resources(struct mxfread *r)
{
	struct trackfile_text *x = &r->t.text;
	struct dcp_error ignored = {0};
	struct klv klv;
	size_t i, k;

	for (i = 0; i < x->resource_count; i++)
		for (k = 0; k < r->t.partition_count; k++) {
			const struct trackfile_partition *p =
			    &r->t.partition[k];

			if (p->body_sid != x->resource[i].sid ||
			    p->essence != 0 || p->body_sid == 0 ||
			    !klv_read_at(r->in, p->offset + p->size, &klv,
			    &ignored))
				continue;
			x->resource[i].offset = klv_value(&klv);
			x->resource[i].size = klv.value_size;
		}
}

static void
find_dialect(struct trackfile *t)
{
	const struct ul *op = &t->partition[0].operational_pattern;

	t->complete = partition_is_closed(&t->partition[0].key) &&
	    partition_is_complete(&t->partition[0].key);
	if (!ul_is(op, UL_OP_ATOM))
		t->dialect = TRACKFILE_IMF;
	else if (op->bytes[UL_VERSION] == 1)
		t->dialect = TRACKFILE_INTEROP;
}

/*
 * That a file has both eyes is said by a sub-descriptor in SMPTE, and in
 * Interop only by a sample rate that is twice the edit rate.
 */
static void
find_eyes(struct trackfile *t)
{
	struct rational both = t->edit_rate;

	if (t->dialect != TRACKFILE_INTEROP || t->kind != TRACKFILE_PICTURE ||
	    !rational_is_rate(both) || both.num > INT32_MAX / 2)
		return;
	both.num *= 2;
	if (rational_equal(t->picture.sample_rate, both))
		t->kind = TRACKFILE_STEREO;
}

static bool
load(struct mxfread *r, struct dcp_error *err)
{
	if (!layout_load(r->in, &r->t, err) || !load_header(r, err))
		return error_in(err, "%s", input_path(r->in));
	find_dialect(&r->t);
	find_eyes(&r->t);
	if (!units_load(&r->units, r->in, &r->t, err))
		return error_in(err, "%s", input_path(r->in));
	find_resources(r);
	if (r->t.kind == TRACKFILE_TIMED_TEXT && r->t.descriptor_duration > 0)
		r->t.duration = (uint64_t)r->t.descriptor_duration;
	return true;
}

struct mxfread *
mxfread_open(const char *path, struct dcp_error *err)
{
	struct mxfread *r = calloc(1, sizeof(*r));

	if (r == NULL) {
		error_memory(err);
		return NULL;
	}
	if ((r->in = input_open(path, err)) == NULL || !load(r, err)) {
		mxfread_close(r);
		return NULL;
	}
	return r;
}

static bool
load_bytes(const struct mxfread *r, uint64_t offset, uint64_t size,
    struct bytes *to, struct dcp_error *err)
{
	bytes_reset(to);
	if (size > LIMIT_FRAME_SIZE)
		return error_set(err, DCP_REFUSED, "%s: have %" PRIu64
		    " bytes at byte %" PRIu64 ", want at most %u",
		    input_path(r->in), size, offset, LIMIT_FRAME_SIZE);
	if (size == 0)
		return true;
	bytes_room(to, (size_t)size);
	if (bytes_ok(to, err) &&
	    input_read(r->in, offset, to->at, to->size, err))
		return true;
	bytes_reset(to);
	return false;
}

bool
mxfread_raw(const struct mxfread *r, uint64_t unit, enum trackfile_eye eye,
    struct bytes *to, struct dcp_error *err)
{
	struct mxfread_place place;

	bytes_reset(to);
	return mxfread_locate(r, unit, eye, &place, err) &&
	    load_bytes(r, place.offset, place.size, to, err);
}

static bool
is_encrypted(const struct mxfread *r)
{
	return ul_is(&r->t.essence_key, UL_ENCRYPTED_TRIPLET);
}

bool
mxfread_is_locked(const struct mxfread *r)
{
	return is_encrypted(r) && r->key == NULL;
}

const struct tripletkey *
mxfread_key(const struct mxfread *r)
{
	return r->key;
}

bool
mxfread_plain_size(const struct mxfread *r, const struct mxfread_place *place,
    uint64_t *size, struct dcp_error *err)
{
	struct triplet t;
	bool ok;

	*size = place->size;
	if (!is_encrypted(r))
		return true;
	ok = triplet_read_at(r->in, place->offset, place->size, &t, err);
	*size = t.source_size;
	return ok || error_in(err, "%s", input_path(r->in));
}

/* Does the key fit this edit unit? */
static bool
fits_unit(const struct mxfread *r, const struct tripletkey *key,
    uint64_t unit, bool *fits, struct dcp_error *err)
{
	struct bytes raw = {0};
	struct triplet t;
	bool ok;

	*fits = false;
	ok = mxfread_raw(r, unit, TRACKFILE_LEFT, &raw, err) &&
	    triplet_parse(raw.at, raw.size, &t, err) &&
	    (t.value_size < TRIPLET_CHECK_SIZE ||
	    triplet_fits(key, t.value.at, fits, err));
	bytes_clear(&raw);
	return ok;
}

/*
 * The first edit unit says whether the key fits; as it may be damaged, so may
 * the last and the one in the middle.
 */
static bool
check_key(const struct mxfread *r, const struct tripletkey *key,
    struct dcp_error *err)
{
	uint64_t last = unit_count(&r->t) - 1;
	const uint64_t units[] = {0, last, last / 2};
	struct dcp_error first = {0};
	bool fits, any = false;
	size_t i;

	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		struct dcp_error why = {0};

		any |= fits_unit(r, key, units[i], &fits, &why);
		if (fits)
			return true;
		if (why.status != DCP_OK)
			error_set(&first, why.status, "%s", why.text);
	}
	if (!any)
		return error_set(err, first.status, "%s", first.text);
	return error_set(err, DCP_REFUSED, "the key is not the one that it is "
	    "encrypted with (check value)");
}

bool
mxfread_unlock(struct mxfread *r, const uint8_t bytes[TRIPLETKEY_SIZE],
    struct dcp_error *err)
{
	struct tripletkey *key;

	if (!is_encrypted(r))
		return true;
	key = tripletkey_new(bytes, r->t.dialect, err);
	if (key == NULL || !check_key(r, key, err)) {
		tripletkey_free(key);
		return false;
	}
	tripletkey_free(r->key);
	r->key = key;
	return true;
}

/* What nobody may call the essence. */
static bool
check_faults(const struct tripletaudit *audit,
    const struct tripletaudit_result *look, unsigned fatal,
    struct dcp_error *err)
{
	unsigned faults = look->faults & fatal;
	struct bytes text = {0};
	bool ok = faults == 0;

	if (!ok) {
		tripletaudit_explain(audit, look, triplet_take_fault(&faults),
		    &text);
		if (bytes_ok(&text, err))
			error_set(err, DCP_BAD_INPUT, "encrypted triplet: %s",
			    bytes_text(&text));
	}
	bytes_clear(&text);
	return ok;
}

/* Open packet ${n} of the file, or one that may stand anywhere in it. */
static bool
open_triplet(const struct mxfread *r, uint64_t n, const struct bytes *raw,
    struct bytes *to, struct dcp_error *err)
{
	unsigned fatal = TRIPLET_UNREADABLE | TRIPLET_LENGTHS | TRIPLET_CHECK |
	    TRIPLET_MIC | TRIPLET_PADDING | TRIPLET_CONTEXT |
	    TRIPLET_TRACK_FILE;
	struct tripletaudit audit = {
		.trackfile = &r->t, .key = r->key, .count = n,
	};
	struct tripletaudit_result look;

	if (tripletaudit_look(&audit, raw->at, raw->size, to, &look, err)) {
		tripletaudit_place(&audit, &look);
		if (n != ANYWHERE)
			fatal |= TRIPLET_SEQUENCE;
		if (check_faults(&audit, &look, fatal, err))
			return true;
	}
	bytes_reset(to);
	return false;
}

/* The plain bytes of packet ${n}, whose value lies there. */
static bool
load_plain(const struct mxfread *r, uint64_t n, uint64_t offset, uint64_t size,
    struct bytes *to, struct dcp_error *err)
{
	struct bytes raw = {0};
	bool ok;

	if (!is_encrypted(r))
		return load_bytes(r, offset, size, to, err);
	if (r->key == NULL)
		return error_set(err, DCP_REFUSED, "%s: is encrypted",
		    input_path(r->in));
	ok = load_bytes(r, offset, size, &raw, err) &&
	    (open_triplet(r, n, &raw, to, err) ||
	    error_in(err, "packet at byte %" PRIu64, offset));
	bytes_clear(&raw);
	return ok;
}

bool
mxfread_unit(const struct mxfread *r, uint64_t unit, enum trackfile_eye eye,
    struct bytes *to, struct dcp_error *err)
{
	struct mxfread_place place;
	uint64_t n = unit;

	bytes_reset(to);
	if (r->t.kind == TRACKFILE_STEREO)
		n = 2 * unit + (eye == TRACKFILE_RIGHT);
	return mxfread_locate(r, unit, eye, &place, err) &&
	    load_plain(r, n, place.offset, place.size, to, err);
}

bool
mxfread_resource(const struct mxfread *r, size_t i, struct bytes *to,
    struct dcp_error *err)
{
	const struct trackfile_text *x = &r->t.text;

	bytes_reset(to);
	if (i >= x->resource_count || x->resource[i].offset == 0)
		return error_set(err, DCP_BAD_INPUT, "%s: resource %zu is not "
		    "there", input_path(r->in), i);
	return load_plain(r, ANYWHERE, x->resource[i].offset,
	    x->resource[i].size, to, err);
}
