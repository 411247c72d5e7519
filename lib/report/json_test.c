#include "report/json.h"

#include "base/testing.h"

static struct json *j;
static struct bytes out;

static void
set_up(void)
{
	j = json_new();
	ck_assert_ptr_nonnull(j);
}

static void
tear_down(void)
{
	json_free(j);
	bytes_clear(&out);
}

static const char *
printed(void)
{
	struct dcp_error err = {0};

	bytes_reset(&out);
	ck_assert_msg(json_print(j, &out, &err), "%s", err.text);
	return bytes_text(&out);
}

START_TEST(keys_keep_their_order)
{
	json_text(j, "z", "last letter");
	json_number(j, "a", 1);
	json_number(j, "m", 2);
	json_flag(j, "f", true);
	json_text(j, "absent", NULL);
	ck_assert_str_eq(printed(),
	    "{\"z\":\"last letter\",\"a\":1,\"m\":2,\"f\":true}\n");
}
END_TEST

START_TEST(nesting)
{
	json_open_array(j, "list");
	json_number(j, NULL, 1);
	json_open(j, NULL);
	json_text(j, "k", "v");
	json_close(j);
	json_close(j);
	json_open(j, "o");
	json_close(j);
	json_number(j, "after", 9);
	ck_assert_str_eq(printed(),
	    "{\"list\":[1,{\"k\":\"v\"}],\"o\":{},\"after\":9}\n");
}
END_TEST

START_TEST(values_of_the_standards)
{
	struct uuid id = {{0xab}};

	json_rational(j, "rate", (struct rational){30000, 1001});
	json_uuid(j, "id", &id);
	ck_assert_str_eq(printed(), "{\"rate\":\"30000/1001\",\"id\":"
	    "\"urn:uuid:ab000000-0000-0000-0000-000000000000\"}\n");
}
END_TEST

START_TEST(text_of_strangers)
{
	json_text(j, "a", "bad \xff\n\"");
	json_text(j, "b", "\xe4\xbd\xa0");
	json_bytes(j, "c", "\0x", 2);
	ck_assert_str_eq(printed(), "{\"a\":\"bad \\\\xff\\n\\\"\","
	    "\"b\":\"\xe4\xbd\xa0\",\"c\":\"\\\\x00x\"}\n");
}
END_TEST

START_TEST(no_terminal_obeys_it)
{
	json_text(j, "a", "\033[2J\x7f\xc2\x9b\xd8\x9c\xe2\x80\xae\xc3\xa9");
	ck_assert_str_eq(printed(), "{\"a\":\"\\u001B[2J\\u007F\\u009B\\u061C"
	    "\\u202E\xc3\xa9\"}\n");
}
END_TEST

START_TEST(numbers_that_readers_cannot_hold)
{
	json_number(j, "a", UINT64_MAX);
	ck_assert_str_eq(printed(), "{\"a\":\"18446744073709551615\"}\n");
}
END_TEST

START_TEST(no_object_is_no_memory)
{
	struct dcp_error err = {0};

	json_text(NULL, "a", "b");
	json_open(NULL, "a");
	json_close(NULL);
	ck_assert(!json_print(NULL, &out, &err));
	ck_assert_int_eq(err.status, DCP_NO_MEMORY);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("json");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, keys_keep_their_order);
	tcase_add_test(t, nesting);
	tcase_add_test(t, values_of_the_standards);
	tcase_add_test(t, text_of_strangers);
	tcase_add_test(t, no_terminal_obeys_it);
	tcase_add_test(t, numbers_that_readers_cannot_hold);
	tcase_add_test(t, no_object_is_no_memory);
	return testing_run("report/json", t);
}
