/* xmlguard_test.c: what xmlguard.h promises. */
#include "xml/xmlguard.h"

#include <string.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "base/testing.h"

/* ${text} with every character in ${width} bytes, the last of which counts. */
static bool
check(const char *text, size_t width, bool little, struct dcp_error *err)
{
	struct bytes b = {0};
	bool ok;

	for (; *text != '\0'; text++) {
		bytes_fill(&b, 0, little ? 0 : width - 1);
		bytes_u8(&b, (uint8_t)*text);
		bytes_fill(&b, 0, little ? width - 1 : 0);
	}
	*err = (struct dcp_error){0};
	ok = xmlguard_check(b.at, b.size, err);
	bytes_clear(&b);
	return ok;
}

static void
put_attributes(struct bytes *b, int count)
{
	while (count-- > 0)
		bytes_printf(b, " a%d='>=\"'", count);
}

START_TEST(counts_attributes_of_one_element)
{
	struct dcp_error err;
	struct bytes b = {0};

	bytes_printf(&b, "<?xml version='1.0'?>\n<!-- ===");
	put_attributes(&b, 1000);
	bytes_printf(&b, "--><a><![CDATA[<x");
	put_attributes(&b, 1000);
	bytes_printf(&b, ">]]><?pi");
	put_attributes(&b, 1000);
	bytes_printf(&b, "?>\n<b");
	put_attributes(&b, LIMIT_XML_ATTRIBUTES);
	bytes_printf(&b, ">=====</b><c x='%*s'/>", 1000, "=");
	ck_assert_msg(check(bytes_text(&b), 1, false, &err), "%s", err.text);
	ck_assert(check(bytes_text(&b), 2, false, &err));
	ck_assert(check(bytes_text(&b), 2, true, &err));

	bytes_printf(&b, "\n<d");
	put_attributes(&b, LIMIT_XML_ATTRIBUTES + 1);
	ck_assert(!check(bytes_text(&b), 1, false, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_str_eq(err.text, "line 4: have an element of more than 256 "
	    "attributes");
	ck_assert(!check(bytes_text(&b), 2, false, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert(!check(bytes_text(&b), 2, true, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	bytes_clear(&b);
}
END_TEST

START_TEST(counts_all_nodes_together)
{
	static const struct {
		const char *piece;
		size_t nodes;
	} kinds[] = {{"<!---->", 1}, {"<?b?>", 1}, {"<b>text</b>", 2},
	    {"<b/> ", 2}, {"<b c='' d='=' />", 5}};
	struct dcp_error err;
	struct bytes b = {0};
	size_t i, k, size, most;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size = strlen(kinds[i].piece);
		most = (LIMIT_XML_NODES - 1) / kinds[i].nodes;
		bytes_reset(&b);
		bytes_put(&b, "<a>", 3);
		for (k = 0; k <= most; k++)
			bytes_put(&b, kinds[i].piece, size);
		err = (struct dcp_error){0};
		ck_assert_msg(xmlguard_check(b.at, b.size - size, &err), "%s",
		    kinds[i].piece);
		ck_assert_msg(!xmlguard_check(b.at, b.size, &err), "%s",
		    kinds[i].piece);
		ck_assert_int_eq(err.status, DCP_REFUSED);
	}
	bytes_clear(&b);
}
END_TEST

START_TEST(takes_encodings_it_can_look_through)
{
	static const char *const good[] = {"<a/>", " <a/>", "\xef\xbb\xbf<a/>",
	    "<?xml version='1.0'?><a encoding='UTF-7'/>",
	    "<?xml version='1.0' encoding='utf-8'?><a/>",
	    "<?xml version='1.0' encoding=\"ISO-8859-1\"?><a/>",
	    "<?xml version='1.0' encoding='Shift_JIS'?><a/>",
	    "<?xml version='1.0' encoding='UT"};
	static const char *const bad[] = {
	    "<?xml version='1.0' encoding='UTF-7'?><a/>",
	    "<?xml version='1.0' encoding='ISO-2022-JP'?><a/>",
	    "<?xml version='1.0' encoding='UCS-4'?><a/>",
	    "text", "\x4c\x6f\xa7\x94"};
	struct dcp_error err;
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		ck_assert_msg(check(good[i], 1, false, &err), "%s", good[i]);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_msg(!check(bad[i], 1, false, &err), "%s", bad[i]);
		ck_assert_int_ne(err.status, DCP_OK);
	}
	ck_assert(!check("<a/>", 4, false, &err));
	err = (struct dcp_error){0};
	ck_assert(!xmlguard_check("\xff\xfe\0\0<\0\0\0", 8, &err));
	err = (struct dcp_error){0};
	ck_assert(xmlguard_check(NULL, 0, &err));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("xmlguard");

	tcase_add_test(t, counts_attributes_of_one_element);
	tcase_add_test(t, counts_all_nodes_together);
	tcase_add_test(t, takes_encodings_it_can_look_through);
	return testing_run("xmlguard", t);
}
