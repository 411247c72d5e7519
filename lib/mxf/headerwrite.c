/* headerwrite.c: see headerwrite.h. */
#include "mxf/headerwrite.h"

#include <string.h>

#include "mxf/identification.h"
#include "mxf/klv.h"
#include "mxf/partition.h"
#include "mxf/primer.h"
#include "mxf/setwrite.h"

#define HEADER_SIZE	16384u	/* bytes: what most writers leave room for */
#define HEADER_STEP	4096u	/* bytes: by which it grows */

/* ST 377-1, 7.1; ST 429-20, 5.1: version 1.2, no grid. */
#define MAJOR_VERSION	1
#define MINOR_VERSION	2
#define KAG_SIZE	1

#define PREFACE_VERSION	0x0102	/* ST 429-20: 258 */
#define MODEL_VERSION_1	1	/* "object model version" */
#define TIMECODE_TRACK	1u
#define ESSENCE_TRACK	2u
#define MATERIAL	0	/* package numbers, for ids */
#define FILE_PACKAGE	1

struct put {
	const struct headerwrite *facts;
	const struct mxfwrite_options *options;
	struct primer primer;
	struct bytes sets;
	struct setwrite set;
	struct derive ids;
};

static void
begin(struct put *p, enum model_set set, uint64_t n)
{
	struct uuid id = derive_id(&p->ids, model_set_name(set), n);

	setwrite_begin(&p->set, set, &id);
}

static void
end(struct put *p)
{
	setwrite_end(&p->set);
}

static void
put_name(struct put *p, enum model_item item, enum ul_name name)
{
	struct ul ul = ul_of(name);

	setwrite_label(&p->set, item, &ul);
}

/* A reference to set ${n} of a kind. */
static void
put_reference(struct put *p, enum model_item item, enum model_set set,
    uint64_t n)
{
	struct uuid id = derive_id(&p->ids, model_set_name(set), n);

	setwrite_uuid(&p->set, item, &id);
}

/* References to two sets, or to one if ${count} is 1. */
static void
put_references(struct put *p, enum model_item item, enum model_set first,
    uint64_t first_n, enum model_set second, uint64_t second_n, size_t count)
{
	struct uuid ids[2];

	ids[0] = derive_id(&p->ids, model_set_name(first), first_n);
	ids[1] = derive_id(&p->ids, model_set_name(second), second_n);
	setwrite_array(&p->set, item, ids, count, sizeof(ids[0]));
}

static struct uuid
package_id(struct put *p, unsigned package)
{
	if (package == FILE_PACKAGE)
		return p->options->id;
	return derive_id(&p->ids, "material package", 0);
}

static void
put_preface(struct put *p)
{
	struct ul containers[HEADERWRITE_CONTAINERS];
	struct ul scheme = ul_of(UL_CRYPTO_FRAMEWORK);
	struct trackfile_partition pack;

	headerwrite_pack(p->facts->essence, p->facts->crypto != NULL, &pack,
	    containers);
	begin(p, MODEL_SET_Preface, 0);
	setwrite_time(&p->set, MODEL_LastModifiedDate, &p->options->made);
	setwrite_number(&p->set, MODEL_Version, PREFACE_VERSION);
	setwrite_number(&p->set, MODEL_ObjectModelVersion, MODEL_VERSION_1);
	put_reference(p, MODEL_PrimaryPackage, MODEL_SET_SourcePackage, 0);
	put_references(p, MODEL_Identifications, MODEL_SET_Identification, 0,
	    MODEL_SET_None, 0, 1);
	put_reference(p, MODEL_ContentStorage, MODEL_SET_ContentStorage, 0);
	setwrite_label(&p->set, MODEL_OperationalPattern,
	    &pack.operational_pattern);
	setwrite_array(&p->set, MODEL_EssenceContainers, containers,
	    HEADERWRITE_CONTAINERS, UL_SIZE);
	setwrite_array(&p->set, MODEL_DMSchemes, &scheme,
	    p->facts->crypto == NULL ? 0 : 1, UL_SIZE);
	end(p);
}

static void
put_identification(struct put *p)
{
	const struct mxfwrite_options *o = p->options;
	struct identification who = {
		.id = derive_id(&p->ids, "Identification", 0),
		.generation = derive_id(&p->ids, "Identification", 1),
		.made = o->made,
		.company = o->company,
		.product = o->product,
		.version = o->version,
	};

	identification_put(&p->set, &who);
}

