/*
 * dcp-hash: print the digest of each file as a packing list would, or the
 * record of each track file; or check that packages are what their packing
 * lists say, byte for byte.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "hash_watch.h"
#include "mxf/mxfread.h"
#include "package/fixity.h"
#include "package/record.h"
#include "report/json.h"
#include "tool.h"
#include "toolkey.h"

static const struct tool tool = {
	.name = "dcp-hash",
	.synopsis = "[-2j] [options] file ...\n"
	    "--records [options] file ...\n"
	    "-c [-j] [options] folder ...",
	.options =
	    "  -2, --sha256           use SHA-256, not SHA-1\n"
	    "  -c, --check            check folders against their packing "
	    "lists\n"
	    "  -j, --json             print one JSON object a line\n"
	    "      --records          print the record of each track file, for "
	    "dcp-pack\n"
	    "      --resume file      keep in file what was read, for after an "
	    "interrupt\n"
	    "      --threads n        use n threads, not one for each "
	    "processor\n"
	    "      --uncached         read the medium, not the system's memory "
	    "of it\n"
	    TOOLKEY_HELP
	    TOOLPASS_HELP,
};

enum {
	OPTION_RECORDS = TOOL_LONG, OPTION_RESUME, OPTION_THREADS, OPTION_UNCACHED
};

static const struct option options[] = {
	{"check", no_argument, NULL, 'c'},
	{"json", no_argument, NULL, 'j'},
	{"records", no_argument, NULL, OPTION_RECORDS},
	{"resume", required_argument, NULL, OPTION_RESUME},
	{"sha256", no_argument, NULL, '2'},
	{"threads", required_argument, NULL, OPTION_THREADS},
	{"uncached", no_argument, NULL, OPTION_UNCACHED},
	TOOLKEY_OPTIONS,
	TOOLPASS_OPTIONS,
	TOOL_OPTIONS,
};

struct settings {
	enum digest_kind kind;
	bool check, json, records, uncached;
	unsigned threads;
	const char *resume;
	struct toolkey keys;
};

/* Print what ${line} has, at once, and empty it. */
static bool
print_line(struct bytes *line, struct dcp_error *err)
{
	bool ok = bytes_ok(line, err);

	tool_progress_end();
	if (ok) {
		fwrite(line->at, 1, line->size, stdout);
		fflush(stdout);
	}
	bytes_clear(line);
	return ok;
}

/* Digests of files, printed in the order in which the user named them. */
struct listing {
	const struct settings *set;
	const struct digests_job *job;
	struct record *records;		/* of each file, with --records */
	size_t printed;
	enum tool_exit status;
};

/*
 * What the record of each track file says but for the digest.  This is known
 * before the file is read, so that one that changes while it is read does not
 * fit its record; and what is no track file is refused before hours of reading.
 */
static bool
begin_records(struct record *records, char *const *paths, size_t count,
    struct dcp_error *err)
{
	struct bytes line = {0};
	struct mxfread *r;
	const struct trackfile *t;
	size_t i;
	bool ok = true;

	for (i = 0; ok && i < count; i++) {
		r = mxfread_open(paths[i], err);
		if (r == NULL)
			return false;	/* which names the file */
		t = mxfread_trackfile(r);
		ok = t->fault == NULL || error_set(err, DCP_BAD_INPUT,
		    "%s: is not whole: %s", paths[i], t->fault);
		ok = ok && record_of_file(paths[i], &t->id, NULL, &records[i],
		    err) && (record_format(&records[i], &line, err) ||
		    error_in(err, "%s", paths[i]));
		mxfread_close(r);
		bytes_clear(&line);
	}
	return ok;
}

static bool
put_record(struct record *record, const struct digests_file *file,
    struct bytes *line, struct dcp_error *err)
{
	record->has_hash = true;
	record->hash = file->have;
	return record_format(record, line, err);
}

