/* header_test.c: what header.h promises. */
#include "mxf/header.h"

#include "base/testing.h"
#include "mxf/setwrite.h"

static const struct uuid one = {{1}}, two = {{2}}, none = {{9}};

/* Fill, primer, a preface that refers to two identifications, fill, both. */
static void
make_header(struct bytes *to)
{
	struct uuid ids[3] = {{{1}}, {{9}}, {{2}}};
	struct bytes sets = {0};
	struct primer primer = {0};
	struct setwrite w = {.to = &sets, .primer = &primer};

	setwrite_begin(&w, MODEL_SET_Preface, &(struct uuid){{7}});
	setwrite_array(&w, MODEL_Identifications, ids, 3, sizeof(ids[0]));
	setwrite_uuid(&w, MODEL_ContentStorage, &two);
	setwrite_end(&w);
	klv_put_fill(&sets, 30);
	setwrite_begin(&w, MODEL_SET_Identification, &two);
	setwrite_end(&w);
	setwrite_begin(&w, MODEL_SET_Identification, &one);
	setwrite_number(&w, MODEL_Rsiz, 5);	/* a tag of the primer's */
	setwrite_end(&w);
	klv_put_fill(to, 20);
	primer_put(&primer, to);
	bytes_put(to, sets.at, sets.size);
	ck_assert(!to->bad);
	primer_clear(&primer);
	bytes_clear(&sets);
}

START_TEST(finds_sets)
{
	struct dcp_error err = {0};
	struct header h = {0};
	struct bytes b = {0};
	const struct set *preface, *s;

	make_header(&b);
	ck_assert_msg(header_parse(&h, span_of(b.at, b.size, 140), &err),
	    "%s", err.text);
	ck_assert_uint_eq(h.set_count, 3);
	preface = header_next(&h, MODEL_SET_Preface, NULL);
	ck_assert_ptr_eq(preface, &h.set[0]);
	ck_assert_ptr_null(header_next(&h, MODEL_SET_Preface, preface));
	s = header_next(&h, MODEL_SET_InterchangeObject, preface);
	ck_assert_ptr_eq(s, &h.set[1]);
	ck_assert_ptr_eq(header_find(&h, &one), &h.set[2]);
	ck_assert_ptr_null(header_find(&h, &none));
	ck_assert_uint_eq(set_unsigned(&h.set[2], MODEL_Rsiz, 0), 5);
	header_clear(&h);
	bytes_clear(&b);
}
END_TEST

START_TEST(follows_references)
{
	struct dcp_error err = {0};
	struct header h = {0};
	struct bytes b = {0};
	const struct set *preface;

	make_header(&b);
	ck_assert(header_parse(&h, span_of(b.at, b.size, 140), &err));
	preface = &h.set[0];
	ck_assert_ptr_eq(header_follow(&h, preface, MODEL_ContentStorage),
	    &h.set[1]);
	ck_assert_ptr_null(header_follow(&h, preface, MODEL_Dictionary));
	ck_assert_uint_eq(header_count(preface, MODEL_Identifications), 3);
	ck_assert_ptr_eq(header_each(&h, preface, MODEL_Identifications, 0),
	    &h.set[2]);
	ck_assert_ptr_null(header_each(&h, preface, MODEL_Identifications, 1));
	ck_assert_ptr_eq(header_each(&h, preface, MODEL_Identifications, 2),
	    &h.set[1]);
	ck_assert_ptr_null(header_each(&h, preface, MODEL_Identifications, 3));
	header_clear(&h);
	bytes_clear(&b);
}
END_TEST

/* Cut between two packets, a header has fewer sets; elsewhere it is none. */
START_TEST(survives_every_truncation)
{
	struct bytes b = {0};
	size_t size, whole = 0;

	make_header(&b);
	for (size = 0; size < b.size; size++) {
		struct dcp_error err = {0};
		struct header h = {0};

		if (header_parse(&h, span_of(b.at, size, 140), &err))
			whole++;
		else
			ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		header_clear(&h);
	}
	ck_assert_uint_eq(whole, 4);
	bytes_clear(&b);
}
END_TEST

START_TEST(wants_a_primer_first)
{
	struct dcp_error err = {0};
	struct header h = {0};
	struct bytes b = {0};
	struct setwrite w = {.to = &b};

	setwrite_begin(&w, MODEL_SET_Preface, &one);
	setwrite_end(&w);
	ck_assert(!header_parse(&h, span_of(b.at, b.size, 140), &err));
	ck_assert_str_eq(err.text,
	    "packet at byte 140: want the primer pack here");
	header_clear(&h);
	bytes_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("header");

	tcase_add_test(t, finds_sets);
	tcase_add_test(t, follows_references);
	tcase_add_test(t, survives_every_truncation);
	tcase_add_test(t, wants_a_primer_first);
	return testing_run("header", t);
}
