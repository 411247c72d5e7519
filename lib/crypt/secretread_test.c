/* secretread_test.c: tests of secretread.c. */
#include "crypt/secretread.h"

#include <fcntl.h>
#include <time.h>

#include "base/testing.h"
#include "crypt/secret.h"

static char many[100000];

static void
fill(void)
{
	size_t i;

	for (i = 0; i < sizeof(many); i++)
		many[i] = (char)(i * 7 + i / 256);
}

START_TEST(all_of_a_file)
{
	static const size_t sizes[] = {0, 1, 7999, 8000, 8001, 65536,
		sizeof(many)};
	struct dcp_error err = {0};
	size_t i, size;
	char *back;

	fill();
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		testing_save("f", many, sizes[i]);
		back = secretread_file("f", sizes[i], &size, &err);
		ck_assert_ptr_nonnull(back);
		ck_assert_uint_eq(size, sizes[i]);
		ck_assert_mem_eq(back, many, size);
		secret_free(back);
	}
}
END_TEST

START_TEST(not_more_than_is_allowed)
{
	struct dcp_error err = {0};
	size_t size = 1;
	int fd = open("/dev/zero", O_RDONLY);

	testing_save("f", many, 101);
	ck_assert_ptr_null(secretread_file("f", 100, &size, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_str_eq(err.text, "holds more than 100 bytes");
	ck_assert_uint_eq(size, 0);
	/* What never ends is refused, too. */
	err = (struct dcp_error){0};
	ck_assert_ptr_null(secretread_all(fd, 100000, &size, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	close(fd);
}
END_TEST

START_TEST(piece_by_piece)
{
	struct dcp_error err = {0};
	size_t size;
	const struct timespec moment = {.tv_nsec = 20000000};
	int ends[2];
	char *back;

	ck_assert_int_eq(pipe(ends), 0);
	if (fork() == 0) {
		close(ends[0]);
		ck_assert_int_eq(write(ends[1], "one ", 4), 4);
		nanosleep(&moment, NULL);
		ck_assert_int_eq(write(ends[1], "two", 3), 3);
		_exit(0);
	}
	close(ends[1]);
	back = secretread_all(ends[0], 100, &size, &err);
	ck_assert_uint_eq(size, 7);
	ck_assert_mem_eq(back, "one two", 7);
	secret_free(back);
	close(ends[0]);
}
END_TEST

START_TEST(what_is_not_there)
{
	struct dcp_error err = {0};
	size_t size;

	ck_assert_ptr_null(secretread_file("absent", 100, &size, &err));
	ck_assert_int_eq(err.status, DCP_IO);
	err = (struct dcp_error){0};
	ck_assert_ptr_null(secretread_file(".", 100, &size, &err));
	ck_assert_str_eq(err.text, "Is a directory");
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("secretread");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, all_of_a_file);
	tcase_add_test(t, not_more_than_is_allowed);
	tcase_add_test(t, piece_by_piece);
	tcase_add_test(t, what_is_not_there);
	return testing_run("secretread", t);
}
