/* dcp-cpl: track files to a composition playlist (1). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/langtag.h"
#include "base/output.h"
#include "base/path.h"
#include "base/uri.h"
#include "master/compose.h"
#include "tooldoc.h"
#include "toolsign.h"

#define PROFILE_SCOPE	"http://isdcf.com/ns/cplmd/app"

static const struct tool tool = {
	.name = "dcp-cpl",
	.synopsis =
	    "--title text --kind kind --reel part,... [options] -o file",
	.options =
	    "  -o, --output file      write the playlist here\n"
	    "      --title text       title of the composition\n"
	    "      --kind kind        feature, trailer, test ...\n"
	    "      --reel part,...    track files of one reel; again for the "
	    "next reel;\n"
	    "                         part: file[@entry[+duration]], in edit "
	    "units\n"
	    "      --marker label=[reel:]offset\n"
	    "                         FFOC, LFOC and others; again for more\n"
	    "      --no-markers       not even FFOC and LFOC\n"
	    "      --rating agency=label\n"
	    "                         again for more\n"
	    "      --content-version id=label\n"
	    "                         else its own id and title\n"
	    TOOLDOC_HELP
	    "      --records file     take hashes of track files from these "
	    "records\n"
	    "      --sound-language tag\n"
	    "                         of the track of sound\n"
	    TOOLSIGN_HELP
	    TOOLPASS_HELP
	    "composition metadata (ST 429-16):\n"
	    "      --full-title text  else the title\n"
	    "      --territory code   where it is released, such as DE or 001\n"
	    "      --version-number n\n"
	    "                         else 1\n"
	    "      --status status    of this version: temp, pre or final\n"
	    "      --chain text       for whom\n"
	    "      --distributor text by whom\n"
	    "      --facility text    where it was made\n"
	    "      --luminance value  such as 14fl or 48cd\n"
	    "      --active-area widthxheight\n"
	    "                         such as 3996x2160\n"
	    "      --sound-configuration text\n"
	    "                         such as 51/L,R,C,LFE,Ls,Rs\n"
	    "      --subtitle-languages tags\n"
	    "                         separated by spaces\n"
	    "      --constraints-profile text\n"
	    "                         to which the composition keeps\n"
	    "      --no-metadata      leave all of these out\n",
};

enum {
	OPTION_TITLE = TOOL_LONG, OPTION_KIND, OPTION_REEL, OPTION_MARKER,
	OPTION_NO_MARKERS, OPTION_RATING, OPTION_CONTENT_VERSION,
	OPTION_RECORDS, OPTION_SOUND_LANGUAGE,
	/* Of ST 429-16: */
	OPTION_FULL_TITLE, OPTION_TERRITORY, OPTION_VERSION_NUMBER,
	OPTION_STATUS, OPTION_CHAIN, OPTION_DISTRIBUTOR, OPTION_FACILITY,
	OPTION_LUMINANCE, OPTION_ACTIVE_AREA, OPTION_SOUND_CONFIGURATION,
	OPTION_SUBTITLE_LANGUAGES, OPTION_CONSTRAINTS_PROFILE,
	OPTION_NO_METADATA
};

