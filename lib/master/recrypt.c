/* recrypt.c: see recrypt.h. */
#include "master/recrypt.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/output.h"
#include "base/workers.h"
#include "mxf/rewrap.h"
#include "mxf/tripletaudit.h"
#include "mxf/tripletseal.h"

/*
 * Packets that are worked on side by side in one thread: so many that the
 * processor's AES unit is busy (crypt/aes.h), unless they are large.
 */
#define BATCH_MAX	16u
#define BATCH_SIZE	(24u << 20)	/* bytes */

/* A stretch of parts that one thread works on. */
struct batch {
	size_t first;
	unsigned count;
};

/* A packet in the making: its memory serves one after another. */
struct piece {
	struct bytes old;	/* the packet of the old file */
	struct tripletaudit_result look;	/* if it is a triplet */
	struct bytes plain;	/* what was in it */
	struct bytes made;	/* the packet of the new file, or its head */
	struct tripletseal_packet seal;	/* what is sealed */
};

struct job {
	const struct input *in;
	const struct trackfile *t;
	const struct recrypt_options *options;
	struct rewrap plan;
	struct batch *batch;
	size_t batch_count;
	struct tripletkey *old_key, *new_key;
	struct tripletaudit audit;	/* of the old file */
	struct tripletseal_file file;	/* the new one */
	struct piece *piece;	/* BATCH_MAX for each slot */
	unsigned slots;
	struct output *out;
	struct digest_stream *digest;
	uint64_t packets;
};

/* "FILE: edit unit 12", "FILE: edit unit 12, right eye". */
static bool
in_part(const struct job *j, const struct rewrap_part *part,
    struct dcp_error *err)
{
	const char *path = input_path(j->in);

	if (part->resource)
		return error_in(err, "%s: font or image %" PRIu32, path,
		    part->number);
	if (j->t->kind != TRACKFILE_STEREO)
		return error_in(err, "%s: edit unit %" PRIu32, path,
		    part->number);
	return error_in(err, "%s: edit unit %" PRIu32 ", %s eye", path,
	    part->number / 2, part->number % 2 == 0 ? "left" : "right");
}

/* Is part ${i} to be in one batch with those from ${first} on? */
static bool
fits_batch(const struct job *j, size_t first, size_t i, uint64_t size)
{
	const struct rewrap_part *part = j->plan.part;

	return i - first < BATCH_MAX && part[i].action == part[first].action &&
	    part[i].action != REWRAP_PUT && size <= BATCH_SIZE;
}

static bool
make_batches(struct job *j, struct dcp_error *err)
{
	size_t i, count = j->plan.count;
	uint64_t size = 0;

	j->batch = calloc(count + 1, sizeof(*j->batch));
	if (j->batch == NULL)
		return error_memory(err);
	for (i = 0; i < count; i++) {
		struct batch *last = &j->batch[j->batch_count];

		size += rewrap_size(&j->plan, i);
		if (i == 0 || !fits_batch(j, last[-1].first, i, size)) {
			last->first = i;
			size = rewrap_size(&j->plan, i);
			j->batch_count++;
		}
		j->batch[j->batch_count - 1].count++;
		j->packets += j->plan.part[i].action >= REWRAP_SEAL;
	}
	return true;
}

/* Read the packet of the old file. */
static bool
load(const struct job *j, const struct rewrap_part *part, struct piece *p,
    struct dcp_error *err)
{
	size_t size = (size_t)part->from_size;

	bytes_reset(&p->old);
	bytes_room(&p->old, size);
	return bytes_ok(&p->old, err) &&
	    input_read(j->in, part->from, p->old.at, size, err);
}

/* The key of a triplet; that of Interop is of another version (ST 429-6). */
static struct ul
triplet_label(const struct job *j)
{
	struct ul key = ul_of(UL_ENCRYPTED_TRIPLET);

	if (j->t->dialect == TRACKFILE_INTEROP)
		key.bytes[UL_VERSION] = 7;
	return key;
}

/* The first fault, but that there is no MIC, or clear bytes as never before. */
static bool
check_faults(struct job *j, const struct rewrap_part *part,
    const struct tripletaudit_result *r, struct dcp_error *err)
{
	unsigned faults = r->faults &
	    ~(unsigned)(TRIPLET_NO_MIC | TRIPLET_OFFSET);
	struct bytes text = {0};

	if (faults == 0)
		return true;
	tripletaudit_explain(&j->audit, r, triplet_take_fault(&faults), &text);
	error_set(err, DCP_BAD_INPUT, "%s", bytes_text(&text));
	bytes_clear(&text);
	return in_part(j, part, err);
}

