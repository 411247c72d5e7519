/* setwrite_test.c: what setwrite.h writes, set.h reads. */
#include "mxf/setwrite.h"

#include "base/testing.h"
#include "mxf/set.h"

static const struct uuid id = {{1, 2, 3, 4, 5, 6, 7, 8, 9}};

/* One item of most types, in a set that would not have them all. */
static void
put_set(struct bytes *to, struct primer *primer)
{
	static const uint32_t numbers[2] = {0};
	const struct timestamp made = {.seconds = 1000000000};
	struct setwrite w = {.to = to, .primer = primer};
	struct ul label = ul_of(UL_OP_ATOM);

	setwrite_begin(&w, MODEL_SET_Preface, &id);
	setwrite_number(&w, MODEL_FrameLayout, 3);
	setwrite_number(&w, MODEL_Rsiz, 0x1234);
	setwrite_number(&w, MODEL_StoredWidth, 4096);
	setwrite_number(&w, MODEL_Origin, (uint64_t)INT64_C(-5));
	setwrite_rational(&w, MODEL_EditRate, (struct rational){24000, 1001});
	setwrite_label(&w, MODEL_OperationalPattern, &label);
	setwrite_umid(&w, MODEL_PackageUID, &id);
	setwrite_umid(&w, MODEL_SourcePackageID, NULL);
	setwrite_text(&w, MODEL_TrackName, "Tr\xc3\xa4" "ck");
	setwrite_text(&w, MODEL_RFC5646SpokenLanguage, "en-GB");
	setwrite_time(&w, MODEL_LastModifiedDate, &made);
	setwrite_array(&w, MODEL_ChannelIDs, numbers, 2, 4);
	setwrite_end(&w);
	ck_assert(!to->bad);
}

static void
read_set(const struct bytes *b, const struct primer *primer, struct set *set)
{
	struct span in = span_of(b->at, b->size, 0);
	struct dcp_error err = {0};
	struct klv klv;

	ck_assert(klv_read(&in, &klv, &err));
	ck_assert_uint_eq(klv.value_size, span_left(&in));
	ck_assert_msg(set_begin(&klv, in, primer, set, &err), "%s", err.text);
}

START_TEST(reads_back_what_was_put)
{
	struct primer primer = {0};
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct uuid have;
	struct set set;
	size_t count;
	char *text;

	put_set(&b, &primer);
	read_set(&b, &primer, &set);
	ck_assert_int_eq(set.kind, MODEL_SET_Preface);
	have = set_uuid(&set, MODEL_InstanceUID);
	ck_assert(uuid_equal(&have, &id));
	ck_assert_uint_eq(set_unsigned(&set, MODEL_FrameLayout, 9), 3);
	ck_assert_uint_eq(set_unsigned(&set, MODEL_Rsiz, 9), 0x1234);
	ck_assert_uint_eq(set_unsigned(&set, MODEL_StoredWidth, 9), 4096);
	ck_assert_uint_eq(set_unsigned(&set, MODEL_StoredHeight, 9), 9);
	ck_assert_int_eq(set_signed(&set, MODEL_Origin, 9), -5);
	ck_assert_int_eq(set_rational(&set, MODEL_EditRate).den, 1001);
	ck_assert_int_eq(set_rational(&set, MODEL_SampleRate).den, 0);
	have = set_umid(&set, MODEL_PackageUID);
	ck_assert(uuid_equal(&have, &id));
	have = set_umid(&set, MODEL_SourcePackageID);
	ck_assert(uuid_is_zero(&have));
	ck_assert_int_eq(set_time(&set, MODEL_LastModifiedDate), 1000000000);
	(void)set_array(&set, MODEL_ChannelIDs, 4, &count);
	ck_assert_uint_eq(count, 2);
	(void)set_array(&set, MODEL_ChannelIDs, 8, &count);
	ck_assert_uint_eq(count, 0);
	text = set_text(&set, MODEL_TrackName, &err);
	ck_assert_str_eq(text, "Tr\xc3\xa4" "ck");
	free(text);
	text = set_text(&set, MODEL_RFC5646SpokenLanguage, &err);
	ck_assert_str_eq(text, "en-GB");
	free(text);
	ck_assert_ptr_null(set_text(&set, MODEL_PackageName, &err));
	bytes_clear(&b);
	primer_clear(&primer);
}
END_TEST

/* Without a primer the static tags are known, the others are not. */
START_TEST(reads_static_tags_without_a_primer)
{
	struct primer primer = {0};
	struct set_item item;
	struct bytes b = {0};
	struct span rest;
	struct set set;
	unsigned unknown = 0, items = 0;

	put_set(&b, &primer);
	read_set(&b, NULL, &set);
	ck_assert_uint_eq(set_unsigned(&set, MODEL_StoredWidth, 9), 4096);
	ck_assert_uint_eq(set_unsigned(&set, MODEL_Rsiz, 9), 9);
	for (rest = set.items; set_next(&set, &rest, &item); items++)
		unknown += item.item == MODEL_None;
	ck_assert_uint_eq(items, 13);
	ck_assert_uint_eq(unknown, 2);
	bytes_clear(&b);
	primer_clear(&primer);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("setwrite");

	tcase_add_test(t, reads_back_what_was_put);
	tcase_add_test(t, reads_static_tags_without_a_primer);
	return testing_run("setwrite", t);
}
