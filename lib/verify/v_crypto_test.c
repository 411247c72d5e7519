/* v_crypto_test.c: what is said of encrypted packets, by which rule. */
#include "verify/v_crypto.h"

#include "base/testing.h"
#include "mxf/tripletseal.h"

static const uint8_t content_key[TRIPLETKEY_SIZE] = {1, 2, 3};
static const uint8_t other_key[TRIPLETKEY_SIZE] = {3, 2, 1};
static struct trackfile file = {
	.kind = TRACKFILE_SOUND,
	.edit_rate = {24, 1},
	.id = {{4, 5, 6}},
	.crypto = {.present = true, .context_id = {{7, 8}}},
};
static const struct diag_place place = {.file = "a.mxf"};
static struct diag d;
static struct v_crypto v;
static struct tripletkey *right;

static void
set_up(void)
{
	struct dcp_error err = {0};

	file.crypto.cipher = ul_of(UL_CIPHER_AES_128_CBC);
	file.crypto.mic = ul_of(UL_MIC_HMAC_SHA1);
	right = tripletkey_new(content_key, TRACKFILE_SMPTE, &err);
	ck_assert_ptr_nonnull(right);
	v_crypto_begin(&v, &d, &place, &file, false);
}

static void
tear_down(void)
{
	v_crypto_clear(&v);
	diag_clear(&d);
	tripletkey_free(right);
}

/* Packet ${sequence}, with a bit flipped at ${flip} if that is not 0. */
static void
judge(uint64_t sequence, const uint8_t *key, size_t flip, bool opened)
{
	static const struct tripletseal_file owner = {
		.context_id = {{7, 8}}, .track_file_id = {{4, 5, 6}},
	};
	static const uint8_t plain[100] = {9};
	struct bytes b = {0};
	struct tripletseal_packet p = {.at = plain, .size = sizeof(plain),
	    .source_key = ul_of(UL_PCM_FRAME), .sequence = sequence,
	    .to = &b};
	const struct tripletaudit look = {.trackfile = &file,
	    .key = opened ? right : NULL};
	struct tripletaudit_result result;
	struct dcp_error err = {0};
	struct tripletkey *k = tripletkey_new(key, TRACKFILE_SMPTE, &err);

	ck_assert(k != NULL && tripletseal_run(k, &owner, &p, 1, &err));
	if (flip != 0)
		b.at[flip] ^= 1;
	ck_assert(tripletaudit_look(&look, b.at, b.size, NULL, &result, &err));
	v_crypto_packet(&v, sequence - 1, opened, &result);
	tripletkey_free(k);
	bytes_clear(&b);
}

static void
check(size_t index, const char *rule, uint64_t first, uint64_t count)
{
	ck_assert_uint_lt(index, d.count);
	ck_assert_str_eq(diag_finding(&d, index)->rule, rule);
	ck_assert_uint_eq(diag_finding(&d, index)->first, first);
	ck_assert_uint_eq(diag_finding(&d, index)->count, count);
}

START_TEST(all_is_in_order)
{
	uint64_t i;

	for (i = 1; i < 10; i++)
		judge(i, content_key, 0, i % 2 == 0);
	v_crypto_end(&v);
	ck_assert_uint_eq(d.count, 0);
}
END_TEST

/* The first packets are damaged: that is known once another one opens. */
START_TEST(damage_is_no_wrong_key)
{
	judge(1, content_key, 70, true);
	judge(2, content_key, 70, true);
	ck_assert_uint_eq(d.count, 0);
	judge(3, content_key, 0, true);
	judge(4, content_key, 110, true);
	v_crypto_end(&v);
	ck_assert_uint_eq(d.count, 2);
	check(0, "crypto.check-value", 0, 2);
	check(1, "crypto.mic", 0, 3);
}
END_TEST

START_TEST(a_wrong_key_is_one_finding)
{
	uint64_t i;

	for (i = 1; i < 10; i++)
		judge(i, other_key, 0, true);
	ck_assert_uint_eq(d.count, 0);
	v_crypto_end(&v);
	ck_assert_uint_eq(d.count, 1);
	check(0, "crypto.key", 0, 1);
}
END_TEST

START_TEST(without_a_key_the_order_is_judged)
{
	static const uint64_t order[] = {1, 2, 4, 3, 5};
	size_t i;

	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		judge(order[i], other_key, 0, false);
	v_crypto_end(&v);
	ck_assert_uint_eq(d.count, 1);
	ck_assert_str_eq(diag_finding(&d, 0)->rule, "crypto.sequence");
}
END_TEST

START_TEST(a_sample_has_no_order)
{
	v_crypto_clear(&v);
	v_crypto_begin(&v, &d, &place, &file, true);
	judge(5, content_key, 0, true);
	judge(17, content_key, 0, true);
	v_crypto_end(&v);
	ck_assert_uint_eq(d.count, 0);
}
END_TEST

START_TEST(the_header_names_what_nobody_knows)
{
	file.crypto.cipher = file.crypto.mic;
	v_crypto_clear(&v);
	v_crypto_begin(&v, &d, &place, &file, true);
	ck_assert_uint_eq(d.count, 1);
	ck_assert_str_eq(diag_finding(&d, 0)->rule, "crypto.algorithm");
}
END_TEST

/* All that the integrity check covers, and the check itself. */
START_TEST(every_flipped_byte)
{
	size_t at;

	for (at = 68 + 16; at < 68 + 144 + 56; at++) {
		diag_clear(&d);
		v_crypto_clear(&v);
		v_crypto_begin(&v, &d, &place, &file, false);
		judge(1, content_key, 0, true);
		ck_assert_uint_eq(d.count, 0);
		judge(2, content_key, at, true);
		ck_assert_msg(d.count > 0, "%zu", at);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("v_crypto");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, all_is_in_order);
	tcase_add_test(t, damage_is_no_wrong_key);
	tcase_add_test(t, a_wrong_key_is_one_finding);
	tcase_add_test(t, without_a_key_the_order_is_judged);
	tcase_add_test(t, a_sample_has_no_order);
	tcase_add_test(t, the_header_names_what_nobody_knows);
	tcase_add_test(t, every_flipped_byte);
	return testing_run("verify/v_crypto", t);
}
