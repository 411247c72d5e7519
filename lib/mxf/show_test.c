/* show_test.c: what show.h promises. */
#include "mxf/show.h"

#include "base/testing.h"
#include "mxf/index.h"
#include "mxf/setwrite.h"

static void
check_value(enum model_item item, const char *bytes, size_t size,
    const char *want)
{
	struct bytes b = {0};

	show_value(item, span_of(bytes, size, 0), &b);
	ck_assert_str_eq(bytes_text(&b), want);
	bytes_clear(&b);
}

START_TEST(shows_values)
{
	check_value(MODEL_FrameLayout, "\x05", 1, "5");
	check_value(MODEL_Origin, "\xff\xff\xff\xff\xff\xff\xff\xff", 8, "-1");
	check_value(MODEL_EditRate, "\0\0\x5d\xc0\0\0\x03\xe9", 8,
	    "24000/1001");
	check_value(MODEL_Version, "\x01\x02", 2, "1.2");
	check_value(MODEL_ProductVersion, "\0\1\0\2\0\0\0\4\0\5", 10,
	    "1.2.0.4.5");
	check_value(MODEL_LastModifiedDate, "\x07\xea\x0b\x16\x0f\1\2\x7d", 8,
	    "2026-11-22T15:01:02.500");
	check_value(MODEL_TrackName, "\0A\0\n\0B", 6, "\"A\\x0aB\"");
	check_value(MODEL_RFC5646SpokenLanguage, "en", 2, "\"en\"");
	check_value(MODEL_PictureComponentSizing,
	    "\0\0\0\2\0\0\0\3\x0b\1\1\x0b\2\2", 14, "2: 11/1/1 11/2/2");
	check_value(MODEL_PixelLayout, "X\x0c" "Y\x0c" "Z\x0c"
	    "\0\0\0\0\0\0\0\0\0", 16, "58/12 59/12 5a/12 00/0 00/0 00/0 00/0 00/0");
	check_value(MODEL_CodingStyleDefault, "\x01\xff", 2, "01ff");
	check_value(MODEL_DMSchemes, "\0\0\0\0\0\0\0\x10", 8, "0:");
}
END_TEST

/* What has not the form of its type is shown as it is. */
START_TEST(shows_odd_values_as_hex)
{
	check_value(MODEL_EditRate, "\0\0\0\x18", 4, "0x00000018");
	check_value(MODEL_FrameLayout, "", 0, "0x");
	check_value(MODEL_Tracks, "\0\0\0\1\0\0\0\x10\1\2", 10,
	    "0x00000001000000100102");
	check_value(MODEL_None, "\1\2", 2, "0102");
}
END_TEST

static void
add_row(void *context, const char *name, const char *value)
{
	bytes_printf(context, "%s=%s;", name, value);
}

static void
check_packet(const struct bytes *packet, const struct primer *primer,
    bool entries, const char *want)
{
	struct bytes rows = {0};
	const struct show show = {add_row, &rows, entries};
	struct span in = span_of(packet->at, packet->size, 0);
	struct dcp_error err = {0};
	struct klv klv;

	ck_assert(klv_read(&in, &klv, &err));
	ck_assert(show_has_rows(&klv.key));
	ck_assert_msg(show_packet(&show, &klv, in, primer, &err), "%s",
	    err.text);
	ck_assert_str_eq(bytes_text(&rows), want);
	bytes_clear(&rows);
}

static struct uuid
no_id(void *context, uint64_t n)
{
	(void)context;
	(void)n;
	return (struct uuid){{0}};
}

START_TEST(shows_packets)
{
	const struct index_writer w = {{24, 1}, no_id, NULL};
	const uint64_t offset[] = {0, 77};
	struct uuid id = {{0}};
	struct primer primer = {0};
	struct bytes b = {0};
	struct setwrite set = {.to = &b, .primer = &primer};

	setwrite_begin(&set, MODEL_SET_JPEG2000PictureSubDescriptor, &id);
	setwrite_number(&set, MODEL_Rsiz, 3);
	setwrite_end(&set);
	check_packet(&b, &primer, false, "InstanceUID="
	    "00000000-0000-0000-0000-000000000000;Rsiz=3;");
	check_packet(&b, NULL, false, "InstanceUID="
	    "00000000-0000-0000-0000-000000000000;ffff =0003;");
	bytes_reset(&b);
	primer_put(&primer, &b);
	check_packet(&b, NULL, false,
	    "3c0a=060e2b34.01010101.01011502.00000000 InstanceUID;"
	    "ffff=060e2b34.0101010a.04010603.01000000 Rsiz;");
	bytes_reset(&b);
	index_put_entries(&w, offset, 2, &b);
	check_packet(&b, NULL, true, "InstanceUID="
	    "00000000-0000-0000-0000-000000000000;IndexEditRate=24/1;"
	    "IndexStartPosition=0;IndexDuration=2;EditUnitByteCount=0;"
	    "IndexSID=129;BodySID=1;SliceCount=0;PosTableCount=0;"
	    "DeltaEntryArray=1: 0/0/0;IndexEntryArray=2 entries;"
	    "Entry=0: 0 flags 80, 0, 0;Entry=1: 77 flags 80, 0, 0;");
	bytes_clear(&b);
	primer_clear(&primer);
}
END_TEST

START_TEST(names_keys)
{
	struct ul key = ul_of(UL_PRIMER);

	ck_assert_str_eq(show_key(&key), "PrimerPack");
	key = model_set_key(MODEL_SET_Preface);
	ck_assert_str_eq(show_key(&key), "Preface");
	key = ul_of(UL_JPEG2000_FRAME);
	key.bytes[15] = 9;
	ck_assert_str_eq(show_key(&key), "Essence");
	ck_assert(!show_has_rows(&key));
	key.bytes[4] = 9;
	ck_assert_str_eq(show_key(&key), "unknown");
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("show");

	tcase_add_test(t, shows_values);
	tcase_add_test(t, shows_odd_values_as_hex);
	tcase_add_test(t, shows_packets);
	tcase_add_test(t, names_keys);
	return testing_run("show", t);
}
