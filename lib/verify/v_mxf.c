/* v_mxf.c: see v_mxf.h. */
#include "verify/v_mxf.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/limits.h"
#include "mxf/partition.h"

/* Bytes at the end of the file that say how long the random index pack is. */
#define RIP_LENGTH_SIZE	4

static void
judge_partition(struct diag *d, const struct diag_place *file,
    const struct trackfile *t, size_t i)
{
	const struct trackfile_partition *p = &t->partition[i];
	const struct trackfile_partition *last =
	    &t->partition[t->partition_count - 1];
	struct diag_place place = diag_byte(file, p->offset);
	uint64_t previous = i == 0 ? 0 : t->partition[i - 1].offset;

	if (p->this_partition != p->offset)
		diag_report(d, RULE_MXF_PARTITION, &place,
		    "ThisPartition is %" PRIu64 ", want %" PRIu64,
		    p->this_partition, p->offset);
	if (p->previous_partition != previous)
		diag_report(d, RULE_MXF_PARTITION, &place,
		    "PreviousPartition is %" PRIu64 ", want %" PRIu64,
		    p->previous_partition, previous);
	/* Zero is "not known", which a body partition may say. */
	if (partition_is_footer(&last->key) &&
	    p->footer_partition != last->offset && (p->footer_partition != 0 ||
	    i == 0 || p == last))
		diag_report(d, RULE_MXF_PARTITION, &place,
		    "FooterPartition is %" PRIu64 ", want %" PRIu64,
		    p->footer_partition, last->offset);
}

static void
judge_partitions(struct diag *d, const struct diag_place *place,
    const struct trackfile *t)
{
	size_t i;

	for (i = 0; i < t->partition_count; i++)
		judge_partition(d, place, t, i);
	if (!t->complete)
		diag_report(d, RULE_MXF_HEADER_OPEN, place, "%s", "");
	if (!partition_is_footer(&t->partition[t->partition_count - 1].key))
		diag_report(d, RULE_MXF_FOOTER, place, "%s", "");
}

/* The rows of the random index pack at the end of the file. */
static bool
load_rows(const struct input *in, struct partition_row **rows, size_t *count,
    struct dcp_error *err)
{
	uint64_t size = input_size(in);
	uint8_t length[RIP_LENGTH_SIZE];
	struct bytes value = {0};
	struct span span;
	struct klv klv;
	uint32_t rip;
	bool ok;

	if (size < sizeof(length))
		return error_set(err, DCP_BAD_INPUT, "there is none");
	if (!input_read(in, size - sizeof(length), length, sizeof(length), err))
		return false;
	span = span_of(length, sizeof(length), 0);
	rip = span_u32(&span);
	if (rip < KLV_HEAD_SIZE || rip > size || !klv_read_at(in, size - rip,
	    &klv, err) || !ul_is(&klv.key, UL_RANDOM_INDEX) ||
	    klv_end(&klv) != size) {
		*err = (struct dcp_error){0};
		return error_set(err, DCP_BAD_INPUT,
		    "there is none at the end of the file");
	}
	ok = klv_load(in, &klv, LIMIT_MXF_HEADER_SIZE, &value, err) &&
	    partition_read_rows(span_of(value.at, value.size, klv_value(&klv)),
	    rows, count, err);
	bytes_clear(&value);
	return ok;
}

static void
judge_rip(struct diag *d, const struct diag_place *place,
    const struct mxfread *r)
{
	const struct trackfile *t = mxfread_trackfile(r);
	struct partition_row *rows = NULL;
	struct dcp_error err = {0};
	size_t i, count = 0;

	if (!load_rows(mxfread_input(r), &rows, &count, &err)) {
		diag_report(d, RULE_MXF_RIP, place, "%s", err.text);
		return;
	}
	if (count != t->partition_count)
		diag_report(d, RULE_MXF_RIP, place,
		    "have %zu partitions, want %zu", count,
		    t->partition_count);
	for (i = 0; i < count && i < t->partition_count; i++)
		if (rows[i].offset != t->partition[i].offset ||
		    rows[i].body_sid != t->partition[i].body_sid)
			diag_report(d, RULE_MXF_RIP, place,
			    "row %zu has stream %" PRIu32 " at byte %" PRIu64
			    ", want %" PRIu32 " at %" PRIu64, i,
			    rows[i].body_sid, rows[i].offset,
			    t->partition[i].body_sid, t->partition[i].offset);
	free(rows);
}

/*
 * A duration that is stated must be the one that is there.  What several
 * places say alike is told once; false then.
 */
