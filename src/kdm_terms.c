/* kdm_terms.c: see kdm_terms.h. */
#include "kdm_terms.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/path.h"
#include "base/str.h"
#include "master/kdmname.h"
#include "toolcert.h"

enum {
	OPTION_CPL = TOOL_LONG, OPTION_FROM, OPTION_UNTIL, OPTION_ZONE,
	OPTION_FORMULATION, OPTION_DEVICE, OPTION_DEVICE_LIST,
	OPTION_AUTHENTICATOR, OPTION_NO_PICTURE_MARK, OPTION_NO_AUDIO_MARK,
	OPTION_NO_AUDIO_MARK_ABOVE, OPTION_FORENSIC_KEY, OPTION_ANNOTATION,
	OPTION_ISSUE_DATE, OPTION_ID, OPTION_DKDM, OPTION_INSIST,
	OPTION_FOLDER, OPTION_NAME, OPTION_ZIP, OPTION_ZIP_NAME,
	OPTION_THREADS, OPTION_FORCE
};

static const struct option options[] = {
	{"cpl", required_argument, NULL, OPTION_CPL},
	{"from", required_argument, NULL, OPTION_FROM},
	{"until", required_argument, NULL, OPTION_UNTIL},
	{"zone", required_argument, NULL, OPTION_ZONE},
	{"formulation", required_argument, NULL, OPTION_FORMULATION},
	{"device", required_argument, NULL, OPTION_DEVICE},
	{"device-list", required_argument, NULL, OPTION_DEVICE_LIST},
	{"content-authenticator", required_argument, NULL,
	    OPTION_AUTHENTICATOR},
	{"no-picture-mark", no_argument, NULL, OPTION_NO_PICTURE_MARK},
	{"no-audio-mark", no_argument, NULL, OPTION_NO_AUDIO_MARK},
	{"no-audio-mark-above", required_argument, NULL,
	    OPTION_NO_AUDIO_MARK_ABOVE},
	{"forensic-key", required_argument, NULL, OPTION_FORENSIC_KEY},
	{"annotation", required_argument, NULL, OPTION_ANNOTATION},
	{"issue-date", required_argument, NULL, OPTION_ISSUE_DATE},
	{"id", required_argument, NULL, OPTION_ID},
	{"dkdm", no_argument, NULL, OPTION_DKDM},
	{"insist", required_argument, NULL, OPTION_INSIST},
	{"output", required_argument, NULL, 'o'},
	{"folder", required_argument, NULL, OPTION_FOLDER},
	{"name", required_argument, NULL, OPTION_NAME},
	{"zip", no_argument, NULL, OPTION_ZIP},
	{"zip-name", required_argument, NULL, OPTION_ZIP_NAME},
	{"force", no_argument, NULL, OPTION_FORCE},
	{"threads", required_argument, NULL, OPTION_THREADS},
	TOOLSIGN_OPTIONS,
	TOOLKEY_OPTIONS,
	TOOLPASS_OPTIONS,
	TOOL_OPTIONS,
};

/* What failed is an option's value. */
static void
must(bool ok, const char *option, const struct dcp_error *err)
{
	if (!ok)
		tool_fail(&kdm_tool, "%s: %s", option, err->text);
}

void
kdm_terms_input(struct kdm_terms *t, const char *path)
{
	struct dcp_error err = {0};
	const char **more = array_room(t->inputs, t->input_count,
	    sizeof(*more), &err);

	must(more != NULL, path, &err);
	t->inputs = more;
	more[t->input_count++] = path;
}

static void
add_mark(struct kdm_terms *t, const char *uri)
{
	size_t i;

	for (i = 0; i < t->mark_count; i++)
		if (strcmp(t->marks[i], uri) == 0)
			return;
	if (t->mark_count == sizeof(t->marks) / sizeof(t->marks[0]))
		tool_fail(&kdm_tool, "have a mark twice, want each once");
	t->marks[t->mark_count++] = uri;
}

