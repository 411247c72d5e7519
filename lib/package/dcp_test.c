/* dcp_test.c: what dcp.h promises. */
#include "package/dcp.h"

#include <sys/stat.h>

#include "base/testing.h"

#define ID(n)	"urn:uuid:00000000-0000-4000-8000-0000000000" n
#define AM	"xmlns=\"http://www.smpte-ra.org/schemas/429-9/2007/AM\""

static const char pkl[] =
    "<PackingList xmlns=\"http://www.smpte-ra.org/schemas/429-8/2007/PKL\">"
    "<Id>" ID("0a") "</Id><AssetList>"
    "<Asset><Id>" ID("0c") "</Id><Type>text/xml</Type></Asset>"
    "<Asset><Id>" ID("01") "</Id><Type>application/mxf</Type></Asset>"
    "<Asset><Id>" ID("02") "</Id><Type>application/mxf</Type></Asset>"
    "</AssetList></PackingList>";

static const char cpl[] =
    "<CompositionPlaylist xmlns=\"http://www.smpte-ra.org/schemas/429-7/2006/"
    "CPL\"><Id>" ID("0c") "</Id><ReelList><Reel><AssetList>"
    "<MainPicture><Id>" ID("01") "</Id></MainPicture>"
    "<MainSound><Id>" ID("03") "</Id></MainSound>"
    "</AssetList></Reel></ReelList></CompositionPlaylist>";

#define ASSET(id, flag, path) \
	"<Asset><Id>" ID(id) "</Id>" flag "<ChunkList><Chunk><Path>" path \
	"</Path></Chunk></ChunkList></Asset>"

static const char map[] = "<AssetMap " AM "><AssetList>"
    ASSET("0a", "<PackingList>true</PackingList>", "pkl.xml")
    ASSET("0c", "", "sub/cpl.xml")
    ASSET("01", "", "picture.mxf")
    ASSET("02", "", "gone.mxf")
    ASSET("04", "", "../secret")
    ASSET("05", "", "out/secret")
    "<Asset><Id>" ID("06") "</Id><ChunkList/></Asset>"
    "</AssetList></AssetMap>";

/* A package in the folder p, with a link that leads out of it. */
static void
make_package(void)
{
	ck_assert_int_eq(mkdir("p", 0700) | mkdir("p/sub", 0700), 0);
	testing_file("p/ASSETMAP.xml", map);
	testing_file("p/VOLINDEX.xml", "<VolumeIndex " AM "><Index>1</Index>"
	    "</VolumeIndex>");
	testing_file("p/pkl.xml", pkl);
	testing_file("p/sub/cpl.xml", cpl);
	testing_file("p/picture.mxf", "12345");
	testing_file("p/sub/notes.txt", "");
	testing_file("secret", "secret");
	ck_assert_int_eq(symlink("..", "p/out"), 0);
}

static void
open_package(const char *path, struct dcp *dcp)
{
	struct dcp_error err = {0};

	ck_assert_msg(dcp_open(path, dcp, &err), "%s", err.text);
}

START_TEST(puts_documents_in_relation)
{
	struct dcp dcp;

	make_package();
	open_package("p", &dcp);
	ck_assert_str_eq(dcp.map_path, "p/ASSETMAP.xml");
	ck_assert_str_eq(dcp.volume_path, "p/VOLINDEX.xml");
	ck_assert(dcp.volume.has_index && !dcp.both_maps);
	ck_assert_uint_eq(dcp.file_count, 7);
	ck_assert_uint_eq(dcp.pkl_count, 1);
	ck_assert_ptr_eq(dcp.pkls[0].file, &dcp.files[0]);
	ck_assert_uint_eq(dcp.cpl_count, 1);
	ck_assert_ptr_eq(dcp.cpls[0].file, &dcp.files[1]);
	ck_assert_int_eq(dcp.files[1].document, DIALECT_CPL);
	ck_assert(dcp.files[2].exists && dcp.files[2].size == 5);
	ck_assert_str_eq(dcp.files[2].path, "p/picture.mxf");
	ck_assert_ptr_eq(dcp.files[2].listed, &dcp.pkls[0].pkl.assets[1]);
	ck_assert(dcp.files[2].used && !dcp.files[3].used);
	ck_assert(dcp_file_is_mxf(&dcp.files[2]));
	ck_assert(!dcp_file_is_mxf(&dcp.files[1]));
	dcp_close(&dcp);
}
END_TEST

