/* record_test.c: what record.h promises. */
#include "package/record.h"

#include "base/testing.h"

#define ID	"urn:uuid:ab000000-0000-0000-0000-000000000000"

static const struct uuid id = {{0xab}};

START_TEST(reads_what_it_wrote)
{
	struct digest hash = {.size = 20};
	struct dcp_error err = {0};
	struct record r, back;
	struct bytes line = {0};

	testing_file("a b.mxf", "12345");
	ck_assert(record_of_file("a b.mxf", &id, &hash, &r, &err));
	ck_assert_uint_eq(r.size, 5);
	ck_assert(record_format(&r, &line, &err));
	line.at[line.size - 1] = '\0';	/* the newline */
	ck_assert(record_parse((char *)line.at, &back, &err));
	ck_assert(uuid_equal(&back.id, &id));
	ck_assert_uint_eq(back.size, 5);
	ck_assert(back.has_hash && digest_equal(&back.hash, &hash));
	ck_assert_int_eq(back.modified, r.modified);
	ck_assert_str_eq(back.path, "a b.mxf");
	bytes_clear(&line);
}
END_TEST

START_TEST(may_have_no_hash)
{
	char line[] = "asset\t" ID "\t5\t-\t-1\tx";
	struct dcp_error err = {0};
	struct record r;

	ck_assert(record_parse(line, &r, &err));
	ck_assert(!r.has_hash);
	ck_assert_int_eq(r.modified, -1);
}
END_TEST

START_TEST(refuses_other_lines)
{
	static const char *const lines[] = {"", "asset",
	    "asset\t" ID "\t5\t-\t1",
	    "asset\t" ID "\t5\t-\t1\t",
	    "asset\t" ID "\t5\t-\t1\tx\ty",
	    "other\t" ID "\t5\t-\t1\tx",
	    "asset\tx\t5\t-\t1\tx",
	    "asset\t" ID "\t-5\t-\t1\tx",
	    "asset\t" ID "\t5\tAA\t1\tx",
	    "asset\t" ID "\t5\t-\tx\tx"};
	char line[200];
	size_t i;

	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct dcp_error err = {0};
		struct record r;

		snprintf(line, sizeof(line), "%s", lines[i]);
		ck_assert_msg(!record_parse(line, &r, &err), "%zu", i);
		ck_assert_int_ne(err.status, DCP_OK);
		ck_assert_ptr_null(r.path);
	}
}
END_TEST

START_TEST(refuses_paths_with_tabs)
{
	struct record r = {.path = "a\tb"};
	struct dcp_error err = {0};
	struct bytes line = {0};

	ck_assert(!record_format(&r, &line, &err));
	ck_assert_int_eq(err.status, DCP_UNSUPPORTED);
}
END_TEST

START_TEST(finds_what_still_holds)
{
	struct digest hash = {.size = 20};
	struct dcp_error err = {0};
	struct records all = {0};
	struct record now, r;
	struct bytes text = {0};

	testing_file("a.mxf", "12345");
	ck_assert(record_of_file("a.mxf", &id, &hash, &r, &err));
	r.path = "./elsewhere/a.mxf";
	ck_assert(record_format(&r, &text, &err));
	testing_file("records", bytes_text(&text));
	bytes_clear(&text);
	ck_assert(record_load("records", &all, &err));
	ck_assert_uint_eq(all.count, 1);

	ck_assert(record_of_file("a.mxf", &id, NULL, &now, &err));
	ck_assert_ptr_eq(record_find(&all, &now), &all.at[0]);
	all.at[0].has_hash = false;
	ck_assert_ptr_null(record_find(&all, &now));
	ck_assert(record_is_known(&all, &now));
	now.modified++;
	ck_assert(!record_is_known(&all, &now));
	all.at[0].has_hash = true;
	ck_assert_ptr_null(record_find(&all, &now));
	now.modified--;
	now.size++;
	ck_assert_ptr_null(record_find(&all, &now));
	now.size--;
	now.path = "b.mxf";
	ck_assert_ptr_null(record_find(&all, &now));
	now.path = "a.mxf";
	now.id.bytes[0]++;
	ck_assert_ptr_null(record_find(&all, &now));
	record_clear(&all);
}
END_TEST

START_TEST(tells_the_line_that_is_none)
{
	struct records all = {0};
	struct dcp_error err = {0};

	testing_file("records", "\n\nx\n");
	ck_assert(!record_load("records", &all, &err));
	ck_assert_int_eq(strncmp(err.text, "records: line 3: ", 17), 0);
	record_clear(&all);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("record");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, reads_what_it_wrote);
	tcase_add_test(t, may_have_no_hash);
	tcase_add_test(t, refuses_other_lines);
	tcase_add_test(t, refuses_paths_with_tabs);
	tcase_add_test(t, finds_what_still_holds);
	tcase_add_test(t, tells_the_line_that_is_none);
	return testing_run("record", t);
}