static void
put_storage(struct put *p)
{
	begin(p, MODEL_SET_ContentStorage, 0);
	put_references(p, MODEL_Packages, MODEL_SET_MaterialPackage, 0,
	    MODEL_SET_SourcePackage, 0, 2);
	put_references(p, MODEL_EssenceContainerData,
	    MODEL_SET_EssenceContainerData, 0, MODEL_SET_None, 0, 1);
	end(p);

	begin(p, MODEL_SET_EssenceContainerData, 0);
	setwrite_umid(&p->set, MODEL_LinkedPackageUID, &p->options->id);
	setwrite_number(&p->set, MODEL_IndexSID, PARTITION_INDEX_SID);
	setwrite_number(&p->set, MODEL_BodySID, PARTITION_BODY_SID);
	end(p);
}

/* What sequence, clip and timecode have in common. */
static void
put_component(struct put *p, enum model_set set, uint64_t n,
    enum ul_name definition)
{
	begin(p, set, n);
	put_name(p, MODEL_DataDefinition, definition);
	setwrite_number(&p->set, MODEL_Duration, p->facts->duration);
}

static void
put_timecode(struct put *p, unsigned package)
{
	put_component(p, MODEL_SET_TimecodeComponent, package,
	    UL_DATA_TIMECODE);
	setwrite_number(&p->set, MODEL_RoundedTimecodeBase,
	    rational_rounded(p->options->edit_rate));
	setwrite_number(&p->set, MODEL_StartTimecode, 0);
	setwrite_number(&p->set, MODEL_DropFrame, 0);
	end(p);
}

/* The material package's clip is the file package; that one's is nothing. */
static void
put_clip(struct put *p, unsigned package)
{
	bool material = package == MATERIAL;

	put_component(p, MODEL_SET_SourceClip, package,
	    p->facts->essence->definition);
	setwrite_number(&p->set, MODEL_StartPosition, 0);
	setwrite_umid(&p->set, MODEL_SourcePackageID,
	    material ? &p->options->id : NULL);
	setwrite_number(&p->set, MODEL_SourceTrackID,
	    material ? ESSENCE_TRACK : 0);
	end(p);
}

static void
put_track(struct put *p, unsigned package, uint32_t track)
{
	bool timecode = track == TIMECODE_TRACK;
	const struct essence *e = p->facts->essence;
	uint64_t n = 2 * package + track;

	begin(p, MODEL_SET_TimelineTrack, n);
	setwrite_number(&p->set, MODEL_TrackID, track);
	setwrite_number(&p->set, MODEL_TrackNumber,
	    timecode || package == MATERIAL ? 0 : essence_track_number(e));
	setwrite_text(&p->set, MODEL_TrackName,
	    timecode ? "Timecode Track" : e->track_name);
	put_reference(p, MODEL_Sequence, MODEL_SET_Sequence, n);
	setwrite_rational(&p->set, MODEL_EditRate, p->options->edit_rate);
	setwrite_number(&p->set, MODEL_Origin, 0);
	end(p);

	put_component(p, MODEL_SET_Sequence, n,
	    timecode ? UL_DATA_TIMECODE : e->definition);
	put_references(p, MODEL_StructuralComponents, timecode ?
	    MODEL_SET_TimecodeComponent : MODEL_SET_SourceClip, package,
	    MODEL_SET_None, 0, 1);
	end(p);
	if (timecode)
		put_timecode(p, package);
	else
		put_clip(p, package);
}

/* Timecode, essence and, of an encrypted file, how it is encrypted. */
static void
put_track_references(struct put *p, unsigned package, bool encrypted)
{
	struct uuid ids[3];
	unsigned i;

	for (i = 0; i < 2; i++)
		ids[i] = derive_id(&p->ids, model_set_name(
		    MODEL_SET_TimelineTrack), 2 * package + i + 1);
	ids[2] = cryptoset_track(&p->ids);
	setwrite_array(&p->set, MODEL_Tracks, ids, encrypted ? 3 : 2,
	    sizeof(ids[0]));
}

static void
put_package(struct put *p, unsigned package, enum model_set set,
    const char *name, enum model_set descriptor)
{
	struct uuid id = package_id(p, package);
	bool encrypted = package == FILE_PACKAGE && p->facts->crypto != NULL;

	begin(p, set, 0);
	setwrite_umid(&p->set, MODEL_PackageUID, &id);
	setwrite_text(&p->set, MODEL_PackageName, name);
	setwrite_time(&p->set, MODEL_PackageCreationDate, &p->options->made);
	setwrite_time(&p->set, MODEL_PackageModifiedDate, &p->options->made);
	put_track_references(p, package, encrypted);
	if (descriptor != MODEL_SET_None)
		put_reference(p, MODEL_Descriptor, descriptor, 0);
	end(p);
	put_track(p, package, TIMECODE_TRACK);
	put_track(p, package, ESSENCE_TRACK);
	if (encrypted)
		cryptoset_put(&p->set, &p->ids, p->facts->crypto);
}

