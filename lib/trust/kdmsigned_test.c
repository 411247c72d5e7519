/* kdmsigned_test.c: messages that were altered after they were signed. */
#include "trust/kdmsigned.h"
#include "trust/kdmtesting.h"
#include "xml/xmlread.h"

static bool
check(const char *text, struct dcp_error *err)
{
	struct xml_document *doc = xmlread_parse(text, strlen(text), err);
	struct digest signer;
	struct kdm kdm;
	bool ok;

	ck_assert_msg(doc != NULL, "%s", err->text);
	ck_assert(kdm_parse(doc, &kdm, err));
	ok = kdmsigned_check(&kdm, &signer, err);
	ck_assert_uint_eq(signer.size, ok ? 20 : 0);
	kdm_clear(&kdm);
	return ok;
}

START_TEST(test_altered)
{
	/* A character behind these in the two parts and the signature. */
	static const char *const places[] = {"A fil", "NotValidAfter>202",
	    "<enc:CipherValue>", "<ds:DigestValue>", "<ds:SignatureValue>"};
	struct dcp_error err = {0};
	struct kdmtesting t;
	struct bytes text = {0};
	char *at;
	size_t i;

	kdmtesting_open(&t);
	ck_assert(kdmmake_format(&t.make, &t.to, &text, &err));
	ck_assert_msg(check(bytes_text(&text), &err), "%s", err.text);
	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct dcp_error why = {0};
		char kept;

		at = strstr((char *)text.at, places[i]);
		ck_assert_ptr_nonnull(at);
		at += strlen(places[i]);
		kept = *at;
		*at = kept == '6' ? '7' : kept == 'A' ? 'B' : 'A';
		ck_assert(!check((char *)text.at, &why));
		ck_assert_int_eq(why.status, DCP_BAD_INPUT);
		*at = kept;
	}
	bytes_clear(&text);
	kdmtesting_close(&t);
}
END_TEST

START_TEST(test_unsigned)
{
	struct dcp_error err = {0}, why = {0};
	struct kdm kdm = kdmtesting_make();
	struct bytes text = {0};

	ck_assert(kdm_format(&kdm, &text, &err));
	ck_assert(!check(bytes_text(&text), &why));
	ck_assert_str_eq(why.text, "is not signed");
	bytes_clear(&text);
	kdm_clear(&kdm);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("kdmsigned");

	tcase_add_test(t, test_altered);
	tcase_add_test(t, test_unsigned);
	return testing_run("kdmsigned", t);
}
