#include "audio/channelmap.h"

#include <sndfile.h>
#include <stdio.h>
#include <string.h>

#include "audio/wavwrite.h"
#include "base/testing.h"

#define FILES_MAX	20

static struct dcp_error err;
static struct wav *source[FILES_MAX];
static size_t count;
static struct channelmap map;

static void
close_sources(void)
{
	for (; count > 0; count--)
		wav_close(source[count - 1]);
}

/* Add a file of that name to the sources. */
static void
add(const char *name, unsigned channels)
{
	static const int32_t silence[CHANNELS_MAX];
	struct wavwrite *w;

	w = wavwrite_open(name, channels, 48000, 1, &err);
	ck_assert_ptr_nonnull(w);
	ck_assert(wavwrite_samples(w, silence, 1, &err));
	ck_assert(wavwrite_commit(w, &err));
	source[count] = wav_open(name, &err);
	ck_assert_ptr_nonnull(source[count++]);
}

/* Channel ${at} of the track file, from 1, comes from there; -1: silence. */
static void
expect(unsigned at, int file, unsigned channel)
{
	size_t want = file < 0 ? PCM_SILENCE : (size_t)file;

	ck_assert_uint_le(at, map.channels);
	ck_assert_uint_eq(map.route[at - 1].source, want);
	if (file >= 0)
		ck_assert_uint_eq(map.route[at - 1].channel, channel);
}

START_TEST(names_say_the_place)
{
	static const char *const names[] = {"a_C.wav", "a_L.wav", "a_LFE.wav",
		"a_Ls.wav", "a_R.wav", "a_Rs.wav"};
	size_t i;

	for (i = 0; i < 6; i++)
		add(names[i], 1);
	ck_assert_msg(channelmap_guess(source, count, &map, &err), "%s",
	    err.text);
	ck_assert_uint_eq(map.channels, 6);
	expect(1, 1, 0);
	expect(2, 4, 0);
	expect(3, 0, 0);
	expect(4, 2, 0);
	expect(5, 3, 0);
	expect(6, 5, 0);
	ck_assert_uint_eq(channelmap_configuration(&map), 1);
	add("a_VI-N.wav", 1);
	ck_assert(channelmap_guess(source, count, &map, &err));
	ck_assert_uint_eq(map.channels, 8);
	expect(7, -1, 0);
	expect(8, 6, 0);
	ck_assert_uint_eq(channelmap_configuration(&map), 1);
}
END_TEST

START_TEST(order_counts_without_names)
{
	add("one.wav", 1);
	add("two.wav", 2);
	add("b_L.wav", 1);
	ck_assert(channelmap_guess(source, count, &map, &err));
	ck_assert_uint_eq(map.channels, 4);
	expect(1, 0, 0);
	expect(2, 1, 0);
	expect(3, 1, 1);
	expect(4, 2, 0);
	ck_assert_uint_eq(channelmap_configuration(&map),
	    CHANNELS_WILD_TRACK);
}
END_TEST

/* A polyphonic file that claims these loudspeakers, added to the sources. */
static void
add_claiming(const int *speakers, int channels)
{
	SF_INFO info = {.channels = channels, .samplerate = 48000,
		.format = SF_FORMAT_WAVEX | SF_FORMAT_PCM_24};
	static const int silence[CHANNELS_MAX];
	static const char path[] = "claims.wav";
	SNDFILE *out;

	out = sf_open(path, SFM_WRITE, &info);
	ck_assert_ptr_nonnull(out);
	ck_assert_int_eq(sf_command(out, SFC_SET_CHANNEL_MAP_INFO,
	    (int[CHANNELS_MAX]){speakers[0], speakers[1], speakers[2],
	    speakers[3], speakers[4], speakers[5], speakers[6], speakers[7]},
	    channels * (int)sizeof(int)), SF_TRUE);
	ck_assert_int_eq(sf_writef_int(out, silence, 1), 1);
	sf_close(out);
	source[count] = wav_open(path, &err);
	ck_assert_ptr_nonnull(source[count++]);
}

START_TEST(claimed_loudspeakers_say_the_place)
{
	static const int speakers[] = {SF_CHANNEL_MAP_LEFT,
		SF_CHANNEL_MAP_RIGHT, SF_CHANNEL_MAP_CENTER,
		SF_CHANNEL_MAP_LFE, SF_CHANNEL_MAP_REAR_LEFT,
		SF_CHANNEL_MAP_REAR_RIGHT, SF_CHANNEL_MAP_SIDE_LEFT,
		SF_CHANNEL_MAP_SIDE_RIGHT};

	add_claiming(speakers, 8);
	ck_assert_str_eq(wav_speaker(source[0], 0), "FL");
	ck_assert_str_eq(wav_speaker(source[0], 7), "SR");
	ck_assert(channelmap_guess(source, count, &map, &err));
	ck_assert_uint_eq(map.channels, 12);
	expect(4, 0, 3);
	expect(5, 0, 6);
	expect(6, 0, 7);
	expect(7, -1, 0);
	expect(11, 0, 4);
	expect(12, 0, 5);
	ck_assert_uint_eq(channelmap_configuration(&map),
	    CHANNELS_WILD_TRACK);
}
END_TEST

