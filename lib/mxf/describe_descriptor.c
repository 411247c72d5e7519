/* describe_descriptor.c: what the essence is; see describe.h. */
#include <stdlib.h>

#include "mxf/describe.h"

#define SIZING_SIZE	3u	/* bytes: Ssiz, XRsiz, YRsiz */

/* A copy of the bytes of an item; NULL if it is absent or empty. */
static uint8_t *
copy_bytes(const struct set *s, enum model_item item, size_t *size,
    struct dcp_error *err)
{
	struct span value;
	uint8_t *copy;

	*size = 0;
	if (!set_find(s, item, &value) || span_left(&value) == 0)
		return NULL;
	if ((copy = malloc(span_left(&value))) == NULL) {
		error_memory(err);
		return NULL;
	}
	*size = span_left(&value);
	span_copy(&value, copy, *size);
	return copy;
}

static void
describe_j2k(const struct set *s, struct trackfile_j2k *j,
    struct dcp_error *err)
{
	struct span sizing;
	size_t i, count;

	if (j->present)
		return;
	j->present = true;
	j->rsiz = (uint16_t)set_unsigned(s, MODEL_Rsiz, 0);
	j->width = (uint32_t)set_unsigned(s, MODEL_Xsiz, 0);
	j->height = (uint32_t)set_unsigned(s, MODEL_Ysiz, 0);
	j->x_offset = (uint32_t)set_unsigned(s, MODEL_XOsiz, 0);
	j->y_offset = (uint32_t)set_unsigned(s, MODEL_YOsiz, 0);
	j->tile_width = (uint32_t)set_unsigned(s, MODEL_XTsiz, 0);
	j->tile_height = (uint32_t)set_unsigned(s, MODEL_YTsiz, 0);
	j->tile_x_offset = (uint32_t)set_unsigned(s, MODEL_XTOsiz, 0);
	j->tile_y_offset = (uint32_t)set_unsigned(s, MODEL_YTOsiz, 0);
	j->component_count = (uint16_t)set_unsigned(s, MODEL_Csiz, 0);
	sizing = set_array(s, MODEL_PictureComponentSizing, SIZING_SIZE,
	    &count);
	for (i = 0; i < count &&
	    i < sizeof(j->component) / sizeof(j->component[0]); i++) {
		j->component[i].ssiz = span_u8(&sizing);
		j->component[i].xrsiz = span_u8(&sizing);
		j->component[i].yrsiz = span_u8(&sizing);
	}
	j->cod = copy_bytes(s, MODEL_CodingStyleDefault, &j->cod_size, err);
	j->qcd = copy_bytes(s, MODEL_QuantizationDefault, &j->qcd_size, err);
}

static void
describe_picture(const struct set *s, struct trackfile *t,
    struct dcp_error *err)
{
	struct ul j2k = ul_of(UL_JPEG2000_FRAME_WRAPPED);
	struct ul mpeg2 = ul_of(UL_MPEG2_FRAME_WRAPPED);
	struct trackfile_picture *p = &t->picture;

	(void)err;
	p->stored_width = (uint32_t)set_unsigned(s, MODEL_StoredWidth, 0);
	p->stored_height = (uint32_t)set_unsigned(s, MODEL_StoredHeight, 0);
	p->aspect = set_rational(s, MODEL_AspectRatio);
	p->sample_rate = set_rational(s, MODEL_SampleRate);
	p->frame_layout = (uint8_t)set_unsigned(s, MODEL_FrameLayout, 0);
	p->coding = set_label(s, MODEL_PictureEssenceCoding);
	p->transfer = set_label(s, MODEL_TransferCharacteristic);
	p->primaries = set_label(s, MODEL_ColorPrimaries);
	p->equations = set_label(s, MODEL_CodingEquations);
	p->component_max = (uint32_t)set_unsigned(s, MODEL_ComponentMaxRef, 0);
	p->component_min = (uint32_t)set_unsigned(s, MODEL_ComponentMinRef, 0);
	p->rgba = s->kind == MODEL_SET_RGBAEssenceDescriptor;

