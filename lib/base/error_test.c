/* error_test.c: errors tell the first failure, in one safe line. */
#include "base/error.h"
#include "base/testing.h"

#include <errno.h>
#include <string.h>

START_TEST(first_failure_is_kept)
{
	struct dcp_error err = {0};

	ck_assert(!error_set(&err, DCP_REFUSED, "have %d, want %d", 1, 2));
	ck_assert(!error_set(&err, DCP_IO, "a later one"));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_str_eq(err.text, "have 1, want 2");
}
END_TEST

START_TEST(places_stand_in_front)
{
	struct dcp_error err = {0};

	error_set(&err, DCP_BAD_INPUT, "too short");
	ck_assert(!error_in(&err, "frame %d", 7));
	ck_assert(!error_in(&err, "%s", "reel.mxf"));
	ck_assert_str_eq(err.text, "reel.mxf: frame 7: too short");
}
END_TEST

START_TEST(long_text_is_cut)
{
	struct dcp_error err = {0};
	char text[3000];

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	error_set(&err, DCP_IO, "%s", text);
	ck_assert_uint_eq(strlen(err.text), sizeof(err.text) - 1);
	error_in(&err, "%s", "place");
	ck_assert_uint_eq(strlen(err.text), sizeof(err.text) - 1);
	ck_assert_int_eq(strncmp(err.text, "place: xxx", 10), 0);
	error_in(&err, "%s", text);
	ck_assert_uint_eq(strlen(err.text), sizeof(err.text) - 1);
}
END_TEST

START_TEST(no_terminal_obeys_it)
{
	struct dcp_error err = {0};

	error_set(&err, DCP_IO, "%s", "a\033[2Jb\nc\x7f" "d\xc2\x9b" "e\xc3\xa9");
	error_in(&err, "%s", "f\ng");
	ck_assert_str_eq(err.text, "f?g: a?[2Jb?c?d?e\xc3\xa9");

	err = (struct dcp_error){0};
	error_set(&err, DCP_IO, "%s", "a\xff" "b\xe2\x80\xae" "c\xe4\xbd\xa0"
	    "\xd8\x9c" "d\xe2\x80");
	ck_assert_str_eq(err.text, "a?b?c\xe4\xbd\xa0?d??");
}
END_TEST

START_TEST(system_tells_memory_from_the_rest)
{
	struct dcp_error io = {0}, memory = {0}, out = {0};

	errno = ENOENT;
	ck_assert(!error_system(&io));
	ck_assert_int_eq(io.status, DCP_IO);
	ck_assert_str_eq(io.text, strerror(ENOENT));
	errno = ENOMEM;
	ck_assert(!error_system(&memory));
	ck_assert_int_eq(memory.status, DCP_NO_MEMORY);
	ck_assert(!error_memory(&out));
	ck_assert_int_eq(out.status, DCP_NO_MEMORY);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("error");

	tcase_add_test(t, first_failure_is_kept);
	tcase_add_test(t, places_stand_in_front);
	tcase_add_test(t, long_text_is_cut);
	tcase_add_test(t, no_terminal_obeys_it);
	tcase_add_test(t, system_tells_memory_from_the_rest);
	return testing_run("error", t);
}
