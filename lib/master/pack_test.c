/*
 * pack_test.c: what pack.h promises and no golden run can show: an interrupt.
 * The rest is in testdata/cli/pack*.
 */
#include "master/pack.h"

#include "base/bytes.h"
#include "base/folder.h"
#include "base/testing.h"
#include "package/cpl.h"

/* A playlist without tracks: a package of one asset. */
static void
make_playlist(const char *path)
{
	struct cpl_version version = {.id = "urn:v", .label = "V"};
	struct cpl cpl = {.has_id = true, .title = "T", .kind = "test",
	    .has_issue_date = true, .versions = &version, .version_count = 1};
	struct dcp_error err = {0};
	struct bytes text = {0};

	cpl.id.bytes[0] = 1;
	ck_assert_ptr_nonnull(cpl_add_reel(&cpl, &err));
	ck_assert_msg(cpl_format(&cpl, &text, &err), "%s", err.text);
	testing_file(path, bytes_text(&text));
	bytes_clear(&text);
	free(cpl.reels);
}

static size_t
count_files(void)
{
	struct folder_names names = {0};
	struct dcp_error err = {0};
	size_t count;

	ck_assert(folder_files(".", &names, &err));
	count = names.count;
	folder_clear(&names);
	return count;
}

static bool
stop(void *context, uint64_t done, uint64_t total)
{
	(void)done;
	(void)total;
	++*(int *)context;
	return false;
}

START_TEST(an_interrupt_leaves_nothing)
{
	int calls = 0;
	struct progress progress = {stop, &calls};
	struct pack pack = {.folder = ".", .creator = "C",
	    .progress = &progress, .id = {{2}}};
	struct dcp_error err = {0};

	make_playlist("cpl.xml");
	ck_assert(!pack_folder(&pack, &err));
	ck_assert_int_eq(err.status, DCP_INTERRUPTED);
	ck_assert_int_ge(calls, 1);
	ck_assert_uint_eq(count_files(), 1);

	pack.progress = NULL;
	err = (struct dcp_error){0};
	ck_assert_msg(pack_folder(&pack, &err), "%s", err.text);
	ck_assert_uint_eq(count_files(), 4);
	pack.replace = true;
	pack.progress = &progress;
	pack.id.bytes[0] = 3;
	ck_assert(!pack_folder(&pack, &err));
	ck_assert_uint_eq(count_files(), 4);
	ck_assert_int_eq(access("PKL_02000000-0000-0000-0000-000000000000.xml",
	    F_OK), 0);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("pack");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, an_interrupt_leaves_nothing);
	return testing_run("pack", t);
}
