/* crypt_check: is every edit unit of an encrypted file whole? */
#include <inttypes.h>
#include <stdio.h>

#include "crypt.h"
#include "master/cryptcheck.h"
#include "mxf/unlock.h"
#include "report/json.h"

/* A file that is being checked. */
struct checked {
	const char *path;
	const struct trackfile *t;
	bool json;
};

/* What a record says; of the file as a whole if there is neither. */
struct record {
	const char *word, *text;
	const struct cryptcheck_finding *at;	/* which unit or resource */
	const uint64_t *count;			/* how many units */
	const uint64_t *resources;		/* beside one document */
};

static const char *
eye_name(const struct cryptcheck_finding *f)
{
	return !f->stereo ? NULL : f->eye == TRACKFILE_LEFT ? "left" : "right";
}

/* The time of the unit or of so many; "-" of what has none. */
static void
format_time(char time[TIMECODE_SIZE], const struct checked *c,
    const struct record *r)
{
	snprintf(time, TIMECODE_SIZE, "-");
	if (r->count != NULL)
		rational_timecode(time, *r->count, c->t->edit_rate);
	else if (r->at != NULL && !r->at->resource)
		rational_timecode(time, r->at->unit, c->t->edit_rate);
}

/* A word, the file, the edit unit, its time, what there is to say. */
static void
print_text(const struct checked *c, const struct record *r, const char *time)
{
	const struct cryptcheck_finding *at = r->at;
	const char *eye = at == NULL ? NULL : eye_name(at);

	printf("%s\t", r->word);
	tool_print_path(stdout, c->path);
	if (r->count != NULL)
		printf("\t%" PRIu64, *r->count);
	else if (at != NULL)
		printf("\t%s%" PRIu64 "%s%s", at->resource ? "resource " : "",
		    at->unit, eye == NULL ? "" : " ", eye == NULL ? "" : eye);
	else
		printf("\t-");
	printf("\t%s\t%s\n", time, r->text);
}

static bool
print_json(const struct checked *c, const struct record *r, const char *time,
    struct dcp_error *err)
{
	struct json *json = json_new();

	json_text(json, "status", r->word);
	json_text(json, "path", c->path);
	if (r->count != NULL) {
		json_number(json, "units", *r->count);
		json_text(json, "duration", time);
	} else if (r->resources != NULL) {
		json_number(json, "resources", *r->resources);
	} else if (r->at != NULL) {
		json_number(json, r->at->resource ? "resource" : "unit",
		    r->at->unit);
		json_text(json, "eye", eye_name(r->at));
		json_text(json, "time", r->at->resource ? NULL : time);
	}
	json_text(json, "text", r->text);
	return tool_print_json(json, err);
}

static bool
print_record(const struct checked *c, const struct record *r,
    struct dcp_error *err)
{
	char time[TIMECODE_SIZE];

	format_time(time, c, r);
	tool_progress_end();
	if (c->json)
		return print_json(c, r, time, err);
	print_text(c, r, time);
	return true;
}

static bool
print_finding(void *context, const struct cryptcheck_finding *f,
    struct dcp_error *err)
{
	const struct record r = {.word = f->name, .text = f->text, .at = f};

	return print_record(context, &r, err);
}

/* What was not looked at, and why. */
static bool
print_skipped(const struct checked *c, const uint8_t *key,
    const struct cryptcheck_result *result, struct dcp_error *err)
{
	char id[UUID_SIZE], text[160];
	struct record r = {.word = "skipped", .text = text};

	uuid_format(id, &c->t->crypto.key_id);
	snprintf(text, sizeof(text), "check values and integrity checks "
	    "(MIC): there is no key %s", id);
	if (key != NULL && result->other_key)
		r.text = "check values and integrity checks (MIC)";
	else if (key != NULL && result->without_mic > 0)
		r.text = "integrity checks (MIC): the file has none";
	else if (key != NULL)
		return true;
	return print_record(c, &r, err);
}

/* Timed text is one document, whatever its duration, and its resources. */
static bool
print_ok(const struct checked *c, const struct cryptcheck_result *result,
    const char *what, struct dcp_error *err)
{
	uint64_t count = c->t->kind == TRACKFILE_STEREO ?
	    result->packets / 2 : result->packets;
	struct record r = {.word = "ok", .text = what, .count = &count};
	char text[160];

	if (c->t->kind == TRACKFILE_TIMED_TEXT) {
		snprintf(text, sizeof(text), "document and %" PRIu64
		    " resource%s: %s", result->resources,
		    result->resources == 1 ? "" : "s", what);
		r = (struct record){.word = "ok", .text = text,
		    .resources = &result->resources};
	}
	return print_record(c, &r, err);
}

static bool
print_result(const struct checked *c, const uint8_t *key,
    const struct cryptcheck_result *result, struct dcp_error *err)
{
	if (!print_skipped(c, key, result, err))
		return false;
	if (result->findings > 0)
		return true;
	return print_ok(c, result, key == NULL ? "ids and sequence numbers "
	    "are right" : result->without_mic > 0 ? "ids, sequence numbers "
	    "and check values are right" : "ids, sequence numbers, check "
	    "values and integrity checks are right", err);
}

/* Nothing in the file, and so none of its edit units, is encrypted. */
static bool
print_plain(const struct checked *c, struct cryptcheck_result *result,
    struct dcp_error *err)
{
	const struct record r = {.word = "plain",
	    .text = "the file is not encrypted"};

	result->findings = 1;
	return print_record(c, &r, err);
}

static bool
run(struct checked *c, const struct crypt_check *how,
    const struct mxfread *in, struct cryptcheck_result *result,
    struct dcp_error *err)
{
	struct cryptcheck_options o = {.threads = how->threads,
	    .found = print_finding, .context = c};

	if (!c->t->crypto.present)
		return print_plain(c, result, err);
	o.key = keyring_find(how->ring, &c->t->crypto.key_id);
	o.progress = tool_progress(&crypt_tool, "check", "B");
	return cryptcheck_run(in, &o, result, err) &&
	    print_result(c, o.key, result, err);
}

/* Keys were given, and not the one that the file has. */
static bool
lacks_key(const struct crypt_check *how, const struct trackfile *t,
    struct dcp_error *err)
{
	return how->has_keys && t->crypto.present &&
	    unlock_key(how->ring, &t->crypto.key_id, err) == NULL;
}

enum tool_exit
crypt_check(const struct crypt_check *how, const char *path)
{
	struct dcp_error err = {0};
	struct mxfread *in = mxfread_open(path, &err);
	struct checked c = {.path = path, .json = how->json};
	struct cryptcheck_result result = {0};
	enum tool_exit status = TOOL_FAILED;

	if (in != NULL)
		c.t = mxfread_trackfile(in);
	if (in == NULL || !run(&c, how, in, &result, &err)) {
		tool_warn(&crypt_tool, &err);
	} else {
		status = result.findings > 0 ? TOOL_FOUND : TOOL_OK;
		if (lacks_key(how, c.t, &err)) {
			tool_note(&crypt_tool, "%s: %s", path, err.text);
			status = tool_worse(status, TOOL_FAILED);
		}
	}
	tool_progress_end();
	mxfread_close(in);
	return status;
}
