#include "verify/judge.h"

#include <string.h>
#include <sys/stat.h>

#include "base/testing.h"

#define SOUND	"testdata/fuzz/mxfread/sound"

static const struct subject_options options = {0};
static struct diag d;
static struct verdict v;
static const char folder[] = "package", file[] = "package/a.xml",
    note[] = "package/note";

static void
set_up(void)
{
	ck_assert_int_eq(mkdir(folder, 0700), 0);
}

static void
tear_down(void)
{
	diag_clear(&d);
}

static bool
judge(const char *path, struct dcp_error *err)
{
	*err = (struct dcp_error){0};
	diag_clear(&d);
	return judge_path(path, NULL, 0, &options, &d, &v, err);
}

START_TEST(nothing_to_judge)
{
	struct dcp_error err;

	ck_assert(!judge("/nonexistent", &err));
	ck_assert_int_eq(err.status, DCP_IO);
	ck_assert(!judge("/dev/null", &err));
	testing_file(note, "hello");
	ck_assert(!judge(note, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
}
END_TEST

START_TEST(a_key_message)
{
	static const char message[] = "<DCinemaSecurityMessage xmlns=\"http://"
	    "www.smpte-ra.org/schemas/430-3/2006/ETM\"/>";
	struct dcp_error err = {0};

	testing_file(file, message);
	ck_assert_msg(judge(file, &err), "%s", err.text);
	ck_assert(v.lone && !verdict_is_good(&v));
	ck_assert_str_eq(v.reason[0], "kdm.schema");
	diag_clear(&d);
	ck_assert(judge_kdm(file, NULL, 0, &options, &d, &v, &err));
	ck_assert_str_eq(v.reason[0], "kdm.schema");
	diag_clear(&d);
	testing_file(file, "<AssetMap xmlns=\"http://www.digicine.com/"
	    "PROTO-ASDCP-AM-20040311#\"/>");
	ck_assert(!judge_kdm(file, NULL, 0, &options, &d, &v, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
}
END_TEST

START_TEST(a_broken_document)
{
	static const char whole[] = "<CompositionPlaylist xmlns=\"http://"
	    "www.smpte-ra.org/schemas/429-7/2006/CPL\"></CompositionPlaylist>";
	struct dcp_error err;
	char cut[sizeof(whole)];
	size_t i;

	for (i = 0; i < sizeof(whole) - 1; i++) {
		memcpy(cut, whole, i);
		cut[i] = '\0';
		testing_file(file, cut);
		ck_assert_msg(judge(file, &err), "%zu: %s", i, err.text);
		ck_assert(v.lone);
		ck_assert_str_eq(v.reason[0], "xml.read");
	}
}
END_TEST

START_TEST(an_empty_folder_is_no_package)
{
	struct dcp_error err;

	ck_assert(judge(folder, &err));
	ck_assert(!verdict_is_good(&v));
	ck_assert_uint_eq(v.reason_count, 1);
	ck_assert_str_eq(v.reason[0], "package.none");
	ck_assert(!v.lone);
}
END_TEST

START_TEST(a_track_file)
{
	struct dcp_error err;

	ck_assert_msg(judge(SOUND, &err), "%s", err.text);
	ck_assert(v.lone);
	ck_assert_str_eq(v.kind, "SMPTE");
	ck_assert(verdict_is_good(&v));
	ck_assert_uint_eq(v.count[FINDING_ERROR], 0);
}
END_TEST

START_TEST(a_document)
{
	struct dcp_error err;

	testing_file(file, "<CompositionPlaylist xmlns=\"http://"
	    "www.smpte-ra.org/schemas/429-7/2006/CPL\"/>");
	ck_assert_msg(judge(file, &err), "%s", err.text);
	ck_assert(v.lone);
	ck_assert(!verdict_is_good(&v));
	testing_file(file, "<AssetMap xmlns=\"http://www.digicine.com/"
	    "PROTO-ASDCP-AM-20040311#\"/>");
	ck_assert_msg(judge(file, &err), "%s", err.text);
	ck_assert_str_eq(v.kind, "Interop");
	ck_assert(!verdict_is_good(&v));
}
END_TEST

/* A package of one document: what is missing is told, and nothing crashes. */
START_TEST(a_folder_with_a_playlist)
{
	struct dcp_error err;

	testing_file(file, "<CompositionPlaylist xmlns=\"http://"
	    "www.smpte-ra.org/schemas/429-7/2006/CPL\"/>");
	ck_assert_msg(judge(folder, &err), "%s", err.text);
	ck_assert(!v.lone);
	ck_assert_uint_gt(v.count[FINDING_ERROR], 2);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("judge");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_checked_fixture(t, testing_see_testdata, NULL);
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, nothing_to_judge);
	tcase_add_test(t, a_key_message);
	tcase_add_test(t, a_broken_document);
	tcase_add_test(t, an_empty_folder_is_no_package);
	tcase_add_test(t, a_track_file);
	tcase_add_test(t, a_document);
	tcase_add_test(t, a_folder_with_a_playlist);
	return testing_run("verify/judge", t);
}
