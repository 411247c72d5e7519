/* room_test.c: what room.h promises. */
#include "mxf/room.h"

#include <string.h>

#include "base/testing.h"

#define SIZE	8192u
#define COPY	(ROOM_SELF_SIZE + ROOM_NOTES_SIZE)

static struct dcp_error err;
static const struct room mine = {.size = SIZE, .mark = "mine", .id = {{1}},
	.key_id = {{2}}};

static void
expect_mine(const struct room *room)
{
	ck_assert_uint_eq(room->size, SIZE);
	ck_assert_mem_eq(room->mark, mine.mark, sizeof(mine.mark));
	ck_assert(uuid_equal(&room->id, &mine.id));
	ck_assert(uuid_equal(&room->key_id, &mine.key_id));
}

/* A file with the packet, notes "NNN...", and "behind" behind it. */
static struct output *
begin(void)
{
	struct output *out = output_open("file", &err);
	uint8_t notes[ROOM_NOTES_SIZE];
	struct bytes b = {0};

	room_put(&mine, &b);
	bytes_put(&b, "behind", 6);
	memset(notes, 'N', sizeof(notes));
	ck_assert(out != NULL && output_write(out, b.at, b.size, &err));
	ck_assert(output_patch(out, ROOM_NOTES_AT, notes, sizeof(notes),
	    &err));
	bytes_clear(&b);
	return out;
}

static void
read_all(struct output *out, uint8_t to[SIZE + 6])
{
	ck_assert_uint_eq(output_size(out), SIZE + 6);
	ck_assert(output_read(out, 0, to, SIZE + 6, &err));
}

START_TEST(is_found_where_it_was_put)
{
	struct bytes b = {0};
	struct room room;
	size_t at, size;

	room_put(&mine, &b);
	ck_assert_uint_eq(b.size, SIZE);
	ck_assert(room_find(b.at, b.size, &room, &at));
	ck_assert_uint_eq(at, 20);
	expect_mine(&room);
	/* The file may be cut, but not within what it says. */
	for (size = 0; size <= b.size; size++)
		ck_assert_int_eq(room_find(b.at, size, &room, &at),
		    size >= 20 + COPY);
	b.at[20] ^= 1;
	ck_assert(!room_find(b.at, b.size, &room, &at));
	ck_assert(uuid_is_zero(&room.id));
	bytes_clear(&b);
}
END_TEST

START_TEST(leaves_the_header)
{
	struct output *out = begin();
	uint8_t front[SIZE + 6], have[SIZE + 6];

	memset(front, 'h', SIZE - COPY);
	memset(front + SIZE - COPY, 0, COPY);
	memcpy(front + SIZE, "BEHIND", 6);
	ck_assert(room_leave(out, front, sizeof(front), SIZE, &err));
	read_all(out, have);
	ck_assert_mem_eq(have, front, sizeof(have));
	/* So it does where there is no place for a copy. */
	memset(front, 'f', SIZE);
	ck_assert(room_leave(out, front, sizeof(front), SIZE, &err));
	read_all(out, have);
	ck_assert_mem_eq(have, front, sizeof(have));
	output_abandon(out);
}
END_TEST

/* The header is there in part, and so is the copy: all comes back. */
START_TEST(returns)
{
	struct output *out = begin();
	uint8_t want[SIZE + 6], have[SIZE + 6];
	struct room room;
	size_t at, size;
	bool found;

	read_all(out, want);
	for (size = 0; size <= SIZE - COPY; size += 333) {
		memcpy(have, want, sizeof(have));
		memcpy(have + SIZE - COPY, want + 20, COPY);
		memset(have, 'h', size);
		ck_assert(output_patch(out, 0, have, SIZE, &err));
		ck_assert(output_patch(out, SIZE, "wrong.", 6, &err));
		ck_assert(room_load(out, &room, &at, &found, &err) && found);
		ck_assert_uint_eq(at, size == 0 ? 20 : SIZE - COPY);
		expect_mine(&room);
		ck_assert(room_return(out, &room, at, "behind", 6, &err));
		read_all(out, have);
		ck_assert_mem_eq(have, want, SIZE);
		ck_assert_mem_eq(have + SIZE, size == 0 ? "wrong." : "behind",
		    6);
	}
	output_abandon(out);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("room");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, is_found_where_it_was_put);
	tcase_add_test(t, leaves_the_header);
	tcase_add_test(t, returns);
	return testing_run("room", t);
}
