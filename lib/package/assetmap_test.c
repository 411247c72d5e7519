/* assetmap_test.c: what assetmap.h promises. */
#include "package/assetmap.h"

#include "base/testing.h"

#define ID(n)	"urn:uuid:00000000-0000-4000-8000-0000000000" n
#define SPACE	"xmlns=\"http://www.smpte-ra.org/schemas/429-9/2007/AM\""

static const char whole[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<AssetMap " SPACE ">\n"
    "  <Id>" ID("01") "</Id>\n"
    "  <AnnotationText>A</AnnotationText>\n"
    "  <Creator>C</Creator>\n"
    "  <VolumeCount>1</VolumeCount>\n"
    "  <IssueDate>2026-01-31T12:00:00+00:00</IssueDate>\n"
    "  <Issuer>I</Issuer>\n"
    "  <AssetList>\n"
    "    <Asset>\n"
    "      <Id>" ID("02") "</Id>\n"
    "      <PackingList>true</PackingList>\n"
    "      <ChunkList>\n"
    "        <Chunk>\n"
    "          <Path>a/b%20%25%23%3F%C3%A4.xml</Path>\n"
    "          <VolumeIndex>1</VolumeIndex>\n"
    "          <Offset>0</Offset>\n"
    "          <Length>10</Length>\n"
    "        </Chunk>\n"
    "      </ChunkList>\n"
    "    </Asset>\n"
    "  </AssetList>\n"
    "</AssetMap>\n";

static void
load(const char *text, struct assetmap *map)
{
	struct dcp_error err = {0};
	struct xml_document *doc = xmlread_parse(text, strlen(text), &err);

	ck_assert_msg(doc != NULL, "%s", err.text);
	ck_assert_msg(assetmap_parse(doc, map, &err), "%s", err.text);
}

START_TEST(reads_all_there_is)
{
	struct assetmap map;

	load(whole, &map);
	ck_assert_uint_eq(map.notes.count, 0);
	ck_assert(map.has_id && map.id.bytes[15] == 1);
	ck_assert_str_eq(map.annotation, "A");
	ck_assert_str_eq(map.creator, "C");
	ck_assert_str_eq(map.issuer, "I");
	ck_assert(map.has_volume_count && map.volume_count == 1);
	ck_assert(map.has_issue_date);
	ck_assert_uint_eq(map.asset_count, 1);
	ck_assert(map.assets[0].is_packing_list);
	ck_assert_uint_eq(map.assets[0].chunk_count, 1);
	ck_assert_str_eq(map.assets[0].chunks[0].file, "a/b %#?\xc3\xa4.xml");
	ck_assert_uint_eq(map.assets[0].chunks[0].length, 10);
	assetmap_clear(&map);
}
END_TEST

START_TEST(writes_what_it_read)
{
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct assetmap map;

	load(whole, &map);
	ck_assert(assetmap_format(&map, &b, &err));
	ck_assert_str_eq(bytes_text(&b), whole);
	bytes_clear(&b);
	assetmap_clear(&map);
}
END_TEST

/* None of these names a file for us to open, and each is noted. */
START_TEST(refuses_paths_that_leave_the_folder)
{
	static const char *const paths[] = {"../a", "a/../../b", "/etc/passwd",
	    "file:///../a", "http://host/a", "%2e%2e/a", "a/%2E./../../b",
	    "a%00b", "", "file:////etc/passwd", "a/..", ".", "%2Fetc"};
	char text[400];
	size_t i;

	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct assetmap map;
		const struct assetmap_chunk *c;

		snprintf(text, sizeof(text), "<AssetMap " SPACE "><AssetList>"
		    "<Asset><ChunkList><Chunk><Path>%s</Path></Chunk>"
		    "</ChunkList></Asset></AssetList></AssetMap>", paths[i]);
		load(text, &map);
		c = &map.assets[0].chunks[0];
		ck_assert_msg(c->file == NULL, "'%s' is taken as '%s'",
		    paths[i], c->file);
		ck_assert_ptr_nonnull(c->refusal);
		ck_assert_str_eq(map.notes.at[map.notes.count - 1].element,
		    "Path");
		assetmap_clear(&map);
	}
}
END_TEST

START_TEST(takes_interop_flags_and_defaults)
{
	struct assetmap map;

	load("<AssetMap xmlns=\"http://www.digicine.com/PROTO-ASDCP-AM-"
	    "20040311#\"><AssetList><Asset><PackingList/></Asset>"
	    "<Asset><PackingList>false</PackingList><ChunkList><Chunk>"
	    "<Path>file:///a.mxf</Path></Chunk></ChunkList></Asset>"
	    "</AssetList></AssetMap>", &map);
	ck_assert_int_eq(map.dialect, DIALECT_INTEROP);
	ck_assert(map.assets[0].is_packing_list);
	ck_assert(!map.assets[1].is_packing_list);
	ck_assert_uint_eq(map.assets[0].chunk_count, 0);
	ck_assert_str_eq(map.assets[1].chunks[0].file, "a.mxf");
	ck_assert_uint_eq(map.assets[1].chunks[0].volume_index, 1);
	ck_assert(!map.assets[1].chunks[0].has_length);
	ck_assert_uint_ge(map.notes.count, 6);
	assetmap_clear(&map);
}
END_TEST

START_TEST(adds_assets)
{
	static const struct uuid id = {{7}};
	struct dcp_error err = {0};
	struct assetmap map = {0};
	struct assetmap_asset *a = assetmap_add(&map, &id, "x.mxf", 5, &err);

	ck_assert_ptr_nonnull(a);
	ck_assert_str_eq(a->chunks[0].file, "x.mxf");
	ck_assert_uint_eq(map.asset_count, 1);
	ck_assert(a->has_id && uuid_equal(&a->id, &id));
	assetmap_clear(&map);
}
END_TEST

START_TEST(has_volumes)
{
	struct assetmap_volume volume;
	struct dcp_error err = {0};
	struct bytes b = {0};

	ck_assert(assetmap_format_volume(3, &b, &err));
	ck_assert(assetmap_parse_volume(xmlread_parse(b.at, b.size, &err),
	    &volume, &err));
	ck_assert(volume.has_index && volume.index == 3);
	ck_assert_int_eq(volume.dialect, DIALECT_SMPTE);
	assetmap_clear_volume(&volume);
	ck_assert(!assetmap_parse_volume(xmlread_parse("<a/>", 4, &err),
	    &volume, &err));
	ck_assert_str_eq(err.text, "have the root a, want VolumeIndex");
	bytes_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("assetmap");

	tcase_add_test(t, reads_all_there_is);
	tcase_add_test(t, writes_what_it_read);
	tcase_add_test(t, refuses_paths_that_leave_the_folder);
	tcase_add_test(t, takes_interop_flags_and_defaults);
	tcase_add_test(t, adds_assets);
	tcase_add_test(t, has_volumes);
	return testing_run("assetmap", t);
}
