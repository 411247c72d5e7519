/* describe.c: packages, tracks, identifications and encryption. */
#include "mxf/describe.h"

#include <stdlib.h>

static bool
describe_identifications(const struct header *h, const struct set *preface,
    struct trackfile *t, struct dcp_error *err)
{
	size_t i, count = header_count(preface, MODEL_Identifications);

	t->identification = calloc(count + 1, sizeof(*t->identification));
	if (t->identification == NULL)
		return error_memory(err);
	for (i = 0; i < count; i++) {
		const struct set *s = header_each(h, preface,
		    MODEL_Identifications, i);
		struct trackfile_identification *id =
		    &t->identification[t->identification_count];

		if (s == NULL)
			continue;
		t->identification_count++;
		id->company = set_text(s, MODEL_CompanyName, err);
		id->product = set_text(s, MODEL_ProductName, err);
		id->version = set_text(s, MODEL_VersionString, err);
		id->platform = set_text(s, MODEL_Platform, err);
		id->product_id = set_uuid(s, MODEL_ProductUID);
		id->modified = set_time(s, MODEL_ModificationDate);
	}
	return true;
}

/* The sum of the durations of a sequence's components. */
static int64_t
component_duration(const struct header *h, const struct set *sequence)
{
	size_t i, count = header_count(sequence, MODEL_StructuralComponents);
	int64_t one, sum = 0;

	for (i = 0; i < count; i++) {
		const struct set *s = header_each(h, sequence,
		    MODEL_StructuralComponents, i);

		one = s == NULL ? TRACKFILE_ABSENT :
		    set_signed(s, MODEL_Duration, TRACKFILE_ABSENT);
		if (one < 0 || one > INT64_MAX - sum)
			return TRACKFILE_ABSENT;
		sum += one;
	}
	return count == 0 ? TRACKFILE_ABSENT : sum;
}

static void
describe_track(const struct header *h, const struct set *set,
    struct trackfile_track *track, struct dcp_error *err)
{
	const struct set *sequence = header_follow(h, set, MODEL_Sequence);

	track->id = (uint32_t)set_unsigned(set, MODEL_TrackID, 0);
	track->number = (uint32_t)set_unsigned(set, MODEL_TrackNumber, 0);
	track->name = set_text(set, MODEL_TrackName, err);
	track->edit_rate = set_rational(set, MODEL_EditRate);
	track->origin = set_signed(set, MODEL_Origin, 0);
	track->duration = track->component_duration = TRACKFILE_ABSENT;
	if (sequence == NULL)
		return;
	track->definition = set_label(sequence, MODEL_DataDefinition);
	track->duration = set_signed(sequence, MODEL_Duration,
	    TRACKFILE_ABSENT);
	track->component_duration = component_duration(h, sequence);
}

static bool
describe_tracks(const struct header *h, const struct set *package,
    struct trackfile *t, struct dcp_error *err)
{
	size_t i, count = header_count(package, MODEL_Tracks);
	struct trackfile_track *grown = realloc(t->track,
	    (t->track_count + count + 1) * sizeof(*grown));

	if (grown == NULL)
		return error_memory(err);
	t->track = grown;
	for (i = 0; i < count; i++) {
		const struct set *s = header_each(h, package, MODEL_Tracks, i);
		struct trackfile_track *track = &t->track[t->track_count];

		if (s == NULL)
			continue;
		*track = (struct trackfile_track){
			.material = package->kind == MODEL_SET_MaterialPackage,
		};
		t->track_count++;
		describe_track(h, s, track, err);
	}
	return true;
}

static bool
is_essence_track(const struct trackfile_track *track)
{
	return ul_is(&track->definition, UL_DATA_PICTURE) ||
	    ul_is(&track->definition, UL_DATA_SOUND) ||
	    ul_is(&track->definition, UL_DATA_DATA);
}

/* The edit rate of the file is that of the first track of essence. */
static struct rational
edit_rate(const struct trackfile *t)
{
	size_t i;

	for (i = 0; i < t->track_count; i++)
		if (!t->track[i].material && is_essence_track(&t->track[i]))
			return t->track[i].edit_rate;
	return (struct rational){0, 0};
}

static void
describe_crypto(const struct header *h, struct trackfile_crypto *c)
{
	const struct set *s = header_next(h, MODEL_SET_CryptographicContext,
	    NULL);

	if (s == NULL)
		return;
	*c = (struct trackfile_crypto){
		.present = true,
		.context_id = set_uuid(s, MODEL_ContextID),
		.key_id = set_uuid(s, MODEL_CryptographicKeyID),
		.container = set_label(s, MODEL_SourceEssenceContainer),
		.cipher = set_label(s, MODEL_CipherAlgorithm),
		.mic = set_label(s, MODEL_MICAlgorithm),
	};
}

/* The file package: the first source package with a file's descriptor. */
static const struct set *
find_file_package(const struct header *h, const struct set **descriptor)
{
	const struct set *package = NULL;

	while ((package = header_next(h, MODEL_SET_SourcePackage, package)) !=
	    NULL) {
		*descriptor = header_follow(h, package, MODEL_Descriptor);
		if (*descriptor != NULL && model_set_is((*descriptor)->kind,
		    MODEL_SET_FileDescriptor))
			return package;
	}
	*descriptor = header_next(h, MODEL_SET_FileDescriptor, NULL);
	return header_next(h, MODEL_SET_SourcePackage, NULL);
}

static bool
describe_packages(const struct header *h, struct trackfile *t,
    struct dcp_error *err)
{
	const struct set *material, *file, *descriptor;

	material = header_next(h, MODEL_SET_MaterialPackage, NULL);
	if (material != NULL) {
		t->material_id = set_umid(material, MODEL_PackageUID);
		if (!describe_tracks(h, material, t, err))
			return false;
	}
	file = find_file_package(h, &descriptor);
	if (file != NULL) {
		t->id = set_umid(file, MODEL_PackageUID);
		if (!describe_tracks(h, file, t, err))
			return false;
	}
	t->edit_rate = edit_rate(t);
	return descriptor == NULL || describe_descriptor(h, descriptor, t, err);
}

bool
describe_header(const struct header *h, struct trackfile *t,
    struct dcp_error *err)
{
	const struct set *preface = header_next(h, MODEL_SET_Preface, NULL);
	struct dcp_error e = {0};
	bool ok = true;

	t->descriptor_duration = t->index_duration = TRACKFILE_ABSENT;
	if (preface != NULL) {
		t->operational_pattern = set_label(preface,
		    MODEL_OperationalPattern);
		t->preface_version = (uint16_t)set_unsigned(preface,
		    MODEL_Version, 0);
		t->modified = set_time(preface, MODEL_LastModifiedDate);
		ok = describe_identifications(h, preface, t, &e);
	}
	describe_crypto(h, &t->crypto);
	ok = ok && describe_packages(h, t, &e);
	if (ok && e.status == DCP_OK)
		return true;
	return error_set(err, e.status, "%s", e.text);
}