START_TEST(opens_nothing_outside)
{
	struct dcp dcp;
	size_t i;

	make_package();
	open_package("p", &dcp);
	ck_assert(!dcp.files[3].exists);
	ck_assert_int_eq(dcp.files[3].failure.status, DCP_IO);
	for (i = 4; i < 6; i++) {
		ck_assert_ptr_null(dcp.files[i].path);
		ck_assert(!dcp.files[i].exists);
		ck_assert_int_eq(dcp.files[i].failure.status, DCP_REFUSED);
	}
	ck_assert_int_eq(dcp.files[6].failure.status, DCP_UNSUPPORTED);
	dcp_close(&dcp);
}
END_TEST

START_TEST(names_what_is_too_much)
{
	struct folder_names names = {0};
	struct dcp_error err = {0};
	struct dcp dcp;

	make_package();
	open_package("p", &dcp);
	ck_assert(dcp_surplus(&dcp, &names, &err));
	ck_assert_uint_eq(names.count, 2);
	ck_assert_str_eq(names.at[0], "out");
	ck_assert_str_eq(names.at[1], "sub/notes.txt");
	folder_clear(&names);
	dcp_close(&dcp);
}
END_TEST

START_TEST(opens_what_has_no_map)
{
	struct dcp dcp;

	make_package();
	ck_assert_int_eq(unlink("p/ASSETMAP.xml"), 0);
	open_package("p", &dcp);
	ck_assert_ptr_null(dcp.map_path);
	ck_assert_uint_eq(dcp.file_count, 2);
	ck_assert_uint_eq(dcp.pkl_count, 1);
	ck_assert_uint_eq(dcp.cpl_count, 1);
	ck_assert_uint_eq(dcp.cpls[0].file->id.bytes[15], 0x0c);
	ck_assert_ptr_eq(dcp.cpls[0].file->listed,
	    &dcp.pkls[0].pkl.assets[0]);
	dcp_close(&dcp);
}
END_TEST

START_TEST(opens_what_has_a_broken_map)
{
	struct dcp dcp;

	make_package();
	testing_file("p/ASSETMAP.xml", "<AssetMap>");
	testing_file("p/ASSETMAP", map);
	open_package("p", &dcp);
	ck_assert(dcp.both_maps);
	ck_assert_int_eq(dcp.map_failure.status, DCP_BAD_INPUT);
	ck_assert_uint_eq(dcp.cpl_count, 1);
	dcp_close(&dcp);
}
END_TEST

START_TEST(keeps_lists_that_cannot_be_read)
{
	struct dcp dcp;

	make_package();
	testing_file("p/pkl.xml", "<PackingList>");
	open_package("p", &dcp);
	ck_assert_uint_eq(dcp.pkl_count, 1);
	ck_assert_int_eq(dcp.pkls[0].failure.status, DCP_BAD_INPUT);
	dcp_close(&dcp);
	testing_file("p/pkl.xml", "<a/>");
	open_package("p", &dcp);
	ck_assert_uint_eq(dcp.pkl_count, 1);
	ck_assert_ptr_nonnull(strstr(dcp.pkls[0].failure.text,
	    "no packing list"));
	dcp_close(&dcp);
	ck_assert_int_eq(unlink("p/pkl.xml"), 0);
	open_package("p", &dcp);
	ck_assert_uint_eq(dcp.pkl_count, 1);
	ck_assert_int_eq(dcp.pkls[0].failure.status, DCP_IO);
	dcp_close(&dcp);
}
END_TEST

