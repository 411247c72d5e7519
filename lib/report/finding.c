/* finding.c: see finding.h. */
#include "report/finding.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "report/json.h"

static const struct {
	const char *name, *colour;
} severities[FINDING_SEVERITIES] = {
	[FINDING_ERROR] = {"error", "\033[1;31m"},
	[FINDING_BV21] = {"bv21", "\033[35m"},
	[FINDING_WARNING] = {"warning", "\033[33m"},
	[FINDING_INFO] = {"info", "\033[36m"},
};

static const char *const consequences[FINDING_CONSEQUENCES] = {
	[FINDING_BLOCKS_INGEST] = "blocks ingest",
	[FINDING_BLOCKS_PLAYBACK] = "blocks playback",
	[FINDING_VISIBLE] = "visible or audible fault",
	[FINDING_CONTRACT] = "contract",
	[FINDING_ADVICE] = "advice",
	[FINDING_SKIPPED] = "not checked",
};

const char *
finding_severity_name(enum finding_severity severity)
{
	return severities[severity].name;
}

const char *
finding_consequence_name(enum finding_consequence consequence)
{
	return consequences[consequence];
}

static size_t
sample_count(const struct finding *f)
{
	return f->count < FINDING_SAMPLES ? (size_t)f->count : FINDING_SAMPLES;
}

/* Text of strangers, made safe for a terminal. */
static void
put_safe(struct bytes *to, const char *text)
{
	str_print(to, text, strlen(text));
}

static void
put_place(const struct finding *f, struct bytes *to)
{
	char timecode[TIMECODE_SIZE];

	if (f->file != NULL) {
		bytes_u8(to, ' ');
		put_safe(to, f->file);
	}
	if (f->at != NULL)
		bytes_printf(to, " %s", f->at);
	if (f->reel != 0)
		bytes_printf(to, " reel %" PRIu32, f->reel);
	if (!f->has_frame)
		return;
	bytes_printf(to, " frame %" PRIu64, f->first);
	if (rational_is_rate(f->rate)) {
		rational_timecode(timecode, f->first, f->rate);
		bytes_printf(to, " %s", timecode);
	}
}

/* "; in 240 frames from 0 to 239 (0, 1, 2, 3, 4, ...)" */
static void
put_repeats(const struct finding *f, struct bytes *to)
{
	size_t i;

	bytes_printf(to, "; in %" PRIu64 " frames from %" PRIu64 " to %" PRIu64,
	    f->count, f->first, f->last);
	if (f->last - f->first + 1 == f->count)
		return;
	for (i = 0; i < sample_count(f); i++)
		bytes_printf(to, "%s%" PRIu64, i == 0 ? " (" : ", ",
		    f->samples[i]);
	bytes_printf(to, "%s)", f->count > FINDING_SAMPLES ? ", ..." : "");
}

void
finding_print(const struct finding *f, bool colour, struct bytes *to)
{
	bytes_printf(to, "%s%s%s %s", colour ? severities[f->severity].colour :
	    "", finding_severity_name(f->severity), colour ? "\033[0m" : "",
	    f->rule);
	put_place(f, to);
	bytes_printf(to, ": ");
	put_safe(to, f->message);
	if (f->count > 1)
		put_repeats(f, to);
	bytes_printf(to, " [%s; %s]\n", f->clause,
	    finding_consequence_name(f->consequence));
}

static void
json_frames(const struct finding *f, struct json *j)
{
	char timecode[TIMECODE_SIZE];
	size_t i;

	json_number(j, "frame", f->first);
	if (rational_is_rate(f->rate)) {
		rational_timecode(timecode, f->first, f->rate);
		json_text(j, "timecode", timecode);
	}
	json_number(j, "count", f->count);
	json_number(j, "first", f->first);
	json_number(j, "last", f->last);
	json_open_array(j, "samples");
	for (i = 0; i < sample_count(f); i++)
		json_number(j, NULL, f->samples[i]);
	json_close(j);
}

bool
finding_print_json(const struct finding *f, struct bytes *to,
    struct dcp_error *err)
{
	struct json *j = json_new();
	bool ok;

	json_text(j, "rule", f->rule);
	json_text(j, "severity", finding_severity_name(f->severity));
	json_text(j, "consequence", finding_consequence_name(f->consequence));
	json_text(j, "clause", f->clause);
	json_text(j, "message", f->message);
	json_text(j, "file", f->file);
	json_text(j, "at", f->at);
	if (!uuid_is_zero(&f->asset))
		json_uuid(j, "asset", &f->asset);
	if (!uuid_is_zero(&f->cpl))
		json_uuid(j, "cpl", &f->cpl);
	if (f->reel != 0)
		json_number(j, "reel", f->reel);
	if (f->has_frame)
		json_frames(f, j);
	ok = json_print(j, to, err);
	json_free(j);
	return ok;
}
