/* seal_test.c: what seal.h promises. */
#include "mxf/seal.h"

#include "base/testing.h"
#include "mxf/triplet.h"

static const uint8_t key[16] = "a content key...";
static struct dcp_error err;

static struct seal *
make(bool mic, uint8_t file)
{
	const struct seal_options o = {.key = key, .context_id = {{1}},
		.file_id = {{file}}, .source = ul_of(UL_PCM_FRAME),
		.mic = mic};
	struct seal *s = seal_new(&o, &err);

	ck_assert_msg(s != NULL, "%s", err.text);
	return s;
}

/* A whole batch of all small sizes, opened one by one. */
START_TEST(opens_what_it_sealed)
{
	bool mic = _i == 1;
	struct seal *s = make(mic, 2);
	struct seal_unit unit[SEAL_BATCH];
	struct bytes made[SEAL_BATCH] = {{0}}, back = {0};
	uint8_t plain[SEAL_BATCH + 1];
	struct triplet triplet;
	size_t i;

	for (i = 0; i < sizeof(plain); i++)
		plain[i] = (uint8_t)(3 * i);
	for (i = 0; i < SEAL_BATCH; i++)
		unit[i] = (struct seal_unit){plain, i + 1, 100 + i, &made[i]};
	ck_assert(seal_units(s, unit, SEAL_BATCH, &err));
	for (i = 0; i < SEAL_BATCH; i++) {
		ck_assert_uint_eq(made[i].size, seal_size(i + 1, mic));
		ck_assert(triplet_parse(made[i].at, made[i].size, &triplet,
		    &err));
		ck_assert(ul_is(&triplet.source_key, UL_PCM_FRAME));
		ck_assert_int_eq(triplet.has_mic, mic);
		ck_assert(!mic || triplet.sequence == 100 + i);
		ck_assert(seal_open(s, &made[i], &back, &err));
		ck_assert_uint_eq(back.size, i + 1);
		ck_assert_mem_eq(back.at, plain, back.size);
		bytes_clear(&made[i]);
	}
	bytes_clear(&back);
	seal_free(s);
}
END_TEST

static void
check_refused(const struct seal *s, const struct bytes *triplet,
    const char *message)
{
	struct bytes back = {0};

	err = (struct dcp_error){0};
	ck_assert(!seal_open(s, triplet, &back, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_msg(strstr(err.text, message) != NULL, "%s", err.text);
	bytes_clear(&back);
}

START_TEST(opens_nothing_else)
{
	struct seal *s = make(true, 2), *other = make(true, 3),
	    *bare = make(false, 2);
	struct bytes made = {0};
	const struct seal_unit unit = {"essence", 7, 1, &made};
	size_t i;

	ck_assert(seal_units(s, &unit, 1, &err));
	check_refused(other, &made, "another track file");
	check_refused(bare, &made, "have an integrity check");
	for (i = 68; i < made.size; i++) {
		made.at[i] ^= 1;
		check_refused(s, &made, "");
		made.at[i] ^= 1;
	}
	for (; made.size > 0; made.size--, check_refused(s, &made, ""))
		;
	ck_assert(seal_units(bare, &unit, 1, &err));
	check_refused(s, &made, "have no integrity check");
	bytes_clear(&made);
	seal_free(s);
	seal_free(other);
	seal_free(bare);
	seal_free(NULL);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("seal");

	tcase_add_loop_test(t, opens_what_it_sealed, 0, 2);
	tcase_add_test(t, opens_nothing_else);
	return testing_run("seal", t);
}