/* All sound is unmarked, or that above a channel; not both. */
static void
add_audio_mark(struct kdm_terms *t, const char *text)
{
	uint64_t channel;
	size_t i;

	for (i = 0; i < t->mark_count; i++)
		if (strcmp(t->marks[i], KDM_MARK_PICTURE) != 0)
			tool_fail(&kdm_tool, "have --no-audio-mark or "
			    "--no-audio-mark-above twice, want one of them");
	if (text == NULL) {
		add_mark(t, KDM_MARK_AUDIO);
		return;
	}
	channel = tool_number(&kdm_tool, "--no-audio-mark-above", text, 1, 99);
	snprintf(t->mark_above, sizeof(t->mark_above), KDM_MARK_ABOVE "%02u",
	    (unsigned)channel);
	add_mark(t, t->mark_above);
}

/* "FMIK=id" */
static void
add_forensic_key(struct kdm_terms *t, const char *text)
{
	struct dcp_error err = {0};
	const char *type = strncmp(text, "FMIK=", 5) == 0 ? "FMIK" :
	    strncmp(text, "FMAK=", 5) == 0 ? "FMAK" : NULL;
	struct kdm_key *more;

	if (type == NULL)
		tool_fail(&kdm_tool, "--forensic-key: have '%s', want "
		    "FMIK=ID or FMAK=ID", text);
	more = array_room(t->extra, t->extra_count, sizeof(*more), &err);
	must(more != NULL, "--forensic-key", &err);
	t->extra = more;
	more[t->extra_count++] = (struct kdm_key){.type = type,
	    .id = tool_uuid(&kdm_tool, "--forensic-key", text + 5)};
}

static void
add_insistence(struct kdm_terms *t, const char *text)
{
	if (strcmp(text, "role") == 0)
		t->insist |= KDMMAKE_ROLE;
	else if (strcmp(text, "window") == 0)
		t->insist |= KDMMAKE_WINDOW;
	else if (strcmp(text, "dkdm") == 0)
		t->insist |= KDMMAKE_DKDM;
	else if (strcmp(text, "certificate") == 0)
		t->insist |= KDMMAKE_CERTIFICATE;
	else if (strcmp(text, "signature") == 0)
		t->insist |= KDMMAKE_SIGNATURE;
	else
		tool_fail(&kdm_tool, "--insist: have '%s', want role, window, "
		    "dkdm, certificate or signature", text);
}

/* Options that have to be read somehow; false if ${c} is none. */
static bool
take_value(struct kdm_terms *t, int c, char *text)
{
	struct dcp_error err = {0};

	if (c == OPTION_DEVICE || c == OPTION_DEVICE_LIST ||
	    c == OPTION_AUTHENTICATOR)
		kdm_terms_input(t, text);
	if (c == OPTION_FORMULATION)
		must(formulation_parse(text, &t->formulation, &err),
		    "--formulation", &err);
	else if (c == OPTION_DEVICE)
		must(devices_add(&t->devices, text, "", &err), "--device",
		    &err);
	else if (c == OPTION_DEVICE_LIST)
		must(devices_load(&t->devices, text, &err), "--device-list",
		    &err);
	else if (c == OPTION_AUTHENTICATOR) {
		devices_clear(&t->authenticator);
		must(devices_add(&t->authenticator, text, "", &err),
		    "--content-authenticator", &err);
	} else if (c == OPTION_ISSUE_DATE) {
		t->issue_date = tool_date(&kdm_tool, "--issue-date", text);
		t->has_date = true;
	} else if (c == OPTION_ID) {
		t->id = tool_uuid(&kdm_tool, "--id", text);
		t->has_id = true;
	} else if (c == OPTION_FORENSIC_KEY)
		add_forensic_key(t, text);
	else if (c == OPTION_INSIST)
		add_insistence(t, text);
	else if (c == OPTION_THREADS)
		t->threads = tool_threads(&kdm_tool, text);
	else
		return false;
	return true;
}

