/* dcp-cpl: track files to a composition playlist (1). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/output.h"
#include "master/compose.h"
#include "tool.h"

#define PROFILE_SCOPE	"http://isdcf.com/ns/cplmd/app"

static const struct tool tool = {
	.name = "dcp-cpl",
	.synopsis = "--title text --kind kind --reel file[,file ...] ... "
	    "-o file",
	.options =
"  -o, --output file      write the playlist here\n"
"      --title text       title of the composition\n"
"      --kind kind        feature, trailer, test, ...\n"
"      --reel part,...    track files of one reel; again for the next reel\n"
"                         part: file[@entry[+duration]], in edit units\n"
"      --marker label=[reel:]offset, --no-markers\n"
"      --rating agency=label, --content-version id=label\n"
"      --annotation text, --issuer text, --creator text\n"
"      --id uuid, --issue-date date\n"
"      --records file     take hashes of track files from these records\n"
"      --sound-language tag\n"
"composition metadata (ST 429-16):\n"
"      --full-title text, --territory code, --version-number n,\n"
"      --status temp|pre|final, --chain text, --distributor text,\n"
"      --facility text, --luminance 14fl|48cd, --active-area WxH,\n"
"      --sound-configuration 51/L,R,C,LFE,Ls,Rs, --subtitle-languages tags,\n"
"      --constraints-profile text, --no-metadata\n"
};

enum {
	O_TITLE = TOOL_LONG, O_KIND, O_REEL, O_MARKER, O_NO_MARKERS, O_RATING,
	O_VERSION_LABEL, O_ANNOTATION, O_ISSUER, O_CREATOR, O_ID, O_DATE,
	O_RECORDS, O_LANGUAGE,
	O_FULL_TITLE, O_TERRITORY, O_VERSION_NUMBER, O_STATUS, O_CHAIN,
	O_DISTRIBUTOR, O_FACILITY, O_LUMINANCE, O_ACTIVE_AREA, O_SOUND,
	O_SUBTITLES, O_PROFILE, O_NO_METADATA
};

static const struct option options[] = {
	{"output", required_argument, NULL, 'o'},
	{"title", required_argument, NULL, O_TITLE},
	{"kind", required_argument, NULL, O_KIND},
	{"reel", required_argument, NULL, O_REEL},
	{"marker", required_argument, NULL, O_MARKER},
	{"no-markers", no_argument, NULL, O_NO_MARKERS},
	{"rating", required_argument, NULL, O_RATING},
	{"content-version", required_argument, NULL, O_VERSION_LABEL},
	{"annotation", required_argument, NULL, O_ANNOTATION},
	{"issuer", required_argument, NULL, O_ISSUER},
	{"creator", required_argument, NULL, O_CREATOR},
	{"id", required_argument, NULL, O_ID},
	{"issue-date", required_argument, NULL, O_DATE},
	{"records", required_argument, NULL, O_RECORDS},
	{"sound-language", required_argument, NULL, O_LANGUAGE},
	{"full-title", required_argument, NULL, O_FULL_TITLE},
	{"territory", required_argument, NULL, O_TERRITORY},
	{"version-number", required_argument, NULL, O_VERSION_NUMBER},
	{"status", required_argument, NULL, O_STATUS},
	{"chain", required_argument, NULL, O_CHAIN},
	{"distributor", required_argument, NULL, O_DISTRIBUTOR},
	{"facility", required_argument, NULL, O_FACILITY},
	{"luminance", required_argument, NULL, O_LUMINANCE},
	{"active-area", required_argument, NULL, O_ACTIVE_AREA},
	{"sound-configuration", required_argument, NULL, O_SOUND},
	{"subtitle-languages", required_argument, NULL, O_SUBTITLES},
	{"constraints-profile", required_argument, NULL, O_PROFILE},
	{"no-metadata", no_argument, NULL, O_NO_METADATA},
	TOOL_OPTIONS,
};

/* Values of an option that may be given more than once. */
struct list {
	char **at;
	size_t count;
};

struct arguments {
	const char *output, *title, *kind, *kind_scope;
	const char *annotation, *issuer, *creator, *sound_language;
	struct records records;
	struct list reels, markers, ratings;
	char *version;
	bool no_markers, no_metadata, has_id, has_date, wants_metadata;
	struct uuid id;
	struct timestamp date;
	struct cpl_metadata metadata;
};

