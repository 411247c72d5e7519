/* describe_test.c: what describe.h and header.h promise. */
#include "mxf/describe.h"

#include "base/testing.h"
#include "mxf/setwrite.h"

static const struct uuid asset = {{0xa5, 1, 2, 3}};

/* Sets are numbered; the id of set n is n. */
static struct uuid
id_of(uint8_t n)
{
	return (struct uuid){{n, 0xff}};
}

static void
begin(struct setwrite *w, enum model_set set, uint8_t n)
{
	struct uuid id = id_of(n);

	setwrite_begin(w, set, &id);
}

static void
refer(struct setwrite *w, enum model_item item, uint8_t n)
{
	struct uuid id = id_of(n);

	setwrite_uuid(w, item, &id);
}

static void
refer_two(struct setwrite *w, enum model_item item, uint8_t a, uint8_t b)
{
	struct uuid ids[2] = {id_of(a), id_of(b)};

	setwrite_array(w, item, ids, 2, sizeof(ids[0]));
}

/* A file package with descriptor 2, whose sub-descriptors are 3 and 4. */
static void
put_package(struct setwrite *w)
{
	begin(w, MODEL_SET_SourcePackage, 1);
	setwrite_umid(w, MODEL_PackageUID, &asset);
	refer(w, MODEL_Descriptor, 2);
	refer_two(w, MODEL_Tracks, 5, 99);	/* there is no 99 */
	setwrite_end(w);
	begin(w, MODEL_SET_TimelineTrack, 5);
	setwrite_rational(w, MODEL_EditRate, (struct rational){48, 1});
	refer(w, MODEL_Sequence, 6);
	setwrite_end(w);
	begin(w, MODEL_SET_Sequence, 6);
	setwrite_number(w, MODEL_Duration, 7);
	refer_two(w, MODEL_StructuralComponents, 7, 7);
	setwrite_end(w);
	begin(w, MODEL_SET_SourceClip, 7);
	setwrite_number(w, MODEL_Duration, 4);
	setwrite_end(w);
}

typedef void put_function(struct setwrite *);

/* Describe a header of primer, package and what ${put} puts. */
static void
describe(put_function *put, struct trackfile *t)
{
	struct bytes all = {0}, sets = {0};
	struct primer primer = {0};
	struct setwrite w = {.to = &sets, .primer = &primer};
	struct dcp_error err = {0};
	struct header h = {0};

	put_package(&w);
	put(&w);
	primer_put(&primer, &all);
	bytes_put(&all, sets.at, sets.size);
	ck_assert_msg(header_parse(&h, span_of(all.at, all.size, 0), &err),
	    "%s", err.text);
	ck_assert_msg(describe_header(&h, t, &err), "%s", err.text);
	header_clear(&h);
	primer_clear(&primer);
	bytes_clear(&all);
	bytes_clear(&sets);
}

static void
put_labelled_sound(struct setwrite *w)
{
	struct ul label = ul_of(UL_MCA_LFE), group = ul_of(UL_MCA_51);

	begin(w, MODEL_SET_WaveAudioDescriptor, 2);
	refer_two(w, MODEL_SubDescriptors, 3, 4);
	setwrite_number(w, MODEL_ChannelCount, 6);
	setwrite_number(w, MODEL_ContainerDuration, 8);
	setwrite_end(w);
	begin(w, MODEL_SET_AudioChannelLabelSubDescriptor, 3);
	setwrite_label(w, MODEL_MCALabelDictionaryID, &label);
	setwrite_uuid(w, MODEL_SoundfieldGroupLinkID, &asset);
	setwrite_text(w, MODEL_MCATagSymbol, "chLFE");
	setwrite_text(w, MODEL_RFC5646SpokenLanguage, "fr-CA");
	setwrite_number(w, MODEL_MCAChannelID, 4);
	setwrite_end(w);
	begin(w, MODEL_SET_SoundfieldGroupLabelSubDescriptor, 4);
	setwrite_label(w, MODEL_MCALabelDictionaryID, &group);
	setwrite_uuid(w, MODEL_MCALinkID, &asset);
	setwrite_end(w);
}

