#include "audio/channels.h"

#include "base/testing.h"

static unsigned
number_of(const char *path)
{
	const struct channels_label *label = channels_of_file(path);

	return label == NULL ? 0 : label->number;
}

START_TEST(names_of_files_tell_channels)
{
	ck_assert_uint_eq(number_of("sound/reel1_L.wav"), 1);
	ck_assert_uint_eq(number_of("reel1-r.wav"), 2);
	ck_assert_uint_eq(number_of("C.wav"), 3);
	ck_assert_uint_eq(number_of("a.lfe.wav"), 4);
	ck_assert_uint_eq(number_of("film Ls.wav"), 5);
	ck_assert_uint_eq(number_of("film_Rss.wav"), 6);
	ck_assert_uint_eq(number_of("film_VI-N.wav"), 8);
	ck_assert_uint_eq(number_of("film_Lrs"), 11);
	ck_assert_uint_eq(number_of("music.wav"), 0);
	ck_assert_uint_eq(number_of("_L/mix.wav"), 0);
	ck_assert_uint_eq(number_of("small.wav"), 0);
	ck_assert_uint_eq(number_of(""), 0);
}
END_TEST

/* Configuration of the layout of ${names}, ended by NULL; 0 if none. */
static unsigned
configuration(const char *const *names)
{
	const struct channels_label *labels[CHANNELS_MAX];
	const struct channels_layout *layout;
	size_t n;

	for (n = 0; names[n] != NULL; n++) {
		labels[n] = channels_find(names[n]);
		ck_assert_ptr_nonnull(labels[n]);
	}
	layout = channels_layout_of(labels, n);
	return layout == NULL ? 0 : layout->configuration;
}

START_TEST(layouts_need_all_their_channels)
{
	ck_assert_uint_eq(configuration((const char *[]){
	    "L", "R", "C", "LFE", "Ls", "Rs", NULL}), 1);
	ck_assert_uint_eq(configuration((const char *[]){
	    "Rs", "Ls", "HI", "vin", "LFE", "C", "R", "L", NULL}), 1);
	ck_assert_uint_eq(configuration((const char *[]){
	    "L", "R", "C", "LFE", "Ls", "Rs", "FSK", NULL}), 0);
	ck_assert_uint_eq(configuration((const char *[]){
	    "L", "R", "C", "LFE", "Ls", "Rs", "Lc", "Rc", NULL}), 0);
	ck_assert_uint_eq(configuration((const char *[]){
	    "L", "R", "C", "LFE", "Lss", "Rss", "Lrs", "Rrs", NULL}), 0);
	ck_assert_uint_eq(configuration((const char *[]){
	    "L", "R", "C", "LFE", "Ls", NULL}), 0);
	ck_assert_uint_eq(configuration((const char *[]){
	    "L", "R", "C", "LFE", "Ls", "Rs", "Lc", NULL}), 0);
	ck_assert_uint_eq(configuration((const char *[]){"L", "R", NULL}), 0);
}
END_TEST

START_TEST(places_lie_within_a_track_file)
{
	const struct channels_label *label;

	for (label = channels_labels; label->name != NULL; label++) {
		ck_assert_uint_ge(label->number, 1);
		ck_assert_uint_le(label->number, CHANNELS_MAX);
		ck_assert_ptr_eq(channels_find(label->name), label);
	}
	ck_assert_ptr_null(channels_find("Ls2"));
}
END_TEST

START_TEST(configurations_name_their_channels)
{
	ck_assert_str_eq(channels_name(1, 5), "Ls");
	ck_assert_str_eq(channels_name(1, 8), "VI-N");
	ck_assert_ptr_null(channels_name(1, 9));
	ck_assert_str_eq(channels_name(3, 5), "Ls");
	ck_assert_ptr_null(channels_name(3, 7));
	ck_assert_str_eq(channels_name(5, 5), "Lss");
	ck_assert_ptr_null(channels_name(5, 7));
	ck_assert_ptr_null(channels_name(CHANNELS_WILD_TRACK, 1));
	ck_assert_ptr_null(channels_name(0, 1));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("channels");

	tcase_add_test(t, names_of_files_tell_channels);
	tcase_add_test(t, layouts_need_all_their_channels);
	tcase_add_test(t, places_lie_within_a_track_file);
	tcase_add_test(t, configurations_name_their_channels);
	return testing_run("channels", t);
}
