/* pass.c: see pass.h. */
#include "verify/pass.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "mxf/essence.h"
#include "mxf/mxfread.h"
#include "mxf/mxfscan.h"
#include "mxf/partition.h"
#include "trust/keyring.h"
#include "verify/opener.h"
#include "verify/v_crypto.h"
#include "verify/v_mxf.h"
#include "verify/v_picture.h"
#include "verify/v_sound.h"

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
	struct v_crypto crypto;
	struct tripletkey *key;		/* NULL: there is none for it */
	struct opener *opener;		/* NULL: the file is not encrypted */
	struct digest_stream *digest;	/* NULL: not wanted */
	struct mxfscan *scan;		/* NULL: not wanted, or it broke */
	uint64_t scanned;		/* packets of essence, so far */
	uint64_t packets;		/* and how many of them were judged */
	uint64_t unit_size;		/* of plain sound; 0: not known */
	bool in_body;			/* among the packets of essence */
	bool foreign;			/* one that is no essence was told */

	/* The reading of the whole file. */
	const struct input *in;
	uint8_t *block;			/* of BLOCK_SIZE */
	uint64_t at;
	struct tally *tally;
	struct dcp_error failure;	/* reading stopped, or DCP_OK */
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

/* The edit unit of the packet that is judged. */
static uint64_t
current_unit(const struct pass *p)
{
	return p->packets / eye_count(p);
}

static enum trackfile_eye
current_eye(const struct pass *p)
{
	return p->packets % eye_count(p) == 0 ? TRACKFILE_LEFT :
	    TRACKFILE_RIGHT;
}

static bool
is_essence(const struct pass *p, const struct klv *klv)
{
	return ul_equal(&klv->key, &p->trackfile->essence_key);
}

/* The packet that is being scanned belongs to a frame to be looked into. */
static bool
wants_frame(const struct pass *p)
{
	return evidence_is_j2k(p->trackfile->kind) &&
	    v_picture_wants(&p->picture, p->scanned / eye_count(p));
}

/*
 * Encrypted packets, the frames that are looked into, and nothing of all
 * else.
 */
static uint64_t
want(void *context, const struct klv *klv)
{
	const struct pass *p = context;

	return is_essence(p, klv) && (p->opener != NULL || wants_frame(p)) ?
	    UINT64_MAX : 0;
}

/* Does the index lead here?  Only if it was believed when it was opened. */
static void
judge_index(const struct pass *p, const struct klv *klv)
{
	struct dcp_error err = {0};
	struct mxfread_place at;

	if (p->trackfile->index_broken || p->trackfile->clip ||
	    p->trackfile->kind == TRACKFILE_TIMED_TEXT ||
	    current_unit(p) >= p->trackfile->duration)
		return;
	if (!mxfread_locate(p->mxf, current_unit(p), current_eye(p), &at,
	    &err))
		diag_frame(p->diag, RULE_MXF_INDEX_OFFSET, p->place,
		    p->trackfile->edit_rate, current_unit(p), "%s",
		    reason(p, &err));
	else if (at.klv.offset != klv->offset)
		diag_frame(p->diag, RULE_MXF_INDEX_OFFSET, p->place,
		    p->trackfile->edit_rate, current_unit(p),
		    "have byte %" PRIu64 ", want %" PRIu64, at.klv.offset,
		    klv->offset);
}

/* A frame of ${size} bytes, of which ${value} may be the beginning. */
static void
judge_frame(struct pass *p, uint64_t size, struct span value)
{
	uint64_t unit = current_unit(p);

	/* The scanner does not keep what is absurdly large. */
	if (v_picture_wants(&p->picture, unit) && span_left(&value) == size)
		v_picture_frame(&p->picture, unit, current_eye(p), value);
	else if (p->trackfile->crypto.present ||
	    v_picture_wants(&p->picture, unit))
		v_picture_size(&p->picture, unit, size);
}

/* A plain packet; of an encrypted one what is in it. */
static void
judge_essence(struct pass *p, const struct klv *klv, uint64_t size,
    struct span value)
{
	const struct trackfile *t = p->trackfile;

