/* chain_test.c: tests of chain.c and chain_check.c; rules have their own. */
#include "trust/chain.h"

#include "base/testing.h"

#define CERTS	"testdata/certs/"

/* 2024-01-01. */
#define THEN	1704067200

static void
load(struct certs *certs, const char *name)
{
	struct dcp_error err = {0};
	char path[200];

	snprintf(path, sizeof(path), CERTS "%s.pem", name);
	ck_assert_msg(certs_load(certs, path, &err), "%s", err.text);
}

/* The first of ${chain} are those of the studio. */
static void
check_studio(const struct chain *chain)
{
	static const char *const serials[] = {"4099", "4098", "4097"};
	size_t i;

	ck_assert_uint_eq(chain->certs.count, 3);
	for (i = 0; i < 3; i++)
		ck_assert_str_eq(cert_facts(chain->certs.at[i])->serial,
		    serials[i]);
	ck_assert_ptr_eq(chain_leaf(chain), chain->certs.at[0]);
	ck_assert_ptr_eq(chain_root(chain), chain->certs.at[2]);
}

/* Faults of ${kind}, of certificates in ${chain} for ${purpose}. */
static size_t
count(const struct chain *chain, const struct chain_purpose *purpose,
    enum chain_fault_kind kind)
{
	struct chain_faults faults = {0};
	struct dcp_error err = {0};
	size_t i, n = 0;

	ck_assert(chain_check(chain, purpose, &faults, &err));
	for (i = 0; i < faults.count; i++)
		n += faults.fault[i].kind == kind;
	chain_faults_clear(&faults);
	return n;
}

static size_t
count_all(const struct chain *chain, const struct chain_purpose *purpose)
{
	struct chain_faults faults = {0};
	struct dcp_error err = {0};
	size_t n;

	ck_assert(chain_check(chain, purpose, &faults, &err));
	n = faults.count;
	chain_faults_clear(&faults);
	return n;
}

