#include "master/feed.h"

#include <string.h>

#include "base/testing.h"
#include "mxf/mxfread.h"

#define COUNT	200	/* edit units of 1200 bytes: mono at 48 kHz, 120 */
#define UNIT	1200

static struct dcp_error err;
static const char path[] = "a.mxf";

/* Edit unit n is full of n; the one that ${context} names is short. */
static bool
fetch(void *context, uint64_t index, struct bytes *to, struct dcp_error *e)
{
	const uint64_t *bad = context;

	(void)e;
	ck_assert_uint_eq(to->size, 0);
	bytes_fill(to, (uint8_t)index, index == *bad ? UNIT - 1 : UNIT);
	return true;
}

static void
blame(void *context, uint64_t index, struct dcp_error *e)
{
	(void)context;
	error_in(e, "unit %d", (int)index);
}

static const uint8_t key[16] = "a content key...";

static struct mxfwrite *
begin(bool encrypted)
{
	struct mxfwrite_options options = {.kind = TRACKFILE_SOUND,
		.id = {{3}}, .edit_rate = {120, 1}, .duration = COUNT,
		.crypto = {.key = encrypted ? key : NULL, .key_id = {{4}}},
		.sampling_rate = {48000, 1}, .channel_count = 1};
	struct mxfwrite *w = mxfwrite_open(path, &options, &err);

	ck_assert_msg(w != NULL, "%s", err.text);
	return w;
}

/* A stream is read by one at a time, in order. */
struct stream {
	uint64_t bad, next;
};

static bool
fetch_next(void *context, uint64_t index, struct bytes *to,
    struct dcp_error *e)
{
	struct stream *s = context;

	ck_assert_uint_eq(index, s->next++);
	return fetch(&s->bad, index, to, e);
}

/* From files and from a stream, plain and encrypted. */
START_TEST(order_is_kept)
{
	bool stream = _i % 2 == 1, encrypted = _i / 2 == 1;
	struct stream context = {.bad = COUNT};
	uint64_t i;
	struct feed feed = {.count = COUNT, .threads = 4,
		.fetch = stream ? fetch_next : fetch, .stream = stream,
		.blame = blame, .context = &context};
	struct mxfwrite *w = begin(encrypted);
	struct mxfwrite_result result;
	struct bytes unit = {0};
	struct mxfread *read;

	ck_assert_msg(feed_run(&feed, w, NULL, &err), "%s", err.text);
	ck_assert(mxfwrite_close(w, &result, &err));
	read = mxfread_open(path, &err);
	ck_assert_ptr_nonnull(read);
	ck_assert_int_eq(mxfread_trackfile(read)->crypto.present, encrypted);
	ck_assert(mxfread_unlock(read, key, &err));
	for (i = 0; i < COUNT; i++) {
		ck_assert(mxfread_unit(read, i, TRACKFILE_LEFT, &unit, &err));
		ck_assert_uint_eq(unit.size, UNIT);
		ck_assert_uint_eq(unit.at[0], i);
		ck_assert_uint_eq(unit.at[UNIT - 1], i);
	}
	bytes_clear(&unit);
	mxfread_close(read);
}
END_TEST

START_TEST(the_place_of_a_failure_is_named)
{
	uint64_t bad = 150;
	struct feed feed = {.count = COUNT, .threads = 4, .fetch = fetch,
		.blame = blame, .context = &bad};
	struct mxfwrite *w = begin(_i == 1);

	ck_assert(!feed_run(&feed, w, NULL, &err));
	ck_assert_msg(strncmp(err.text, "unit 150: ", 10) == 0, "%s",
	    err.text);
	ck_assert_uint_eq(mxfwrite_duration(w), 150);
	mxfwrite_abandon(w);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("feed");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_loop_test(t, order_is_kept, 0, 4);
	tcase_add_loop_test(t, the_place_of_a_failure_is_named, 0, 2);
	return testing_run("feed", t);
}
