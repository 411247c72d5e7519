/* pass.c: see pass.h. */
#include "verify/pass.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "mxf/essence.h"
#include "mxf/mxfread.h"
#include "mxf/mxfscan.h"
#include "mxf/partition.h"
#include "verify/v_mxf.h"
#include "verify/v_picture.h"
#include "verify/v_sound.h"

/* The head of an encrypted packet, up to its plain size (ST 429-6, 7). */
#define TRIPLET_HEAD_SIZE	80	/* bytes, with the longest lengths */

/* Large enough that the system calls do not count, small for many threads. */
#define BLOCK_SIZE	(1u << 20)	/* bytes */

struct pass {
	const char *path;
	const struct subject_options *options;
	const struct diag_place *place;
	struct diag *diag;
	struct mxfread *mxf;		/* NULL: no track file */
	const struct trackfile *trackfile;
	struct v_picture picture;
	struct digest_stream *digest;	/* NULL: not wanted */
	struct mxfscan *scan;		/* NULL: not wanted, or it broke */
	uint64_t packets;		/* of essence, so far */
	uint64_t unit_size;		/* of plain sound; 0: not known */
	bool in_body;			/* among the packets of essence */
	bool foreign;			/* one that is no essence was told */
};

/* What an error says behind the path, which the finding has anyway. */
static const char *
reason(const struct pass *p, const struct dcp_error *err)
{
	size_t size = strlen(p->path);

	if (strncmp(err->text, p->path, size) == 0 &&
	    strncmp(err->text + size, ": ", 2) == 0)
		return err->text + size + 2;
	return err->text;
}

static unsigned
eye_count(const struct pass *p)
{
	return p->trackfile->kind == TRACKFILE_STEREO ? 2 : 1;
}

static uint64_t
current_unit(const struct pass *p)
{
	return p->packets / eye_count(p);
}

static bool
is_essence(const struct pass *p, const struct klv *klv)
{
	return ul_equal(&klv->key, &p->trackfile->essence_key);
}

/*
 * All of the frames that are looked into, of an encrypted one its head, and
 * nothing of all else.
 */
static uint64_t
want(void *context, const struct klv *klv)
{
	const struct pass *p = context;

	if (p->trackfile->crypto.present)
		return is_essence(p, klv) &&
		    evidence_is_j2k(p->trackfile->kind) ? TRIPLET_HEAD_SIZE : 0;
	return is_essence(p, klv) && evidence_is_j2k(p->trackfile->kind) &&
	    v_picture_wants(&p->picture, current_unit(p)) ? UINT64_MAX : 0;
}

/* Does the index lead here?  Only if it was believed when it was opened. */
static void
judge_index(const struct pass *p, const struct klv *klv)
{
	enum trackfile_eye eye = p->packets % eye_count(p) == 0 ?
	    TRACKFILE_LEFT : TRACKFILE_RIGHT;
	struct dcp_error err = {0};
	struct mxfread_place at;

	if (p->trackfile->index_broken || p->trackfile->clip ||
	    p->trackfile->kind == TRACKFILE_TIMED_TEXT ||
	    current_unit(p) >= p->trackfile->duration)
		return;
	if (!mxfread_locate(p->mxf, current_unit(p), eye, &at, &err))
		diag_frame(p->diag, RULE_MXF_INDEX_OFFSET, p->place,
		    p->trackfile->edit_rate, current_unit(p), "%s",
		    reason(p, &err));
	else if (at.klv.offset != klv->offset)
		diag_frame(p->diag, RULE_MXF_INDEX_OFFSET, p->place,
		    p->trackfile->edit_rate, current_unit(p),
		    "have byte %" PRIu64 ", want %" PRIu64, at.klv.offset,
		    klv->offset);
}

/* The next item of an encrypted packet: a BER length and so many bytes. */
static struct span
take_item(struct span *in)
{
	unsigned first = span_u8(in), n = first & 0x7f;
	uint64_t size = 0;

	if (first < 0x80)
		return span_take(in, first);
	for (; n > 0; n--)
		size = size << 8 | span_u8(in);
	return span_take(in, size > SIZE_MAX ? SIZE_MAX : (size_t)size);
}

