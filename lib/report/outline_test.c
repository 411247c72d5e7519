/* outline_test.c: the same facts as text and as JSON. */
#include "base/testing.h"
#include "report/outline.h"

static void
describe(struct outline *o)
{
	const struct uuid id = {{0x01, 0x23, 0x45}};
	const struct timestamp t = {.seconds = 0, .zone_minutes = 60};

	outline_title(o, "path", "a\tb");
	outline_text(o, "kind", "thing");
	outline_text(o, "absent", NULL);
	outline_text(o, "empty", "");
	outline_rational(o, "edit_rate", (struct rational){30000, 1001});
	outline_rational(o, "no_rate", (struct rational){0, 0});
	outline_uuid(o, "id", &id);
	outline_time(o, "issue_date", &t);
	outline_size(o, "small", 999);
	outline_size(o, "size", 12345678);
	outline_units(o, "duration", 48, (struct rational){24, 1});
	outline_units(o, "count", 48, (struct rational){0, 0});
	outline_flag(o, "is_good", true);
	outline_open(o, "inner_part");
	outline_number(o, "a_key_that_is_longer_than_its_column", 1);
	outline_say(o, "people", "%d\033", 3);
	json_number(outline_json(o), "programs", 3);
	outline_close(o);
	outline_list(o, "things");
	outline_row(o);
	outline_text(o, "name", "first");
	outline_number(o, "n", 1);
	outline_flag(o, "is_set", true);
	outline_flag(o, "is_not", false);
	outline_close(o);
	outline_item(o, "second");
	outline_number(o, "n", 2);
	outline_close(o);
	outline_close(o);
	outline_number(o, "last", UINT64_MAX);
}

static void
shows(bool json, const char *want)
{
	struct outline *o = outline_new(json);
	struct dcp_error err = {0};
	struct bytes to = {0};

	ck_assert_ptr_nonnull(o);
	describe(o);
	ck_assert(outline_print(o, &to, &err));
	ck_assert_str_eq(bytes_text(&to), want);
	bytes_clear(&to);
	outline_free(o);
}

START_TEST(people_read_lines)
{
	shows(false, "a\\x09b\n"
	    "  kind                thing\n"
	    "  edit rate           30000/1001\n"
	    "  id                  01234500-0000-0000-0000-000000000000\n"
	    "  issue date          1970-01-01T01:00:00+01:00\n"
	    "  small               999 bytes\n"
	    "  size                12.3 MB (12345678 bytes)\n"
	    "  duration            48 (00:00:02:00)\n"
	    "  count               48\n"
	    "  is good             yes\n"
	    "  inner part\n"
	    "    a key that is longer than its column 1\n"
	    "    people              3\\x1b\n"
	    "  things\n"
	    "    first  1  is set\n"
	    "    second\n"
	    "      n                   2\n"
	    "  last                18446744073709551615\n");
}
END_TEST

START_TEST(programs_read_json)
{
	struct outline *o = outline_new(true);

	ck_assert_ptr_nonnull(outline_json(o));
	outline_free(o);
	shows(true, "{\"path\":\"a\\tb\",\"kind\":\"thing\",\"edit_rate\":"
	    "\"30000/1001\",\"id\":\"urn:uuid:01234500-0000-0000-0000-"
	    "000000000000\",\"issue_date\":\"1970-01-01T01:00:00+01:00\","
	    "\"small\":999,\"size\":12345678,\"duration\":48,\"count\":48,"
	    "\"is_good\":true,\"inner_part\":{\"a_key_that_is_longer_than_its_"
	    "column\":1,\"programs\":3},\"things\":[{\"name\":\"first\",\"n\":"
	    "1,\"is_set\":true,\"is_not\":false},{\"n\":2}],"
	    "\"last\":\"18446744073709551615\"}\n");
}
END_TEST

START_TEST(no_outline_is_no_memory)
{
	struct dcp_error err = {0};
	struct bytes to = {0};

	describe(NULL);
	ck_assert_ptr_null(outline_json(NULL));
	ck_assert(!outline_print(NULL, &to, &err));
	ck_assert_int_eq(err.status, DCP_NO_MEMORY);
	outline_free(NULL);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("outline");

	tcase_add_test(t, people_read_lines);
	tcase_add_test(t, programs_read_json);
	tcase_add_test(t, no_outline_is_no_memory);
	return testing_run("outline", t);
}