/* Load a triplet and open it. */
static bool
open_packet(struct job *j, const struct rewrap_part *part, struct piece *p,
    struct dcp_error *err)
{
	struct span in;
	struct klv klv;

	if (!load(j, part, p, err))
		return false;
	in = span_of(p->old.at, p->old.size, part->from);
	if (!klv_read(&in, &klv, err) || !tripletaudit_look(&j->audit, in.at,
	    span_left(&in), &p->plain, &p->look, err) ||
	    !check_faults(j, part, &p->look, err))
		return false;
	if (p->plain.size == part->plain_size)
		return true;
	return error_set(err, DCP_BAD_INPUT, "%s: has become another while it "
	    "was read", input_path(j->in));
}

/* Key and length of a triplet, and what will seal it. */
static void
begin_triplet(const struct job *j, const struct rewrap_part *part,
    struct piece *p, const struct ul *key)
{
	struct ul label = triplet_label(j);

	klv_put_head(&p->made, &label, tripletseal_size(part->plain_size, 0,
	    j->file.no_mic));
	p->seal = (struct tripletseal_packet){
		.source_key = *key,
		.size = (size_t)part->plain_size,
		.sequence = part->sequence,
		.to = &p->made,
	};
}

/* Read a plain value to where it will be encrypted. */
static bool
place_packet(const struct job *j, const struct rewrap_part *part,
    struct piece *p, struct dcp_error *err)
{
	struct klv klv;
	uint8_t *at;

	if (!klv_read_at(j->in, part->from, &klv, err))
		return false;
	begin_triplet(j, part, p, &klv.key);
	at = tripletseal_place(&j->file, &p->seal, err);
	return at != NULL && input_read(j->in, klv_value(&klv), at,
	    (size_t)part->plain_size, err);
}

/* Make of a packet what does not wait for others of its batch. */
static bool
prepare(struct job *j, const struct rewrap_part *part, struct piece *p,
    struct dcp_error *err)
{
	const struct ul *key = &p->look.triplet.source_key;

	bytes_reset(&p->made);
	switch ((enum rewrap_action)part->action) {
	case REWRAP_PUT:
		return true;
	case REWRAP_COPY:
		return load(j, part, p, err);
	case REWRAP_SEAL:
		return place_packet(j, part, p, err);
	case REWRAP_OPEN:
		if (!open_packet(j, part, p, err))
			return false;
		klv_put_head(&p->made, key, p->plain.size);
		break;
	case REWRAP_RESEAL:
		if (!open_packet(j, part, p, err))
			return false;
		begin_triplet(j, part, p, key);
		p->seal.at = p->plain.at;
		break;
	}
	return bytes_ok(&p->made, err);
}

static bool
seal(const struct job *j, const struct batch *b, struct piece *piece,
    struct dcp_error *err)
{
	struct tripletseal_packet packet[BATCH_MAX];
	unsigned i;

	for (i = 0; i < b->count; i++)
		packet[i] = piece[i].seal;
	return tripletseal_run(j->new_key, &j->file, packet, b->count, err);
}

/* The bytes of a part in the new file: a head, and the rest. */
static void
find_bytes(const struct job *j, const struct rewrap_part *part,
    const struct piece *p, struct span bytes[2])
{
	const struct bytes *b = &p->made;

	bytes[0] = bytes[1] = span_of(NULL, 0, 0);
	switch ((enum rewrap_action)part->action) {
	case REWRAP_PUT:
		bytes[1] = span_of(j->plan.own.at + part->own,
		    (size_t)part->from_size, 0);
		return;
	case REWRAP_COPY:
		b = &p->old;
		break;
	case REWRAP_OPEN:
		bytes[0] = span_of(p->made.at, p->made.size, 0);
		b = &p->plain;
		break;
	case REWRAP_SEAL:
	case REWRAP_RESEAL:
		break;
	}
	bytes[1] = span_of(b->at, b->size, 0);
}

/* Each thread writes what it made, where the plan wants it. */
static bool
write_part(const struct job *j, const struct rewrap_part *part,
    const struct piece *p, struct dcp_error *err)
{
	struct span bytes[2];
	uint64_t at = part->to;
	size_t i, size;

	find_bytes(j, part, p, bytes);
	for (i = 0; i < 2; i++) {
		size = span_left(&bytes[i]);
		if (!output_place(j->out, at, bytes[i].at, size, err))
			return false;
		at += size;
	}
	return true;
}

