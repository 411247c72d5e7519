/* notes_test.c: what notes.h promises. */
#include "mxf/notes.h"

#include "base/testing.h"

static struct dcp_error err;

static struct output *
begin(size_t size)
{
	static uint8_t room[ROOM_NOTES_AT + ROOM_NOTES_SIZE];
	struct output *out = output_open("file", &err);

	ck_assert_ptr_nonnull(out);
	ck_assert(output_write(out, room, sizeof(room), &err));
	for (; size > sizeof(room); size -= sizeof(room))
		ck_assert(output_write(out, room, sizeof(room), &err));
	return out;
}

START_TEST(hold_of_what_was_written)
{
	struct output *out = begin(1000);
	struct notes notes = {0}, other;
	struct notes_read read;

	ck_assert(notes_chain(&notes, "head", 4, "value", 5, &err));
	other = notes;
	ck_assert(notes_put(&notes, out, &err));
	ck_assert(notes_read(out, ROOM_NOTES_AT, &read, &err));
	ck_assert_uint_eq(notes_last(&read), output_size(out));
	ck_assert(notes_hold(&notes, output_size(out), &read));
	ck_assert(!notes_hold(&notes, output_size(out) + 1, &read));
	/* The same packets, and one more; the order counts. */
	ck_assert(notes_chain(&notes, "head", 4, "more", 4, &err));
	ck_assert(!notes_hold(&notes, output_size(out), &read));
	ck_assert(notes_hold(&other, output_size(out), &read));
	output_abandon(out);
}
END_TEST

/* The second note stays where it was until there is much to tell. */
START_TEST(the_second_note_is_rare)
{
	struct output *out = begin(17u << 20);
	struct notes notes = {0}, first;
	struct notes_read read;

	ck_assert(notes_chain(&notes, "a", 1, "b", 1, &err));
	ck_assert(notes_put(&notes, out, &err));
	first = notes;
	ck_assert_uint_eq(first.synced_size, output_size(out));
	ck_assert(output_write(out, "more", 4, &err));
	ck_assert(notes_chain(&notes, "c", 1, "d", 1, &err));
	ck_assert(notes_put(&notes, out, &err));
	ck_assert_uint_eq(notes.synced_size, first.synced_size);
	ck_assert(notes_read(out, ROOM_NOTES_AT, &read, &err));
	ck_assert(notes_hold(&notes, output_size(out), &read));
	ck_assert(notes_hold(&first, output_size(out) - 4, &read));
	output_abandon(out);
}
END_TEST

START_TEST(nothing_holds_of_nothing)
{
	struct output *out = begin(0);
	struct notes notes = {0};
	struct notes_read read;

	ck_assert(notes_read(out, ROOM_NOTES_AT, &read, &err));
	ck_assert_uint_eq(notes_last(&read), 0);
	ck_assert(!notes_hold(&notes, 0, &read));
	output_abandon(out);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("notes");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, hold_of_what_was_written);
	tcase_add_test(t, the_second_note_is_rare);
	tcase_add_test(t, nothing_holds_of_nothing);
	return testing_run("notes", t);
}
