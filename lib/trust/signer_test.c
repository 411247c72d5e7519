/* signer_test.c: tests of signer.c. */
#include "trust/signer.h"

#include "base/testing.h"

#define STUDIO	"testdata/certs/studio/"

static bool
load(struct signer *s, const char *chain, const char *key,
    struct dcp_error *err)
{
	return signer_load(s, chain, privkey_load(key, NULL, NULL, err), err);
}

START_TEST(leaf_is_whose_key_it_is)
{
	struct dcp_error err = {0};
	struct signer s;

	ck_assert(load(&s, STUDIO "chain.pem", STUDIO "leaf.key", &err));
	ck_assert_uint_eq(s.chain.certs.count, 3);
	ck_assert(privkey_matches(s.key, chain_leaf(&s.chain)));
	signer_clear(&s);
	ck_assert(load(&s, STUDIO "chain.pem", STUDIO "intermediate.key",
	    &err));
	ck_assert_uint_eq(s.chain.certs.count, 2);
	ck_assert_uint_eq(s.chain.strays.count, 1);
	ck_assert(privkey_matches(s.key, chain_leaf(&s.chain)));
	signer_clear(&s);
}
END_TEST

START_TEST(refuses)
{
	struct dcp_error err = {0};
	struct signer s;

	ck_assert(!load(&s, STUDIO "chain.pem",
	    "testdata/certs/distribution/leaf.key", &err));
	ck_assert_str_eq(err.text, STUDIO "chain.pem: none of its certificates "
	    "is of the private key");
	ck_assert_ptr_null(s.key);
	ck_assert_uint_eq(s.chain.certs.count, 0);
	signer_clear(&s);
	err = (struct dcp_error){0};
	ck_assert(!load(&s, STUDIO "chain.pem", "nothing.key", &err));
	ck_assert_int_eq(err.status, DCP_IO);
	err = (struct dcp_error){0};
	ck_assert(!load(&s, "nothing.pem", STUDIO "leaf.key", &err));
	ck_assert_int_eq(err.status, DCP_IO);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("signer");

	tcase_add_test(t, leaf_is_whose_key_it_is);
	tcase_add_test(t, refuses);
	return testing_run("signer", t);
}
