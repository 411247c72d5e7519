/* dcp-klv: list the packets of MXF files, and what stands in them. */
#include <inttypes.h>
#include <stdio.h>

#include "base/input.h"
#include "base/limits.h"
#include "mxf/essence.h"
#include "mxf/klv.h"
#include "mxf/primer.h"
#include "mxf/show.h"
#include "report/json.h"
#include "tool.h"

static const struct tool tool = {
	.name = "dcp-klv",
	.synopsis = "[-eijs] [-x size] file ...",
	.options =
	    "  -e, --no-essence       leave out the packets of essence\n"
	    "  -i, --index            each entry of an index, not their "
	    "number\n"
	    "  -j, --json             print one JSON object a line\n"
	    "  -s, --sets             what stands in partition packs, sets "
	    "...\n"
	    "  -x, --hex size         the first bytes of every value as hex\n",
};

static const struct option options[] = {
	{"no-essence", no_argument, NULL, 'e'},
	{"index", no_argument, NULL, 'i'},
	{"json", no_argument, NULL, 'j'},
	{"sets", no_argument, NULL, 's'},
	{"hex", required_argument, NULL, 'x'},
	TOOL_OPTIONS,
};

/* Bytes of one value that are loaded for --sets, and shown by --hex. */
#define VALUE_SIZE_MAX	LIMIT_MXF_HEADER_SIZE
#define HEX_SIZE_MAX	65536
#define TRIPLET_SIZE	160	/* of an encrypted triplet: its head */

struct job {
	bool no_essence, json, sets;
	size_t hex;
	struct show show;
	struct primer primer;	/* the last one met */
	struct bytes value;	/* of the packet at hand, or its beginning */
	struct json *object;	/* --json */
};

static void
print_row(void *context, const char *name, const char *value)
{
	(void)context;
	printf("\t%s\t%s\n", name, value);
}

static void
add_row(void *context, const char *name, const char *value)
{
	const struct job *job = context;

	json_open(job->object, NULL);
	json_text(job->object, "name", name);
	json_text(job->object, "value", value);
	json_close(job->object);
}

/* How much of a value is needed for what is asked. */
static uint64_t
value_size(const struct job *job, const struct klv *klv)
{
	uint64_t size = job->hex;

	if (job->sets && show_has_rows(&klv->key))
		size = klv->value_size;
	if (ul_is(&klv->key, UL_ENCRYPTED_TRIPLET) && size > TRIPLET_SIZE)
		size = job->hex > TRIPLET_SIZE ? job->hex : TRIPLET_SIZE;
	return size < klv->value_size ? size : klv->value_size;
}

static bool
load_value(struct job *job, const struct input *in, const struct klv *klv,
    struct dcp_error *err)
{
	struct klv part = *klv;

	part.value_size = value_size(job, klv);
	return klv_load(in, &part, VALUE_SIZE_MAX, &job->value, err);
}

static bool
show_rows(struct job *job, const struct klv *klv, struct dcp_error *err)
{
	struct span value = span_of(job->value.at, job->value.size,
	    klv_value(klv));

	if (!job->sets || !show_has_rows(&klv->key))
		return true;
	if (!show_packet(&job->show, klv, value, &job->primer, err))
		return false;
	if (!ul_is(&klv->key, UL_PRIMER))
		return true;
	primer_clear(&job->primer);
	return primer_read(value, &job->primer, err);
}

static void
format_hex(const struct job *job, struct bytes *to)
{
	size_t i;

	for (i = 0; i < job->hex && i < job->value.size; i++)
		bytes_printf(to, "%02x", job->value.at[i]);
}

static bool
print_text(struct job *job, const struct klv *klv, struct dcp_error *err)
{
	char key[UL_TEXT_SIZE];
	struct bytes hex = {0};
	bool ok;

	ul_format(key, &klv->key);
	printf("%" PRIu64 "\t%" PRIu64 "\t%s\t%s\n", klv->offset,
	    klv->value_size, key, show_key(&klv->key));
	ok = show_rows(job, klv, err);
	if (job->hex > 0) {
		format_hex(job, &hex);
		printf("\t%s\n", bytes_text(&hex));
	}
	ok = ok && bytes_ok(&hex, err);
	bytes_clear(&hex);
	return ok;
}

static bool
print_json(struct job *job, const struct klv *klv, struct dcp_error *err)
{
	char key[UL_TEXT_SIZE];
	struct bytes text = {0};
	bool shown;

	ul_format(key, &klv->key);
	job->object = json_new();
	json_number(job->object, "offset", klv->offset);
	json_number(job->object, "size", klv->value_size);
	json_text(job->object, "key", key);
	json_text(job->object, "name", show_key(&klv->key));
	json_open_array(job->object, "items");
	shown = show_rows(job, klv, err);
	json_close(job->object);
	if (job->hex > 0) {
		format_hex(job, &text);
		json_text(job->object, "hex", bytes_text(&text));
	}
	bytes_clear(&text);
	return tool_print_json(job->object, err) && shown;
}

static bool
print_packet(struct job *job, const struct input *in, const struct klv *klv,
    struct dcp_error *err)
{
	if (job->no_essence && essence_is_packet(&klv->key))
		return true;
	return load_value(job, in, klv, err) && (job->json ?
	    print_json(job, klv, err) : print_text(job, klv, err));
}

static bool
print_file(struct job *job, const struct input *in, struct dcp_error *err)
{
	uint64_t at, size = input_size(in);
	struct klv klv;

	for (at = 0; at < size; at = klv_end(&klv))
		if (!klv_read_at(in, at, &klv, err) ||
		    !print_packet(job, in, &klv, err))
			return error_in(err, "%s", input_path(in));
	primer_clear(&job->primer);
	return true;
}

static enum tool_exit
list(struct job *job, const char *path, bool name)
{
	struct dcp_error err = {0};
	struct input *in = input_open(path, &err);
	enum tool_exit status = TOOL_OK;

	if (in == NULL) {
		tool_warn(&tool, &err);
		return TOOL_FAILED;
	}
	if (name && !job->json) {
		tool_print_path(stdout, path);
		putchar('\n');
	}
	if (!print_file(job, in, &err)) {
		fflush(stdout);
		tool_warn(&tool, &err);
		status = err.status == DCP_BAD_INPUT ? TOOL_FOUND :
		    TOOL_FAILED;
	}
	primer_clear(&job->primer);
	input_close(in);
	return status;
}

static void
take_option(struct job *job, int c)
{
	switch (c) {
	case 'e':
		job->no_essence = true;
		break;
	case 'i':
		job->sets = job->show.entries = true;
		break;
	case 'j':
		job->json = true;
		break;
	case 's':
		job->sets = true;
		break;
	case 'x':
		job->hex = (size_t)tool_number(&tool, "--hex", optarg, 1,
		    HEX_SIZE_MAX);
		break;
	default:
		tool_common(&tool, c);
	}
}

int
main(int argc, char *argv[])
{
	struct job job = {0};
	enum tool_exit status = TOOL_OK;
	int c, first;

	while ((c = tool_option(&tool, argc, argv, "eijsx:hV", options)) != -1)
		take_option(&job, c);
	if ((first = optind) == argc)
		tool_usage(&tool);
	job.show.row = job.json ? add_row : print_row;
	job.show.context = &job;
	for (; optind < argc; optind++)
		status = tool_worse(status, list(&job, argv[optind],
		    argc - first > 1));
	bytes_clear(&job.value);
	return tool_finish(&tool, status);
}
