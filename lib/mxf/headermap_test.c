/* headermap_test.c: what headermap.h promises. */
#include "mxf/headermap.h"

#include "base/testing.h"
#include "mxf/header.h"
#include "mxf/layout.h"
#include "mxf/rewraptesting.h"

static struct dcp_error err;
static const struct uuid new_id = {{0xaa, 1}};
static const struct cryptoset crypto = {
	.context_id = {{0xbb}}, .key_id = {{0xcc}}, .mic = true,
};

/* The metadata of a new sound file, and what it says of itself. */
static struct mxfread *
make(struct bytes *metadata)
{
	struct mxfwrite_options o = mxftesting_options(TRACKFILE_SOUND, 24);
	struct mxfread *in;
	uint64_t at;
	const struct trackfile_partition *p;

	mxftesting_announce(&o, 2);
	mxftesting_write(&o, 2);
	in = mxfread_open(MXFTESTING_PATH, &err);
	ck_assert_msg(in != NULL, "%s", err.text);
	p = &mxfread_trackfile(in)->partition[0];
	ck_assert(layout_header(mxfread_input(in), p, &at));
	bytes_extend(metadata, (size_t)p->header_size);
	ck_assert(input_read(mxfread_input(in), at, metadata->at,
	    metadata->size, &err));
	return in;
}

static void
map(const struct headermap *m, const struct bytes *from, struct bytes *to,
    struct header *h)
{
	header_clear(h);
	bytes_reset(to);
	ck_assert_msg(headermap_put(m, span_of(from->at, from->size, 140), to,
	    &err), "%s", err.text);
	ck_assert_msg(header_parse(h, span_of(to->at, to->size, 140), &err),
	    "%s", err.text);
}

static const struct set *
first(const struct header *h, enum model_set kind)
{
	const struct set *s = header_next(h, kind, NULL);

	ck_assert_ptr_nonnull(s);
	return s;
}

/* Element ${i} of a list of labels is ${name}. */
static void
check_label(const struct set *s, enum model_item item, size_t i, size_t want,
    enum ul_name name)
{
	size_t count;
	struct span in = set_array(s, item, UL_SIZE, &count);
	struct ul ul;

	ck_assert_uint_eq(count, want);
	if (want == 0)
		return;
	(void)span_take(&in, i * UL_SIZE);
	span_copy(&in, ul.bytes, UL_SIZE);
	ck_assert(ul_is(&ul, name));
}

static void
check_umid(const struct header *h, enum model_set kind, enum model_item item,
    const struct uuid *want)
{
	struct uuid id = set_umid(first(h, kind), item);

	ck_assert(uuid_equal(&id, want));
}

START_TEST(adds_the_cryptographic_sets)
{
	struct bytes old = {0}, new = {0};
	struct mxfread *in = make(&old);
	struct headermap m = {mxfread_trackfile(in), new_id,
	    {.seconds = 1200000000}, &crypto};
	struct header h = {0};
	const struct set *s;
	struct ul ul;

	map(&m, &old, &new, &h);
	check_umid(&h, MODEL_SET_SourcePackage, MODEL_PackageUID, &new_id);
	check_umid(&h, MODEL_SET_EssenceContainerData,
	    MODEL_LinkedPackageUID, &new_id);
	s = first(&h, MODEL_SET_Preface);
	check_label(s, MODEL_EssenceContainers, 1, 2,
	    UL_ENCRYPTED_FRAME_WRAPPED);
	check_label(s, MODEL_DMSchemes, 0, 1, UL_CRYPTO_FRAMEWORK);
	ck_assert_uint_eq(header_count(s, MODEL_Identifications), 2);
	ck_assert_int_eq(set_time(s, MODEL_LastModifiedDate), 1200000000);
	s = header_each(&h, s, MODEL_Identifications, 1);
	ck_assert_ptr_nonnull(s);
	ck_assert_int_eq(set_time(s, MODEL_ModificationDate), 1200000000);
	s = first(&h, MODEL_SET_SourcePackage);
	ck_assert_uint_eq(header_count(s, MODEL_Tracks), 3);
	s = header_each(&h, s, MODEL_Tracks, 2);
	ck_assert(s != NULL && s->kind == MODEL_SET_StaticTrack);
	ck_assert_uint_eq(set_unsigned(s, MODEL_TrackID, 0), 3);
	s = first(&h, MODEL_SET_CryptographicContext);
	ul = set_label(s, MODEL_SourceEssenceContainer);
	ck_assert(ul_is(&ul, UL_PCM_FRAME_WRAPPED));
	ul = set_label(first(&h, MODEL_SET_WaveAudioDescriptor),
	    MODEL_EssenceContainer);
	ck_assert(ul_is(&ul, UL_PCM_FRAME_WRAPPED));
	header_clear(&h);
	bytes_clear(&old);
	bytes_clear(&new);
	mxfread_close(in);
}
END_TEST

