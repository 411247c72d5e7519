/* keyring_test.c: tests of keyring.c. */
#include "trust/keyring.h"

#include "base/limits.h"
#include "base/testing.h"

static struct uuid
numbered(unsigned n)
{
	struct uuid id = {{0x6b, (uint8_t)(n >> 8), (uint8_t)n}};

	return id;
}

START_TEST(test_keys_stay_where_they_are)
{
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);
	uint8_t key[KEYRING_KEY_SIZE] = {0};
	const uint8_t *first = NULL;
	struct uuid id;
	unsigned i;

	/* More than one piece of secret memory holds. */
	for (i = 0; i < 1000; i++) {
		id = numbered(i);
		key[0] = (uint8_t)i;
		key[1] = (uint8_t)(i >> 8);
		ck_assert(keyring_add(ring, &id, "MDIK", NULL, key, &err));
		if (i == 0)
			first = keyring_find(ring, &id);
	}
	ck_assert_uint_eq(keyring_count(ring), 1000);
	for (i = 0; i < 1000; i++) {
		id = numbered(i);
		key[0] = (uint8_t)i;
		key[1] = (uint8_t)(i >> 8);
		ck_assert_mem_eq(keyring_find(ring, &id), key, sizeof(key));
		ck_assert(uuid_equal(&keyring_at(ring, i)->id, &id));
	}
	id = numbered(0);
	ck_assert_ptr_eq(keyring_find(ring, &id), first);
	id = numbered(1000);
	ck_assert_ptr_null(keyring_find(ring, &id));
	ck_assert_ptr_null(keyring_entry(ring, &id));
	keyring_free(ring);
	keyring_free(NULL);
}
END_TEST

START_TEST(test_same_key_twice)
{
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);
	const uint8_t key[KEYRING_KEY_SIZE] = {1, 2, 3};
	struct uuid id = numbered(1), cpl = numbered(2), other = numbered(3);
	const struct keyring_key *entry;

	ck_assert(keyring_add(ring, &id, NULL, NULL, key, &err));
	entry = keyring_entry(ring, &id);
	ck_assert_str_eq(entry->type, "");
	ck_assert(uuid_is_zero(&entry->cpl));
	ck_assert(keyring_add(ring, &id, "MDAK", &cpl, key, &err));
	ck_assert_uint_eq(keyring_count(ring), 1);
	ck_assert_str_eq(entry->type, "MDAK");
	ck_assert(uuid_equal(&entry->cpl, &cpl));
	/* One composition of several that use it; the first stays. */
	ck_assert(keyring_add(ring, &id, "", &other, key, &err));
	ck_assert(uuid_equal(&entry->cpl, &cpl));
	ck_assert(!keyring_add(ring, &id, "MDIK", NULL, key, &err));
	ck_assert_str_eq(err.text, "key 6b000100-0000-0000-0000-000000000000: "
	    "have type MDAK, and MDIK for the same key");
	ck_assert_str_eq(entry->type, "MDAK");
	keyring_free(ring);
}
END_TEST

START_TEST(test_other_key_of_the_same_id)
{
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);
	const uint8_t one[KEYRING_KEY_SIZE] = {1}, two[KEYRING_KEY_SIZE] = {2};
	struct uuid id = numbered(1);

	ck_assert(keyring_add(ring, &id, "MDIK", NULL, one, &err));
	ck_assert(!keyring_add(ring, &id, "MDIK", NULL, two, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_str_eq(err.text, "key 6b000100-0000-0000-0000-000000000000: "
	    "have two different keys of this id");
	ck_assert_mem_eq(keyring_find(ring, &id), one, sizeof(one));
	keyring_free(ring);
}
END_TEST

START_TEST(test_too_many)
{
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);
	const uint8_t key[KEYRING_KEY_SIZE] = {1};
	struct uuid id;
	unsigned i;

	for (i = 0; i < LIMIT_KEYS; i++) {
		id = numbered(i);
		ck_assert(keyring_add(ring, &id, NULL, NULL, key, &err));
	}
	id = numbered(i);
	ck_assert(!keyring_add(ring, &id, NULL, NULL, key, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	keyring_free(ring);
}
END_TEST

START_TEST(test_notes)
{
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);
	const uint8_t key[KEYRING_KEY_SIZE] = {1};
	char text[LIMIT_KEY_NOTE + 3];
	struct uuid id = numbered(1);

	ck_assert(keyring_add(ring, &id, NULL, NULL, key, &err));
	ck_assert_ptr_null(keyring_entry(ring, &id)->note);
	ck_assert(keyring_note(ring, &id, "picture of reel 1", &err));
	ck_assert_str_eq(keyring_entry(ring, &id)->note, "picture of reel 1");
	/* No half of a character, and nothing a line ends at. */
	memset(text, 'x', sizeof(text));
	memcpy(text + LIMIT_KEY_NOTE - 1, "\xc3\xa9", 3);
	ck_assert(keyring_note(ring, &id, text, &err));
	ck_assert_uint_eq(strlen(keyring_entry(ring, &id)->note),
	    LIMIT_KEY_NOTE - 1);
	ck_assert(keyring_note(ring, &id, "one\ntwo", &err));
	ck_assert_str_eq(keyring_entry(ring, &id)->note, "one");
	ck_assert(keyring_note(ring, &id, "\n", &err));
	ck_assert_ptr_null(keyring_entry(ring, &id)->note);
	keyring_free(ring);
}
END_TEST

START_TEST(test_types)
{
	ck_assert(keyring_is_type("MDIK"));
	ck_assert(!keyring_is_type("mdik"));
	ck_assert(!keyring_is_type("MDI"));
	ck_assert(!keyring_is_type("MDIKX"));
	ck_assert(!keyring_is_type(""));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("keyring");

	tcase_add_test(t, test_keys_stay_where_they_are);
	tcase_add_test(t, test_same_key_twice);
	tcase_add_test(t, test_other_key_of_the_same_id);
	tcase_add_test(t, test_too_many);
	tcase_add_test(t, test_notes);
	tcase_add_test(t, test_types);
	return testing_run("keyring", t);
}
