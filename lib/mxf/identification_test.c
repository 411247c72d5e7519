/* identification_test.c: what identification.h promises. */
#include "mxf/identification.h"

#include "base/testing.h"
#include "mxf/set.h"

static void
check_text(const struct set *set, enum model_item item, const char *want)
{
	struct dcp_error err = {0};
	char *text = set_text(set, item, &err);

	ck_assert_str_eq(text, want);
	free(text);
}

static void
put_and_read(const struct identification *who, struct bytes *b,
    struct set *set)
{
	struct setwrite w = {.to = b};
	struct dcp_error err = {0};
	struct span in;
	struct klv klv;

	identification_put(&w, who);
	ck_assert(!b->bad);
	in = span_of(b->at, b->size, 0);
	ck_assert(klv_read(&in, &klv, &err));
	ck_assert(set_begin(&klv, in, NULL, set, &err));
	ck_assert_int_eq(set->kind, MODEL_SET_Identification);
}

START_TEST(names_the_program)
{
	const struct identification who = {
		.id = {{1}}, .generation = {{2}},
		.made = {.seconds = 1000000000},
		.company = "House", .product = "Tool", .version = "7",
	};
	struct bytes b = {0};
	struct uuid id;
	struct set set;

	put_and_read(&who, &b, &set);
	check_text(&set, MODEL_CompanyName, "House");
	check_text(&set, MODEL_ProductName, "Tool");
	check_text(&set, MODEL_VersionString, "7");
	ck_assert_int_eq(set_time(&set, MODEL_ModificationDate), 1000000000);
	id = set_uuid(&set, MODEL_InstanceUID);
	ck_assert(uuid_equal(&id, &who.id));
	id = set_uuid(&set, MODEL_ThisGenerationUID);
	ck_assert(uuid_equal(&id, &who.generation));
	bytes_clear(&b);
}
END_TEST

START_TEST(names_this_toolchain_otherwise)
{
	const struct identification who = {.id = {{1}}};
	struct bytes b = {0};
	struct set set;

	put_and_read(&who, &b, &set);
	check_text(&set, MODEL_CompanyName, "Reelwright");
	check_text(&set, MODEL_ProductName, "Reelwright");
	bytes_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("identification");

	tcase_add_test(t, names_the_program);
	tcase_add_test(t, names_this_toolchain_otherwise);
	return testing_run("identification", t);
}
