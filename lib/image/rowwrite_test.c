/* rowwrite_test.c: see rowwrite.h. */
#include "image/rowwrite.h"

#include "base/input.h"
#include "base/testing.h"

/* So wide that a block of rows does not hold all of them. */
#define WIDTH	1000u
#define HEIGHT	1500u

static void
pack(const struct image *image, uint32_t y, uint8_t *to)
{
	memset(to, (int)(y & 0xff), image->width);
}

static void
save(const char *path, bool want)
{
	struct image image = {.width = WIDTH, .height = HEIGHT};
	struct bytes header = {0};
	struct dcp_error err = {0};

	bytes_put(&header, "head", 4);
	ck_assert(rowwrite_file(path, &header, &image, WIDTH, pack, &err) ==
	    want);
	bytes_clear(&header);
}

START_TEST(rows_follow_the_header)
{
	struct bytes got = {0};
	struct dcp_error err = {0};
	uint32_t y;

	save("rows", true);
	ck_assert(input_load("rows", 1u << 22, &got, &err));
	ck_assert_uint_eq(got.size, 4 + WIDTH * HEIGHT);
	ck_assert_mem_eq(got.at, "head", 4);
	for (y = 0; y < HEIGHT; y++) {
		ck_assert_uint_eq(got.at[4 + y * WIDTH], y & 0xff);
		ck_assert_uint_eq(got.at[4 + y * WIDTH + WIDTH - 1], y & 0xff);
	}
	bytes_clear(&got);
}
END_TEST

START_TEST(no_folder_is_a_failure)
{
	save("nowhere/rows", false);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("rowwrite");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, rows_follow_the_header);
	tcase_add_test(t, no_folder_is_a_failure);
	return testing_run("rowwrite", t);
}