START_TEST(every_order)
{
	static const char *const names[] = {"studio/leaf",
	    "studio/intermediate", "studio/root"};
	static const size_t orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
	    {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
	struct chain_purpose purpose = {.role = "CS", .has_time = true,
	    .time = THEN, .now = THEN};
	size_t i, k;

	for (i = 0; i < 6; i++) {
		struct certs certs = {0};
		struct dcp_error err = {0};
		struct chain chain;

		for (k = 0; k < 3; k++)
			load(&certs, names[orders[i][k]]);
		load(&certs, names[orders[i][0]]);
		ck_assert(chain_order(&chain, &certs, NULL, &err));
		certs_clear(&certs);
		check_studio(&chain);
		ck_assert_uint_eq(chain.strays.count, 0);
		ck_assert_uint_eq(count_all(&chain, &purpose), 0);
		chain_clear(&chain);
	}
}
END_TEST

/* A leaf that is named is taken, though another has as long a chain. */
START_TEST(named_leaf)
{
	struct certs certs = {0};
	struct dcp_error err = {0};
	struct chain chain;

	load(&certs, "studio/protected");
	load(&certs, "studio/leaf");
	ck_assert(chain_order(&chain, &certs, certs.at[3], &err));
	check_studio(&chain);
	ck_assert_uint_eq(chain.strays.count, 1);
	chain_clear(&chain);
	ck_assert(chain_order(&chain, &certs, NULL, &err));
	ck_assert_str_eq(cert_facts(chain_leaf(&chain))->serial, "4100");
	chain_clear(&chain);
	certs_clear(&certs);
}
END_TEST

/* Who has the name but not the key is no issuer. */
START_TEST(signature_before_name)
{
	struct certs certs = {0};
	struct dcp_error err = {0};
	struct chain chain;

	/* Of the name and key of the intermediate. */
	load(&certs, "bad/no-path-length-issuer");
	load(&certs, "bad/signature");	/* names the intermediate */
	load(&certs, "studio/root");
	load(&certs, "studio/intermediate");
	load(&certs, "studio/leaf");
	ck_assert(chain_order(&chain, &certs, certs.at[1], &err));
	ck_assert_uint_eq(chain.certs.count, 3);
	ck_assert_uint_eq(count(&chain, &(struct chain_purpose){0},
	    CHAIN_SIGNATURE), 1);
	chain_clear(&chain);
	certs_clear(&certs);
}
END_TEST

START_TEST(how_many)
{
	struct certs certs = {0};
	struct dcp_error err = {0};
	struct chain chain;
	size_t i;

	ck_assert(!chain_order(&chain, &certs, NULL, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	err = (struct dcp_error){0};
	for (i = 0; i < 64; i++)
		load(&certs, "studio/leaf");
	ck_assert(chain_order(&chain, &certs, NULL, &err));
	ck_assert_uint_eq(chain.certs.count, 1);
	chain_clear(&chain);
	load(&certs, "studio/leaf");
	ck_assert(!chain_order(&chain, &certs, NULL, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	certs_clear(&certs);
	err = (struct dcp_error){0};
	ck_assert(!chain_load(&chain, CERTS "nothing.pem", &err));
	ck_assert_int_eq(err.status, DCP_IO);
}
END_TEST

START_TEST(roles)
{
	struct certs certs = {0};

	load(&certs, "bad/role-extra");	/* "CS SM.bad" */
	load(&certs, "studio/root");	/* ".studio.root" */
	load(&certs, "bad/common-name");	/* "bad" */
	ck_assert(chain_has_role(certs.at[0], "CS"));
	ck_assert(chain_has_role(certs.at[0], "SM"));
	ck_assert(!chain_has_role(certs.at[0], "S"));
	ck_assert(!chain_has_role(certs.at[0], "bad"));
	ck_assert(!chain_has_role(certs.at[1], "studio"));
	ck_assert(!chain_has_role(certs.at[1], ""));
	ck_assert(!chain_has_role(certs.at[2], "bad"));
	certs_clear(&certs);
}
END_TEST

/* The seconds of both ends are within. */
START_TEST(times)
{
	struct dcp_error err = {0};
	struct chain_purpose p = {.has_time = true};
	struct chain chain;

	ck_assert(chain_load(&chain, CERTS "studio/chain.pem", &err));
	p.time = 1577836800;
	ck_assert_uint_eq(count_all(&chain, &p), 0);
	p.time--;
	ck_assert_uint_eq(count(&chain, &p, CHAIN_NOT_YET), 3);
	p.time = 2145830400;
	ck_assert_uint_eq(count_all(&chain, &p), 0);
	p.now = p.time + 1;
	ck_assert_uint_eq(count(&chain, &p, CHAIN_EXPIRED_NOW), 1);
	p.time++;
	ck_assert_uint_eq(count_all(&chain, &p), 3);
	ck_assert_uint_eq(count(&chain, &p, CHAIN_EXPIRED), 3);
	p = (struct chain_purpose){.has_time = false};
	ck_assert_uint_eq(count_all(&chain, &p), 0);
	chain_clear(&chain);
}
END_TEST

START_TEST(interop_takes_sha1)
{
	struct certs certs = {0};
	struct dcp_error err = {0};
	struct chain_purpose p = {.interop = true, .role = "CS"};
	struct chain chain;

	load(&certs, "bad/algorithm");
	load(&certs, "studio/root");
	load(&certs, "studio/intermediate");
	ck_assert(chain_order(&chain, &certs, NULL, &err));
	ck_assert_uint_eq(count(&chain, &p, CHAIN_ALGORITHM), 0);
	ck_assert_uint_eq(count(&chain, &p, CHAIN_MIXED), 1);
	p.interop = false;
	ck_assert_uint_eq(count(&chain, &p, CHAIN_ALGORITHM), 1);
	chain_clear(&chain);
	certs_clear(&certs);
}
END_TEST

START_TEST(a_device_alone)
{
	struct dcp_error err = {0};
	struct chain_purpose p = {.leaf_only = true, .role = "SM"};
	struct chain chain;

	ck_assert(chain_load(&chain, CERTS "server/leaf.pem", &err));
	ck_assert_uint_eq(count_all(&chain, &p), 0);
	p.leaf_only = false;
	ck_assert_uint_eq(count_all(&chain, &p), 1);
	ck_assert_uint_eq(count(&chain, &p, CHAIN_INCOMPLETE), 1);
	chain_clear(&chain);
}
END_TEST

START_TEST(trusted_roots)
{
	struct dcp_error err = {0};
	struct certs roots = {0};
	struct chain_purpose p = {.trusted = &roots};
	struct chain chain;

	ck_assert(chain_load(&chain, CERTS "studio/chain.pem", &err));
	ck_assert_uint_eq(count(&chain, &p, CHAIN_UNTRUSTED), 1);
	load(&roots, "distribution/root");
	ck_assert_uint_eq(count(&chain, &p, CHAIN_UNTRUSTED), 1);
	load(&roots, "studio/root");
	ck_assert_uint_eq(count_all(&chain, &p), 0);
	certs_clear(&roots);
	chain_clear(&chain);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("chain");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, every_order);
	tcase_add_test(t, named_leaf);
	tcase_add_test(t, signature_before_name);
	tcase_add_test(t, how_many);
	tcase_add_test(t, roles);
	tcase_add_test(t, times);
	tcase_add_test(t, interop_takes_sha1);
	tcase_add_test(t, a_device_alone);
	tcase_add_test(t, trusted_roots);
	return testing_run("chain", t);
}