static bool
work(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct job *j = context;
	const struct batch *b = &j->batch[index];
	const struct rewrap_part *part = &j->plan.part[b->first];
	struct piece *piece = j->piece + (size_t)slot * BATCH_MAX;
	unsigned i;

	for (i = 0; i < b->count; i++)
		if (!prepare(j, &part[i], &piece[i], err))
			return false;
	if ((part->action == REWRAP_SEAL || part->action == REWRAP_RESEAL) &&
	    !seal(j, b, piece, err))
		return false;
	for (i = 0; i < b->count; i++)
		if (!write_part(j, &part[i], &piece[i], err))
			return false;
	return true;
}

/* In the order of the file: is it in its place, and what is the digest? */
static bool
take_part(struct job *j, const struct rewrap_part *part, struct piece *p,
    struct dcp_error *err)
{
	struct span bytes[2];
	size_t i;

	if (part->action == REWRAP_OPEN || part->action == REWRAP_RESEAL) {
		tripletaudit_place(&j->audit, &p->look);
		if (!check_faults(j, part, &p->look, err))
			return false;
	}
	find_bytes(j, part, p, bytes);
	for (i = 0; i < 2; i++)
		if (!digest_add(j->digest, bytes[i].at, span_left(&bytes[i]),
		    err))
			return false;
	return true;
}

static bool
done(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct job *j = context;
	const struct batch *b = &j->batch[index];
	const struct rewrap_part *part = &j->plan.part[b->first];
	struct piece *piece = j->piece + (size_t)slot * BATCH_MAX;
	unsigned i;

	for (i = 0; i < b->count; i++)
		if (!take_part(j, &part[i], &piece[i], err))
			return false;
	return progress_tell(j->options->progress, part->to, j->plan.size,
	    err);
}

static bool
make_keys(struct job *j, struct dcp_error *err)
{
	const struct recrypt_options *o = j->options;

	j->file = (struct tripletseal_file){
		.context_id = o->crypto.context_id,
		.track_file_id = o->id,
		.no_mic = !o->crypto.mic,
	};
	if (o->old_key != NULL && (j->old_key = tripletkey_new(o->old_key,
	    j->t->dialect, err)) == NULL)
		return false;
	j->audit = (struct tripletaudit){
		.trackfile = j->t, .key = j->old_key,
	};
	return o->new_key == NULL || (j->new_key = tripletkey_new(o->new_key,
	    j->t->dialect, err)) != NULL;
}

static bool
prepare_job(struct job *j, struct dcp_error *err)
{
	size_t pieces;

	j->slots = workers_slots(j->options->threads);
	pieces = (size_t)j->slots * BATCH_MAX;
	if (!make_keys(j, err) || !make_batches(j, err) ||
	    (j->digest = digest_begin(DIGEST_SHA1, err)) == NULL)
		return false;
	j->piece = calloc(pieces, sizeof(*j->piece));
	return j->piece != NULL || error_memory(err);
}

static void
clear_job(struct job *j)
{
	size_t i, pieces = (size_t)j->slots * BATCH_MAX;

	for (i = 0; j->piece != NULL && i < pieces; i++) {
		bytes_clear(&j->piece[i].old);
		bytes_clear(&j->piece[i].plain);
		bytes_clear(&j->piece[i].made);
	}
	free(j->piece);
	free(j->batch);
	rewrap_clear(&j->plan);
	digest_free(j->digest);
	tripletkey_free(j->old_key);
	tripletkey_free(j->new_key);
	output_abandon(j->out);
}

static bool
run(struct job *j, const char *path, struct recrypt_result *result,
    struct dcp_error *err)
{
	struct workers_job workers = {
		.count = j->batch_count,
		.threads = j->options->threads,
		.slots = j->slots,
		.work = work,
		.done = done,
		.context = j,
	};
	struct output *out;

	if ((j->out = output_open(path, err)) == NULL)
		return false;
	if (!workers_run(&workers, err) ||
	    !digest_end(j->digest, &result->digest, err))
		return false;
	result->size = j->plan.size;
	result->packets = j->packets;
	out = j->out;
	j->out = NULL;
	return output_commit(out, err);
}

bool
recrypt_run(const struct mxfread *in, const char *path,
    const struct recrypt_options *options, struct recrypt_result *result,
    struct dcp_error *err)
{
	const struct rewrap_options wanted = {
		.id = options->id,
		.made = options->made,
		.crypto = options->new_key == NULL ? NULL : &options->crypto,
	};
	struct job j = {
		.in = mxfread_input(in),
		.t = mxfread_trackfile(in),
		.options = options,
	};
	bool ok;

	*result = (struct recrypt_result){0};
	assert(j.t->crypto.present == (options->old_key != NULL));
	ok = rewrap_plan(&j.plan, in, &wanted, err) && prepare_job(&j, err) &&
	    run(&j, path, result, err);
	clear_job(&j);
	if (!ok)
		*result = (struct recrypt_result){0};
	return ok;
}
