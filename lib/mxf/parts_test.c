/* parts_test.c: what parts.h and headerwrite.h promise. */
#include "mxf/parts.h"

#include "base/testing.h"
#include "mxf/header.h"
#include "mxf/headerwrite.h"
#include "mxf/index.h"
#include "mxf/klv.h"
#include "mxf/partition.h"

static const uint64_t offset[3] = {0, 100, 220};

static const struct mxfwrite_options options = {
	.kind = TRACKFILE_SOUND,
	.id = {{1, 2, 3}},
	.edit_rate = {120, 1},
	.sampling_rate = {48000, 1},
	.channel_count = 6,
};

static struct parts
make_parts(void)
{
	return (struct parts){
		.options = &options,
		.essence = essence_of(options.kind),
		.duration = 3,
		.packets_size = 330,
		.offset = offset,
	};
}

/* Read the packet at ${at} of ${b}, and its value. */
static struct span
packet(const struct bytes *b, size_t at, uint64_t in_file, struct klv *klv)
{
	struct span in = span_of(b->at + at, b->size - at, in_file);
	struct dcp_error err = {0};

	ck_assert_msg(klv_read(&in, klv, &err), "%s", err.text);
	return span_take(&in, (size_t)klv->value_size);
}

static struct trackfile_partition
pack(const struct bytes *b, size_t at, uint64_t in_file)
{
	struct trackfile_partition p;
	struct dcp_error err = {0};
	struct klv klv;
	struct span value = packet(b, at, in_file, &klv);

	ck_assert_msg(partition_read(&klv, value, &p, &err), "%s", err.text);
	free(p.containers);
	p.containers = NULL;
	return p;
}

START_TEST(puts_the_front)
{
	struct parts parts = make_parts();
	struct trackfile_partition header, body;
	struct dcp_error err = {0};
	struct bytes b = {0};

	ck_assert(parts_front(&parts, &b, &err));
	ck_assert_uint_eq(parts.header_size, 16384);
	ck_assert_uint_eq(b.size, 16384 + parts_pack_size());
	header = pack(&b, 0, 0);
	ck_assert(ul_is(&header.key, UL_HEADER_CLOSED_COMPLETE));
	ck_assert_uint_eq(header.minor, 2);
	ck_assert_uint_eq(header.kag_size, 1);
	ck_assert_uint_eq(header.header_size, 16244);
	ck_assert_uint_eq(header.footer_partition, parts_footer(&parts));
	ck_assert_uint_eq(header.body_sid, 0);
	body = pack(&b, 16384, 16384);
	ck_assert_uint_eq(body.this_partition, 16384);
	ck_assert_uint_eq(body.body_sid, 1);
	ck_assert_uint_eq(body.footer_partition, 16384 + 140 + 330);
	bytes_clear(&b);
}
END_TEST

/* Every packet of the header is written with a length of four bytes. */
START_TEST(fills_the_header_up)
{
	struct parts parts = make_parts();
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct klv klv = {0};
	size_t at;

	ck_assert(parts_front(&parts, &b, &err));
	for (at = 0; at < 16384; at = (size_t)klv_end(&klv)) {
		(void)packet(&b, at, at, &klv);
		ck_assert_uint_eq(klv.head_size, KLV_HEAD_SIZE);
	}
	ck_assert_uint_eq(at, 16384);
	ck_assert(ul_is(&klv.key, UL_FILL));
	bytes_clear(&b);
}
END_TEST

START_TEST(puts_the_back)
{
	struct parts parts = make_parts();
	struct trackfile_partition footer;
	struct dcp_error err = {0};
	struct index x = {0};
	struct bytes b = {0};
	struct span value;
	struct klv klv;

	parts.header_size = 16384;
	ck_assert(parts_back(&parts, &b, &err));
	footer = pack(&b, 0, parts_footer(&parts));
	ck_assert(ul_is(&footer.key, UL_FOOTER_COMPLETE));
	ck_assert_uint_eq(footer.previous_partition, 16384);
	ck_assert_uint_eq(footer.this_partition, footer.footer_partition);
	ck_assert_uint_eq(footer.index_sid, 129);
	value = packet(&b, footer.size, 0, &klv);
	ck_assert_uint_eq(footer.index_size, klv_end(&klv));
	ck_assert(index_add(&x, &klv, value, &err) && index_join(&x, &err));
	ck_assert_uint_eq(x.duration, 3);
	ck_assert_uint_eq(index_offset(&x, 2), 220);
	value = packet(&b, footer.size + klv_end(&klv), 0, &klv);
	ck_assert(ul_is(&klv.key, UL_RANDOM_INDEX));
	ck_assert_uint_eq(b.size, footer.size + footer.index_size + 60);
	index_clear(&x);
	bytes_clear(&b);
}
END_TEST

START_TEST(leaves_room)
{
	struct room room = {.mark = "mine"}, read;
	struct parts parts = make_parts();
	struct dcp_error err = {0};
	struct bytes empty = {0}, front = {0}, behind = {0};
	size_t at;

	ck_assert(parts_room(&parts, &room, &empty, &err));
	ck_assert(parts_front(&parts, &front, &err));
	ck_assert_uint_eq(empty.size, front.size);
	ck_assert_uint_eq(room.size, 16384);
	ck_assert(room_find(empty.at, empty.size, &read, &at));
	ck_assert_mem_eq(read.mark, room.mark, sizeof(room.mark));
	ck_assert(!room_find(front.at, front.size, &read, &at));
	parts.packets_size = 0;
	ck_assert(parts_room(&parts, &room, &empty, &err));
	parts_behind(&parts, room.size, &behind);
	ck_assert_uint_eq(behind.size, empty.size - room.size);
	ck_assert_mem_eq(behind.at, empty.at + room.size, behind.size);
	bytes_clear(&empty);
	bytes_clear(&front);
	bytes_clear(&behind);
}
END_TEST

/* ST 429-20, 6.1: what a digital cinema file must not have in it. */
START_TEST(leaves_out_what_is_not_allowed)
{
	static const enum model_item banned[] = {
		MODEL_IsRIPPresent, MODEL_ObjectClass,
		MODEL_ApplicationPlugInObjects, MODEL_PrecedingIndexTable,
		MODEL_SingularPartitionUsage, MODEL_FollowingIndexTable,
		MODEL_IsSparse, MODEL_CodingEquations, MODEL_ColorPrimaries,
		MODEL_SingleIndexLocation, MODEL_SingleEssenceLocation,
		MODEL_ForwardIndexDirection,
	};
	struct parts parts = make_parts();
	struct dcp_error err = {0};
	struct header h = {0};
	struct bytes b = {0};
	struct span value;
	size_t i, k;

	ck_assert(parts_front(&parts, &b, &err));
	ck_assert(header_parse(&h, span_of(b.at + 140, 16244, 140), &err));
	for (i = 0; i < h.set_count; i++)
		for (k = 0; k < sizeof(banned) / sizeof(banned[0]); k++)
			ck_assert(!set_find(&h.set[i], banned[k], &value));
	ck_assert_uint_eq(set_unsigned(&h.set[0], MODEL_Version, 0), 258);
	header_clear(&h);
	bytes_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("parts");

	tcase_add_test(t, puts_the_front);
	tcase_add_test(t, fills_the_header_up);
	tcase_add_test(t, puts_the_back);
	tcase_add_test(t, leaves_room);
	tcase_add_test(t, leaves_out_what_is_not_allowed);
	return testing_run("parts", t);
}