static void
push(struct list *list, char *text)
{
	struct dcp_error err = {0};
	char **more = array_room(list->at, list->count, sizeof(*more), &err);

	if (more == NULL)
		tool_fail(&tool, "%s", err.text);
	list->at = more;
	more[list->count++] = text;
}

/* Cut "name=value" at its last '='; what stands in front may have others. */
static char *
cut_value(const char *option, char *text)
{
	char *at = strrchr(text, '=');

	if (at == NULL || at == text || at[1] == '\0')
		tool_fail(&tool, "%s: have '%s', want NAME=VALUE", option,
		    text);
	*at = '\0';
	return at + 1;
}

static void
set_area(struct arguments *a, char *text)
{
	char *x = strchr(text, 'x');

	if (x == NULL)
		tool_fail(&tool, "--active-area: have '%s', want one such as "
		    "3996x2160", text);
	*x = '\0';
	a->metadata.active_area.width = tool_number(&tool, "--active-area",
	    text, 1, INT32_MAX);
	a->metadata.active_area.height = tool_number(&tool, "--active-area",
	    x + 1, 1, INT32_MAX);
	a->metadata.has_active_area = true;
}

/* A decimal above zero, and "fl" or "cd". */
static void
set_luminance(struct arguments *a, char *text)
{
	size_t digits = strspn(text, "0123456789"), size = digits;

	if (digits > 0 && text[size] == '.') {
		digits = strspn(text + size + 1, "0123456789");
		size += 1 + digits;
	}
	if (strcmp(text + size, "fl") == 0)
		a->metadata.luminance_units = "foot-lambert";
	else if (strcmp(text + size, "cd") == 0)
		a->metadata.luminance_units = "candela-per-square-metre";
	if (digits == 0 || a->metadata.luminance_units == NULL ||
	    strspn(text, "0.") == size)
		tool_fail(&tool, "--luminance: have '%s', want one such as "
		    "14fl or 48cd", text);
	text[size] = '\0';
	a->metadata.luminance = text;
}

static void
set_status(struct arguments *a, const char *text)
{
	if (strcmp(text, "temp") != 0 && strcmp(text, "pre") != 0 &&
	    strcmp(text, "final") != 0)
		tool_fail(&tool, "--status: have '%s', want temp, pre or "
		    "final", text);
	a->metadata.version_status = text;
}

static void
set_profile(struct arguments *a, const char *text)
{
	const struct cpl_property p = {"DCP Constraints Profile", text};
	struct dcp_error err = {0};

	if (!cpl_add_property(&a->metadata, PROFILE_SCOPE, "Application", &p,
	    &err))
		tool_fail(&tool, "%s", err.text);
}

/* Options of ST 429-16; false if ${c} is none. */
static bool
set_metadata(struct arguments *a, int c, char *text)
{
	struct cpl_metadata *m = &a->metadata;

	if (c == O_FULL_TITLE)
		m->full_title = text;
	else if (c == O_TERRITORY)
		m->territory = text;
	else if (c == O_VERSION_NUMBER) {
		m->version_number = tool_number(&tool, "--version-number",
		    text, 0, INT32_MAX);
		m->has_version_number = true;
	} else if (c == O_STATUS)
		set_status(a, text);
	else if (c == O_CHAIN)
		m->chain = text;
	else if (c == O_DISTRIBUTOR)
		m->distributor = text;
	else if (c == O_FACILITY)
		m->facility = text;
	else if (c == O_LUMINANCE)
		set_luminance(a, text);
	else if (c == O_ACTIVE_AREA)
		set_area(a, text);
	else if (c == O_SOUND)
		m->sound_configuration = text;
	else if (c == O_SUBTITLES)
		m->subtitle_languages = text;
	else if (c == O_PROFILE)
		set_profile(a, text);
	else
		return false;
	a->wants_metadata = true;
	return true;
}

/* Options that say whose document it is; false if ${c} is none. */
static bool
set_identity(struct arguments *a, int c, const char *text)
{
	if (c == O_ANNOTATION)
		a->annotation = text;
	else if (c == O_ISSUER)
		a->issuer = text;
	else if (c == O_CREATOR)
		a->creator = text;
	else if (c == O_ID) {
		a->id = tool_uuid(&tool, "--id", text);
		a->has_id = true;
	} else if (c == O_DATE) {
		a->date = tool_date(&tool, "--issue-date", text);
		a->has_date = true;
	} else
		return false;
	return true;
}