	/* The first 14 bytes of the label say what it is, the rest how. */
	if (ul_starts_as(&t->container, &j2k, 14))
		t->kind = TRACKFILE_PICTURE;
	else if (ul_starts_as(&t->container, &mpeg2, 14))
		t->kind = TRACKFILE_MPEG2;
}

static void
describe_sound(const struct set *s, struct trackfile *t,
    struct dcp_error *err)
{
	struct trackfile_sound *a = &t->sound;

	(void)err;
	t->kind = TRACKFILE_SOUND;
	a->sampling_rate = set_rational(s, MODEL_AudioSamplingRate);
	a->channel_count = (uint32_t)set_unsigned(s, MODEL_ChannelCount, 0);
	a->bits = (uint32_t)set_unsigned(s, MODEL_QuantizationBits, 0);
	a->block_size = (uint16_t)set_unsigned(s, MODEL_BlockAlign, 0);
	a->bytes_per_second = (uint32_t)set_unsigned(s, MODEL_AvgBps, 0);
	a->locked = set_unsigned(s, MODEL_Locked, 0) != 0;
	a->assignment = set_label(s, MODEL_ChannelAssignment);
}

static void
describe_iab_sound(const struct set *s, struct trackfile *t,
    struct dcp_error *err)
{
	describe_sound(s, t, err);
	t->kind = TRACKFILE_IAB;
}

static void
describe_text(const struct set *s, struct trackfile *t, struct dcp_error *err)
{
	struct trackfile_text *x = &t->text;

	t->kind = TRACKFILE_TIMED_TEXT;
	x->resource_id = set_uuid(s, MODEL_ResourceID);
	x->encoding = set_text(s, MODEL_UCSEncoding, err);
	x->namespace_uri = set_text(s, MODEL_NamespaceURI, err);
	x->languages = set_text(s, MODEL_RFC5646LanguageTagList, err);
	x->display_type = set_text(s, MODEL_DisplayType, err);
}

static void
describe_iab(const struct set *s, struct trackfile *t, struct dcp_error *err)
{
	(void)s;
	(void)err;
	t->kind = TRACKFILE_IAB;
}

static void
describe_aux(const struct set *s, struct trackfile *t, struct dcp_error *err)
{
	(void)s;
	(void)err;
	t->kind = TRACKFILE_AUX;
}

static void
describe_stereo_sub(const struct set *s, struct trackfile *t,
    struct dcp_error *err)
{
	(void)s;
	(void)err;
	if (t->kind == TRACKFILE_PICTURE)
		t->kind = TRACKFILE_STEREO;
}

static void
describe_j2k_sub(const struct set *s, struct trackfile *t,
    struct dcp_error *err)
{
	describe_j2k(s, &t->picture.j2k, err);
}

static void
describe_iab_sub(const struct set *s, struct trackfile *t,
    struct dcp_error *err)
{
	(void)err;
	t->iab = (struct trackfile_iab){
		.id = set_uuid(s, MODEL_ImmersiveAudioID),
		.first_frame = (uint32_t)set_unsigned(s, MODEL_FirstFrame, 0),
		.channel_max = (uint16_t)set_unsigned(s,
		    MODEL_MaxChannelCount, 0),
		.object_max = (uint16_t)set_unsigned(s,
		    MODEL_MaxObjectCount, 0),
		.version = (uint8_t)set_unsigned(s,
		    MODEL_ImmersiveAudioVersion, 0),
	};
}

static void
describe_label_sub(const struct set *s, struct trackfile *t,
    struct dcp_error *err)
{
	struct trackfile_sound *a = &t->sound;
	struct trackfile_label *l, *grown = realloc(a->label,
	    (a->label_count + 1) * sizeof(*grown));