	judge_index(p, klv);
	if (p->unit_size != 0 && size != p->unit_size)
		diag_frame(p->diag, RULE_SOUND_FRAME_SIZE, p->place,
		    t->edit_rate, current_unit(p),
		    "have %" PRIu64 " bytes, want %" PRIu64, size,
		    p->unit_size);
	if (evidence_is_j2k(t->kind))
		judge_frame(p, size, value);
	p->packets++;
}

/* A packet of an encrypted file comes back from the opener. */
static void
judge_encrypted(void *context, struct opener_packet *packet)
{
	struct pass *p = context;
	struct span none = {0};

	v_crypto_packet(&p->crypto, current_unit(p), packet->opened,
	    &packet->result);
	if ((packet->result.faults & TRIPLET_UNREADABLE) != 0)
		p->packets++;
	else
		judge_essence(p, &packet->klv,
		    packet->result.triplet.source_size,
		    packet->has_plain ? packet->plain : none);
}

static bool
packet(void *context, const struct klv *klv, struct span value,
    struct dcp_error *err)
{
	struct pass *p = context;
	struct diag_place place;
	char key[UL_TEXT_SIZE];

	if (is_essence(p, klv)) {
		bool open = wants_frame(p) ||
		    !evidence_is_j2k(p->trackfile->kind);

		p->scanned++;
		p->in_body = true;
		if (p->opener != NULL)
			return opener_gather(p->opener, klv, value, open, err);
		judge_essence(p, klv, klv->value_size, value);
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

/* The scan has broken; memory that runs out is no fault of the file. */
static bool
feed(struct pass *p, const void *bytes, size_t size, struct dcp_error *err)
{
	struct dcp_error why = {0};

	if (p->scan == NULL || mxfscan_feed(p->scan, bytes, size, &why))
		return true;
	if (why.status == DCP_NO_MEMORY)
		return error_memory(err);
	diag_report(p->diag, RULE_MXF_PACKET, p->place, "%s", why.text);
	mxfscan_free(p->scan);
	p->scan = NULL;
	return true;
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

/* The next bytes of the file, for all who want them. */
static bool
read_block(struct pass *p, struct dcp_error *err)
{
	uint64_t left = input_size(p->in) - p->at;
	size_t part = left < BLOCK_SIZE ? (size_t)left : BLOCK_SIZE;

	if (!input_read(p->in, p->at, p->block, part, err) ||
	    (p->digest != NULL &&
	    !digest_add(p->digest, p->block, part, err)) ||
	    !feed(p, p->block, part, err))
		return false;
	p->at += part;
	return tally_add(p->tally, part, err);
}

/* So much that the opener has enough to do; a failure ends the reading. */
static bool
read_batch(void *context, struct dcp_error *err)
{
	struct pass *p = context;

	(void)err;
	while (p->failure.status == DCP_OK && p->at < input_size(p->in) &&
	    !opener_is_full(p->opener))
		(void)read_block(p, &p->failure);
	return true;
}

static bool
read_encrypted(struct pass *p, struct dcp_error *err)
{
	bool more = true;

	while (more || (p->failure.status == DCP_OK &&
	    p->at < input_size(p->in)))
		if (!opener_run(p->opener, &more, err))
			return false;
	v_crypto_end(&p->crypto);
	if (p->failure.status != DCP_OK)
		*err = p->failure;
	return p->failure.status == DCP_OK;
}

/* All bytes of the file, once. */
static bool
read_all(struct pass *p, struct evidence *e, struct dcp_error *err)
{
	bool ok = true;

	input_sequential(p->in);
	p->block = malloc(BLOCK_SIZE);
	if (p->block == NULL)
		return error_memory(err);
	if (p->opener != NULL)
		ok = read_encrypted(p, err);
	else
		while (ok && p->at < input_size(p->in))
			ok = read_block(p, err);
	free(p->block);
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

/* One frame of the sample, as it stands in the file. */
static bool
judge_sample(struct pass *p, uint64_t unit, enum trackfile_eye eye,
    const struct bytes *raw, struct bytes *plain, struct dcp_error *err)
{
	const struct tripletaudit audit = {.trackfile = p->trackfile,
	    .key = p->key};
	struct tripletaudit_result result;

	if (!p->trackfile->crypto.present) {
		v_picture_frame(&p->picture, unit, eye, span_of(raw->at,
		    raw->size, 0));
		return true;
	}
	if (!tripletaudit_look(&audit, raw->at, raw->size, plain, &result,
	    err))
		return false;
	v_crypto_packet(&p->crypto, unit, p->key != NULL, &result);
	if (p->key != NULL && plain->size > 0 &&
	    (result.faults & (TRIPLET_CHECK | TRIPLET_MIC)) == 0)
		v_picture_frame(&p->picture, unit, eye, span_of(plain->at,
		    plain->size, 0));
	return true;
}

/* The frames of the sample alone, by the index. */
static bool
read_sample(struct pass *p, struct dcp_error *err)
{
	const struct trackfile *t = p->trackfile;
	struct bytes raw = {0}, plain = {0};
	unsigned eye;
	uint64_t i;
	bool ok = true;

	for (i = 0; ok && i < t->duration; i++) {
		if (!v_picture_wants(&p->picture, i))
			continue;
		for (eye = 0; ok && eye < eye_count(p); eye++)
			ok = mxfread_raw(p->mxf, i, (enum trackfile_eye)eye,
			    &raw, err) && judge_sample(p, i,
			    (enum trackfile_eye)eye, &raw, &plain, err);
	}
	v_crypto_end(&p->crypto);
	bytes_clear(&raw);
	bytes_clear(&plain);
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

/* The key of an encrypted file, if it is among those given. */
static bool
find_key(struct pass *p, struct evidence *e, struct dcp_error *err)
{
	const struct trackfile *t = p->trackfile;
	const uint8_t *key = !t->crypto.present || p->options->keys == NULL ?
	    NULL : keyring_find(p->options->keys, &t->crypto.key_id);

	if (key == NULL)
		return true;
	p->key = tripletkey_new(key, t->dialect, err);
	e->opened = p->key != NULL;
	return p->key != NULL;
}

/* Judge the header of an encrypted file, and get ready to open it. */
static bool
begin_encrypted(struct pass *p, struct dcp_error *err)
{
	struct opener_job job = {.trackfile = p->trackfile, .key = p->key,
	    .plain = evidence_is_j2k(p->trackfile->kind),
	    .threads = p->options->threads, .read = read_batch,
	    .take = judge_encrypted, .context = p};

	v_crypto_begin(&p->crypto, p->diag, p->place, p->trackfile,
	    is_sampled(p->options));
	p->opener = opener_new(&job, err);
	return p->opener != NULL;
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
	if (!find_key(p, e, err))
		return false;
	v_mxf_judge(p->diag, p->place, p->mxf);
	if (evidence_is_picture(t->kind))
		v_picture_begin(&p->picture, p->options, p->diag, p->place, t,
		    !t->crypto.present || p->key != NULL);
	if (t->kind == TRACKFILE_SOUND) {
		v_sound_judge(p->diag, p->place, t);
		if (!t->clip)
			p->unit_size = v_sound_unit_size(t);
	}
	if (t->crypto.present && !begin_encrypted(p, err))
		return false;
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
	struct input *in = input_open(path, err);
	struct pass p = {.path = path, .options = options, .place = place,
	    .diag = diag, .in = in, .tally = tally};
	bool ok;

	if (in == NULL)
		return unless_unreadable(&p, err);
	ok = !is_mxf || begin_track(&p, e, err);
	if (ok && !options->no_hash)
		ok = (p.digest = digest_begin(DIGEST_SHA1, err)) != NULL;
	if (ok && pass_size(options, is_mxf, 1) != 0)
		ok = read_all(&p, e, err);
	else if (ok && p.mxf != NULL && evidence_is_j2k(p.trackfile->kind))
		ok = read_sample(&p, err);
	input_close(in);
	digest_free(p.digest);
	opener_free(p.opener);
	tripletkey_free(p.key);
	v_crypto_clear(&p.crypto);
	mxfscan_free(p.scan);
	mxfread_close(p.mxf);
	return ok;
}