static void
load_records(struct arguments *a, const char *path)
{
	struct dcp_error err = {0};

	if (!record_load(path, &a->records, &err))
		tool_fail(&tool, "--records: %s", err.text);
}

static void
set_option(struct arguments *a, int c, char *text)
{
	if (c == 'o')
		a->output = text;
	else if (c == O_TITLE)
		a->title = text;
	else if (c == O_KIND)
		a->kind = text;
	else if (c == O_REEL)
		push(&a->reels, text);
	else if (c == O_MARKER)
		push(&a->markers, text);
	else if (c == O_NO_MARKERS)
		a->no_markers = true;
	else if (c == O_RATING)
		push(&a->ratings, text);
	else if (c == O_VERSION_LABEL)
		a->version = text;
	else if (c == O_RECORDS)
		load_records(a, text);
	else if (c == O_LANGUAGE)
		a->sound_language = text;
	else if (c == O_NO_METADATA)
		a->no_metadata = true;
	else if (!set_identity(a, c, text) && !set_metadata(a, c, text))
		tool_common(&tool, c);
}

static void
check_arguments(struct arguments *a)
{
	if (a->title == NULL || *a->title == '\0')
		tool_fail(&tool, "have no --title, want one");
	if (a->kind == NULL)
		tool_fail(&tool, "have no --kind, want one of "
		    COMPOSE_KINDS);
	if (!compose_kind(a->kind, &a->kind_scope))
		tool_fail(&tool, "--kind: have '%s', want " COMPOSE_KINDS,
		    a->kind);
	if (a->reels.count == 0)
		tool_fail(&tool, "have no --reel, want one or more");
	if (a->output == NULL)
		tool_fail(&tool, "have no --output, want the file to write");
	if (a->no_markers && a->markers.count > 0)
		tool_fail(&tool, "have --marker and --no-markers, want one");
	if (a->no_metadata && a->wants_metadata)
		tool_fail(&tool, "have --no-metadata and metadata, want one");
	if (a->metadata.version_status != NULL &&
	    !a->metadata.has_version_number)
		tool_fail(&tool, "have --status, want --version-number too");
	if (!a->has_id)
		a->id = tool_fresh_uuid(&tool);
	if (!a->has_date)
		a->date = tool_now(&tool);
}

/* "file", "file@entry" or "file@entry+duration". */
static struct compose_part
parse_part(char *text)
{
	struct compose_part p = {.path = text};
	char *at = strrchr(text, '@'), *plus;
	size_t digits = at == NULL ? 0 : strspn(at + 1, "0123456789");

	if (digits == 0 || (at[1 + digits] != '\0' && at[1 + digits] != '+'))
		return p;
	*at = '\0';
	plus = at + 1 + digits;
	if (*plus == '+') {
		p.has_duration = true;
		p.duration = tool_number(&tool, "--reel: duration", plus + 1,
		    1, INT64_MAX);
		*plus = '\0';
	}
	p.has_entry_point = true;
	p.entry_point = tool_number(&tool, "--reel: entry point", at + 1, 0,
	    INT64_MAX);
	return p;
}

static bool
add_reel(struct compose *c, char *text, struct dcp_error *err)
{
	struct compose_part *parts = NULL, *more;
	char *next;
	size_t count = 0;
	bool ok;

	for (; text != NULL; text = next) {
		next = strchr(text, ',');
		if (next != NULL)
			*next++ = '\0';
		if (*text == '\0')
			tool_fail(&tool, "--reel: have no name between two "
			    "commas, want a file");
		more = array_room(parts, count, sizeof(*more), err);
		if (more == NULL) {
			free(parts);
			return false;
		}
		parts = more;
		parts[count++] = parse_part(text);
	}
	ok = compose_reel(c, parts, count, err);
	free(parts);
	return ok;
}

/* "label=offset" or "label=reel:offset". */
static bool
add_marker(struct compose *c, char *text, struct dcp_error *err)
{
	char *value = cut_value("--marker", text);
	char *colon = strchr(value, ':');
	uint64_t reel = 0;

	if (colon != NULL) {
		*colon = '\0';
		reel = tool_number(&tool, "--marker: reel", value, 1, SIZE_MAX);
		value = colon + 1;
	}
	return compose_mark(c, text, (size_t)reel, tool_number(&tool,
	    "--marker: offset", value, 0, INT64_MAX), err);
}

