/*
 * units_test.c: what units.h and layout.h promise, of files that lie
 * otherwise than ours: essence in two body partitions, clips.
 */
#include "mxf/units.h"

#include "base/testing.h"
#include "mxf/layout.h"
#include "mxf/mxftesting.h"
#include "mxf/partition.h"

#define UNIT_SIZE	100u

static struct uuid
no_id(void *context, uint64_t n)
{
	(void)context;
	(void)n;
	return (struct uuid){{0}};
}

static const struct index_writer writer = {{24, 1}, no_id, NULL};

static void
put_pack(struct bytes *to, enum ul_name key, uint64_t body_offset,
    uint32_t body_sid)
{
	struct trackfile_partition p = {
		.key = ul_of(key), .major = 1, .minor = 3,
		.this_partition = to->size, .body_offset = body_offset,
		.body_sid = body_sid,
	};

	partition_put(&p, to);
}

static void
put_frame(struct bytes *to, uint8_t value)
{
	struct ul key = ul_of(UL_PCM_FRAME);

	klv_put_head(to, &key, UNIT_SIZE - KLV_HEAD_SIZE);
	bytes_fill(to, value, UNIT_SIZE - KLV_HEAD_SIZE);
}

/* Load what was made, as mxfread.c would, but for the header metadata. */
struct opened {
	struct input *in;
	struct trackfile t;
	struct units units;
};

static void
open_units(struct opened *o, const struct bytes *file)
{
	struct dcp_error err = {0};

	*o = (struct opened){0};
	testing_save(MXFTESTING_PATH, file->at, file->size);
	o->in = input_open(MXFTESTING_PATH, &err);
	ck_assert_ptr_nonnull(o->in);
	o->t.kind = TRACKFILE_SOUND;
	ck_assert_msg(layout_load(o->in, &o->t, &err), "%s", err.text);
	ck_assert_msg(units_load(&o->units, o->in, &o->t, &err), "%s",
	    err.text);
}

static void
close_units(struct opened *o)
{
	input_close(o->in);
	units_clear(&o->units);
	trackfile_clear(&o->t);
}

static uint8_t
first_byte(const struct opened *o, uint64_t unit, uint64_t size)
{
	struct mxfread_place place;
	struct dcp_error err = {0};
	uint8_t byte;

	ck_assert_msg(units_locate(&o->units, unit, TRACKFILE_LEFT, &place,
	    &err), "%s", err.text);
	ck_assert_uint_eq(place.size, size);
	ck_assert(input_read(o->in, place.offset, &byte, 1, &err));
	return byte;
}

/* Header, a body partition of two frames and its index, one of three. */
static void
make_two_bodies(struct bytes *to)
{
	static const uint64_t offset[] = {0, 100, 200, 300, 400};
	uint64_t second;
	uint8_t i;

	put_pack(to, UL_HEADER_CLOSED_COMPLETE, 0, 0);
	put_pack(to, UL_BODY_CLOSED_COMPLETE, 0, 1);
	put_frame(to, 0);
	put_frame(to, 1);
	second = to->size;
	put_pack(to, UL_BODY_CLOSED_COMPLETE, 200, 1);
	klv_put_fill(to, 64);
	for (i = 2; i < 5; i++)
		put_frame(to, i);
	put_pack(to, UL_FOOTER_COMPLETE, 0, 0);
	index_put_entries(&writer, offset, 5, to);
	partition_put_rows((struct partition_row[]){
		{0, 0}, {1, 109}, {1, second}}, 3, to);
}

START_TEST(maps_an_index_over_two_bodies)
{
	struct bytes b = {0};
	struct opened o;
	uint8_t i;

	make_two_bodies(&b);
	open_units(&o, &b);
	/* The random index is wrong, so that the packets were walked. */
	ck_assert_ptr_nonnull(o.t.fault);
	ck_assert_uint_eq(o.t.partition_count, 4);
	ck_assert(!o.t.index_broken && !o.t.clip);
	ck_assert_uint_eq(o.t.duration, 5);
	for (i = 0; i < 5; i++)
		ck_assert_uint_eq(first_byte(&o, i, 80), i);
	close_units(&o);
	bytes_clear(&b);
}
END_TEST

static void
make_clip(struct bytes *to, bool constant)
{
	static const uint64_t offset[] = {20, 30, 60};
	struct ul key = ul_of(UL_PCM_CLIP);
	uint8_t i;

	put_pack(to, UL_HEADER_CLOSED_COMPLETE, 0, 0);
	put_pack(to, UL_BODY_CLOSED_COMPLETE, 0, 1);
	klv_put_head(to, &key, 90);
	for (i = 0; i < 90; i++)
		bytes_u8(to, i);
	put_pack(to, UL_FOOTER_COMPLETE, 0, 0);
	if (constant)
		index_put_constant(&writer, 0, 6, to);
	else
		index_put_entries(&writer, offset, 3, to);
}

START_TEST(reads_edit_units_within_a_clip)
{
	struct bytes b = {0};
	struct opened o;

	make_clip(&b, true);
	open_units(&o, &b);
	ck_assert(o.t.clip && !o.t.index_broken);
	ck_assert_uint_eq(o.t.duration, 15);
	ck_assert_uint_eq(first_byte(&o, 14, 6), 84);
	close_units(&o);

	bytes_reset(&b);
	make_clip(&b, false);
	open_units(&o, &b);
	ck_assert(o.t.clip && !o.t.index_broken);
	ck_assert_uint_eq(o.t.duration, 3);
	ck_assert_uint_eq(first_byte(&o, 0, 10), 0);
	ck_assert_uint_eq(first_byte(&o, 1, 30), 10);
	ck_assert_uint_eq(first_byte(&o, 2, 50), 40);
	close_units(&o);
	bytes_clear(&b);
}
END_TEST

START_TEST(takes_a_file_without_essence)
{
	struct bytes b = {0};
	struct opened o;

	put_pack(&b, UL_HEADER_CLOSED_COMPLETE, 0, 0);
	put_pack(&b, UL_FOOTER_COMPLETE, 0, 0);
	open_units(&o, &b);
	ck_assert(o.t.index_broken);
	ck_assert_uint_eq(o.t.duration, 0);
	close_units(&o);
	bytes_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("units");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, maps_an_index_over_two_bodies);
	tcase_add_test(t, reads_edit_units_within_a_clip);
	tcase_add_test(t, takes_a_file_without_essence);
	return testing_run("units", t);
}
