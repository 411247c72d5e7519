/* set_test.c: what set.h promises, of sets that are not in order. */
#include "mxf/set.h"

#include "base/limits.h"
#include "base/testing.h"

static const struct klv klv = {.offset = 100, .head_size = 20};

/* A text of two characters, and an edit rate. */
static const uint8_t items[] = {
	0x48, 0x02, 0, 4, 0, 'A', 0, 'B',
	0x4b, 0x01, 0, 8, 0, 0, 0, 24, 0, 0, 0, 1,
};

START_TEST(refuses_truncations_within_an_item)
{
	struct dcp_error err = {0};
	struct set set;
	bool whole = _i == 0 || _i == 8;

	ck_assert_int_eq(set_begin(&klv, span_of(items, (size_t)_i, 120), NULL,
	    &set, &err), whole);
	ck_assert_int_eq(err.status, whole ? DCP_OK : DCP_BAD_INPUT);
}
END_TEST

START_TEST(says_which_item_ends_beyond)
{
	struct dcp_error err = {0};
	struct set set;

	ck_assert(!set_begin(&klv, span_of(items, 19, 120), NULL, &set, &err));
	ck_assert_str_eq(err.text, "set at byte 100: item 4b01 at byte 128 "
	    "ends beyond it");
}
END_TEST

START_TEST(refuses_endless_sets)
{
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct set set;

	bytes_fill(&b, 0, 4 * LIMIT_MXF_ITEMS);
	ck_assert(set_begin(&klv, span_of(b.at, b.size, 0), NULL, &set, &err));
	bytes_fill(&b, 0, 4);
	ck_assert(!set_begin(&klv, span_of(b.at, b.size, 0), NULL, &set,
	    &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	bytes_clear(&b);
}
END_TEST

/* Values that have not the size of their type are as good as absent. */
START_TEST(does_not_believe_odd_sizes)
{
	static const uint8_t odd[] = {
		0x4b, 0x01, 0, 3, 0, 0, 24,
		0x32, 0x03, 0, 3, 0, 0, 24,
		0x3b, 0x02, 0, 8, 0x07, 0xe7, 13, 1, 0, 0, 0, 0,
		0x10, 0x01, 0, 8, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 16,
	};
	struct dcp_error err = {0};
	struct span array;
	struct set set;
	size_t count;

	ck_assert(set_begin(&klv, span_of(odd, sizeof(odd), 120), NULL, &set,
	    &err));
	ck_assert_int_eq(set_rational(&set, MODEL_EditRate).num, 0);
	ck_assert_uint_eq(set_unsigned(&set, MODEL_StoredWidth, 7), 7);
	ck_assert_int_eq(set_signed(&set, MODEL_StoredWidth, -7), -7);
	ck_assert_int_eq(set_time(&set, MODEL_LastModifiedDate), 0);
	array = set_array(&set, MODEL_StructuralComponents, 16, &count);
	ck_assert_uint_eq(count, 0);
	ck_assert_uint_eq(span_left(&array), 0);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("set");

	tcase_add_loop_test(t, refuses_truncations_within_an_item, 0,
	    (int)sizeof(items));
	tcase_add_test(t, says_which_item_ends_beyond);
	tcase_add_test(t, refuses_endless_sets);
	tcase_add_test(t, does_not_believe_odd_sizes);
	return testing_run("set", t);
}