static void
put_digest(const struct listing *l, const struct digests_file *file,
    struct bytes *line)
{
	struct json *json;
	struct dcp_error ignored = {0};
	char text[DIGEST_TEXT_SIZE];

	digest_format(text, &file->have);
	if (!l->set->json) {
		bytes_printf(line, "%s  ", text);
		str_print(line, file->path, strlen(file->path));
		bytes_u8(line, '\n');
		return;
	}
	json = json_new();
	json_text(json, "path", file->path);
	json_number(json, "size", file->size);
	json_text(json, l->set->kind == DIGEST_SHA1 ? "sha1" : "sha256", text);
	if (!json_print(json, line, &ignored))
		line->bad = true;
	json_free(json);
}

static bool
print_digests(void *context, size_t index, struct dcp_error *err)
{
	struct listing *l = context;
	const struct digests_file *file;
	struct bytes line = {0};

	(void)index;
	for (; l->printed < l->job->count; l->printed++) {
		file = &l->job->files[l->printed];
		if (!file->finished)
			break;
		if (file->failure.status != DCP_OK) {
			tool_warn(&tool, &file->failure);
			l->status = TOOL_FAILED;
			continue;
		}
		if (l->records == NULL)
			put_digest(l, file, &line);
		else if (!put_record(&l->records[l->printed], file, &line, err))
			return false;
		if (!print_line(&line, err))
			return false;
	}
	return true;
}

static enum tool_exit
list_files(const struct settings *set, char *const *paths, size_t count)
{
	struct digests_job job = {.kind = set->kind, .count = count,
	    .threads = set->threads, .uncached = set->uncached,
	    .done = print_digests};
	struct listing listing = {.set = set, .job = &job};
	struct dcp_error err = {0};
	size_t i;

	job.context = &listing;
	job.progress = tool_progress(&tool, "reading", "B");
	job.files = calloc(count, sizeof(*job.files));
	if (set->records)
		listing.records = calloc(count, sizeof(*listing.records));
	if (job.files == NULL || (set->records && listing.records == NULL))
		tool_fail(&tool, "out of memory");
	for (i = 0; i < count; i++)
		job.files[i].path = paths[i];
	if ((set->records &&
	    !begin_records(listing.records, paths, count, &err)) ||
	    !digests_run(&job, &err)) {
		tool_warn(&tool, &err);
		listing.status = TOOL_FAILED;
	}
	free(listing.records);
	free(job.files);
	return listing.status;
}

/* A check of packages, told item by item. */
struct check {
	const struct settings *set;
	struct folder_names folders;
	struct dcp *packages;
	size_t package_count;
	struct fixity fixity;
	struct keyring *ring;		/* NULL: no keys were given */
	struct hash_watch watch;
	size_t counts[FIXITY_UNKNOWN + 1], resumed;
};

static void
put_json(const struct fixity_item *item, const struct bytes *detail,
    struct bytes *line)
{
	struct json *json = json_new();
	struct dcp_error ignored = {0};
	char text[DIGEST_TEXT_SIZE];

	json_text(json, "status", fixity_status_name(item->status));
	json_text(json, "path", item->path);
	if (item->has_id)
		json_uuid(json, "id", &item->id);
	if (item->size > 0)
		json_number(json, "size", item->size);
	if (item->have.size > 0) {
		digest_format(text, &item->have);
		json_text(json, "sha1", text);
	}
	if (item->listed != NULL && item->listed->has_size)
		json_number(json, "listed_size", item->listed->size);
	if (item->listed != NULL && item->listed->has_hash) {
		digest_format(text, &item->listed->hash);
		json_text(json, "listed_sha1", text);
	}
	json_flag(json, "resumed", item->resumed);
	if (detail->size > 0)
		json_bytes(json, "detail", detail->at, detail->size);
	if (!json_print(json, line, &ignored))
		line->bad = true;
	json_free(json);
}

static bool
print_item(void *context, const struct fixity_item *item,
    struct dcp_error *err)
{
	struct check *check = context;
	struct bytes detail = {0}, line = {0};

