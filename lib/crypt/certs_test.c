/* certs_test.c: tests of certs.c. */
#include "crypt/certs.h"

#include "base/input.h"
#include "base/testing.h"

#define STUDIO	"testdata/certs/studio/"

static struct bytes
read_file(const char *path)
{
	struct dcp_error err = {0};
	struct bytes all = {0};

	ck_assert_msg(input_load(path, 1 << 20, &all, &err), "%s", err.text);
	return all;
}

START_TEST(all_of_a_file)
{
	struct dcp_error err = {0};
	struct certs certs = {0};

	ck_assert(certs_load(&certs, STUDIO "chain.pem", &err));
	ck_assert_uint_eq(certs.count, 3);
	ck_assert_str_eq(cert_facts(certs.at[0])->serial, "4099");
	ck_assert_str_eq(cert_facts(certs.at[2])->serial, "4097");
	ck_assert(certs_load(&certs, STUDIO "leaf.pem", &err));
	ck_assert_uint_eq(certs.count, 4);
	certs_clear(&certs);
}
END_TEST

/* As servers' certificates come by mail: text before, CRLF, keys between. */
START_TEST(text_and_other_blocks_are_passed_over)
{
	struct bytes cert = read_file(STUDIO "leaf.pem");
	struct bytes key = read_file(STUDIO "leaf.key");
	struct bytes all = {0};
	struct certs certs = {0};
	struct dcp_error err = {0};
	size_t i;

	bytes_printf(&all, "Subject: our new server\r\n\r\nHello,\r\n");
	for (i = 0; i < cert.size; i++)
		if (cert.at[i] == '\n')
			bytes_put(&all, "\r\n", 2);
		else
			bytes_u8(&all, cert.at[i]);
	bytes_put(&all, key.at, key.size);
	bytes_printf(&all, "and so on\n");
	bytes_put(&all, cert.at, cert.size);
	ck_assert_msg(certs_parse(&certs, all.at, all.size, &err), "%s",
	    err.text);
	ck_assert_uint_eq(certs.count, 2);
	ck_assert(cert_equal(certs.at[0], certs.at[1]));
	certs_clear(&certs);
	bytes_clear(&all);
	bytes_clear(&cert);
	bytes_clear(&key);
}
END_TEST

START_TEST(one_in_der)
{
	struct dcp_error err = {0};
	struct certs pem = {0}, der = {0};
	const uint8_t *at;
	size_t size;

	ck_assert(certs_load(&pem, STUDIO "leaf.pem", &err));
	at = cert_der(pem.at[0], &size);
	ck_assert(certs_parse(&der, at, size, &err));
	ck_assert_uint_eq(der.count, 1);
	ck_assert(cert_equal(pem.at[0], der.at[0]));
	certs_clear(&pem);
	certs_clear(&der);
}
END_TEST

/* Cut within a certificate it is broken; between two there are fewer. */
START_TEST(every_truncation_is_polite)
{
	struct bytes all = read_file(STUDIO "chain.pem");
	size_t n;

	for (n = 0; n < all.size; n += 7) {
		struct dcp_error err = {0};
		struct certs certs = {0};
		bool ok = certs_parse(&certs, all.at, n, &err);

		ck_assert(ok == (certs.count > 0));
		ck_assert(ok == (err.status == DCP_OK));
		ck_assert_uint_lt(certs.count, 3);
		certs_clear(&certs);
	}
	bytes_clear(&all);
}
END_TEST

START_TEST(a_broken_one_spoils_all)
{
	struct bytes all = read_file(STUDIO "chain.pem");
	struct dcp_error err = {0};
	struct certs certs = {0};

	/* In the middle of the second one, as all are of one size. */
	memset(all.at + all.size / 2, 'A', 100);
	ck_assert(!certs_parse(&certs, all.at, all.size, &err));
	ck_assert_int_eq(strncmp(err.text, "certificate 2: ", 15), 0);
	ck_assert_uint_eq(certs.count, 0);
	certs_clear(&certs);
	bytes_clear(&all);
}
END_TEST

START_TEST(what_is_none)
{
	struct dcp_error err = {0};
	struct certs certs = {0};

	ck_assert(!certs_load(&certs, STUDIO "leaf.key", &err));
	ck_assert_str_eq(err.text, STUDIO "leaf.key: have no certificate, want "
	    "at least one, in PEM or DER form");
	err = (struct dcp_error){0};
	ck_assert(!certs_load(&certs, STUDIO "nothing.pem", &err));
	ck_assert_int_eq(err.status, DCP_IO);
	err = (struct dcp_error){0};
	ck_assert(!certs_parse(&certs, "", 0, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	certs_clear(&certs);
}
END_TEST

START_TEST(sharing)
{
	struct dcp_error err = {0};
	struct certs a = {0}, b = {0};

	ck_assert(certs_load(&a, STUDIO "leaf.pem", &err));
	ck_assert(certs_add(&b, cert_share(a.at[0]), &err));
	certs_clear(&a);
	ck_assert_str_eq(cert_facts(b.at[0])->serial, "4099");
	ck_assert(!certs_add(&b, NULL, &err));
	certs_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("certs");

	tcase_add_test(t, all_of_a_file);
	tcase_add_test(t, text_and_other_blocks_are_passed_over);
	tcase_add_test(t, one_in_der);
	tcase_add_test(t, every_truncation_is_polite);
	tcase_add_test(t, a_broken_one_spoils_all);
	tcase_add_test(t, what_is_none);
	tcase_add_test(t, sharing);
	return testing_run("certs", t);
}
