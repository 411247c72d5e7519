/* cryptoset_test.c: what cryptoset.h promises. */
#include "mxf/cryptoset.h"

#include "base/testing.h"
#include "mxf/header.h"

static const struct cryptoset facts = {
	.track_id = 3,
	.context_id = {{1, 2, 3}},
	.key_id = {{4, 5, 6}},
	.container = {{6, 14, 43, 52}},
	.mic = true,
};

/* A primer and the sets. */
static void
put(struct bytes *to, const struct cryptoset *c)
{
	struct derive ids = {.asset = {{9}}};
	struct primer primer = {0};
	struct bytes sets = {0};
	struct setwrite w = {.to = &sets, .primer = &primer};

	cryptoset_put(&w, &ids, c);
	ck_assert_int_eq(ids.err.status, DCP_OK);
	primer_put(&primer, to);
	bytes_put(to, sets.at, sets.size);
	ck_assert(!to->bad && !sets.bad);
	primer_clear(&primer);
	bytes_clear(&sets);
}

static const struct set *
follow(const struct header *h, const struct set *from, enum model_item item,
    enum model_set kind)
{
	const struct set *to = model_item_type(item) == MODEL_REFS ?
	    header_each(h, from, item, 0) : header_follow(h, from, item);

	ck_assert(to != NULL && to->kind == kind);
	return to;
}

START_TEST(hangs_the_context_on_the_track)
{
	struct derive ids = {.asset = {{9}}};
	struct uuid track = cryptoset_track(&ids), id;
	struct header h = {0};
	struct bytes b = {0};
	struct dcp_error err = {0};
	const struct set *s;
	struct ul ul;

	put(&b, &facts);
	ck_assert_msg(header_parse(&h, span_of(b.at, b.size, 0), &err), "%s",
	    err.text);
	ck_assert_uint_eq(h.set_count, 5);
	ck_assert_ptr_nonnull(s = header_find(&h, &track));
	ck_assert_int_eq(s->kind, MODEL_SET_StaticTrack);
	ck_assert_uint_eq(set_unsigned(s, MODEL_TrackID, 0), 3);
	s = follow(&h, s, MODEL_Sequence, MODEL_SET_Sequence);
	s = follow(&h, s, MODEL_StructuralComponents, MODEL_SET_DMSegment);
	s = follow(&h, s, MODEL_DMFramework, MODEL_SET_CryptographicFramework);
	s = follow(&h, s, MODEL_ContextSR, MODEL_SET_CryptographicContext);
	id = set_uuid(s, MODEL_ContextID);
	ck_assert(uuid_equal(&id, &facts.context_id));
	id = set_uuid(s, MODEL_CryptographicKeyID);
	ck_assert(uuid_equal(&id, &facts.key_id));
	ul = set_label(s, MODEL_SourceEssenceContainer);
	ck_assert(ul_equal(&ul, &facts.container));
	ul = set_label(s, MODEL_CipherAlgorithm);
	ck_assert(ul_is(&ul, UL_CIPHER_AES_128_CBC));
	ul = set_label(s, MODEL_MICAlgorithm);
	ck_assert(ul_is(&ul, UL_MIC_HMAC_SHA1));
	header_clear(&h);
	bytes_clear(&b);
}
END_TEST

START_TEST(says_that_there_is_no_check)
{
	struct cryptoset bare = facts;
	struct header h = {0};
	struct bytes b = {0};
	struct dcp_error err = {0};
	const struct set *s;
	struct span value;
	struct ul ul;

	bare.mic = false;
	put(&b, &bare);
	ck_assert(header_parse(&h, span_of(b.at, b.size, 0), &err));
	s = header_next(&h, MODEL_SET_CryptographicContext, NULL);
	ck_assert(set_find(s, MODEL_MICAlgorithm, &value));
	ck_assert_uint_eq(span_left(&value), UL_SIZE);
	ul = set_label(s, MODEL_MICAlgorithm);
	ck_assert(ul_is_zero(&ul));
	header_clear(&h);
	bytes_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("cryptoset");

	tcase_add_test(t, hangs_the_context_on_the_track);
	tcase_add_test(t, says_that_there_is_no_check);
	return testing_run("cryptoset", t);
}
