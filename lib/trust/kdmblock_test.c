/* kdmblock_test.c: key blocks, and what may differ from the public part. */
#include "trust/kdmtesting.h"
#include "trust/kdmblock.h"

static const uint8_t content_key[KDMBLOCK_KEY_SIZE] = "sixteen bytes ..";
static const struct digest signer = {{1, 2, 3}, 20};

/* The block that belongs to the second key of kdmtesting_make(). */
static struct kdmblock
make_block(void)
{
	struct kdmblock b = {.size = KDMBLOCK_SIZE, .signer = signer,
	    .cpl_id = kdmtesting_uuid(2), .type = "MDEK",
	    .key_id = kdmtesting_uuid(0x11),
	    .not_before = "2026-01-01T10:00:00+01:00",
	    .not_after = "2026-01-02T10:00:00+01:00"};

	return b;
}

static void
read_block(const uint8_t *bytes, size_t size, struct kdmblock *b)
{
	struct dcp_error err = {0};
	uint8_t key[KDMBLOCK_KEY_SIZE];

	ck_assert_msg(kdmblock_parse(bytes, size, b, key, &err), "%s",
	    err.text);
	ck_assert_mem_eq(key, content_key, sizeof(key));
}

/* Offsets as ST 430-1 has them. */
START_TEST(test_layout)
{
	struct kdmblock b = make_block(), back;
	uint8_t bytes[KDMBLOCK_SIZE];

	kdmblock_format(&b, content_key, bytes);
	ck_assert_uint_eq(bytes[0], 0xf1);
	ck_assert_uint_eq(bytes[15], 0xab);
	ck_assert_mem_eq(bytes + 16, signer.bytes, 20);
	ck_assert_mem_eq(bytes + 52, "MDEK", 4);
	ck_assert_mem_eq(bytes + 56, b.key_id.bytes, 16);
	ck_assert_mem_eq(bytes + 72, b.not_before, 25);
	ck_assert_mem_eq(bytes + 97, b.not_after, 25);
	ck_assert_mem_eq(bytes + 122, content_key, 16);
	read_block(bytes, sizeof(bytes), &back);
	ck_assert_str_eq(back.type, "MDEK");
	ck_assert_str_eq(back.not_after, b.not_after);
	ck_assert(uuid_equal(&back.cpl_id, &b.cpl_id));
}
END_TEST

/* The same without the key type. */
START_TEST(test_interop)
{
	struct kdmblock b = make_block(), back;
	struct kdm kdm = kdmtesting_make();
	uint8_t bytes[KDMBLOCK_SIZE];

	kdmblock_format(&b, content_key, bytes);
	memmove(bytes + 52, bytes + 56, KDMBLOCK_SIZE - 56);
	read_block(bytes, KDMBLOCK_INTEROP_SIZE, &back);
	ck_assert_str_eq(back.type, "");
	ck_assert_str_eq(back.not_before, b.not_before);
	ck_assert_uint_eq(kdmblock_compare(&back, &kdm, 1, &signer), 0);
	kdm_clear(&kdm);
}
END_TEST

START_TEST(test_sizes)
{
	uint8_t bytes[KDMBLOCK_SIZE + 1] = {1}, key[KDMBLOCK_KEY_SIZE];
	struct kdmblock b;
	size_t size;

	for (size = 0; size <= sizeof(bytes); size++) {
		struct dcp_error err = {0};

		ck_assert_int_eq(kdmblock_parse(bytes, size, &b, key, &err),
		    size == KDMBLOCK_SIZE || size == KDMBLOCK_INTEROP_SIZE);
	}
}
END_TEST

/* Each fault alone, found and described. */
START_TEST(test_faults)
{
	struct kdm kdm = kdmtesting_make();
	struct kdmblock right = make_block(), back, b;
	uint8_t bytes[KDMBLOCK_SIZE];
	struct bytes text = {0};
	unsigned fault;
	size_t index;

	kdmblock_format(&right, content_key, bytes);
	read_block(bytes, sizeof(bytes), &back);
	ck_assert_uint_eq(kdmblock_compare(&back, &kdm, 1, &signer), 0);
	for (fault = 1; fault < 1u << KDMBLOCK_FAULTS; fault <<= 1) {
		b = back;
		index = 1;
		if (fault == KDMBLOCK_UNOPENED)
			b.size = 0;
		else if (fault == KDMBLOCK_LENGTH)
			b.size = 137;
		else if (fault == KDMBLOCK_STRUCTURE)
			b.structure_id[3] ^= 1;
		else if (fault == KDMBLOCK_SIGNER)
			b.signer.bytes[19] ^= 1;
		else if (fault == KDMBLOCK_CPL)
			b.cpl_id.bytes[0] ^= 1;
		else if (fault == KDMBLOCK_TYPE)
			b.type[2] = 'A';
		else if (fault == KDMBLOCK_KEY_ID)
			b.key_id.bytes[0] ^= 1;
		else if (fault == KDMBLOCK_NOT_BEFORE)
			b.not_before[18] = '1';
		else if (fault == KDMBLOCK_NOT_AFTER)
			b.not_after[3] = '7';
		else
			index = 0;
		ck_assert_uint_eq(kdmblock_compare(&b, &kdm, index, &signer),
		    fault);
		bytes_reset(&text);
		kdmblock_describe(&b, &kdm, index, &signer,
		    (enum kdmblock_fault)fault, &text);
		ck_assert_uint_gt(text.size, 20);
	}
	bytes_clear(&text);
	kdm_clear(&kdm);
}
END_TEST

/* Id and type name a key; an Interop block has no type, a closed one nothing. */
START_TEST(test_key)
{
	struct kdm kdm = kdmtesting_make();
	struct kdmblock right = make_block(), b;
	uint8_t bytes[KDMBLOCK_SIZE];

	kdmblock_format(&right, content_key, bytes);
	read_block(bytes, sizeof(bytes), &b);
	ck_assert(kdmblock_is_of(&b, &kdm.keys[1]));
	ck_assert(!kdmblock_is_of(&b, &kdm.keys[0]));
	b.type[2] = 'A';
	ck_assert(!kdmblock_is_of(&b, &kdm.keys[1]));
	b.size = KDMBLOCK_INTEROP_SIZE;
	ck_assert(kdmblock_is_of(&b, &kdm.keys[1]));
	b.size = 0;
	ck_assert(!kdmblock_is_of(&b, &kdm.keys[1]));
	kdm_clear(&kdm);
}
END_TEST

/* The same moment in another zone is no fault; another moment is. */
START_TEST(test_zones)
{
	struct kdm kdm = kdmtesting_make();
	struct kdmblock b = make_block();
	uint8_t bytes[KDMBLOCK_SIZE];

	memcpy(b.not_before, "2026-01-01T09:00:00+00:00", 25);
	kdmblock_format(&b, content_key, bytes);
	read_block(bytes, sizeof(bytes), &b);
	ck_assert_uint_eq(kdmblock_compare(&b, &kdm, 1, NULL), 0);
	memcpy(b.not_before, "2026-01-01T10:00:00+00:00", 25);
	ck_assert_uint_eq(kdmblock_compare(&b, &kdm, 1, NULL),
	    KDMBLOCK_NOT_BEFORE);
	kdm_clear(&kdm);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("kdmblock");

	tcase_add_test(t, test_layout);
	tcase_add_test(t, test_interop);
	tcase_add_test(t, test_sizes);
	tcase_add_test(t, test_faults);
	tcase_add_test(t, test_key);
	tcase_add_test(t, test_zones);
	return testing_run("kdmblock", t);
}