static void
take_option(struct kdm_terms *t, int c, char *text)
{
	if (c == 'o')
		t->output = text;
	else if (c == OPTION_CPL)
		t->cpl = text;
	else if (c == OPTION_FROM)
		t->from = text;
	else if (c == OPTION_UNTIL)
		t->until = text;
	else if (c == OPTION_ZONE)
		t->zone = text;
	else if (c == OPTION_ANNOTATION)
		t->annotation = text;
	else if (c == OPTION_FOLDER)
		t->folder = text;
	else if (c == OPTION_NAME)
		t->name = text;
	else if (c == OPTION_ZIP_NAME)
		t->zip_name = text;
	else if (c == OPTION_ZIP)
		t->zip = true;
	else if (c == OPTION_FORCE)
		t->force = true;
	else if (c == OPTION_DKDM)
		t->dkdm = true;
	else if (c == OPTION_NO_PICTURE_MARK)
		add_mark(t, KDM_MARK_PICTURE);
	else if (c == OPTION_NO_AUDIO_MARK)
		add_audio_mark(t, NULL);
	else if (c == OPTION_NO_AUDIO_MARK_ABOVE)
		add_audio_mark(t, text);
	else if (!take_value(t, c, text) &&
	    !toolsign_take(&kdm_tool, &t->sign, c) &&
	    !toolkey_take(&kdm_tool, &t->keys, c))
		tool_common(&kdm_tool, c);
}

int
kdm_terms_read(struct kdm_terms *t, int argc, char *argv[])
{
	int c;

	while ((c = tool_option(&kdm_tool, argc, argv, "o:hV", options)) != -1)
		take_option(t, c, optarg);
	if (t->sign.chain == NULL)
		tool_fail(&kdm_tool, "have no --sign, want the chain of who "
		    "signs the messages");
	if (!toolkey_has_sources(&t->keys))
		tool_fail(&kdm_tool, "have no content keys, want --kdm, "
		    "--key-file or --clear-keys");
	toolkey_check_sources(&kdm_tool, &t->keys);
	if (!t->has_id)
		t->id = tool_fresh_uuid(&kdm_tool);
	if (!t->has_date)
		t->issue_date = tool_now(&kdm_tool);
	return optind;
}

/* The one message among the sources of keys; it says what all are for. */
static bool
open_message(struct kdm_terms *t, struct dcp_error *err)
{
	const char *path = NULL;
	size_t i;

	for (i = 0; i < t->keys.source_count; i++) {
		if (t->keys.sources[i].option != TOOLKEY_KDM)
			continue;
		if (path != NULL)
			tool_fail(&kdm_tool, "have several --kdm, want --cpl "
			    "too: the composition that messages are for");
		path = t->keys.sources[i].name;
	}
	if (path == NULL)
		tool_fail(&kdm_tool, "have neither --cpl nor --kdm, want "
		    "either: it says what messages are for");
	if (!kdm_load(path, &t->source_kdm, err) ||
	    !kdmcontent_of_kdm(&t->source_kdm, &t->content, err))
		return error_in(err, "%s", path);
	t->make.has_limits = t->source_kdm.has_not_before &&
	    t->source_kdm.has_not_after;
	t->make.not_before = t->source_kdm.not_before;
	t->make.not_after = t->source_kdm.not_after;
	return true;
}

/* The one of a package; which of several is meant nobody knows. */
static bool
find_composition(struct kdm_terms *t, struct dcp_error *err)
{
	struct dcp_cpl *all = t->source_dcp.cpls;

	if (t->source_dcp.cpl_count != 1)
		return error_set(err, DCP_REFUSED, "have %zu compositions, "
		    "want one: the file of its playlist",
		    t->source_dcp.cpl_count);
	if (all->failure.status != DCP_OK)
		return error_set(err, all->failure.status, "%s",
		    all->failure.text);
	t->source_cpl = &all->cpl;
	return true;
}

/* A composition that is not as it was signed is not what is to be shown. */
static bool
open_composition(struct kdm_terms *t, struct dcp_error *err)
{
	const struct dcp_error *altered = &t->content.altered;

	if (!dcp_open(t->cpl, &t->source_dcp, err) ||
	    !find_composition(t, err) ||
	    !kdmcontent_of_cpl(t->source_cpl, &t->content, err))
		return error_in(err, "%s", t->cpl);
	if (altered->status == DCP_OK)
		return true;
	if ((t->insist & KDMMAKE_SIGNATURE) == 0)
		return error_set(err, altered->status, "%s: %s; --insist "
		    "signature takes it all the same", t->cpl, altered->text);
	tool_note(&kdm_tool, "%s: %s; it is taken all the same", t->cpl,
	    altered->text);
	return true;
}