/* The clip of the material package, and the package's own name, follow. */
START_TEST(lets_references_follow)
{
	struct bytes old = {0}, new = {0};
	struct mxfread *in = make(&old);
	struct headermap m = {mxfread_trackfile(in), new_id, {0}, NULL};
	struct header h = {0};
	const struct uuid zero = {{0}};
	struct uuid id, material;
	const struct set *s = NULL;
	unsigned to_file = 0, to_nothing = 0;

	map(&m, &old, &new, &h);
	while ((s = header_next(&h, MODEL_SET_SourceClip, s)) != NULL) {
		id = set_umid(s, MODEL_SourcePackageID);
		to_file += uuid_equal(&id, &new_id);
		to_nothing += uuid_equal(&id, &zero);
	}
	ck_assert_uint_eq(to_file, 1);
	ck_assert_uint_eq(to_nothing, 1);
	material = set_umid(first(&h, MODEL_SET_MaterialPackage),
	    MODEL_PackageUID);
	ck_assert(!uuid_equal(&material, &mxfread_trackfile(in)->material_id));
	header_clear(&h);
	bytes_clear(&old);
	bytes_clear(&new);
	mxfread_close(in);
}
END_TEST

/* Put in front of the fill of ${b} what no table knows. */
static void
add_unknown(struct bytes *b)
{
	static const uint8_t set_key[UL_SIZE] = {6, 14, 43, 52, 2, 0x53, 1, 1,
	    99, 99};
	static const uint8_t dark_key[UL_SIZE] = {6, 14, 43, 52, 1, 1, 1, 1,
	    98, 98};
	static const uint8_t item[] = {0x99, 0x99, 0, 3, 'a', 'b', 'c'};
	struct ul ul;
	struct bytes to = {0};
	struct span in = span_of(b->at, b->size, 0);
	struct klv klv;

	do {
		ck_assert(klv_read(&in, &klv, &err));
		(void)span_take(&in, (size_t)klv.value_size);
	} while (!ul_is(&klv.key, UL_FILL));
	bytes_put(&to, b->at, (size_t)klv.offset);
	memcpy(ul.bytes, set_key, UL_SIZE);
	klv_put_head(&to, &ul, sizeof(item));
	bytes_put(&to, item, sizeof(item));
	memcpy(ul.bytes, dark_key, UL_SIZE);
	klv_put_head(&to, &ul, 5);
	bytes_put(&to, "dark!", 5);
	bytes_clear(b);
	*b = to;
}

static bool
holds(const struct bytes *b, const void *what, size_t size)
{
	size_t i;

	for (i = 0; i + size <= b->size; i++)
		if (memcmp(b->at + i, what, size) == 0)
			return true;
	return false;
}