START_TEST(opens_a_lone_playlist)
{
	struct dcp_error err = {0};
	struct dcp dcp;

	make_package();
	open_package("p/sub/cpl.xml", &dcp);
	ck_assert_uint_eq(dcp.file_count, 1);
	ck_assert_uint_eq(dcp.cpl_count, 1);
	ck_assert_str_eq(dcp.files[0].path, "p/sub/cpl.xml");
	dcp_close(&dcp);
	open_package("p/ASSETMAP.xml", &dcp);
	ck_assert_uint_eq(dcp.file_count, 7);
	dcp_close(&dcp);
	ck_assert(!dcp_open("p/picture.mxf", &dcp, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	err = (struct dcp_error){0};
	ck_assert(!dcp_open("p/nothing", &dcp, &err));
	ck_assert_int_eq(err.status, DCP_IO);
	err = (struct dcp_error){0};
	ck_assert_int_eq(mkdir("empty", 0700), 0);
	ck_assert(!dcp_open("empty", &dcp, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
}
END_TEST

/* The sound of p is in q, which has no picture of its own. */
START_TEST(resolves_a_version_by_its_original)
{
	struct dcp packages[2];
	struct uuid id = {{0, 0, 0, 0, 0, 0, 0x40, 0, 0x80}};
	size_t where = 9;

	make_package();
	ck_assert_int_eq(mkdir("q", 0700), 0);
	testing_file("q/ASSETMAP", "<AssetMap " AM "><AssetList>"
	    ASSET("03", "", "sound.mxf") ASSET("02", "", "here.mxf")
	    "</AssetList></AssetMap>");
	testing_file("q/sound.mxf", "1");
	testing_file("q/here.mxf", "1");
	open_package("p", &packages[0]);
	open_package("q", &packages[1]);
	id.bytes[15] = 3;
	ck_assert_str_eq(dcp_find(packages, 2, &id, &where)->path,
	    "q/sound.mxf");
	ck_assert_uint_eq(where, 1);
	id.bytes[15] = 1;
	ck_assert_str_eq(dcp_find(packages, 2, &id, NULL)->path,
	    "p/picture.mxf");
	id.bytes[15] = 2;	/* both name it, one has it */
	ck_assert_str_eq(dcp_find(packages, 2, &id, &where)->path,
	    "q/here.mxf");
	ck_assert(!dcp_find(packages, 1, &id, NULL)->exists);
	id.bytes[15] = 0x77;
	ck_assert_ptr_null(dcp_find(packages, 2, &id, NULL));
	dcp_close(&packages[0]);
	dcp_close(&packages[1]);
}
END_TEST

START_TEST(finds_packages_in_a_tree)
{
	struct folder_names folders = {0};
	struct dcp_error err = {0};

	make_package();
	ck_assert_int_eq(mkdir("p/sub/q", 0700), 0);
	testing_file("p/sub/q/ASSETMAP", map);
	testing_file("p/sub/q/ASSETMAP.xml", map);
	ck_assert(dcp_search(".", &folders, &err));
	ck_assert_uint_eq(folders.count, 2);
	ck_assert_str_eq(folders.at[0], "./p");
	ck_assert_str_eq(folders.at[1], "./p/sub/q");
	folder_clear(&folders);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("dcp");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, puts_documents_in_relation);
	tcase_add_test(t, opens_nothing_outside);
	tcase_add_test(t, names_what_is_too_much);
	tcase_add_test(t, opens_what_has_no_map);
	tcase_add_test(t, opens_what_has_a_broken_map);
	tcase_add_test(t, keeps_lists_that_cannot_be_read);
	tcase_add_test(t, opens_a_lone_playlist);
	tcase_add_test(t, resolves_a_version_by_its_original);
	tcase_add_test(t, finds_packages_in_a_tree);
	return testing_run("dcp", t);
}
