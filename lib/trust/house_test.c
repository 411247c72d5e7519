/* house_test.c: tests of house.c. */
#include "trust/house.h"

#include "base/testing.h"

#define STUDIO	"testdata/certs/studio/"

static const struct house form = {
	.organization = "Example", .unit = "Unit", .name = "house",
	.roles = "CS", .not_before = 1577836800, .not_after = 2145830400,
	.serial = 7,
};

static struct privkey *
load(const char *path)
{
	struct dcp_error err = {0};
	struct privkey *key = privkey_load(path, NULL, NULL, &err);

	ck_assert_msg(key != NULL, "%s", err.text);
	return key;
}

static void
check_in_order(const struct chain *chain)
{
	struct chain_purpose purpose = {.has_time = true, .time = 1704067200};
	struct chain_faults faults = {0};
	struct dcp_error err = {0};

	ck_assert(chain_check(chain, &purpose, &faults, &err));
	ck_assert_msg(faults.count == 0, "%s", faults.count == 0 ? "" :
	    faults.fault[0].text);
	chain_faults_clear(&faults);
}

START_TEST(makes_what_its_own_rules_take)
{
	static const char *const names[] = {"CS.house", ".house.intermediate",
	    ".house.root"};
	static const char *const serials[] = {"9", "8", "7"};
	struct privkey *keys[HOUSE_SIZE] = {load(STUDIO "leaf.key"),
	    load(STUDIO "intermediate.key"), load(STUDIO "root.key")};
	struct dcp_error err = {0};
	struct chain chain;
	size_t i;

	ck_assert_msg(house_make(&form, keys, &chain, &err), "%s", err.text);
	ck_assert_uint_eq(chain.certs.count, HOUSE_SIZE);
	for (i = 0; i < HOUSE_SIZE; i++) {
		const struct cert_facts *f = cert_facts(chain.certs.at[i]);

		ck_assert(privkey_matches(keys[i], chain.certs.at[i]));
		ck_assert_str_eq(f->subject.common_name.text, names[i]);
		ck_assert_str_eq(f->serial, serials[i]);
		privkey_free(keys[i]);
	}
	check_in_order(&chain);
	chain_clear(&chain);
}
END_TEST

START_TEST(issues_below_an_issuer)
{
	struct privkey *key = load("testdata/certs/server/leaf.key");
	struct house leaf = form;
	struct dcp_error err = {0};
	struct signer by;
	struct chain chain;

	leaf.roles = "SM";
	ck_assert(signer_load(&by, STUDIO "chain.pem",
	    load(STUDIO "intermediate.key"), &err));
	ck_assert(house_issue(&leaf, key, NULL, &by, &chain, &err));
	ck_assert_uint_eq(chain.certs.count, 3);
	ck_assert(privkey_matches(key, chain_leaf(&chain)));
	/* The organization is the issuer's. */
	ck_assert_str_eq(cert_facts(chain_leaf(&chain))->
	    subject.organization.text, "Example Studio");
	check_in_order(&chain);
	chain_clear(&chain);
	leaf.name = "not_printable";
	ck_assert(!house_issue(&leaf, key, NULL, &by, &chain, &err));
	ck_assert_uint_eq(chain.certs.count, 0);
	signer_clear(&by);
	privkey_free(key);
}
END_TEST

START_TEST(knows_roles)
{
	static const char *const good[] = {"CS", "SM", "CS SM", "SM MDI MDA"};
	static const char *const bad[] = {"", "XX", "cs", "CS ", " CS",
	    "CS  SM", "XX-Y Z", "CS.SM", "C", "CSS"};
	struct dcp_error err = {0};
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		ck_assert_msg(house_check_roles(good[i], &err), "%s", err.text);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		err = (struct dcp_error){0};
		ck_assert_msg(!house_check_roles(bad[i], &err), "%s", bad[i]);
		ck_assert_int_eq(err.status, DCP_REFUSED);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("house");

	tcase_add_test(t, makes_what_its_own_rules_take);
	tcase_add_test(t, issues_below_an_issuer);
	tcase_add_test(t, knows_roles);
	return testing_run("house", t);
}
