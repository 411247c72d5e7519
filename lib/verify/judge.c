/* judge.c: see judge.h. */
#include "verify/judge.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/path.h"
#include "mxf/mxfread.h"
#include "verify/pass.h"
#include "verify/v_assetmap.h"
#include "verify/v_cpl.h"
#include "verify/v_file.h"
#include "verify/v_folder.h"
#include "verify/v_kdm.h"
#include "verify/v_pkl.h"

/* Begins every MXF file of digital cinema: a partition pack. */
static const uint8_t mxf_start[] = {0x06, 0x0e, 0x2b, 0x34};

/* One document or track file whose dialect is not that of the package. */
static void
judge_dialect(const struct subject *s, enum dialect have, enum rule rule,
    const struct diag_place *place)
{
	enum dialect want = subject_dialect(s);

	/* IMF took the packing lists and maps of digital cinema over. */
	if (have != DIALECT_UNKNOWN && want != DIALECT_UNKNOWN &&
	    want != DIALECT_IMF && have != want)
		diag_report(s->diag, rule, place, "have %s, want %s",
		    dialect_name(have), dialect_name(want));
}

static void
judge_essence_dialect(const struct subject *s, const struct evidence *e,
    const struct diag_place *place)
{
	if (!e->known)
		return;
	if (e->dialect != TRACKFILE_IMF)
		judge_dialect(s, e->dialect == TRACKFILE_INTEROP ?
		    DIALECT_INTEROP : DIALECT_SMPTE,
		    RULE_PACKAGE_MIXED_ESSENCE, place);
	else if (subject_dialect(s) != DIALECT_IMF)
		diag_report(s->diag, RULE_MXF_PATTERN, place, "%s", "");
}

static void
judge_dialects(const struct subject *s)
{
	const struct dcp *dcp = s->dcp;
	struct diag_place place = {0};
	size_t i;

	if (subject_dialect(s) == DIALECT_INTEROP)
		diag_report(s->diag, RULE_PACKAGE_INTEROP, &place, "%s", "");
	if (subject_dialect(s) == DIALECT_IMF)
		diag_report(s->diag, RULE_PACKAGE_IMF, &place, "%s", "");
	if (dcp->map_path != NULL) {
		place.file = path_name(dcp->map_path);
		judge_dialect(s, dcp->map.dialect, RULE_PACKAGE_MIXED, &place);
	}
	for (i = 0; i < dcp->pkl_count; i++) {
		place = subject_place(dcp->pkls[i].file);
		judge_dialect(s, dcp->pkls[i].pkl.dialect, RULE_PACKAGE_MIXED,
		    &place);
	}
	for (i = 0; i < dcp->cpl_count; i++) {
		place = subject_place(dcp->cpls[i].file);
		judge_dialect(s, dcp->cpls[i].cpl.dialect, RULE_PACKAGE_MIXED,
		    &place);
	}
	for (i = 0; i < dcp->file_count; i++) {
		place = subject_place(&dcp->files[i]);
		judge_essence_dialect(s, &s->evidence[i], &place);
	}
}

static void
free_others(struct subject *s)
{
	size_t i;

	for (i = 0; s->other_evidence != NULL && i < s->other_count; i++)
		free(s->other_evidence[i]);
	free(s->other_evidence);
	s->other_evidence = NULL;
}

/* Of the packages beside, headers are enough: they are not judged here. */
static bool
open_others(struct subject *s, struct dcp_error *err)
{
	struct dcp_error ignored;
	struct mxfread *mxf;
	size_t i, j;

	s->other_evidence = calloc(s->other_count + 1,
	    sizeof(*s->other_evidence));
	if (s->other_evidence == NULL)
		return error_memory(err);
	for (i = 0; i < s->other_count; i++) {
		const struct dcp *o = &s->others[i];
		struct evidence *e = calloc(o->file_count + 1, sizeof(*e));

		if ((s->other_evidence[i] = e) == NULL)
			return error_memory(err);
		for (j = 0; j < o->file_count; j++) {
			if (!o->files[j].exists ||
			    !dcp_file_is_mxf(&o->files[j]))
				continue;
			ignored = (struct dcp_error){0};
			mxf = mxfread_open(o->files[j].path, &ignored);
			if (mxf != NULL)
				evidence_note(&e[j], mxfread_trackfile(mxf));
			mxfread_close(mxf);
		}
	}
	return true;
}