static bool
add_rating(struct cpl *cpl, char *text, struct dcp_error *err)
{
	struct cpl_rating *more;

	more = array_room(cpl->ratings, cpl->rating_count, sizeof(*more), err);
	if (more == NULL)
		return false;
	cpl->ratings = more;
	more += cpl->rating_count++;
	more->label = cut_value("--rating", text);
	more->agency = text;
	return true;
}

/* By default this playlist is its own version, called by its title. */
static bool
add_version(struct cpl *cpl, char *text, char *urn, struct dcp_error *err)
{
	cpl->versions = array_room(NULL, 0, sizeof(*cpl->versions), err);
	if (cpl->versions == NULL)
		return false;
	cpl->version_count = 1;
	cpl->versions->label = text == NULL ? cpl->title :
	    cut_value("--content-version", text);
	if (text == NULL)
		uuid_format_urn(urn, &cpl->id);
	cpl->versions->id = text == NULL ? urn : text;
	return true;
}

static bool
set_titles(struct cpl *cpl, const struct arguments *a, char *urn,
    struct dcp_error *err)
{
	size_t i;

	cpl->title = a->title;
	cpl->annotation = a->annotation == NULL ? a->title : a->annotation;
	cpl->issuer = a->issuer == NULL ? "Reelwright" : a->issuer;
	cpl->creator = a->creator == NULL ? "Reelwright" : a->creator;
	cpl->kind = a->kind;
	cpl->kind_scope = a->kind_scope;
	cpl->has_issue_date = true;
	cpl->issue_date = a->date;
	for (i = 0; i < a->ratings.count; i++)
		if (!add_rating(cpl, a->ratings.at[i], err))
			return false;
	return add_version(cpl, a->version, urn, err);
}

/*
 * Without being asked, metadata are written where the track files say enough;
 * where not, the user is told what is missing.
 */
static bool
add_metadata(struct compose *c, struct arguments *a, struct dcp_error *err)
{
	struct dcp_error why = {0};

	if (a->no_metadata || compose_metadata(c, &a->metadata, &why))
		return true;
	if (a->wants_metadata || why.status != DCP_UNSUPPORTED)
		return error_set(err, why.status, "%s", why.text);
	fprintf(stderr, "%s: %s: none are written\n", tool.name, why.text);
	return true;
}

static bool
fill(struct compose *c, struct arguments *a, char *urn, struct dcp_error *err)
{
	size_t i;

	if (!set_titles(&c->cpl, a, urn, err))
		return false;
	for (i = 0; i < a->reels.count; i++)
		if (!add_reel(c, a->reels.at[i], err))
			return false;
	for (i = 0; i < a->markers.count; i++)
		if (!add_marker(c, a->markers.at[i], err))
			return error_in(err, "--marker");
	return (a->no_markers || compose_mark_content(c, err)) &&
	    add_metadata(c, a, err);
}

static bool
make_playlist(struct arguments *a, struct dcp_error *err)
{
	struct compose c;
	struct bytes text = {0};
	char urn[UUID_URN_SIZE];
	bool ok;

	compose_begin(&c, &a->id);
	c.records = &a->records;
	c.sound_language = a->sound_language;
	ok = fill(&c, a, urn, err) && cpl_format(&c.cpl, &text, err) &&
	    output_save(a->output, text.at, text.size, err);
	bytes_clear(&text);
	compose_clear(&c);
	return ok;
}

int
main(int argc, char *argv[])
{
	struct arguments a = {0};
	struct dcp_error err = {0};
	bool ok;
	int c;

	while ((c = getopt_long(argc, argv, "o:hV", options, NULL)) != -1)
		set_option(&a, c, optarg);
	if (optind != argc)
		tool_usage(&tool);
	check_arguments(&a);
	ok = make_playlist(&a, &err);
	if (!ok)
		tool_warn(&tool, &err);
	cpl_clear_metadata(&a.metadata);
	record_clear(&a.records);
	free(a.reels.at);
	free(a.markers.at);
	free(a.ratings.at);
	return tool_finish(&tool, ok ? TOOL_OK : TOOL_FAILED);
}