START_TEST(describes_labelled_sound)
{
	struct trackfile t = {0};
	const struct trackfile_label *l;

	describe(put_labelled_sound, &t);
	ck_assert_int_eq(t.kind, TRACKFILE_SOUND);
	ck_assert(uuid_equal(&t.id, &asset));
	ck_assert_int_eq(t.descriptor_duration, 8);
	ck_assert_uint_eq(t.track_count, 1);
	ck_assert_int_eq(t.track[0].duration, 7);
	ck_assert_int_eq(t.track[0].component_duration, 8);
	ck_assert_uint_eq(t.sound.channel_count, 6);
	ck_assert_uint_eq(t.sound.label_count, 2);
	l = t.sound.label;
	ck_assert_int_eq(l[0].kind, TRACKFILE_CHANNEL);
	ck_assert(ul_is(&l[0].dictionary, UL_MCA_LFE));
	ck_assert_uint_eq(l[0].channel, 4);
	ck_assert_str_eq(l[0].symbol, "chLFE");
	ck_assert_str_eq(l[0].language, "fr-CA");
	ck_assert_ptr_null(l[0].name);
	ck_assert(uuid_equal(&l[0].group, &asset));
	ck_assert_int_eq(l[1].kind, TRACKFILE_SOUNDFIELD);
	ck_assert(uuid_equal(&l[1].link, &asset));
	trackfile_clear(&t);
}
END_TEST

static void
put_text(struct setwrite *w)
{
	begin(w, MODEL_SET_TimedTextDescriptor, 2);
	refer_two(w, MODEL_SubDescriptors, 3, 77);
	setwrite_uuid(w, MODEL_ResourceID, &asset);
	setwrite_text(w, MODEL_NamespaceURI, "http://example.com/DCST");
	setwrite_end(w);
	begin(w, MODEL_SET_TimedTextResourceSubDescriptor, 3);
	setwrite_uuid(w, MODEL_AncillaryResourceID, &asset);
	setwrite_text(w, MODEL_MIMEMediaType, "image/png");
	setwrite_number(w, MODEL_BodySID, 10);
	setwrite_end(w);
}

START_TEST(describes_timed_text)
{
	struct trackfile t = {0};

	describe(put_text, &t);
	ck_assert_int_eq(t.kind, TRACKFILE_TIMED_TEXT);
	ck_assert_str_eq(t.text.namespace_uri, "http://example.com/DCST");
	ck_assert_ptr_null(t.text.languages);
	ck_assert_uint_eq(t.text.resource_count, 1);
	ck_assert_str_eq(t.text.resource[0].media_type, "image/png");
	ck_assert_uint_eq(t.text.resource[0].sid, 10);
	ck_assert_int_eq(t.descriptor_duration, TRACKFILE_ABSENT);
	trackfile_clear(&t);
}
END_TEST

static void
put_immersive(struct setwrite *w)
{
	struct ul cipher = ul_of(UL_CIPHER_AES_128_CBC);

	begin(w, MODEL_SET_IADataEssenceDescriptor, 2);
	refer_two(w, MODEL_SubDescriptors, 3, 3);
	setwrite_end(w);
	begin(w, MODEL_SET_IADataEssenceSubDescriptor, 3);
	setwrite_number(w, MODEL_FirstFrame, 192);
	setwrite_number(w, MODEL_MaxChannelCount, 10);
	setwrite_number(w, MODEL_MaxObjectCount, 118);
	setwrite_number(w, MODEL_ImmersiveAudioVersion, 1);
	setwrite_end(w);
	begin(w, MODEL_SET_CryptographicContext, 8);
	setwrite_uuid(w, MODEL_CryptographicKeyID, &asset);
	setwrite_label(w, MODEL_CipherAlgorithm, &cipher);
	setwrite_end(w);
}

START_TEST(describes_encrypted_immersive_sound)
{
	struct trackfile t = {0};

	describe(put_immersive, &t);
	ck_assert_int_eq(t.kind, TRACKFILE_IAB);
	ck_assert_uint_eq(t.iab.first_frame, 192);
	ck_assert_uint_eq(t.iab.channel_max, 10);
	ck_assert_uint_eq(t.iab.object_max, 118);
	ck_assert_uint_eq(t.iab.version, 1);
	ck_assert(t.crypto.present);
	ck_assert(uuid_equal(&t.crypto.key_id, &asset));
	ck_assert(ul_is_zero(&t.crypto.mic));
	trackfile_clear(&t);
}
END_TEST

static void
put_nothing(struct setwrite *w)
{
	(void)w;
}

START_TEST(describes_what_there_is)
{
	struct trackfile t = {0};

	describe(put_nothing, &t);
	ck_assert_int_eq(t.kind, TRACKFILE_OTHER);
	ck_assert(uuid_equal(&t.id, &asset));
	ck_assert_int_eq(t.descriptor_duration, TRACKFILE_ABSENT);
	ck_assert_int_eq(t.edit_rate.num, 0);	/* no track of essence */
	trackfile_clear(&t);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("describe");

	tcase_add_test(t, describes_labelled_sound);
	tcase_add_test(t, describes_timed_text);
	tcase_add_test(t, describes_encrypted_immersive_sound);
	tcase_add_test(t, describes_what_there_is);
	return testing_run("describe", t);
}
