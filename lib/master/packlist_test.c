/* packlist_test.c: what of a folder is an asset, and what is not there. */
#include "master/packlist.h"

#include "base/path.h"
#include "base/testing.h"

/* A playlist of one reel whose sound, track ${n}, is elsewhere. */
static void
make_playlist(const char *path, uint8_t id, uint8_t n)
{
	struct cpl_version version = {.id = "urn:v", .label = "V"};
	struct cpl cpl = {.id = {{id}}, .has_id = true, .title = "T",
	    .kind = "test", .has_issue_date = true, .versions = &version,
	    .version_count = 1};
	struct cpl_asset sound = {.kind = CPL_SOUND, .id = {{n}},
	    .edit_rate = {24, 1}, .intrinsic_duration = 24};
	struct dcp_error err = {0};
	struct bytes text = {0};
	struct cpl_reel *reel = cpl_add_reel(&cpl, &err);

	ck_assert_ptr_nonnull(reel);
	reel->assets = &sound;
	reel->asset_count = 1;
	ck_assert_msg(cpl_format(&cpl, &text, &err), "%s", err.text);
	testing_file(path, bytes_text(&text));
	bytes_clear(&text);
	free(cpl.reels);
}

START_TEST(files_are_told_apart)
{
	struct packlist list = {0};
	struct dcp_error err = {0};
	struct bytes text = {0};

	ck_assert(path_make_folder("p", &err));
	make_playlist("p/cpl.xml", 1, 7);
	testing_file("p/notes.txt", "");
	testing_file("p/other.xml", "<other/>");
	testing_file("p/ASSETMAP.xml", "of an earlier run");
	ck_assert_msg(packlist_read("p", &list, &err), "%s", err.text);
	ck_assert_uint_eq(list.cpl_count, 1);
	ck_assert_uint_eq(list.file_count, 1);
	ck_assert_str_eq(list.files[0].name, "cpl.xml");
	ck_assert(list.files[0].is_cpl && list.files[0].used);
	ck_assert_uint_eq(list.files[0].record.id.bytes[0], 1);
	ck_assert_uint_eq(list.left_count, 2);
	ck_assert_uint_eq(packlist_missing(&list, &text), 1);
	ck_assert_ptr_nonnull(strstr(bytes_text(&text),
	    " urn:uuid:07000000-0000-0000-0000-000000000000 of reel 1"));
	bytes_clear(&text);
	packlist_clear(&list);
}
END_TEST

static void
expect_refusal(const char *want)
{
	struct packlist list = {0};
	struct dcp_error err = {0};

	ck_assert(!packlist_read("p", &list, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_msg(strstr(err.text, want) != NULL, "%s", err.text);
	packlist_clear(&list);
}

START_TEST(what_is_no_package_is_refused)
{
	struct dcp_error err = {0};

	ck_assert(path_make_folder("p/in", &err));
	expect_refusal("have no playlist");
	make_playlist("p/a.xml", 1, 7);
	make_playlist("p/b.xml", 1, 8);
	expect_refusal("have the same id");
	make_playlist("p/b.xml", 2, 1);
	expect_refusal("is a playlist, and a");
	testing_file("p/in/ASSETMAP", "");
	expect_refusal("is another package");
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("packlist");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, files_are_told_apart);
	tcase_add_test(t, what_is_no_package_is_refused);
	return testing_run("packlist", t);
}
