/* csv_test.c: tables of spreadsheets, good and bad. */
#include "base/csv.h"
#include "base/testing.h"

static struct csv
parse(const char *text)
{
	struct dcp_error err = {0};
	struct csv csv;

	ck_assert_msg(csv_parse(text, strlen(text), &csv, &err), "%s",
	    err.text);
	return csv;
}

/* The rows of ${text}, fields between '|', rows behind '/'. */
static void
check(const char *text, const char *want)
{
	struct csv csv = parse(text);
	char have[400] = "";
	size_t i, j, size = 0;

	for (i = 0; i < csv.row_count; i++)
		for (j = 0; j < csv.rows[i].field_count; j++)
			size += (size_t)snprintf(have + size,
			    sizeof(have) - size, "%s%s", j > 0 ? "|" :
			    i > 0 ? "/" : "", csv.rows[i].fields[j]);
	ck_assert_str_eq(have, want);
	csv_clear(&csv);
}

START_TEST(test_forms)
{
	check("", "");
	check("a", "a");
	check("a,b\nc,d\n", "a|b/c|d");
	check("a,b\r\nc,d\r\n", "a|b/c|d");
	check("a,b\r\nc,d\r", "a|b/c|d");
	check("\xef\xbb\xbf" "a;b\nc,1;d", "a|b/c,1|d");
	check("a\tb\n c \t d e ", "a|b/c|d e");
	check("a,b\n,\n\n  \nc,\n", "a|b/c|");
	check("a,,b", "a||b");
	check("\"a,1\",\"b\"\"c\"\"\"\n\"x\ny\", z \n", "a,1|b\"c\"/x\ny|z");
	check("\"\",\"a\" , b", "|a|b");
	check("\"a;b\",c\nd;e,f", "a;b|c/d;e|f");
	check("M\xc3\xbcller,\xe5\xbd\xb1\xe9\x99\xa2", "M\xc3\xbcller|"
	    "\xe5\xbd\xb1\xe9\x99\xa2");
}
END_TEST

START_TEST(test_lines)
{
	struct csv csv = parse("a\n\n\"b\nc\"\nd");

	ck_assert_uint_eq(csv.row_count, 3);
	ck_assert_uint_eq(csv.rows[1].line, 3);
	ck_assert_uint_eq(csv.rows[2].line, 5);
	csv_clear(&csv);
}
END_TEST

START_TEST(test_bad)
{
	static const struct {
		const char *text, *why;
	} bad[] = {
		{"a\n\"b\n\n", "line 2: have a quote that does not close"},
		{"a\n\"b\"c", "line 2: have text behind a closing quote"},
		{"a\nb\"c", "line 2: have a quote in the midst"},
		{"a\n\xff", "is no UTF-8 text"},
	};
	struct csv csv;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct dcp_error err = {0};

		ck_assert(!csv_parse(bad[i].text, strlen(bad[i].text), &csv,
		    &err));
		ck_assert_msg(strncmp(err.text, bad[i].why,
		    strlen(bad[i].why)) == 0, "%s", err.text);
		ck_assert_ptr_null(csv.text);
	}
}
END_TEST

START_TEST(test_nul)
{
	struct dcp_error err = {0};
	struct csv csv;

	ck_assert(!csv_parse("a\0b", 3, &csv, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
}
END_TEST

/* Cut anywhere, it is a table or a polite failure. */
START_TEST(test_truncations)
{
	static const char text[] = "\xef\xbb\xbf" "cinema;screen\r\n\"M\xc3\xbc"
	    "ller \"\"A\"\"\";1\r\n";
	struct csv csv;
	size_t size;

	for (size = 0; size < sizeof(text); size++) {
		struct dcp_error err = {0};
		char *copy = malloc(size + 1);

		ck_assert_ptr_nonnull(copy);
		memcpy(copy, text, size);
		ck_assert_int_eq(csv_parse(copy, size, &csv, &err),
		    err.status == DCP_OK);
		csv_clear(&csv);
		free(copy);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("csv");

	tcase_add_test(t, test_forms);
	tcase_add_test(t, test_lines);
	tcase_add_test(t, test_bad);
	tcase_add_test(t, test_nul);
	tcase_add_test(t, test_truncations);
	return testing_run("csv", t);
}
