/* model_test.c: what model.h promises. */
#include "mxf/model.h"

#include "base/testing.h"

/* Every row is found as itself: no key, label or tag stands there twice. */
START_TEST(finds_every_set)
{
	enum model_set set = (enum model_set)_i;
	struct ul key = model_set_key(set);

	ck_assert_int_eq(model_find_set(&key), set);
	ck_assert(model_set_is(set, set));
}
END_TEST

START_TEST(finds_every_item)
{
	enum model_item item = (enum model_item)_i;
	struct ul label = model_item_label(item);

	ck_assert_int_eq(model_find_item(&label), item);
	if (model_item_tag(item) != 0)
		ck_assert_int_eq(model_find_tag(model_item_tag(item)), item);
}
END_TEST

START_TEST(knows_what_descends_from_what)
{
	ck_assert(model_set_is(MODEL_SET_RGBAEssenceDescriptor,
	    MODEL_SET_FileDescriptor));
	ck_assert(model_set_is(MODEL_SET_RGBAEssenceDescriptor,
	    MODEL_SET_InterchangeObject));
	ck_assert(!model_set_is(MODEL_SET_FileDescriptor,
	    MODEL_SET_RGBAEssenceDescriptor));
	ck_assert(!model_set_is(MODEL_SET_None, MODEL_SET_None));
}
END_TEST

START_TEST(knows_what_it_does_not_know)
{
	struct ul fill = ul_of(UL_FILL);

	ck_assert_int_eq(model_find_set(&fill), MODEL_SET_None);
	ck_assert_int_eq(model_find_item(&fill), MODEL_None);
	ck_assert_int_eq(model_find_tag(0), MODEL_None);
	ck_assert_int_eq(model_find_tag(0xffff), MODEL_None);
	ck_assert_str_eq(model_item_name(MODEL_EditRate), "EditRate");
	ck_assert_int_eq(model_item_type(MODEL_EditRate), MODEL_RATIONAL);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("model");

	tcase_add_loop_test(t, finds_every_set, 1, MODEL_SETS);
	tcase_add_loop_test(t, finds_every_item, 1, MODEL_ITEMS);
	tcase_add_test(t, knows_what_descends_from_what);
	tcase_add_test(t, knows_what_it_does_not_know);
	return testing_run("model", t);
}