/* Encrypted and decrypted again, all sets are as they were, but for ours. */
START_TEST(takes_the_sets_out_again)
{
	struct bytes old = {0}, locked = {0}, new = {0};
	struct mxfread *in = make(&old);
	struct trackfile between = *mxfread_trackfile(in);
	struct headermap lock = {mxfread_trackfile(in), new_id, {0}, &crypto};
	struct headermap unlock = {&between, mxfread_trackfile(in)->id, {0},
	    NULL};
	struct header h = {0}, was = {0};
	size_t i;

	add_unknown(&old);
	map(&lock, &old, &locked, &h);
	ck_assert(holds(&locked, "\x99\x99\0\3abc", 7));
	ck_assert(holds(&locked, "dark!", 5));
	between.id = new_id;
	between.crypto.present = true;
	between.crypto.container = ul_of(UL_PCM_FRAME_WRAPPED);
	between.identification_count++;
	map(&unlock, &locked, &new, &h);
	ck_assert(holds(&new, "\x99\x99\0\3abc", 7));
	ck_assert(holds(&new, "dark!", 5));
	ck_assert_ptr_null(header_next(&h, MODEL_SET_StaticTrack, NULL));
	ck_assert_ptr_null(header_next(&h, MODEL_SET_DMSegment, NULL));
	check_label(first(&h, MODEL_SET_Preface), MODEL_DMSchemes, 0, 0,
	    UL_FILL);
	check_label(first(&h, MODEL_SET_Preface), MODEL_EssenceContainers, 1,
	    2, UL_PCM_FRAME_WRAPPED);
	ck_assert(header_parse(&was, span_of(old.at, old.size, 140), &err));
	ck_assert_uint_eq(h.set_count, was.set_count + 2);
	for (i = 0; i < was.set_count; i++) {
		const struct set *a = &was.set[i], *b = &h.set[i];

		ck_assert(ul_equal(&a->key, &b->key));
		if (a->kind == MODEL_SET_Preface ||
		    model_set_is(a->kind, MODEL_SET_GenericPackage))
			continue;	/* dates and history */
		ck_assert_uint_eq(span_left(&a->items), span_left(&b->items));
		ck_assert_mem_eq(a->items.at, b->items.at,
		    span_left(&a->items));
	}
	header_clear(&h);
	header_clear(&was);
	bytes_clear(&old);
	bytes_clear(&locked);
	bytes_clear(&new);
	mxfread_close(in);
}
END_TEST

START_TEST(gives_another_key)
{
	const struct cryptoset other = {
		.context_id = {{0xdd}}, .key_id = {{0xee}}, .mic = true,
	};
	struct bytes old = {0}, locked = {0}, new = {0};
	struct mxfread *in = make(&old);
	struct trackfile between = *mxfread_trackfile(in);
	struct headermap lock = {mxfread_trackfile(in), new_id, {0}, &crypto};
	struct headermap again = {&between, new_id, {0}, &other};
	struct header h = {0};
	const struct set *s;
	struct uuid id;
	struct ul ul;

	map(&lock, &old, &locked, &h);
	between.id = new_id;
	between.crypto.present = true;
	between.crypto.container = ul_of(UL_PCM_FRAME_WRAPPED);
	map(&again, &locked, &new, &h);
	s = first(&h, MODEL_SET_CryptographicContext);
	ck_assert_ptr_null(header_next(&h, MODEL_SET_CryptographicContext, s));
	id = set_uuid(s, MODEL_ContextID);
	ck_assert(uuid_equal(&id, &other.context_id));
	id = set_uuid(s, MODEL_CryptographicKeyID);
	ck_assert(uuid_equal(&id, &other.key_id));
	ul = set_label(s, MODEL_SourceEssenceContainer);
	ck_assert(ul_is(&ul, UL_PCM_FRAME_WRAPPED));
	check_label(first(&h, MODEL_SET_Preface), MODEL_DMSchemes, 0, 1,
	    UL_CRYPTO_FRAMEWORK);
	header_clear(&h);
	bytes_clear(&old);
	bytes_clear(&locked);
	bytes_clear(&new);
	mxfread_close(in);
}
END_TEST

START_TEST(takes_no_harm_from_a_cut)
{
	struct bytes old = {0}, new = {0};
	struct mxfread *in = make(&old);
	struct headermap m = {mxfread_trackfile(in), new_id, {0}, &crypto};
	size_t size;

	for (size = 0; size < 4000; size++) {
		err = (struct dcp_error){0};
		bytes_reset(&new);
		if (!headermap_put(&m, span_of(old.at, size, 140), &new, &err))
			ck_assert_int_ne(err.status, DCP_OK);
	}
	bytes_clear(&old);
	bytes_clear(&new);
	mxfread_close(in);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("headermap");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, adds_the_cryptographic_sets);
	tcase_add_test(t, lets_references_follow);
	tcase_add_test(t, takes_the_sets_out_again);
	tcase_add_test(t, gives_another_key);
	tcase_add_test(t, takes_no_harm_from_a_cut);
	return testing_run("headermap", t);
}
