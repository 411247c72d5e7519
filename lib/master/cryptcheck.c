/* cryptcheck.c: see cryptcheck.h. */
#include "master/cryptcheck.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/workers.h"
#include "mxf/packets.h"
#include "mxf/tripletaudit.h"

#define SAMPLES		16u	/* packets that a key is tried on */

/* A packet of essence, or of a resource. */
struct place {
	uint64_t offset;	/* of its value */
	uint64_t size;
	bool resource, sealed;
};

/* A packet that is being looked at: its memory serves one after another. */
struct look {
	struct bytes value;
	struct tripletaudit_result result;
};

struct job {
	const struct input *in;
	const struct trackfile *t;
	const struct cryptcheck_options *options;
	struct cryptcheck_result *result;
	struct place *place;
	size_t count, capacity;
	struct dcp_error broken;	/* why there are no more */
	struct tripletaudit audit;
	struct tripletkey *key;
	struct look *look;		/* one for each slot */
	unsigned slots;
	uint64_t done_size, size;	/* bytes */
};

static bool
take_packet(void *context, enum packets_kind kind, const struct klv *klv,
    struct dcp_error *err)
{
	struct job *j = context;
	struct place *grown;

	if (kind != PACKETS_ESSENCE && kind != PACKETS_RESOURCE)
		return true;
	if (j->count == 2 * LIMIT_EDIT_UNITS)
		return error_set(err, DCP_REFUSED, "more than %u packets",
		    2 * LIMIT_EDIT_UNITS);
	if (j->count == j->capacity) {
		j->capacity = j->capacity == 0 ? 256 : 2 * j->capacity;
		grown = realloc(j->place, j->capacity * sizeof(*grown));
		if (grown == NULL)
			return error_memory(err);
		j->place = grown;
	}
	j->place[j->count++] = (struct place){
		.offset = klv_value(klv),
		.size = klv->value_size,
		.resource = kind == PACKETS_RESOURCE,
		.sealed = ul_is(&klv->key, UL_ENCRYPTED_TRIPLET),
	};
	j->size += klv->value_size;
	return true;
}

/* All packets, as far as the file can be read. */
static bool
find_packets(struct job *j, struct dcp_error *err)
{
	size_t i;

	for (i = 0; i < j->t->partition_count; i++)
		if (!packets_walk(j->in, j->t, i, take_packet, j,
		    &j->broken))
			break;
	if (j->broken.status == DCP_OK || j->broken.status == DCP_BAD_INPUT)
		return true;
	return error_set(err, j->broken.status, "%s", j->broken.text);
}

static bool
work(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	const struct job *j = context;
	const struct place *p = &j->place[index];
	struct look *look = &j->look[slot];

	if (!p->sealed)
		return true;
	if (p->size > LIMIT_FRAME_SIZE)
		return error_set(err, DCP_REFUSED, "%s: packet at byte %"
		    PRIu64 ": have %" PRIu64 " bytes, want at most %u",
		    input_path(j->in), p->offset, p->size, LIMIT_FRAME_SIZE);
	bytes_reset(&look->value);
	bytes_room(&look->value, (size_t)p->size);
	return bytes_ok(&look->value, err) &&
	    input_read(j->in, p->offset, look->value.at, look->value.size,
	    err) && tripletaudit_look(&j->audit, look->value.at,
	    look->value.size, NULL, &look->result, err);
}

/* A finding about the packet of ${p}, which is the last one counted. */
static bool
tell(struct job *j, const struct place *p, const char *name, const char *text,
    struct dcp_error *err)
{
	bool stereo = j->t->kind == TRACKFILE_STEREO && !p->resource;
	uint64_t n = p->resource ? j->result->resources : j->result->packets;
	const struct cryptcheck_finding finding = {
		.name = name,
		.text = text,
		.resource = p->resource,
		.stereo = stereo,
		.eye = stereo && n % 2 == 0 ? TRACKFILE_RIGHT : TRACKFILE_LEFT,
		.unit = stereo ? (n - 1) / 2 : n - 1,
	};

	j->result->findings++;
	return j->options->found(j->options->context, &finding, err);
}

/* What is wrong with a triplet; not, that the file has no integrity checks. */
static bool
tell_faults(struct job *j, const struct place *p, struct look *look,
    struct dcp_error *err)
{
	unsigned faults;
	struct bytes text = {0};
	enum triplet_fault fault;
	bool ok = true;

	tripletaudit_place(&j->audit, &look->result);
	faults = look->result.faults;
	if (!look->result.triplet.has_mic)
		j->result->without_mic++;
	while (ok && faults != 0) {
		fault = triplet_take_fault(&faults);
		bytes_reset(&text);
		tripletaudit_explain(&j->audit, &look->result, fault, &text);
		ok = bytes_ok(&text, err) && tell(j, p,
		    triplet_fault_name(fault), bytes_text(&text), err);
	}
	bytes_clear(&text);
	return ok;
}