	if (grown == NULL) {
		error_memory(err);
		return;
	}
	a->label = grown;
	l = &a->label[a->label_count++];
	*l = (struct trackfile_label){
		.kind = TRACKFILE_SOUNDFIELD,
		.dictionary = set_label(s, MODEL_MCALabelDictionaryID),
		.link = set_uuid(s, MODEL_MCALinkID),
		.group = set_uuid(s, MODEL_SoundfieldGroupLinkID),
		.channel = (uint32_t)set_unsigned(s, MODEL_MCAChannelID, 0),
		.symbol = set_text(s, MODEL_MCATagSymbol, err),
		.name = set_text(s, MODEL_MCATagName, err),
		.language = set_text(s, MODEL_RFC5646SpokenLanguage, err),
	};
	if (s->kind == MODEL_SET_AudioChannelLabelSubDescriptor)
		l->kind = TRACKFILE_CHANNEL;
	else if (s->kind == MODEL_SET_GroupOfSoundfieldGroupsLabelSubDescriptor)
		l->kind = TRACKFILE_GROUP;
}

static void
describe_resource_sub(const struct set *s, struct trackfile *t,
    struct dcp_error *err)
{
	struct trackfile_text *x = &t->text;
	struct trackfile_resource *grown = realloc(x->resource,
	    (x->resource_count + 1) * sizeof(*grown));

	if (grown == NULL) {
		error_memory(err);
		return;
	}
	x->resource = grown;
	x->resource[x->resource_count++] = (struct trackfile_resource){
		.id = set_uuid(s, MODEL_AncillaryResourceID),
		.media_type = set_text(s, MODEL_MIMEMediaType, err),
		.sid = (uint32_t)set_unsigned(s, MODEL_BodySID, 0),
	};
}

/*
 * Which set is described how: the first row whose set it is or descends from
 * counts.  Sub-descriptors come after their descriptor.
 */
static const struct {
	enum model_set set;
	void (*describe)(const struct set *, struct trackfile *,
	    struct dcp_error *);
} rows[] = {
	{MODEL_SET_GenericPictureEssenceDescriptor, describe_picture},
	{MODEL_SET_IABEssenceDescriptor, describe_iab_sound},
	{MODEL_SET_GenericSoundEssenceDescriptor, describe_sound},
	{MODEL_SET_TimedTextDescriptor, describe_text},
	{MODEL_SET_IADataEssenceDescriptor, describe_iab},
	{MODEL_SET_AuxDataEssenceDescriptor, describe_aux},
	{MODEL_SET_StereoscopicPictureSubDescriptor, describe_stereo_sub},
	{MODEL_SET_JPEG2000PictureSubDescriptor, describe_j2k_sub},
	{MODEL_SET_IADataEssenceSubDescriptor, describe_iab_sub},
	{MODEL_SET_MCALabelSubDescriptor, describe_label_sub},
	{MODEL_SET_TimedTextResourceSubDescriptor, describe_resource_sub},
};

static void
describe_set(const struct set *s, struct trackfile *t, struct dcp_error *err)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (model_set_is(s->kind, rows[i].set)) {
			rows[i].describe(s, t, err);
			return;
		}
}

bool
describe_descriptor(const struct header *h, const struct set *s,
    struct trackfile *t, struct dcp_error *err)
{
	size_t i, count = header_count(s, MODEL_SubDescriptors);
	struct dcp_error e = {0};

	t->descriptor = s->key;
	t->container = set_label(s, MODEL_EssenceContainer);
	t->descriptor_duration = set_signed(s, MODEL_ContainerDuration,
	    TRACKFILE_ABSENT);
	t->descriptor_rate = set_rational(s, MODEL_SampleRate);
	t->data_coding = set_label(s, MODEL_DataEssenceCoding);
	describe_set(s, t, &e);
	for (i = 0; i < count; i++) {
		const struct set *sub = header_each(h, s,
		    MODEL_SubDescriptors, i);

		if (sub != NULL && model_set_is(sub->kind,
		    MODEL_SET_SubDescriptor))
			describe_set(sub, t, &e);
	}
	if (e.status == DCP_OK)
		return true;
	return error_set(err, e.status, "%s", e.text);
}