	check->counts[item->status]++;
	check->resumed += item->resumed;
	fixity_explain(item, &detail);
	if (check->set->json) {
		put_json(item, &detail, &line);
	} else {
		bytes_printf(&line, "%s\t", fixity_status_name(item->status));
		str_print(&line, item->path, strlen(item->path));
		bytes_u8(&line, '\t');
		str_print(&line, detail.at, detail.size);
		bytes_u8(&line, '\n');
	}
	bytes_clear(&detail);
	return print_line(&line, err);
}

static bool
add_package(struct check *check, const char *path, struct dcp_error *err)
{
	struct dcp *dcp = &check->packages[check->package_count];

	if (!dcp_open(path, dcp, err))
		return false;
	check->package_count++;
	return fixity_add(&check->fixity, dcp, &check->folders, err);
}

/* ${a} is ${b}, but for slashes at the end. */
static bool
is_same(const char *a, const char *b)
{
	size_t size = strlen(a);

	return strncmp(a, b, size) == 0 &&
	    b[size + strspn(b + size, "/")] == '\0';
}

/* What lies beyond a limit is a fault of the folder, not the end. */
static bool
search(struct check *check, const char *path, struct dcp_error *err)
{
	struct folder_names *folders = &check->folders;
	struct dcp_error why = {0};
	size_t first = folders->count;

	if (dcp_search(path, folders, &why))
		return true;
	if (why.status != DCP_REFUSED)
		return error_set(err, why.status, "%s", why.text);
	/* A package says so itself. */
	if (first == folders->count || is_same(folders->at[first], path))
		return true;
	return fixity_add_unread(&check->fixity, path, &why, err);
}

/* All packages at and below ${paths}. */
static bool
gather(struct check *check, char *const *paths, size_t count,
    struct dcp_error *err)
{
	struct folder_names *folders = &check->folders;
	size_t i, k, first, *firsts;
	bool ok = true;

	firsts = calloc(count + 1, sizeof(*firsts));
	if (firsts == NULL)
		return error_memory(err);
	for (i = 0; ok && i < count; i++) {
		ok = search(check, paths[i], err);
		firsts[i + 1] = folders->count;
	}
	check->packages = calloc(folders->count + count,
	    sizeof(*check->packages));
	if (ok && check->packages == NULL)
		ok = error_memory(err);
	for (i = 0; ok && i < count; i++) {
		first = firsts[i];
		/* Without any ASSETMAP it is asked for what else it is. */
		if (first == firsts[i + 1])
			ok = add_package(check, paths[i], err);
		for (k = first; ok && k < firsts[i + 1]; k++)
			ok = add_package(check, folders->at[k], err);
	}
	free(firsts);
	return ok;
}

/* "dcp-hash: 12 ok, 1 differs", on stderr; what there is none of is not. */
static void
print_summary(struct check *check)
{
	const char *comma = ": ";
	struct bytes proof = {0};
	size_t i;

	tool_progress_end();
	fprintf(stderr, "%s", tool.name);
	for (i = FIXITY_OK; i <= FIXITY_UNKNOWN; i++) {
		if (check->counts[i] == 0 && i != FIXITY_OK)
			continue;
		fprintf(stderr, "%s%zu %s", comma, check->counts[i],
		    fixity_status_name((enum fixity_status)i));
		comma = ", ";
	}
	if (check->resumed > 0)
		fprintf(stderr, "; %zu of them read by an earlier run",
		    check->resumed);
	hash_watch_tell(&check->watch, &proof);
	fprintf(stderr, "%s\n", bytes_text(&proof));
	bytes_clear(&proof);
}

static enum tool_exit
verdict(const struct check *check)
{
	size_t i;

	for (i = FIXITY_OK; i <= FIXITY_UNKNOWN; i++)
		if (check->counts[i] > 0 &&
		    !fixity_is_good((enum fixity_status)i))
			return TOOL_FOUND;
	return TOOL_OK;
}