static const struct option options[] = {
	{"output", required_argument, NULL, 'o'},
	{"title", required_argument, NULL, OPTION_TITLE},
	{"kind", required_argument, NULL, OPTION_KIND},
	{"reel", required_argument, NULL, OPTION_REEL},
	{"marker", required_argument, NULL, OPTION_MARKER},
	{"no-markers", no_argument, NULL, OPTION_NO_MARKERS},
	{"rating", required_argument, NULL, OPTION_RATING},
	{"content-version", required_argument, NULL, OPTION_CONTENT_VERSION},
	{"annotation", required_argument, NULL, TOOLDOC_ANNOTATION},
	{"issuer", required_argument, NULL, TOOLDOC_ISSUER},
	{"creator", required_argument, NULL, TOOLDOC_CREATOR},
	{"id", required_argument, NULL, TOOLDOC_ID},
	{"issue-date", required_argument, NULL, TOOLDOC_DATE},
	{"records", required_argument, NULL, OPTION_RECORDS},
	{"sound-language", required_argument, NULL, OPTION_SOUND_LANGUAGE},
	TOOLSIGN_OPTIONS,
	TOOLPASS_OPTIONS,
	{"full-title", required_argument, NULL, OPTION_FULL_TITLE},
	{"territory", required_argument, NULL, OPTION_TERRITORY},
	{"version-number", required_argument, NULL, OPTION_VERSION_NUMBER},
	{"status", required_argument, NULL, OPTION_STATUS},
	{"chain", required_argument, NULL, OPTION_CHAIN},
	{"distributor", required_argument, NULL, OPTION_DISTRIBUTOR},
	{"facility", required_argument, NULL, OPTION_FACILITY},
	{"luminance", required_argument, NULL, OPTION_LUMINANCE},
	{"active-area", required_argument, NULL, OPTION_ACTIVE_AREA},
	{"sound-configuration", required_argument, NULL, OPTION_SOUND_CONFIGURATION},
	{"subtitle-languages", required_argument, NULL, OPTION_SUBTITLE_LANGUAGES},
	{"constraints-profile", required_argument, NULL, OPTION_CONSTRAINTS_PROFILE},
	{"no-metadata", no_argument, NULL, OPTION_NO_METADATA},
	TOOL_OPTIONS,
};

/* Values of an option that may be given more than once. */
struct list {
	char **at;
	size_t count;
};