/* Key messages that the asset map lists. */
static bool
judge_messages(const struct subject *s, struct dcp_error *err)
{
	const struct dcp *dcp = s->dcp;
	struct diag_place place;
	size_t i;

	for (i = 0; i < dcp->file_count; i++) {
		place = subject_place(&dcp->files[i]);
		if (dcp->files[i].document == DIALECT_KDM &&
		    !v_kdm_judge_file(dcp->files[i].path, dcp, 1, s->options,
		    &place, s->diag, err))
			return error_in(err, "%s", dcp->files[i].path);
	}
	return true;
}

static bool
judge_package(struct subject *s, struct dcp_error *err)
{
	struct diag documents = {0}, files = {0};
	struct diag *all = s->diag;
	bool ok;

	/* The documents are judged by what is in the files. */
	s->diag = &files;
	ok = open_others(s, err) && v_file_judge(s, err);
	s->diag = &documents;
	if (ok) {
		judge_dialects(s);
		v_folder_judge(s);
		v_assetmap_judge(s);
		v_pkl_judge(s);
		v_cpl_judge(s);
		ok = judge_messages(s, err);
	}
	s->diag = all;
	diag_append(all, &documents);
	diag_append(all, &files);
	free_others(s);
	return ok;
}

/* A playlist or packing list by itself. */
static void
judge_document(struct subject *s)
{
	s->lone = true;
	if (s->dcp->pkl_count > 0)
		v_pkl_judge(s);
	if (s->dcp->cpl_count > 0)
		v_cpl_judge(s);
}

static void
set_kind(const struct subject *s, struct verdict *v)
{
	v->lone = s->lone;
	if (subject_dialect(s) != DIALECT_UNKNOWN)
		v->kind = dialect_name(subject_dialect(s));
}

/* The assets of a map as files that are nowhere; ${none} is "". */
static bool
list_files(struct dcp *dcp, char *none, struct dcp_error *err)
{
	size_t i;

	dcp->files = calloc(dcp->map.asset_count + 1, sizeof(*dcp->files));
	if (dcp->files == NULL)
		return error_memory(err);
	dcp->file_count = dcp->map.asset_count;
	for (i = 0; i < dcp->file_count; i++) {
		const struct assetmap_asset *a = &dcp->map.assets[i];

		dcp->files[i].map = a;
		dcp->files[i].id = a->id;
		dcp->files[i].name = a->chunk_count == 0 ||
		    a->chunks[0].file == NULL ? none : a->chunks[0].file;
	}
	return true;
}

/* An asset map by itself, whatever its name is: the document alone. */
static bool
judge_map(const char *path, struct subject *s, struct verdict *v,
    struct dcp_error *err)
{
	char *name = strdup(path), none[] = "";
	struct dcp dcp = {.map_path = name};
	bool ok = name == NULL ? error_memory(err) :
	    assetmap_load(path, &dcp.map, err) ? list_files(&dcp, none, err) :
	    error_in(err, "%s", path);

	s->dcp = &dcp;
	s->lone = true;
	if (ok) {
		v_assetmap_judge(s);
		set_kind(s, v);
	}
	s->dcp = NULL;
	free(dcp.files);
	assetmap_clear(&dcp.map);
	free(name);
	return ok;
}

/*
 * What the XML document at ${path} is; DIALECT_OTHER_DOCUMENT if it is none,
 * with the reason in ${why} if it cannot be read.
 */
static enum dialect_document
identify(const char *path, struct dcp_error *why)
{
	enum dialect_document document = DIALECT_OTHER_DOCUMENT;
	struct xml_document *doc = xmlread_load(path, why);

	if (doc != NULL)
		dialect_identify(xmlread_root(doc), &document);
	xmlread_free(doc);
	return document;
}

static bool
judge_dcp(const char *path, bool is_folder, struct subject *s,
    struct verdict *v, struct dcp_error *err)
{
	struct diag_place place = {0};
	struct dcp dcp = {0};
	bool ok = true;

	if (!dcp_open(path, &dcp, err)) {
		if (!is_folder || err->status != DCP_BAD_INPUT)
			return false;
		diag_report(s->diag, RULE_PACKAGE_NONE, &place, "%s", "");
		*err = (struct dcp_error){0};
		return true;
	}
	s->dcp = &dcp;
	s->evidence = calloc(dcp.file_count + 1, sizeof(*s->evidence));
	if (s->evidence == NULL)
		ok = error_memory(err);
	else if (is_folder || dcp.map_path != NULL)
		ok = judge_package(s, err);
	else
		judge_document(s);
	set_kind(s, v);
	free(s->evidence);
	s->dcp = NULL;
	dcp_close(&dcp);
	return ok;
}