/* A packet that is not encrypted has the place of one that would be. */
static bool
tell_plain(struct job *j, const struct place *p, struct dcp_error *err)
{
	struct tripletaudit_result none = {.faults = TRIPLET_UNREADABLE};

	tripletaudit_place(&j->audit, &none);
	return tell(j, p, "plain", "it is not encrypted", err);
}

static bool
done(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct job *j = context;
	const struct place *p = &j->place[index];

	if (p->resource)
		j->result->resources++;
	else
		j->result->packets++;
	j->done_size += p->size;
	if (!(p->sealed ? tell_faults(j, p, &j->look[slot], err) :
	    tell_plain(j, p, err)))
		return false;
	return progress_tell(j->options->progress, j->done_size, j->size, err);
}

/* Does the check value of a packet say that the key is the one? */
static bool
fits(const struct job *j, const struct place *p, bool *fit,
    struct dcp_error *err)
{
	uint8_t head[TRIPLET_HEAD_SIZE_MAX + TRIPLET_CHECK_SIZE] = {0};
	size_t n = p->size < sizeof(head) ? (size_t)p->size : sizeof(head);
	struct span in = span_of(head, n, p->offset);
	struct dcp_error ignored = {0};
	struct triplet triplet;

	*fit = false;
	if (!p->sealed)
		return true;
	if (!input_read(j->in, p->offset, head, n, err))
		return false;
	if (!triplet_read_head(&in, &triplet, &ignored) ||
	    span_left(&in) < TRIPLET_CHECK_SIZE)
		return true;
	return triplet_fits(j->key, in.at, fit, err);
}

/*
 * A wrong key would be found in every packet: say it once, and leave it.
 * So many packets from all over the file are asked.
 */
static bool
try_key(struct job *j, struct dcp_error *err)
{
	const struct place begin = {.resource = false};
	size_t i, step = j->count / SAMPLES + 1;
	bool fit = false;

	if (j->key == NULL || j->count == 0)
		return true;
	for (i = 0; !fit && i < j->count; i += step)
		if (!fits(j, &j->place[i], &fit, err))
			return false;
	if (fit)
		return true;
	j->audit.key = NULL;
	j->result->other_key = true;
	j->result->packets = 1;
	if (!tell(j, &begin, "key", "no check value fits the key: it is "
	    "another one than the file has", err))
		return false;
	j->result->packets = 0;
	return true;
}

/* Behind the last packet: why there are no more, or fewer than there were. */
static bool
tell_end(struct job *j, struct dcp_error *err)
{
	const struct place after = {.resource = false};
	struct bytes text = {0};
	int64_t want = trackfile_stated(j->t);
	uint64_t have = j->result->packets;
	bool ok = true;

	if (j->t->kind == TRACKFILE_STEREO && want > 0)
		want *= 2;
	j->result->packets++;	/* the place behind the last */
	if (j->broken.status != DCP_OK)
		ok = tell(j, &after, "broken", j->broken.text, err);
	if (ok && j->t->kind != TRACKFILE_TIMED_TEXT && want >= 0 &&
	    (uint64_t)want != have) {
		bytes_printf(&text, "have %" PRIu64 " packets, want %" PRId64
		    " as the header says", have, want);
		ok = bytes_ok(&text, err) && tell(j, &after, have <
		    (uint64_t)want ? "missing" : "surplus", bytes_text(&text),
		    err);
	}
	j->result->packets = have;
	bytes_clear(&text);
	return ok;
}

static bool
run(struct job *j, struct dcp_error *err)
{
	struct workers_job workers = {
		.threads = j->options->threads,
		.work = work,
		.done = done,
		.context = j,
	};

	if (!j->t->crypto.present)
		return error_set(err, DCP_REFUSED, "%s: is not encrypted",
		    input_path(j->in));
	if (j->options->key != NULL && (j->key = tripletkey_new(
	    j->options->key, j->t->dialect, err)) == NULL)
		return false;
	j->audit = (struct tripletaudit){.trackfile = j->t, .key = j->key};
	j->slots = workers.slots = workers_slots(j->options->threads);
	j->look = calloc(j->slots, sizeof(*j->look));
	if (j->look == NULL)
		return error_memory(err);
	if (!find_packets(j, err))
		return false;
	workers.count = j->count;
	return try_key(j, err) && workers_run(&workers, err) &&
	    tell_end(j, err);
}

bool
cryptcheck_run(const struct mxfread *in,
    const struct cryptcheck_options *options,
    struct cryptcheck_result *result, struct dcp_error *err)
{
	struct job j = {
		.in = mxfread_input(in),
		.t = mxfread_trackfile(in),
		.options = options,
		.result = result,
	};
	unsigned i;
	bool ok;

	*result = (struct cryptcheck_result){0};
	ok = run(&j, err);
	for (i = 0; j.look != NULL && i < j.slots; i++)
		bytes_clear(&j.look[i].value);
	free(j.look);
	free(j.place);
	tripletkey_free(j.key);
	if (!ok)
		*result = (struct cryptcheck_result){0};
	return ok;
}
