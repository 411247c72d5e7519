/* essence_test.c: what essence.h promises. */
#include "mxf/essence.h"

#include "base/testing.h"

START_TEST(knows_what_is_written)
{
	const struct essence *e = essence_of(TRACKFILE_SOUND);

	ck_assert_int_eq(e->container, UL_PCM_FRAME_WRAPPED);
	ck_assert_uint_eq(essence_track_number(e), 0x16010101);
	e = essence_of(TRACKFILE_STEREO);
	ck_assert_int_eq(e->packet, UL_JPEG2000_FRAME);
	ck_assert_uint_eq(essence_track_number(e), 0x15010801);
	ck_assert_ptr_null(essence_of(TRACKFILE_OTHER));
}
END_TEST

START_TEST(tells_essence_from_the_rest)
{
	static const enum ul_name essence[] = {
		UL_JPEG2000_FRAME, UL_PCM_FRAME, UL_PCM_CLIP, UL_IAB_FRAME,
		UL_IAB_CLIP, UL_TIMED_TEXT_CLIP, UL_AUX_DATA_FRAME,
		UL_ENCRYPTED_TRIPLET,
	};
	static const enum ul_name other[] = {
		UL_FILL, UL_PRIMER, UL_INDEX_SEGMENT, UL_RANDOM_INDEX,
		UL_BODY_CLOSED_COMPLETE, UL_GENERIC_STREAM_DATA,
	};
	struct ul key;
	size_t i;

	for (i = 0; i < sizeof(essence) / sizeof(essence[0]); i++) {
		key = ul_of(essence[i]);
		ck_assert(essence_is_packet(&key));
	}
	for (i = 0; i < sizeof(other) / sizeof(other[0]); i++) {
		key = ul_of(other[i]);
		ck_assert(!essence_is_packet(&key));
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("essence");

	tcase_add_test(t, knows_what_is_written);
	tcase_add_test(t, tells_essence_from_the_rest);
	return testing_run("essence", t);
}