struct settings {
	const char *output, *title, *kind, *kind_scope;
	const char *sound_language;
	struct tooldoc doc;
	struct toolsign sign;
	struct records records;
	struct list reels, markers, ratings, record_files;
	char *version;
	bool no_markers, no_metadata, wants_metadata;
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

/* RFC 5646 tags with spaces between them, ${max} at most. */
static const char *
check_tags(const char *option, const char *text, size_t max)
{
	const char *at = text;
	size_t n, count = 0;

	for (; *at != '\0' || count == 0; at += n + (at[n] == ' '), count++) {
		n = strcspn(at, " ");
		if (count == max || !langtag_is_well_formed(at, n) ||
		    strcmp(at + n, " ") == 0)
			tool_fail(&tool, "%s: have '%s', want %s", option,
			    text, max == 1 ? "an RFC 5646 tag such as de-CH" :
			    "RFC 5646 tags such as \"fr de-CH\"");
	}
	return text;
}

static const char *
check_uri(const char *option, const char *text)
{
	if (!uri_is_absolute(text))
		tool_fail(&tool, "%s: have '%s', want a URI such as "
		    "http://www.fsk.de/", option, text);
	return text;
}

/* A country of ISO 3166-1, or a region of the United Nations (M.49). */
static const char *
check_territory(const char *text)
{
	size_t size = strlen(text);

	if ((size != 2 || strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 2) &&
	    (size != 3 || strspn(text, "0123456789") != 3))
		tool_fail(&tool, "--territory: have '%s', want a country such "
		    "as DE, or a region such as 001", text);
	return text;
}

static void
set_area(struct cpl_metadata *m, const char *text)
{
	uint32_t width, height;

	tool_size(&tool, "--active-area", text, INT32_MAX, &width, &height);
	m->active_area.width = width;
	m->active_area.height = height;
	m->has_active_area = true;
}

/* A decimal above zero, and "fl" or "cd". */
static void
set_luminance(struct settings *a, char *text)
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
set_status(struct settings *a, const char *text)
{
	if (strcmp(text, "temp") != 0 && strcmp(text, "pre") != 0 &&
	    strcmp(text, "final") != 0)
		tool_fail(&tool, "--status: have '%s', want temp, pre or "
		    "final", text);
	a->metadata.version_status = text;
}

static void
set_profile(struct settings *a, const char *text)
{
	const struct cpl_property p = {"DCP Constraints Profile", text};
	struct dcp_error err = {0};

	if (!cpl_add_property(&a->metadata, PROFILE_SCOPE, "Application", &p,
	    &err))
		tool_fail(&tool, "%s", err.text);
}

/* Options of ST 429-16; false if ${c} is none. */
static bool
set_metadata(struct settings *a, int c, char *text)
{
	struct cpl_metadata *m = &a->metadata;

	if (c == OPTION_FULL_TITLE)
		m->full_title = text;
	else if (c == OPTION_TERRITORY)
		m->territory = check_territory(text);
	else if (c == OPTION_VERSION_NUMBER) {
		m->version_number = tool_number(&tool, "--version-number",
		    text, 1, INT32_MAX);
		m->has_version_number = true;
	} else if (c == OPTION_STATUS)
		set_status(a, text);
	else if (c == OPTION_CHAIN)
		m->chain = text;
	else if (c == OPTION_DISTRIBUTOR)
		m->distributor = text;
	else if (c == OPTION_FACILITY)
		m->facility = text;
	else if (c == OPTION_LUMINANCE)
		set_luminance(a, text);
	else if (c == OPTION_ACTIVE_AREA)
		set_area(m, text);
	else if (c == OPTION_SOUND_CONFIGURATION)
		m->sound_configuration = text;
	else if (c == OPTION_SUBTITLE_LANGUAGES)
		m->subtitle_languages = check_tags("--subtitle-languages",
		    text, SIZE_MAX);
	else if (c == OPTION_CONSTRAINTS_PROFILE)
		set_profile(a, text);
	else
		return false;
	a->wants_metadata = true;
	return true;
}

static void
take_option(struct settings *a, int c, char *text)
{
	if (c == 'o')
		a->output = text;
	else if (c == OPTION_TITLE)
		a->title = text;
	else if (c == OPTION_KIND)
		a->kind = text;
	else if (c == OPTION_REEL)
		push(&a->reels, text);
	else if (c == OPTION_MARKER)
		push(&a->markers, text);
	else if (c == OPTION_NO_MARKERS)
		a->no_markers = true;
	else if (c == OPTION_RATING)
		push(&a->ratings, text);
	else if (c == OPTION_CONTENT_VERSION)
		a->version = text;
	else if (c == OPTION_RECORDS) {
		tooldoc_load_records(&tool, text, &a->records);
		push(&a->record_files, text);
	} else if (c == OPTION_SOUND_LANGUAGE)
		a->sound_language = check_tags("--sound-language", text, 1);
	else if (c == OPTION_NO_METADATA)
		a->no_metadata = true;
	else if (!tooldoc_option(&tool, &a->doc, c, text) &&
	    !toolsign_take(&tool, &a->sign, c) && !set_metadata(a, c, text))
		tool_common(&tool, c);
}

static void
check_settings(struct settings *a)
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
add_reel(struct compose *c, const char *output, char *text,
    struct dcp_error *err)
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
		if (!path_check_output(output, &text, 1, err)) {
			free(parts);
			return false;
		}
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
	more->agency = check_uri("--rating", text);
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
	cpl->versions->id = text == NULL ? urn :
	    check_uri("--content-version", text);
	return true;
}

static bool
set_titles(struct cpl *cpl, const struct settings *a, char *urn,
    struct dcp_error *err)
{
	const struct tooldoc *doc = &a->doc;
	size_t i;

