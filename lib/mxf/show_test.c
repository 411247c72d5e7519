/* show_test.c: what show.h promises. */
#include "mxf/show.h"

#include "base/testing.h"
#include "mxf/index.h"
#include "mxf/setwrite.h"

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

	tcase_add_test(t, shows_packets);
	tcase_add_test(t, names_keys);
	return testing_run("show", t);
}