static bool
open_content(struct kdm_terms *t, struct dcp_error *err)
{
	size_t i;

	if (t->cpl == NULL) {
		if (!open_message(t, err))
			return false;
	} else if (!open_composition(t, err))
		return false;
	for (i = 0; i < t->extra_count; i++)
		if (!kdmcontent_add(&t->content, t->extra[i].type,
		    &t->extra[i].id, err))
			return error_in(err, "--forensic-key");
	return true;
}

static bool
set_authenticator(struct kdm_terms *t, struct dcp_error *err)
{
	if (!formulation_has_authenticator(t->formulation))
		return t->authenticator.count == 0 || error_set(err,
		    DCP_REFUSED, "have --content-authenticator, want "
		    "--formulation dci-any or dci-specific too");
	if (t->authenticator.count > 0)
		t->make.authenticator = t->authenticator.at[0];
	else if (t->content.has_authenticator)
		t->make.authenticator = t->content.authenticator;
	else
		return error_set(err, DCP_REFUSED, "%s wants a "
		    "ContentAuthenticator, and %s %s: want "
		    "--content-authenticator%s",
		    formulation_name(t->formulation), t->cpl != NULL ?
		    t->cpl : "the message of --kdm",
		    t->content.altered.status != DCP_OK ?
		    "is not as it was signed" : "names no signer",
		    t->cpl != NULL ? "" :
		    ", or --cpl with the composition, if that is signed");
	return t->make.has_authenticator = true;
}

/* An output that is an input would destroy it. */
static bool
check_output(const struct kdm_terms *t, const char *output,
    struct dcp_error *err)
{
	size_t i;

	for (i = 0; i < t->input_count; i++)
		if (!path_check_input(output, t->inputs[i], err))
			return false;
	return (t->cpl == NULL || path_check_input(output, t->cpl, err)) &&
	    toolkey_check_output(&t->keys, output, err) &&
	    toolsign_check_output(&t->sign, output, err);
}

bool
kdm_terms_open(struct kdm_terms *t, struct dcp_error *err)
{
	const struct chain_purpose purpose = {.role = "CS", .has_time = true,
	    .time = t->issue_date.seconds, .now = tool_now(&kdm_tool).seconds};
	struct kdmmake *m = &t->make;

	if ((t->output != NULL && !check_output(t, t->output, err)) ||
	    !open_content(t, err) || !set_authenticator(t, err))
		return false;
	t->ring = toolkey_ring(&kdm_tool, &t->keys, err);
	if (t->ring == NULL || !kdmcontent_check(&t->content, t->ring, err) ||
	    !toolsign_load(&kdm_tool, &t->sign, t->output, &purpose,
	    &t->signer, err))
		return false;
	m->cpl_id = t->content.cpl_id;
	m->title = t->content.title;
	m->keys = t->content.keys;
	m->key_count = t->content.key_count;
	m->marks = t->marks;
	m->mark_count = t->mark_count;
	m->issue_date = t->issue_date;
	m->now = purpose.now;
	m->ring = t->ring;
	m->signer = &t->signer;
	return true;
}

static bool
trusts_any(const struct devices *devices)
{
	struct dcp_error ignored = {0};
	struct digest any;
	size_t i;

	if (!digest_parse(KDM_ASSUME_TRUST, DIGEST_SHA1, &any, &ignored))
		return false;
	for (i = 0; i < devices->count; i++)
		if (digest_equal(&devices->at[i], &any))
			return true;
	return false;
}

bool
kdm_terms_devices(const struct kdm_terms *t, const struct devices *own,
    struct kdmmake_recipient *to, struct dcp_error *err)
{
	const struct devices *from = own != NULL && own->count > 0 ? own :
	    &t->devices;
	const char *name = formulation_name(t->formulation);

	to->devices = from->at;
	to->device_count = from->count;
	if (from->count > 1 && trusts_any(from))
		return error_set(err, DCP_REFUSED, "have devices beside the "
		    "thumbprint %s, which trusts any, want either",
		    KDM_ASSUME_TRUST);
	if (t->formulation == FORMULATION_NONE)
		return true;
	if (formulation_has_devices(t->formulation) && from->count == 0)
		return error_set(err, DCP_REFUSED, "have no devices, want "
		    "some, as %s lists those that may take part", name);
	if (!formulation_has_devices(t->formulation) && from->count > 0)
		return error_set(err, DCP_REFUSED, "have devices, want none, "
		    "as %s lets the player trust any", name);
	return true;
}