static bool
run_check(struct check *check, char *const *paths, size_t count,
    struct dcp_error *err)
{
	struct fixity_job job = {.threads = check->set->threads,
	    .uncached = check->set->uncached, .tell = print_item,
	    .context = check};
	const struct digests_watcher watcher =
	    hash_watch_watcher(&check->watch);
	bool ok;

	check->watch.ring = check->ring;
	job.watcher = &watcher;
	job.progress = tool_progress(&tool, "checking", "B");
	if (!gather(check, paths, count, err))
		return false;
	if (check->set->resume != NULL &&
	    (job.log = fixitylog_open(check->set->resume, err)) == NULL)
		return false;
	ok = fixity_run(&check->fixity, &job, err);
	fixitylog_close(job.log, ok);
	return ok;
}

static enum tool_exit
check_folders(const struct settings *set, char *const *paths, size_t count)
{
	struct check check = {.set = set};
	struct dcp_error err = {0};
	enum tool_exit status = TOOL_FAILED;
	size_t i;

	if ((!toolkey_has_sources(&set->keys) || (check.ring =
	    toolkey_ring(&tool, &set->keys, &err)) != NULL) &&
	    run_check(&check, paths, count, &err)) {
		print_summary(&check);
		status = verdict(&check);
	} else {
		tool_warn(&tool, &err);
		if (err.status == DCP_INTERRUPTED && set->resume != NULL)
			fprintf(stderr, "%s: the same command goes on where "
			    "it was\n", tool.name);
	}
	keyring_free(check.ring);
	fixity_clear(&check.fixity);
	for (i = 0; i < check.package_count; i++)
		dcp_close(&check.packages[i]);
	free(check.packages);
	folder_clear(&check.folders);
	return status;
}

/* Options that do not go together. */
static void
check_options(const struct settings *set, int argc)
{
	if (optind == argc)
		tool_usage(&tool);
	if (set->check && set->kind != DIGEST_SHA1)
		tool_fail(&tool, "have --check and --sha256, want one: packing "
		    "lists have SHA-1");
	if (set->records && (set->check || set->json ||
	    set->kind != DIGEST_SHA1))
		tool_fail(&tool, "have --records, want none of --check, --json "
		    "and --sha256 with it");
	if (!set->check && set->resume != NULL)
		tool_fail(&tool, "have --resume, want --check too");
	if (!set->check && toolkey_has_sources(&set->keys))
		tool_fail(&tool, "have content keys, want --check too: a "
		    "digest needs none");
	toolkey_check_sources(&tool, &set->keys);
}

static void
parse_options(struct settings *set, int argc, char *argv[])
{
	int c;

	while ((c = tool_option(&tool, argc, argv, "2cjhV", options)) != -1) {
		switch (c) {
		case '2':
			set->kind = DIGEST_SHA256;
			break;
		case 'c':
			set->check = true;
			break;
		case 'j':
			set->json = true;
			break;
		case OPTION_RECORDS:
			set->records = true;
			break;
		case OPTION_RESUME:
			set->resume = optarg;
			break;
		case OPTION_THREADS:
			set->threads = tool_threads(&tool, optarg);
			break;
		case OPTION_UNCACHED:
			set->uncached = true;
			break;
		default:
			if (!toolkey_take(&tool, &set->keys, c))
				tool_common(&tool, c);
		}
	}
	check_options(set, argc);
}

int
main(int argc, char *argv[])
{
	struct settings set = {.kind = DIGEST_SHA1, .keys.looking = true};
	enum tool_exit status;
	size_t count;

	parse_options(&set, argc, argv);
	count = (size_t)(argc - optind);
	status = set.check ? check_folders(&set, argv + optind, count) :
	    list_files(&set, argv + optind, count);
	toolkey_clear(&set.keys);
	return tool_finish(&tool, status);
}