/* Context, plaintext offset and source key come before the source length. */
static bool
plain_size(struct span value, uint64_t *size)
{
	struct span item;
	unsigned i;

	for (i = 0; i < 3; i++)
		(void)take_item(&value);
	item = take_item(&value);
	*size = span_u64(&item);
	return span_ok(&value) && span_ok(&item);
}

static void
judge_frame(struct pass *p, const struct klv *klv, struct span value)
{
	uint64_t unit = current_unit(p), size;

	if (p->trackfile->crypto.present) {
		if (plain_size(value, &size))
			v_picture_size(&p->picture, unit, size);
		return;
	}
	if (!v_picture_wants(&p->picture, unit))
		return;
	/* The scanner does not keep what is absurdly large. */
	if (span_left(&value) != klv->value_size)
		v_picture_size(&p->picture, unit, klv->value_size);
	else
		v_picture_frame(&p->picture, unit, p->packets %
		    eye_count(p) == 0 ? TRACKFILE_LEFT : TRACKFILE_RIGHT,
		    value);
}

static void
judge_essence(struct pass *p, const struct klv *klv, struct span value)
{
	const struct trackfile *t = p->trackfile;

	judge_index(p, klv);
	if (p->unit_size != 0 && klv->value_size != p->unit_size)
		diag_frame(p->diag, RULE_SOUND_FRAME_SIZE, p->place,
		    t->edit_rate, current_unit(p),
		    "have %" PRIu64 " bytes, want %" PRIu64, klv->value_size,
		    p->unit_size);
	if (evidence_is_j2k(t->kind))
		judge_frame(p, klv, value);
	p->packets++;
	p->in_body = true;
}

static bool
packet(void *context, const struct klv *klv, struct span value,
    struct dcp_error *err)
{
	struct pass *p = context;
	struct diag_place place;
	char key[UL_TEXT_SIZE];

	(void)err;
	if (is_essence(p, klv)) {
		judge_essence(p, klv, value);
	} else if (partition_is(&klv->key)) {
		/* What follows may be resources, an index or metadata. */
		p->in_body = false;
	} else if (p->in_body && !ul_is(&klv->key, UL_FILL) &&
	    !p->foreign && p->trackfile->dialect != TRACKFILE_IMF) {
		place = diag_byte(p->place, klv->offset);
		ul_format(key, &klv->key);
		diag_report(p->diag, RULE_MXF_FOREIGN_PACKET, &place,
		    "have key %s", key);
		p->foreign = true;
	}
	return true;
}

/* The file has ended: was all there that it promised? */
static void
judge_end(const struct pass *p)
{
	const struct trackfile *t = p->trackfile;
	uint64_t units = p->packets / eye_count(p);

	if (eye_count(p) == 2 && p->packets % 2 != 0)
		diag_report(p->diag, RULE_STEREO_PAIRS, p->place,
		    "have %" PRIu64 " codestreams", p->packets);
	if (!t->clip && t->kind != TRACKFILE_TIMED_TEXT &&
	    units != t->duration)
		diag_report(p->diag, evidence_is_picture(t->kind) ?
		    RULE_PICTURE_FRAME_COUNT : RULE_MXF_DURATION, p->place,
		    "have %" PRIu64 " edit units, want %" PRIu64, units,
		    t->duration);
}

static void
feed(struct pass *p, const void *bytes, size_t size)
{
	struct dcp_error err = {0};

	if (p->scan == NULL || mxfscan_feed(p->scan, bytes, size, &err))
		return;
	diag_report(p->diag, RULE_MXF_PACKET, p->place, "%s", err.text);
	mxfscan_free(p->scan);
	p->scan = NULL;
}

static void
finish(struct pass *p)
{
	struct dcp_error err = {0};

	if (p->scan == NULL)
		return;
	if (mxfscan_end(p->scan, &err))
		judge_end(p);
	else
		diag_report(p->diag, RULE_MXF_PACKET, p->place, "%s",
		    err.text);
}

/* A medium that cannot be read is a finding; the rest is to be told. */
static bool
unless_unreadable(struct pass *p, struct dcp_error *err)
{
	if (err->status == DCP_INTERRUPTED || err->status == DCP_NO_MEMORY)
		return false;
	diag_report(p->diag, RULE_PACKAGE_UNREADABLE, p->place, "%s",
	    reason(p, err));
	*err = (struct dcp_error){0};
	return true;
}