/* A file that is no track file. */
static bool
judge_other(const char *path, struct subject *s, struct verdict *v,
    struct dcp_error *err)
{
	struct diag_place place = {.file = path_name(path)};
	struct dcp_error why = {0};
	enum dialect_document document = identify(path, &why);

	/* One that is broken is judged; what is no XML at all is not. */
	if (why.status == DCP_BAD_INPUT && path_has_suffix(path, ".xml")) {
		diag_report(s->diag, RULE_XML_READ, &place, "%s", why.text);
		v->lone = true;
		return true;
	}
	switch (document) {
	case DIALECT_ASSETMAP:
		if (strncmp(path_name(path), "ASSETMAP", 8) == 0)
			return judge_dcp(path, false, s, v, err);
		return judge_map(path, s, v, err);
	case DIALECT_KDM:
		v->lone = true;
		return v_kdm_judge_file(path, s->others, s->other_count,
		    s->options, &place, s->diag, err);
	default:
		return judge_dcp(path, false, s, v, err);
	}
}

/* A track file by itself. */
static bool
judge_track(const char *path, uint64_t size, struct subject *s,
    struct verdict *v, struct dcp_error *err)
{
	struct subject_options options = *s->options;
	struct diag_place place = {.file = path_name(path)};
	struct evidence e = {0};
	struct tally tally = {.progress = options.progress,
	    .busy = ATOMIC_FLAG_INIT};

	/* There is nothing to compare a digest with. */
	options.no_hash = true;
	tally.total = pass_size(&options, true, size);
	v->lone = true;
	if (!pass_run(&options, path, true, &place, s->diag, &e, &tally, err))
		return false;
	v->kind = dialect_name(e.dialect == TRACKFILE_INTEROP ?
	    DIALECT_INTEROP : e.dialect == TRACKFILE_IMF ? DIALECT_IMF :
	    DIALECT_SMPTE);
	if (e.known && e.dialect == TRACKFILE_IMF)
		diag_report(s->diag, RULE_MXF_PATTERN, &place, "%s", "");
	v_file_note_skipped(s->diag, &place, &e);
	return true;
}

static bool
is_mxf(const char *path)
{
	struct dcp_error ignored = {0};
	struct input *in = input_open(path, &ignored);
	uint8_t start[sizeof(mxf_start)];
	bool is = in != NULL && (path_has_suffix(path, ".mxf") ||
	    (input_size(in) >= sizeof(start) && input_read(in, 0, start,
	    sizeof(start), &ignored) &&
	    memcmp(start, mxf_start, sizeof(start)) == 0));

	input_close(in);
	return is;
}

bool
judge_path(const char *path, const struct dcp *others, size_t other_count,
    const struct subject_options *options, struct diag *diag,
    struct verdict *verdict, struct dcp_error *err)
{
	struct subject s = {.options = options, .others = others,
	    .other_count = other_count, .diag = diag};
	struct stat st;
	bool ok;

	*verdict = (struct verdict){.subject = path,
	    .kind = dialect_name(DIALECT_SMPTE)};
	if (stat(path, &st) != 0)
		return error_system(err) || error_in(err, "%s", path);
	if (!S_ISDIR(st.st_mode) && !S_ISREG(st.st_mode))
		return error_set(err, DCP_BAD_INPUT,
		    "%s: is neither a file nor a folder", path);
	if (!S_ISDIR(st.st_mode) && is_mxf(path))
		ok = judge_track(path, (uint64_t)st.st_size, &s, verdict, err);
	else if (S_ISDIR(st.st_mode))
		ok = judge_dcp(path, true, &s, verdict, err);
	else
		ok = judge_other(path, &s, verdict, err);
	if (ok && diag->bad)
		ok = error_memory(err);
	diag_sum(diag, verdict);
	return ok;
}

bool
judge_kdm(const char *path, const struct dcp *packages, size_t count,
    const struct subject_options *options, struct diag *diag,
    struct verdict *verdict, struct dcp_error *err)
{
	struct dcp_error why = {0};

	/* What is no XML at all is told by judge_path(). */
	if (identify(path, &why) != DIALECT_KDM && why.status == DCP_OK)
		return error_set(err, DCP_BAD_INPUT,
		    "%s: is no key delivery message", path);
	return judge_path(path, packages, count, options, diag, verdict, err);
}