static bool
judge_duration(struct diag *d, const struct diag_place *place,
    const struct trackfile *t, const char *what, int64_t stated)
{
	if (stated == TRACKFILE_ABSENT || (uint64_t)stated == t->duration)
		return true;
	diag_report(d, RULE_MXF_DURATION, place,
	    "%s says %" PRId64 ", want %" PRIu64, what, stated, t->duration);
	return false;
}

static void
judge_durations(struct diag *d, const struct diag_place *place,
    const struct trackfile *t)
{
	bool good = true;
	size_t i;

	/* Frames of both eyes are counted by some writers, pairs by others. */
	if (t->kind != TRACKFILE_STEREO || t->descriptor_duration < 0 ||
	    (uint64_t)t->descriptor_duration != 2 * t->duration)
		good = judge_duration(d, place, t, "the descriptor",
		    t->descriptor_duration);
	for (i = 0; good && i < t->track_count; i++) {
		const struct trackfile_track *k = &t->track[i];

		if (rational_equal(k->edit_rate, t->edit_rate))
			good = judge_duration(d, place, t, "a sequence",
			    k->duration) && judge_duration(d, place, t,
			    "a component", k->component_duration);
	}
}

static void
judge_rates(struct diag *d, const struct diag_place *place,
    const struct trackfile *t)
{
	char have[RATIONAL_SIZE], want[RATIONAL_SIZE];
	size_t i;

	rational_print(want, t->edit_rate);
	/* Of two eyes it is twice that: stereo.sample-rate. */
	if (!t->clip && t->kind != TRACKFILE_STEREO &&
	    !rational_equal(t->descriptor_rate, t->edit_rate)) {
		rational_print(have, t->descriptor_rate);
		diag_report(d, RULE_MXF_EDIT_RATE, place,
		    "the descriptor has %s, want %s", have, want);
	}
	for (i = 0; i < t->track_count; i++)
		if (rational_is_rate(t->track[i].edit_rate) &&
		    !rational_equal(t->track[i].edit_rate, t->edit_rate)) {
			rational_print(have, t->track[i].edit_rate);
			diag_report(d, RULE_MXF_EDIT_RATE, place,
			    "track %" PRIu32 " has %s, want %s",
			    t->track[i].id, have, want);
		}
	for (i = 0; i < t->segment_count; i++)
		if (!rational_equal(t->segment[i].edit_rate, t->edit_rate)) {
			rational_print(have, t->segment[i].edit_rate);
			diag_report(d, RULE_MXF_EDIT_RATE, place,
			    "the index has %s, want %s", have, want);
			break;
		}
}

/* What ST 429-20 wishes and decoders need not mind: one line for all. */
static void
judge_constraints(struct diag *d, const struct diag_place *place,
    const struct trackfile *t)
{
	size_t i;

	for (i = 0; i < t->partition_count; i++)
		if (t->partition[i].major != 1 || t->partition[i].minor != 2) {
			diag_report(d, RULE_MXF_CONSTRAINTS, place,
			    "have version %u.%u in a partition, want 1.2",
			    t->partition[i].major, t->partition[i].minor);
			break;
		}
	for (i = 0; i < t->segment_count; i++)
		if (t->segment[i].index_sid == t->segment[i].body_sid) {
			diag_report(d, RULE_MXF_CONSTRAINTS, place,
			    "IndexSID and BodySID are both %" PRIu32,
			    t->segment[i].index_sid);
			break;
		}
	if (t->identification_count == 0)
		diag_report(d, RULE_MXF_CONSTRAINTS, place,
		    "no program says that it wrote the file");
}

void
v_mxf_judge(struct diag *d, const struct diag_place *place,
    const struct mxfread *r)
{
	const struct trackfile *t = mxfread_trackfile(r);

	judge_partitions(d, place, t);
	judge_rip(d, place, r);
	if (t->index_broken)
		diag_report(d, RULE_MXF_INDEX, place, "%s",
		    t->fault == NULL ? "" : t->fault);
	else
		judge_durations(d, place, t);
	if (t->dialect != TRACKFILE_IMF)
		judge_rates(d, place, t);
	if (t->dialect == TRACKFILE_SMPTE)
		judge_constraints(d, place, t);
	if (t->crypto.present && ul_is_zero(&t->crypto.mic))
		diag_report(d, RULE_CRYPTO_NO_MIC, place, "%s", "");
	if (t->kind == TRACKFILE_OTHER)
		diag_report(d, RULE_MXF_KIND, place, "%s", "");
	if (uuid_is_zero(&t->id))
		diag_report(d, RULE_MXF_ID, place, "%s", "");
}
