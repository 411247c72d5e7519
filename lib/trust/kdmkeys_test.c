/* kdmkeys_test.c: keys sealed to a player, opened with its private key. */
#include "trust/kdmkeys.h"
#include "trust/kdmtesting.h"

/* The message of kdmtesting_make(), with real key blocks. */
static struct kdm
sealed(const struct kdmtesting *t, const struct digest *signer)
{
	struct dcp_error err = {0};
	struct kdm kdm = kdmtesting_make();
	size_t i;

	for (i = 0; i < kdm.sealed_count; i++)
		free(kdm.sealed[i].bytes);
	kdm.sealed_count = 0;
	ck_assert_msg(kdmkeys_seal(&kdm, signer, t->player, t->ring, &err),
	    "%s", err.text);
	return kdm;
}

static const struct digest signer = {{1, 2, 3}, 20};

START_TEST(test_round_trip)
{
	struct dcp_error err = {0};
	struct kdmtesting t;
	struct kdmblock blocks[2];
	struct keyring *ring = keyring_new(&err);
	struct kdm kdm;
	size_t i;

	kdmtesting_open(&t);
	kdm = sealed(&t, &signer);
	ck_assert_uint_eq(kdm.sealed_count, 2);
	ck_assert_uint_eq(kdm.sealed[0].size, 256);
	ck_assert(kdmkeys_open(&kdm, t.player_key, blocks, ring, &err));
	for (i = 0; i < 2; i++) {
		ck_assert_uint_eq(kdmblock_compare(&blocks[i], &kdm, i,
		    &signer), 0);
		ck_assert_mem_eq(keyring_find(ring, &t.keys[i].id),
		    keyring_find(t.ring, &t.keys[i].id), KEYRING_KEY_SIZE);
		ck_assert_str_eq(keyring_entry(ring, &t.keys[i].id)->type,
		    t.keys[i].type);
	}
	ck_assert(kdmkeys_take(&kdm, t.player_key, &signer, ring, &err));
	keyring_free(ring);
	kdm_clear(&kdm);
	kdmtesting_close(&t);
}
END_TEST

/* What was altered in the public part is named, and no key is taken. */
START_TEST(test_altered)
{
	static const struct digest other = {{9}, 20};
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);
	struct kdmtesting t;
	struct kdm kdm;
	struct kdm_key spare;
	size_t i;

	kdmtesting_open(&t);
	for (i = 0; i < 6; i++) {
		struct dcp_error why = {0};
		static const char *const words[] = {"end", "composition",
		    "key type", "does not list", "which no key block has",
		    "thumbprint"};

		kdm = sealed(&t, &signer);
		if (i == 0)
			kdm.not_after_text = "2027-01-02T10:00:00+01:00";
		if (i == 0)
			kdm.not_after.seconds += 31536000;
		else if (i == 1)
			kdm.cpl_id = kdmtesting_uuid(99);
		else if (i == 2)
			kdm.keys[1].type = "MDAK";
		else if (i == 3)
			kdm.keys[1].id = kdmtesting_uuid(99);
		else if (i == 4) {
			spare = kdm.keys[0];
			spare.id = kdmtesting_uuid(77);
			*kdm_add_key(&kdm, &err) = spare;
		}
		ck_assert(!kdmkeys_take(&kdm, t.player_key, i == 5 ? &other :
		    &signer, ring, &why));
		ck_assert_int_eq(why.status, DCP_BAD_INPUT);
		ck_assert_msg(strstr(why.text, words[i]) != NULL, "%s",
		    why.text);
		ck_assert_uint_eq(keyring_count(ring), 0);
		kdm_clear(&kdm);
	}
	keyring_free(ring);
	kdmtesting_close(&t);
}
END_TEST

/* Of one damaged block the others are not taken, either. */
START_TEST(test_damaged)
{
	struct dcp_error err = {0}, why = {0};
	struct keyring *ring = keyring_new(&err);
	struct kdmblock blocks[2];
	struct kdmtesting t;
	struct kdm kdm;

	kdmtesting_open(&t);
	kdm = sealed(&t, &signer);
	kdm.sealed[1].bytes[100] ^= 1;
	ck_assert(kdmkeys_open(&kdm, t.player_key, blocks, NULL, &err));
	ck_assert_uint_eq(blocks[0].size, KDMBLOCK_SIZE);
	ck_assert_uint_eq(blocks[1].size, 0);
	ck_assert(!kdmkeys_take(&kdm, t.player_key, NULL, ring, &why));
	ck_assert_int_eq(why.status, DCP_BAD_INPUT);
	ck_assert_ptr_nonnull(strstr(why.text, "key block 2"));
	ck_assert_uint_eq(keyring_count(ring), 0);
	keyring_free(ring);
	kdm_clear(&kdm);
	kdmtesting_close(&t);
}
END_TEST

START_TEST(test_other_key)
{
	struct dcp_error err = {0}, why = {0};
	struct privkey *other =
	    kdmtesting_load(KDMTESTING_CERTS "server/second.key");
	struct keyring *ring = keyring_new(&err);
	struct kdmtesting t;
	struct kdm kdm;

	kdmtesting_open(&t);
	kdm = sealed(&t, &signer);
	ck_assert(!kdmkeys_take(&kdm, other, NULL, ring, &why));
	ck_assert_int_eq(why.status, DCP_REFUSED);
	ck_assert_ptr_nonnull(strstr(why.text, "O=screen"));
	keyring_free(ring);
	privkey_free(other);
	kdm_clear(&kdm);
	kdmtesting_close(&t);
}
END_TEST

START_TEST(test_no_such_key)
{
	struct dcp_error err = {0}, why = {0};
	struct keyring *empty = keyring_new(&err);
	struct kdmtesting t;
	struct kdm kdm = kdmtesting_make();

	kdmtesting_open(&t);
	ck_assert(!kdmkeys_seal(&kdm, &signer, t.player, empty, &why));
	ck_assert_int_eq(why.status, DCP_REFUSED);
	ck_assert_uint_eq(kdm.sealed_count, 2);
	keyring_free(empty);
	kdm_clear(&kdm);
	kdmtesting_close(&t);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("kdmkeys");

	tcase_add_test(t, test_round_trip);
	tcase_add_test(t, test_altered);
	tcase_add_test(t, test_damaged);
	tcase_add_test(t, test_other_key);
	tcase_add_test(t, test_no_such_key);
	return testing_run("kdmkeys", t);
}