/* Keys that are sealed to a forged certificate are those of its forger. */
static bool
check_certificate(const struct kdm_terms *t, unsigned insist,
    const struct chain *chain, struct dcp_error *err)
{
	struct dcp_error why = {0};

	if ((insist & KDMMAKE_CERTIFICATE) != 0 || toolcert_check(chain,
	    t->source_cpl != NULL && t->source_cpl->dialect == DIALECT_INTEROP,
	    &why))
		return true;
	return error_set(err, why.status, "%s; --insist certificate takes it "
	    "all the same", why.text);
}

bool
kdm_terms_check(const struct kdm_terms *t, unsigned insist,
    const char *path, const struct chain *chain, const struct kdmmake_recipient *to,
    struct dcp_error *err)
{
	if (!kdmmake_check(&t->make, to, t->dkdm, insist, err) ||
	    !check_certificate(t, insist, chain, err))
		return path != NULL && error_in(err, "%s", path);
	return kdmmake_check_signer(&t->make, to, insist, err) ||
	    error_in(err, "%s", t->sign.chain);
}

/* "kdm", id, cinema, screen, window, thumbprint, path, tabs between them. */
static bool
print_record(void *context, const struct kdmbatch_item *item,
    struct dcp_error *err)
{
	char id[UUID_URN_SIZE], from[TIMESTAMP_SIZE], until[TIMESTAMP_SIZE],
	    thumbprint[DIGEST_TEXT_SIZE];
	const char *texts[] = {item->cinema == NULL ? "-" : item->cinema,
	    item->screen == NULL ? "-" : item->screen, from, until, thumbprint,
	    item->zip == NULL ? item->path : item->zip,
	    item->zip == NULL ? NULL : item->path};
	struct bytes line = {0};
	size_t i;
	bool ok;

	(void)context;
	uuid_format_urn(id, &item->to.message_id);
	timestamp_format(from, &item->to.not_before);
	timestamp_format(until, &item->to.not_after);
	cert_thumbprint_format(thumbprint, item->to.cert);
	bytes_printf(&line, "kdm\t%s", id);
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (texts[i] != NULL) {
			bytes_u8(&line, '\t');
			str_print(&line, texts[i], strlen(texts[i]));
		}
	ok = bytes_ok(&line, err);
	tool_progress_end();
	if (ok)
		printf("%s\n", bytes_text(&line));
	bytes_clear(&line);
	return ok;
}

/* The same for names that follow from a pattern. */
static bool
check_outputs(const struct kdm_terms *t, const struct kdmbatch *batch,
    struct dcp_error *err)
{
	const struct kdmbatch_item *item = batch->items;
	size_t i;

	for (i = 0; i < batch->count; i++, item++)
		if (!check_output(t, item->zip == NULL ? item->path :
		    item->zip, err))
			return false;
	return true;
}

bool
kdm_terms_run(const struct kdm_terms *t, struct kdmbatch *batch,
    struct dcp_error *err)
{
	bool ok;

	batch->make = &t->make;
	batch->folder = t->folder;
	batch->id = t->id;
	batch->threads = t->threads;
	batch->force = t->force;
	batch->made = print_record;
	batch->progress = tool_progress(&kdm_tool, "messages", "message");
	ok = kdmbatch_prepare(batch, err) && check_outputs(t, batch, err) &&
	    kdmbatch_run(batch, err);
	tool_progress_end();
	return ok;
}

void
kdm_terms_clear(struct kdm_terms *t)
{
	kdmcontent_clear(&t->content);
	dcp_close(&t->source_dcp);
	kdm_clear(&t->source_kdm);
	keyring_free(t->ring);
	signer_clear(&t->signer);
	devices_clear(&t->devices);
	devices_clear(&t->authenticator);
	toolkey_clear(&t->keys);
	free(t->extra);
	free(t->inputs);
	*t = (struct kdm_terms){0};
}