	cpl->title = a->title;
	cpl->annotation = doc->annotation == NULL ? a->title : doc->annotation;
	cpl->issuer = doc->issuer == NULL ? "Reelwright" : doc->issuer;
	cpl->creator = doc->creator == NULL ? "Reelwright" : doc->creator;
	cpl->kind = a->kind;
	cpl->kind_scope = a->kind_scope;
	cpl->has_issue_date = true;
	cpl->issue_date = doc->issue_date;
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
add_metadata(struct compose *c, struct settings *a, struct dcp_error *err)
{
	struct dcp_error why = {0};

	if (a->no_metadata || compose_metadata(c, &a->metadata, &why))
		return true;
	if (a->wants_metadata || why.status != DCP_UNSUPPORTED)
		return error_set(err, why.status, "%s", why.text);
	tool_note(&tool, "%s: none are written", why.text);
	return true;
}

/* It is written all the same: it may be a part of something. */
static void
warn_of_pictures(const struct cpl *cpl)
{
	size_t i;

	for (i = 0; i < cpl->reel_count; i++)
		if (cpl_find_picture(&cpl->reels[i]) == NULL)
			fprintf(stderr, "%s: reel %zu: have no picture: "
			    "servers refuse it\n", tool.name, i + 1);
}

static bool
fill(struct compose *c, struct settings *a, char *urn, struct dcp_error *err)
{
	size_t i;

	if (!set_titles(&c->cpl, a, urn, err))
		return false;
	for (i = 0; i < a->reels.count; i++)
		if (!add_reel(c, a->output, a->reels.at[i], err))
			return false;
	for (i = 0; i < a->markers.count; i++)
		if (!add_marker(c, a->markers.at[i], err))
			return error_in(err, "--marker");
	warn_of_pictures(&c->cpl);
	return (a->no_markers || compose_mark_content(c, err)) &&
	    add_metadata(c, a, err);
}

/* RDD 52, 8.4: an encrypted track has to be bound to the playlist. */
static void
tell_of_hashes(const struct settings *a, const struct cpl *cpl)
{
	const struct cpl_reel *reel;
	size_t i, k, count = 0;

	for (i = 0; i < cpl->reel_count; i++) {
		reel = &cpl->reels[i];
		for (k = 0; k < reel->asset_count; k++)
			count += reel->assets[k].has_key_id &&
			    !reel->assets[k].has_hash;
	}
	if (count > 0)
		tool_note(&tool, "%s: warning: has no hash of %zu encrypted "
		    "tracks, want --records, which dcp-hash --records makes",
		    a->output, count);
}

static bool
make_playlist(struct settings *a, const struct signer *signer,
    struct dcp_error *err)
{
	struct compose c;
	struct bytes text = {0}, all = {0};
	char urn[UUID_URN_SIZE];
	bool ok;

	compose_begin(&c, &a->doc.id);
	c.records = &a->records;
	c.sound_language = a->sound_language;
	ok = path_check_output(a->output, a->record_files.at,
	    a->record_files.count, err) && fill(&c, a, urn, err) &&
	    cpl_format(&c.cpl, &text, err) &&
	    toolsign_put(signer, DSIG_SMPTE, &text, &all, err) &&
	    output_save(a->output, all.at, all.size, err);
	if (ok)
		tell_of_hashes(a, &c.cpl);
	bytes_clear(&all);
	bytes_clear(&text);
	compose_clear(&c);
	return ok;
}

int
main(int argc, char *argv[])
{
	struct settings a = {0};
	struct signer signer = {0};
	struct dcp_error err = {0};
	bool ok;
	int c;

	while ((c = tool_option(&tool, argc, argv, "o:hV", options)) != -1)
		take_option(&a, c, optarg);
	if (optind != argc)
		tool_usage(&tool);
	check_settings(&a);
	tooldoc_complete(&tool, &a.doc);
	/* The signer first, as a passphrase may be asked for. */
	ok = toolsign_load_for(&tool, &a.sign, a.output, &a.doc.issue_date,
	    &signer, &err) && make_playlist(&a, &signer, &err);
	if (!ok)
		tool_warn(&tool, &err);
	signer_clear(&signer);
	cpl_clear_metadata(&a.metadata);
	record_clear(&a.records);
	free(a.record_files.at);
	free(a.reels.at);
	free(a.markers.at);
	free(a.ratings.at);
	return tool_finish(&tool, ok ? TOOL_OK : TOOL_FAILED);
}