/* All bytes of the file, once. */
static bool
read_all(struct pass *p, const struct input *in, struct evidence *e,
    struct tally *tally, struct dcp_error *err)
{
	uint8_t *block = malloc(BLOCK_SIZE);
	uint64_t at = 0, size = input_size(in);
	size_t part;
	bool ok = block != NULL || error_memory(err);

	input_sequential(in);
	for (; ok && at < size; at += part) {
		part = size - at < BLOCK_SIZE ? (size_t)(size - at) :
		    BLOCK_SIZE;
		ok = input_read(in, at, block, part, err) &&
		    (p->digest == NULL ||
		    digest_add(p->digest, block, part, err));
		if (ok)
			feed(p, block, part);
		ok = ok && tally_add(tally, part, err);
	}
	free(block);
	if (!ok)
		return unless_unreadable(p, err);
	finish(p);
	if (p->digest != NULL) {
		if (!digest_end(p->digest, &e->digest, err))
			return false;
		e->hashed = true;
	}
	return true;
}

/* The frames of the sample alone, by the index. */
static bool
read_sample(struct pass *p, struct dcp_error *err)
{
	const struct trackfile *t = p->trackfile;
	struct bytes frame = {0};
	unsigned eye;
	uint64_t i;
	bool ok = true;

	for (i = 0; ok && i < t->duration; i++) {
		if (!v_picture_wants(&p->picture, i))
			continue;
		for (eye = 0; ok && eye < eye_count(p); eye++) {
			ok = mxfread_unit(p->mxf, i, (enum trackfile_eye)eye,
			    &frame, err);
			if (ok)
				v_picture_frame(&p->picture, i,
				    (enum trackfile_eye)eye, span_of(frame.at,
				    frame.size, 0));
		}
	}
	bytes_clear(&frame);
	return ok || unless_unreadable(p, err);
}

static bool
is_sampled(const struct subject_options *o)
{
	return o->no_hash && o->frames != 0;
}

uint64_t
pass_size(const struct subject_options *o, bool is_mxf, uint64_t size)
{
	return (o->no_hash && !is_mxf) || is_sampled(o) ? 0 : size;
}

/* Judge the header, and get ready for the rest. */
static bool
begin_track(struct pass *p, struct evidence *e, struct dcp_error *err)
{
	struct mxfscan_sink sink = {want, packet, p};
	struct dcp_error why = {0};
	const struct trackfile *t;

	p->mxf = mxfread_open(p->path, &why);
	if (p->mxf == NULL) {
		if (why.status == DCP_NO_MEMORY)
			return error_memory(err);
		diag_report(p->diag, RULE_MXF_OPEN, p->place, "%s",
		    reason(p, &why));
		return true;
	}
	p->trackfile = t = mxfread_trackfile(p->mxf);
	evidence_note(e, t);
	v_mxf_judge(p->diag, p->place, p->mxf);
	if (evidence_is_picture(t->kind))
		v_picture_begin(&p->picture, p->options, p->diag, p->place, t);
	if (t->kind == TRACKFILE_SOUND) {
		v_sound_judge(p->diag, p->place, t);
		if (!t->crypto.present && !t->clip)
			p->unit_size = v_sound_unit_size(t);
	}
	if (is_sampled(p->options))
		return true;
	p->scan = mxfscan_new(&sink, err);
	return p->scan != NULL;
}

bool
pass_run(const struct subject_options *options, const char *path, bool is_mxf,
    const struct diag_place *place, struct diag *diag, struct evidence *e,
    struct tally *tally, struct dcp_error *err)
{
	struct pass p = {.path = path, .options = options, .place = place,
	    .diag = diag};
	struct input *in = input_open(path, err);
	bool ok;

	if (in == NULL)
		return unless_unreadable(&p, err);
	ok = !is_mxf || begin_track(&p, e, err);
	if (ok && !options->no_hash)
		ok = (p.digest = digest_begin(DIGEST_SHA1, err)) != NULL;
	if (ok && pass_size(options, is_mxf, 1) != 0)
		ok = read_all(&p, in, e, tally, err);
	else if (ok && p.mxf != NULL && evidence_is_j2k(p.trackfile->kind))
		ok = read_sample(&p, err);
	input_close(in);
	digest_free(p.digest);
	mxfscan_free(p.scan);
	mxfread_close(p.mxf);
	return ok;
}