/* What all descriptors have in common; ${rate} is that of samples. */
static void
put_file_descriptor(struct put *p, struct rational rate)
{
	setwrite_number(&p->set, MODEL_LinkedTrackID, ESSENCE_TRACK);
	setwrite_rational(&p->set, MODEL_SampleRate, rate);
	setwrite_number(&p->set, MODEL_ContainerDuration, p->facts->duration);
	put_name(p, MODEL_EssenceContainer, p->facts->essence->container);
}

static void
put_j2k(struct put *p)
{
	const struct trackfile_j2k *j = &p->facts->picture->j2k;

	begin(p, MODEL_SET_JPEG2000PictureSubDescriptor, 0);
	setwrite_number(&p->set, MODEL_Rsiz, j->rsiz);
	setwrite_number(&p->set, MODEL_Xsiz, j->width);
	setwrite_number(&p->set, MODEL_Ysiz, j->height);
	setwrite_number(&p->set, MODEL_XOsiz, j->x_offset);
	setwrite_number(&p->set, MODEL_YOsiz, j->y_offset);
	setwrite_number(&p->set, MODEL_XTsiz, j->tile_width);
	setwrite_number(&p->set, MODEL_YTsiz, j->tile_height);
	setwrite_number(&p->set, MODEL_XTOsiz, j->tile_x_offset);
	setwrite_number(&p->set, MODEL_YTOsiz, j->tile_y_offset);
	setwrite_number(&p->set, MODEL_Csiz, j->component_count);
	setwrite_array(&p->set, MODEL_PictureComponentSizing, j->component,
	    j->component_count, sizeof(j->component[0]));
	setwrite_bytes(&p->set, MODEL_CodingStyleDefault, j->cod, j->cod_size);
	setwrite_bytes(&p->set, MODEL_QuantizationDefault, j->qcd,
	    j->qcd_size);
	end(p);
}

static void
put_picture(struct put *p)
{
	static const uint8_t layout[16];	/* PixelLayout: not said */
	const struct trackfile_picture *x = p->facts->picture;
	bool stereo = p->options->kind == TRACKFILE_STEREO;

	begin(p, MODEL_SET_RGBAEssenceDescriptor, 0);
	put_references(p, MODEL_SubDescriptors,
	    MODEL_SET_JPEG2000PictureSubDescriptor, 0,
	    MODEL_SET_StereoscopicPictureSubDescriptor, 0, stereo ? 2 : 1);
	put_file_descriptor(p, x->sample_rate);
	setwrite_number(&p->set, MODEL_FrameLayout, x->frame_layout);
	setwrite_number(&p->set, MODEL_StoredWidth, x->stored_width);
	setwrite_number(&p->set, MODEL_StoredHeight, x->stored_height);
	setwrite_rational(&p->set, MODEL_AspectRatio, x->aspect);
	setwrite_label(&p->set, MODEL_PictureEssenceCoding, &x->coding);
	setwrite_number(&p->set, MODEL_ComponentMaxRef, x->component_max);
	setwrite_number(&p->set, MODEL_ComponentMinRef, x->component_min);
	setwrite_bytes(&p->set, MODEL_PixelLayout, layout, sizeof(layout));
	end(p);
	put_j2k(p);
	if (stereo) {
		begin(p, MODEL_SET_StereoscopicPictureSubDescriptor, 0);
		end(p);
	}
}

static void
put_sound(struct put *p)
{
	const struct mxfwrite_options *o = p->options;
	uint32_t block = o->channel_count * MXFWRITE_SAMPLE_SIZE;
	uint64_t rate = (uint64_t)o->sampling_rate.num /
	    (uint64_t)o->sampling_rate.den;

	begin(p, MODEL_SET_WaveAudioDescriptor, 0);
	put_file_descriptor(p, o->edit_rate);
	setwrite_rational(&p->set, MODEL_AudioSamplingRate, o->sampling_rate);
	setwrite_number(&p->set, MODEL_Locked, 0);
	setwrite_number(&p->set, MODEL_ChannelCount, o->channel_count);
	setwrite_number(&p->set, MODEL_QuantizationBits,
	    8 * MXFWRITE_SAMPLE_SIZE);
	setwrite_number(&p->set, MODEL_BlockAlign, block);
	setwrite_number(&p->set, MODEL_AvgBps, rate * block);
	if (!ul_is_zero(&o->assignment))
		setwrite_label(&p->set, MODEL_ChannelAssignment,
		    &o->assignment);
	end(p);
}

