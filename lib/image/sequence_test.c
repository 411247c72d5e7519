/* sequence_test.c: folders, patterns and lists, good and bad. */
#include "image/sequence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/output.h"
#include "base/path.h"
#include "base/testing.h"
#include "image/names.h"
#include "image/picture.h"

static char folder[64];
static const char *const suffixes[] = {".ppm", ".dpx", NULL};

static void
setup(void)
{
	snprintf(folder, sizeof(folder), "/tmp/sequence_test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void
clean(void)
{
	struct names names = {0};
	struct dcp_error err = {0};
	size_t i;

	ck_assert(names_in_folder(&names, folder, &err));
	for (i = 0; i < names.count; i++) {
		char *path = path_join(folder, names.at[i]);

		if (unlink(path) == -1)
			rmdir(path);
		free(path);
	}
	names_clear(&names);
}

static void
teardown(void)
{
	char path[100];

	clean();
	snprintf(path, sizeof(path), "%s/.hidden", folder);
	unlink(path);
	rmdir(folder);
}

static void
put_text(const char *name, const char *text)
{
	char *path = path_join(folder, name);
	struct dcp_error err = {0};

	ck_assert(output_save(path, text, strlen(text), &err));
	free(path);
}

/* Files with the names in ${list}, between spaces. */
static void
put(const char *list)
{
	char names[400], *name, *rest;

	clean();
	snprintf(names, sizeof(names), "%s", list);
	for (name = strtok_r(names, " ", &rest); name != NULL;
	    name = strtok_r(NULL, " ", &rest))
		put_text(name, "P6 2 1 255\n123456");
}

static const char *
where(const char *name)
{
	static char path[200];

	snprintf(path, sizeof(path), "%s%s/%s", *name == '@' ? "@" : "",
	    folder, *name == '@' ? name + 1 : name);
	return path;
}

/* The names that are found, in order, between spaces. */
static void
expect(const char *place, const char *want)
{
	struct sequence s = {0};
	struct dcp_error err = {0};
	char got[400] = "";
	uint64_t i;

	ck_assert_msg(sequence_find(place, suffixes, &s, &err), "%s",
	    err.text);
	for (i = 0; i < s.count; i++) {
		ck_assert_int_eq(strncmp(s.path[i], folder, strlen(folder)),
		    0);
		snprintf(got + strlen(got), sizeof(got) - strlen(got), "%s%s",
		    i > 0 ? " " : "", s.path[i] + strlen(folder) + 1);
	}
	ck_assert_str_eq(got, want);
	sequence_clear(&s);
}

static void
expect_fault(const char *place, const char *text)
{
	struct sequence s = {0};
	struct dcp_error err = {0};

	ck_assert(!sequence_find(place, suffixes, &s, &err));
	ck_assert_msg(strstr(err.text, text) != NULL, "\"%s\" lacks \"%s\"",
	    err.text, text);
	ck_assert_uint_eq(s.count, 0);
}

START_TEST(folders_are_sorted_by_number)
{
	put("f9.ppm f10.ppm f8.ppm f11.ppm");
	put_text(".hidden", "x");
	expect(folder, "f8.ppm f9.ppm f10.ppm f11.ppm");
	put("shot_v02.0099.dpx shot_v02.0100.dpx");
	expect(folder, "shot_v02.0099.dpx shot_v02.0100.dpx");
	put("00123.ppm 00124.ppm 00125.ppm");
	expect(folder, "00123.ppm 00124.ppm 00125.ppm");
	put("f_1_2k.ppm f_2_2k.ppm f_3_2k.ppm");
	expect(folder, "f_1_2k.ppm f_2_2k.ppm f_3_2k.ppm");
	put("poster.ppm");
	expect(folder, "poster.ppm");
}
END_TEST

START_TEST(faults_of_folders_are_named)
{
	put("");
	expect_fault(folder, "holds no frames");
	put("f_0016.ppm f_0018.ppm f_0015.ppm");
	expect_fault(folder,
	    "frame 17 is missing between f_0016.ppm and f_0018.ppm");
	put("f_1.ppm f_2.ppm f_6.ppm");
	expect_fault(folder,
	    "frames 3 to 5 are missing between f_2.ppm and f_6.ppm");
	put("f_1.ppm f_2.ppm f_02.ppm f_3.ppm");
	expect_fault(folder, "have the same number");
	put("f_1.ppm f_2.ppm f_3.ppm g_4.ppm");
	expect_fault(folder, "g_4.ppm does not belong to the sequence "
	    "f_[number].ppm");
	put("f_1.ppm f_2.ppm f_3.dpx");
	expect_fault(folder, "f_3.dpx does not belong");
	put("f_1.ppm f_2.ppm notes.txt");
	expect_fault(folder, "notes.txt is no frame, want only .ppm .dpx");
	put("f_1.ppm");
	ck_assert_int_eq(mkdir(where("old"), 0700), 0);
	expect_fault(folder, "old is no frame");
	expect_fault(where("nothing"), "No such file");
}
END_TEST

START_TEST(patterns_choose_among_files)
{
	put("f_0001.ppm f_0002.ppm f_3.ppm f_0003.dpx g_0001.ppm notes.txt");
	expect(where("g_%04d.ppm"), "g_0001.ppm");
	expect(where("f_%04d.ppm"), "f_0001.ppm f_0002.ppm");
	expect(where("f_%04d.dpx"), "f_0003.dpx");
	put("f_9999.ppm f_10000.ppm f_010001.ppm");
	expect(where("f_%04d.ppm"), "f_9999.ppm f_10000.ppm");
	expect(where("f_%d.ppm"), "f_9999.ppm f_10000.ppm");
}
END_TEST

START_TEST(patterns_have_faults_too)
{
	put("f_0001.ppm f_0003.ppm a%b1.ppm");
	expect_fault(where("f_%04d.ppm"), "frame 2 is missing");
	expect_fault(where("h_%04d.ppm"), "no file has such a name");
	expect_fault(where("f_%s.ppm"), "want a number like %d or %06d");
	expect_fault(where("f_%d_%d.ppm"), "two numbers");
	expect(where("a%%b%d.ppm"), "a%b1.ppm");
	expect(where("a%b1.ppm"), "a%b1.ppm");
}
END_TEST

START_TEST(lists_are_taken_as_they_stand)
{
	put("a.ppm b.ppm");
	put_text("list.txt", "# order of the edit\r\nb.ppm\r\n\n  a.ppm \n"
	    "b.ppm");
	expect(where("@list.txt"), "b.ppm a.ppm b.ppm");
	put_text("list.txt", "# nothing\n");
	expect_fault(where("@list.txt"), "lists no frames");
	expect_fault(where("@none"), "No such file");
}
END_TEST

START_TEST(a_file_is_one_frame)
{
	put("a.ppm b.ppm");
	expect(where("a.ppm"), "a.ppm");
}
END_TEST

static bool
check(struct sequence *s, struct dcp_error *err)
{
	struct dcp_error ignored = {0};

	*err = (struct dcp_error){0};
	return sequence_find(folder, suffixes, s, &ignored) &&
	    sequence_check(s, sequence_probe_picture, NULL, 3, NULL, err);
}

START_TEST(frames_that_differ_are_named)
{
	struct sequence s = {0};
	struct dcp_error err;

	put("f1.ppm f2.ppm f3.ppm f4.ppm f5.ppm");
	ck_assert(check(&s, &err));
	put_text("f3.ppm", "P6 1 2 255\n123456");
	put_text("f5.ppm", "P6 9 2 255\n123456");
	ck_assert(!check(&s, &err));
	ck_assert_ptr_nonnull(strstr(err.text,
	    "f3.ppm is 1x2, 8 bits, but "));
	ck_assert_ptr_nonnull(strstr(err.text, "f1.ppm is 2x1, 8 bits"));
	put_text("f3.ppm", "broken");
	ck_assert(!check(&s, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "f3.ppm: "));
	sequence_clear(&s);
}
END_TEST

START_TEST(eyes_have_as_many_frames)
{
	char names[5][3] = {"l1", "l2", "l3", "r1", "r2"};
	char *left[] = {names[0], names[1], names[2]};
	char *right[] = {names[3], names[4]};
	struct sequence l = {left, 3}, r = {right, 2};
	struct dcp_error err = {0};

	ck_assert(!sequence_check_pair(&l, &r, &err));
	ck_assert_str_eq(err.text, "l3 has no partner: 3 frames for the left "
	    "eye, 2 for the right");
	l.count = 2;
	ck_assert(sequence_check_pair(&l, &r, &err));
	l.count = 1;
	err = (struct dcp_error){0};
	ck_assert(!sequence_check_pair(&l, &r, &err));
	ck_assert_int_eq(strncmp(err.text, "r2 has no partner", 17), 0);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("sequence");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, folders_are_sorted_by_number);
	tcase_add_test(t, faults_of_folders_are_named);
	tcase_add_test(t, patterns_choose_among_files);
	tcase_add_test(t, patterns_have_faults_too);
	tcase_add_test(t, lists_are_taken_as_they_stand);
	tcase_add_test(t, a_file_is_one_frame);
	tcase_add_test(t, frames_that_differ_are_named);
	tcase_add_test(t, eyes_have_as_many_frames);
	return testing_run("sequence", t);
}
