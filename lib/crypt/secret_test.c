/* secret_test.c: secrets begin and end as zeros, and are in no core file. */
#include "base/testing.h"
#include "crypt/secret.h"

#include <stdint.h>
#include <sys/resource.h>

START_TEST(a_secret_begins_as_zeros)
{
	static const size_t sizes[] = {0, 1, 16, 4096, 100000};
	struct dcp_error err = {0};
	size_t i, k;

	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		uint8_t *s = secret_new(sizes[i], &err);

		ck_assert_ptr_nonnull(s);
		ck_assert_uint_eq((uintptr_t)s % 16, 0);
		for (k = 0; k < sizes[i]; k++)
			ck_assert_uint_eq(s[k], 0);
		memset(s, 0xaa, sizes[i]);
		secret_free(s);
	}
	secret_free(NULL);
}
END_TEST

START_TEST(too_much_is_refused)
{
	struct dcp_error err = {0};

	ck_assert_ptr_null(secret_new(SIZE_MAX - 8, &err));
	ck_assert_int_eq(err.status, DCP_NO_MEMORY);
	err = (struct dcp_error){0};
	ck_assert_ptr_null(secret_new(SIZE_MAX / 2, &err));
	ck_assert_int_eq(err.status, DCP_NO_MEMORY);
}
END_TEST

START_TEST(wiping_leaves_the_neighbours)
{
	uint8_t b[6] = {1, 2, 3, 4, 5, 6};
	static const uint8_t want[6] = {1, 0, 0, 0, 0, 6};

	secret_wipe(b + 1, 4);
	ck_assert_mem_eq(b, want, sizeof(want));
	secret_wipe(NULL, 0);
	secret_wipe(b, 0);
	ck_assert_mem_eq(b, want, sizeof(want));
}
END_TEST

START_TEST(equal_is_equal)
{
	ck_assert(secret_equal("abcd", "abce", 3));
	ck_assert(!secret_equal("abcd", "abce", 4));
	ck_assert(secret_equal("a", "b", 0));
}
END_TEST

/* What the system says of one mapping: the flags of the one with ${at}. */
static bool
mapping_has(const void *at, const char *flag)
{
	FILE *f = fopen("/proc/self/smaps", "r");
	unsigned long from, to;
	bool within = false;
	char line[512];

	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		if (sscanf(line, "%lx-%lx ", &from, &to) == 2)
			within = (uintptr_t)at >= from && (uintptr_t)at < to;
		else if (within && strncmp(line, "VmFlags:", 8) == 0)
			break;
		line[0] = '\0';
	}
	ck_assert_ptr_nonnull(f);
	fclose(f);
	return strstr(line, flag) != NULL;
}

START_TEST(a_secret_is_left_out_of_core_files)
{
	struct dcp_error err = {0};
	void *s = secret_new(16, &err);

	ck_assert_ptr_nonnull(s);
	ck_assert_msg(mapping_has(s, " dd"), "would be in a core file");
	secret_free(s);
}
END_TEST

START_TEST(a_guarded_process_leaves_no_core)
{
	struct rlimit have;

	secret_guard();
	secret_guard();
	ck_assert_int_eq(getrlimit(RLIMIT_CORE, &have), 0);
	ck_assert_uint_eq(have.rlim_cur, 0);
	ck_assert_uint_eq(have.rlim_max, 0);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("secret");

	tcase_add_test(t, a_secret_begins_as_zeros);
	tcase_add_test(t, too_much_is_refused);
	tcase_add_test(t, wiping_leaves_the_neighbours);
	tcase_add_test(t, equal_is_equal);
	tcase_add_test(t, a_secret_is_left_out_of_core_files);
	tcase_add_test(t, a_guarded_process_leaves_no_core);
	return testing_run("secret", t);
}