/* How each kind is described: its descriptor, and what puts it. */
static const struct {
	enum trackfile_kind kind;
	enum model_set descriptor;
	void (*put)(struct put *);
} descriptors[] = {
	{TRACKFILE_PICTURE, MODEL_SET_RGBAEssenceDescriptor, put_picture},
	{TRACKFILE_STEREO, MODEL_SET_RGBAEssenceDescriptor, put_picture},
	{TRACKFILE_SOUND, MODEL_SET_WaveAudioDescriptor, put_sound},
};

/* Some readers look up the tags of index segments, too, in this primer. */
static void
name_index_items(struct put *p)
{
	static const enum model_item items[] = {
		MODEL_IndexEditRate, MODEL_IndexStartPosition,
		MODEL_IndexDuration, MODEL_EditUnitByteCount, MODEL_IndexSID,
		MODEL_BodySID, MODEL_SliceCount, MODEL_PosTableCount,
		MODEL_DeltaEntryArray, MODEL_IndexEntryArray,
	};
	struct dcp_error err = {0};
	size_t i;

	for (i = 0; i < sizeof(items) / sizeof(items[0]); i++)
		if (primer_tag(&p->primer, items[i], &err) == 0)
			p->sets.bad = true;
}

static void
put_sets(struct put *p)
{
	size_t i = 0;

	while (descriptors[i].kind != p->options->kind)
		i++;
	put_preface(p);
	put_identification(p);
	put_storage(p);
	put_package(p, MATERIAL, MODEL_SET_MaterialPackage, "Material Package",
	    MODEL_SET_None);
	put_package(p, FILE_PACKAGE, MODEL_SET_SourcePackage,
	    p->facts->essence->package_name, descriptors[i].descriptor);
	descriptors[i].put(p);
	name_index_items(p);
}

void
headerwrite_pack(const struct essence *e, bool encrypted,
    struct trackfile_partition *pack,
    struct ul containers[HEADERWRITE_CONTAINERS])
{
	containers[0] = ul_of(UL_MULTIPLE_WRAPPINGS);
	containers[1] = ul_of(encrypted ? UL_ENCRYPTED_FRAME_WRAPPED
	    : e->container);
	*pack = (struct trackfile_partition){
		.major = MAJOR_VERSION,
		.minor = MINOR_VERSION,
		.kag_size = KAG_SIZE,
		.operational_pattern = ul_of(UL_OP_ATOM),
		.containers = containers,
		.container_count = HEADERWRITE_CONTAINERS,
	};
}

/* The pack, the primer and the sets, and fill; ${p} has the sets. */
static void
assemble(struct put *p, struct bytes *to)
{
	struct ul containers[HEADERWRITE_CONTAINERS];
	struct trackfile_partition pack;
	struct bytes primer = {0};
	size_t used, size = HEADER_SIZE;

	primer_put(&p->primer, &primer);
	used = partition_size(HEADERWRITE_CONTAINERS) + primer.size +
	    p->sets.size + KLV_HEAD_SIZE;
	while (size < used)
		size += HEADER_STEP;

	headerwrite_pack(p->facts->essence, p->facts->crypto != NULL, &pack,
	    containers);
	pack.key = ul_of(UL_HEADER_CLOSED_COMPLETE);
	pack.footer_partition = p->facts->footer;
	pack.header_size = size - partition_size(HEADERWRITE_CONTAINERS);
	partition_put(&pack, to);
	bytes_put(to, primer.at, primer.size);
	bytes_put(to, p->sets.at, p->sets.size);
	klv_put_fill(to, size - used + KLV_HEAD_SIZE);
	if (primer.bad || p->sets.bad)
		to->bad = true;
	bytes_clear(&primer);
}

bool
headerwrite_put(const struct headerwrite *facts, struct bytes *to,
    struct dcp_error *err)
{
	struct put p = {
		.facts = facts,
		.options = facts->options,
		.ids = {.asset = facts->options->id},
	};

	bytes_reset(to);
	p.set = (struct setwrite){.to = &p.sets, .primer = &p.primer};
	put_sets(&p);
	assemble(&p, to);
	primer_clear(&p.primer);
	bytes_clear(&p.sets);
	if (p.ids.err.status != DCP_OK)
		return error_set(err, p.ids.err.status, "%s", p.ids.err.text);
	return bytes_ok(to, err);
}