START_TEST(back_alone_is_surround)
{
	static const int speakers[] = {SF_CHANNEL_MAP_LEFT,
		SF_CHANNEL_MAP_RIGHT, SF_CHANNEL_MAP_CENTER,
		SF_CHANNEL_MAP_LFE, SF_CHANNEL_MAP_REAR_LEFT,
		SF_CHANNEL_MAP_REAR_RIGHT, 0, 0};

	add_claiming(speakers, 6);
	ck_assert(channelmap_guess(source, count, &map, &err));
	ck_assert_uint_eq(map.channels, 6);
	expect(5, 0, 4);
	ck_assert_uint_eq(channelmap_configuration(&map), 1);
}
END_TEST

START_TEST(an_unknown_loudspeaker_leaves_the_order)
{
	static const int speakers[] = {SF_CHANNEL_MAP_LEFT,
		SF_CHANNEL_MAP_RIGHT, SF_CHANNEL_MAP_CENTER,
		SF_CHANNEL_MAP_REAR_CENTER, 0, 0, 0, 0};

	add_claiming(speakers, 4);
	ck_assert(channelmap_guess(source, count, &map, &err));
	ck_assert_uint_eq(map.channels, 4);
	expect(4, 0, 3);
	ck_assert_uint_eq(channelmap_configuration(&map),
	    CHANNELS_WILD_TRACK);
}
END_TEST

START_TEST(half_named_is_refused)
{
	add("a_L.wav", 1);
	add("music.wav", 1);
	ck_assert(!channelmap_guess(source, count, &map, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "music.wav: its name tells no"));
}
END_TEST

START_TEST(two_for_one_place_are_refused)
{
	add("a_Ls.wav", 1);
	add("a_Center.wav", 1);
	add("a_Lss.wav", 1);
	ck_assert(!channelmap_guess(source, count, &map, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "a_Ls.wav (Ls) and "));
	ck_assert_ptr_nonnull(strstr(err.text,
	    "a_Lss.wav (Lss) are both for channel 5"));
	err = (struct dcp_error){0};
	ck_assert(!channelmap_parse("Ls=1,Lss=3", source, count, &map, &err));
	ck_assert_str_eq(err.text, "both Ls and Lss are for channel 5");
}
END_TEST

START_TEST(one_label_twice_is_refused)
{
	add("a.wav", 2);
	ck_assert(!channelmap_parse("L=1,L=2", source, count, &map, &err));
	ck_assert_ptr_nonnull(strstr(err.text,
	    "the channel label L is given twice, want it once"));
}
END_TEST

START_TEST(too_many_are_refused)
{
	add("a.wav", 16);
	ck_assert(channelmap_guess(source, count, &map, &err));
	add("b.wav", 1);
	ck_assert(!channelmap_guess(source, count, &map, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "17 channels, want at most 16"));
}
END_TEST

START_TEST(the_user_says_the_order)
{
	add("film.wav", 6);
	add("hi.wav", 1);
	ck_assert(channelmap_parse("1,3,2,6,4,5,7,-", source, count, &map,
	    &err));
	ck_assert_uint_eq(map.channels, 8);
	expect(2, 0, 2);
	expect(6, 0, 4);
	expect(7, 1, 0);
	expect(8, -1, 0);
	ck_assert_uint_eq(channelmap_configuration(&map),
	    CHANNELS_WILD_TRACK);
	ck_assert(channelmap_widen(&map, 16, &err));
	expect(16, -1, 0);
	ck_assert(!channelmap_widen(&map, 6, &err));
}
END_TEST

START_TEST(the_user_gives_labels)
{
	add("film.wav", 6);
	ck_assert_msg(channelmap_parse("L=1,C=2,R=3,ls=4,rs=5,LFE=6", source,
	    count, &map, &err), "%s", err.text);
	ck_assert_uint_eq(map.channels, 6);
	expect(2, 0, 2);
	expect(3, 0, 1);
	expect(4, 0, 5);
	ck_assert_uint_eq(channelmap_configuration(&map), 1);
}
END_TEST

START_TEST(wrong_maps_are_refused)
{
	static const char *const wrong[] = {"", "0", "3", "1,", ",1", "1,L=2",
		"L=", "=1", "X=1", "L=1,L=2", "L=3", "1=1", "1;2", "--",
		"1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1",
		"11111111111111111111111111111111111111111111111111111111"};
	size_t i;

	add("two.wav", 2);
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		memset(&err, 0, sizeof(err));
		ck_assert_msg(!channelmap_parse(wrong[i], source, count, &map,
		    &err), "%s", wrong[i]);
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("channelmap");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_checked_fixture(t, NULL, close_sources);
	tcase_add_test(t, names_say_the_place);
	tcase_add_test(t, order_counts_without_names);
	tcase_add_test(t, claimed_loudspeakers_say_the_place);
	tcase_add_test(t, back_alone_is_surround);
	tcase_add_test(t, an_unknown_loudspeaker_leaves_the_order);
	tcase_add_test(t, half_named_is_refused);
	tcase_add_test(t, two_for_one_place_are_refused);
	tcase_add_test(t, one_label_twice_is_refused);
	tcase_add_test(t, too_many_are_refused);
	tcase_add_test(t, the_user_says_the_order);
	tcase_add_test(t, the_user_gives_labels);
	tcase_add_test(t, wrong_maps_are_refused);
	return testing_run("channelmap", t);
}
