/* cpl_test.c: what cpl.h promises. */
#include "package/cpl.h"

#include "base/limits.h"
#include "base/testing.h"
#include "xml/xsd.h"

#define ID(n)	"urn:uuid:00000000-0000-4000-8000-0000000000" n
#define HEAD \
	"<CompositionPlaylist xmlns=\"http://www.smpte-ra.org/schemas/" \
	"429-7/2006/CPL\">\n" \
	"<Id>" ID("01") "</Id><AnnotationText>A</AnnotationText>" \
	"<IssueDate>2026-01-31T12:00:00+01:00</IssueDate>" \
	"<Issuer>I</Issuer><Creator>C</Creator>" \
	"<ContentTitleText>T</ContentTitleText>" \
	"<ContentKind scope=\"urn:s\">clip</ContentKind>" \
	"<ContentVersion><Id>urn:v</Id><LabelText>V</LabelText>" \
	"</ContentVersion><RatingList><Rating><Agency>urn:a</Agency>" \
	"<Label>12</Label></Rating></RatingList><ReelList>\n"
#define TAIL	"</ReelList></CompositionPlaylist>\n"
#define ASSET(n, rest) \
	"<Id>" ID(n) "</Id><EditRate>120 1</EditRate>" \
	"<IntrinsicDuration>100</IntrinsicDuration>" rest
#define STEREO	"http://www.smpte-ra.org/schemas/429-10/2008/" \
	"Main-Stereo-Picture-CPL"

static const char whole[] = HEAD
    "<Reel><Id>" ID("02") "</Id><AssetList>"
    "<MainMarkers>" ASSET("03", "") "<MarkerList><Marker><Label>FFOC</Label>"
    "<Offset>1</Offset></Marker></MarkerList></MainMarkers>\n"
    "<MainSound>" ASSET("04", "<EntryPoint>10</EntryPoint>"
    "<Duration>20</Duration><KeyId>" ID("05") "</KeyId>"
    "<Hash>AAECAwQFBgcICQoLDA0ODxAREhM=</Hash><Language>en</Language>")
    "</MainSound>\n"
    "<s:MainStereoscopicPicture xmlns:s=\"" STEREO "\">" ASSET("06",
    "<EntryPoint>80</EntryPoint><FrameRate>240 1</FrameRate>"
    "<ScreenAspectRatio>4096 2160</ScreenAspectRatio>")
    "</s:MainStereoscopicPicture>\n"
    "<t:ClosedCaption xmlns:t=\"http://www.smpte-ra.org/schemas/429-12/2008/"
    "TT\">" ASSET("07", "<t:Language>fr</t:Language>") "</t:ClosedCaption>\n"
    "<d:AuxData xmlns:d=\"http://www.dolby.com/schemas/2012/AD\">"
    ASSET("08", "<d:DataType>urn:smpte:ul:0</d:DataType>") "</d:AuxData>\n"
    "<m:CompositionMetadataAsset xmlns:m=\"" DIALECT_METADATA_SPACE "\">"
    ASSET("09", "") "<m:FullContentTitleText>F</m:FullContentTitleText>"
    "<m:ReleaseTerritory scope='urn:t'>FR</m:ReleaseTerritory>"
    "<m:VersionNumber status='pre'>2</m:VersionNumber><m:Chain>c</m:Chain>"
    "<m:Distributor>d</m:Distributor><m:Facility>f</m:Facility>"
    "<m:AlternateContentVersionList><m:ContentVersion><Id>urn:w</Id>"
    "<LabelText>W</LabelText></m:ContentVersion>"
    "</m:AlternateContentVersionList>"
    "<m:Luminance units='foot-lambert'>4.5</m:Luminance>"
    "<m:MainSoundConfiguration>51/L,R,C,LFE,Ls,Rs</m:MainSoundConfiguration>"
    "<m:MainSoundSampleRate>48000 1</m:MainSoundSampleRate>"
    "<m:MainPictureStoredArea><m:Width>4096</m:Width><m:Height>2160"
    "</m:Height></m:MainPictureStoredArea><m:MainPictureActiveArea><m:Width>"
    "4096</m:Width><m:Height>1716</m:Height></m:MainPictureActiveArea>"
    "<m:MainSubtitleLanguageList>fr de</m:MainSubtitleLanguageList>"
    "<m:ExtensionMetadataList><m:ExtensionMetadata scope='urn:e'>"
    "<m:Name>N</m:Name><m:PropertyList><m:Property><m:Name>P</m:Name>"
    "<m:Value>V</m:Value></m:Property></m:PropertyList>"
    "</m:ExtensionMetadata></m:ExtensionMetadataList>"
    "</m:CompositionMetadataAsset>\n"
    "</AssetList></Reel>" TAIL;

static void
load(const char *text, struct cpl *cpl)
{
	struct dcp_error err = {0};
	struct xml_document *doc = xmlread_parse(text, strlen(text), &err);

	ck_assert_msg(doc != NULL, "%s", err.text);
	ck_assert_msg(cpl_parse(doc, cpl, &err), "%s", err.text);
}

static void
check_metadata(const struct cpl_metadata *m)
{
	ck_assert_str_eq(m->full_title, "F");
	ck_assert_str_eq(m->territory, "FR");
	ck_assert_str_eq(m->territory_scope, "urn:t");
	ck_assert(m->has_version_number && m->version_number == 2);
	ck_assert_str_eq(m->version_status, "pre");
	ck_assert_str_eq(m->chain, "c");
	ck_assert_str_eq(m->distributor, "d");
	ck_assert_str_eq(m->facility, "f");
	ck_assert_uint_eq(m->alternate_count, 1);
	ck_assert_str_eq(m->alternates[0].label, "W");
	ck_assert_str_eq(m->luminance, "4.5");
	ck_assert_str_eq(m->luminance_units, "foot-lambert");
	ck_assert_str_eq(m->sound_configuration, "51/L,R,C,LFE,Ls,Rs");
	ck_assert(m->has_sample_rate && m->sample_rate.num == 48000);
	ck_assert(m->has_stored_area && m->stored_area.height == 2160);
	ck_assert(m->has_active_area && m->active_area.height == 1716);
	ck_assert_str_eq(m->subtitle_languages, "fr de");
	ck_assert_uint_eq(m->extension_count, 1);
	ck_assert_str_eq(m->extensions[0].scope, "urn:e");
	ck_assert_uint_eq(m->extensions[0].property_count, 1);
	ck_assert_str_eq(m->extensions[0].properties[0].value, "V");
	ck_assert(!m->has_mca);
}

static void
check_whole(const struct cpl *cpl)
{
	const struct cpl_reel *reel = &cpl->reels[0];
	const struct cpl_asset *a;

	ck_assert_int_eq(cpl->dialect, DIALECT_SMPTE);
	ck_assert(cpl->has_id && cpl->id.bytes[15] == 1);
	ck_assert_str_eq(cpl->annotation, "A");
	ck_assert(cpl->has_issue_date && cpl->issue_date.zone_minutes == 60);
	ck_assert_str_eq(cpl->issuer, "I");
	ck_assert_str_eq(cpl->creator, "C");
	ck_assert_str_eq(cpl->title, "T");
	ck_assert_str_eq(cpl->kind, "clip");
	ck_assert_str_eq(cpl->kind_scope, "urn:s");
	ck_assert_uint_eq(cpl->version_count, 1);
	ck_assert_str_eq(cpl->versions[0].id, "urn:v");
	ck_assert_uint_eq(cpl->rating_count, 1);
	ck_assert_str_eq(cpl->ratings[0].label, "12");
	ck_assert_uint_eq(cpl->reel_count, 1);
	ck_assert_uint_eq(reel->asset_count, 6);
	ck_assert_uint_eq(cpl_reel_duration(reel), 20);

	a = cpl_find(reel, CPL_MARKERS);
	ck_assert_uint_eq(a->marker_count, 1);
	ck_assert_str_eq(a->markers[0].label, "FFOC");
	ck_assert_uint_eq(a->markers[0].offset, 1);

	a = cpl_find(reel, CPL_SOUND);
	ck_assert(a->has_key_id && a->key_id.bytes[15] == 5);
	ck_assert(a->has_hash && a->hash.bytes[19] == 0x13);
	ck_assert_str_eq(a->language, "en");
	ck_assert_uint_eq(cpl_entry_point(a), 10);
	ck_assert_uint_eq(cpl_duration(a), 20);

	a = cpl_find_picture(reel);
	ck_assert_int_eq(a->kind, CPL_STEREO_PICTURE);
	ck_assert_str_eq(a->space, STEREO);
	ck_assert_int_eq(a->edit_rate.num, 120);
	ck_assert_int_eq(a->frame_rate.num, 240);
	ck_assert(a->aspect.num == 4096 && a->aspect.den == 2160);
	ck_assert(!a->has_duration && cpl_duration(a) == 20);

	ck_assert_str_eq(cpl_find(reel, CPL_CLOSED_CAPTION)->language, "fr");
	ck_assert_str_eq(cpl_find(reel, CPL_AUX_DATA)->data_type,
	    "urn:smpte:ul:0");
	ck_assert_ptr_null(cpl_find(reel, CPL_SUBTITLE));
	check_metadata(cpl_find(reel, CPL_METADATA)->metadata);
}

START_TEST(reads_all_there_is)
{
	struct cpl cpl;

	load(whole, &cpl);
	ck_assert_msg(cpl.notes.count == 0, "%s", cpl.notes.count == 0 ? "" :
	    cpl.notes.at[0].text);
	ck_assert_ptr_null(cpl.reels[0].assets[0].metadata);
	check_whole(&cpl);
	ck_assert_int_eq(cpl.reels[0].assets[1].line, 4);
	cpl_clear(&cpl);
}
END_TEST

static bool
fits_schema(const char *text)
{
	struct dcp_error err = {0};
	struct xsd *xsd = xsd_open("smpte/composition.xsd", &err);
	struct xml_document *doc = xmlread_parse(text, strlen(text), &err);
	bool valid = false;

	ck_assert_msg(xsd != NULL && doc != NULL, "%s", err.text);
	ck_assert(xsd_validate(xsd, doc, NULL, NULL, &valid, &err));
	xmlread_free(doc);
	xsd_close(xsd);
	return valid;
}

START_TEST(writes_what_it_read)
{
	struct dcp_error err = {0};
	struct bytes text = {0}, again = {0};
	struct cpl cpl, back;

	load(whole, &cpl);
	ck_assert(cpl_format(&cpl, &text, &err));
	ck_assert(fits_schema(bytes_text(&text)));
	load(bytes_text(&text), &back);
	check_whole(&back);
	ck_assert(cpl_format(&back, &again, &err));
	ck_assert_str_eq(bytes_text(&text), bytes_text(&again));
	cpl_clear(&cpl);
	cpl_clear(&back);
	bytes_clear(&text);
	bytes_clear(&again);
}
END_TEST

START_TEST(goes_on_where_something_is_wrong)
{
	struct cpl cpl;

	load("<CompositionPlaylist><Id>1</Id><ReelList><Reel><AssetList>"
	    "<MainPicture><EditRate>0 0</EditRate><Hash>x</Hash></MainPicture>"
	    "<x:Y xmlns:x='urn:x'><Id>" ID("01") "</Id></x:Y><MainMarkers/>"
	    "</AssetList></Reel><Reel/></ReelList></CompositionPlaylist>",
	    &cpl);
	ck_assert_int_eq(cpl.dialect, DIALECT_UNKNOWN);
	ck_assert(!cpl.has_id && !cpl.has_issue_date && cpl.title == NULL);
	ck_assert_uint_eq(cpl.reel_count, 2);
	ck_assert_uint_eq(cpl.reels[0].asset_count, 3);
	ck_assert_int_eq(cpl.reels[0].assets[1].kind, CPL_UNKNOWN);
	ck_assert_str_eq(cpl.reels[0].assets[1].name, "Y");
	ck_assert_str_eq(cpl.reels[0].assets[1].space, "urn:x");
	ck_assert(cpl.reels[0].assets[1].has_id);
	ck_assert(!cpl.reels[0].assets[0].has_edit_rate);
	ck_assert(!cpl.reels[0].assets[0].has_hash);
	ck_assert_uint_eq(cpl_reel_duration(&cpl.reels[0]), 0);
	ck_assert_uint_eq(cpl_reel_duration(&cpl.reels[1]), 0);
	ck_assert_uint_ge(cpl.notes.count, 10);
	cpl_clear(&cpl);
}
END_TEST

START_TEST(knows_its_relatives)
{
	struct cpl cpl;

	load("<CompositionPlaylist xmlns=\"http://www.digicine.com/"
	    "PROTO-ASDCP-CPL-20040511#\"><ReelList><Reel><AssetList>"
	    "<MainPicture><ScreenAspectRatio>1.85</ScreenAspectRatio>"
	    "</MainPicture><c:MainClosedCaption xmlns:c=\"urn:c\"/>"
	    "</AssetList></Reel></ReelList></CompositionPlaylist>", &cpl);
	ck_assert_int_eq(cpl.dialect, DIALECT_INTEROP);
	ck_assert(rational_equal(cpl.reels[0].assets[0].aspect,
	    (struct rational){37, 20}));
	ck_assert_str_eq(cpl.reels[0].assets[0].aspect_text, "1.85");
	ck_assert_int_eq(cpl.reels[0].assets[1].kind, CPL_CLOSED_CAPTION);
	cpl_clear(&cpl);
	load("<CompositionPlaylist xmlns=\"http://www.smpte-ra.org/schemas/"
	    "2067-3/2016\"><Id>" ID("01") "</Id><ContentTitle>M</ContentTitle>"
	    "<SegmentList/></CompositionPlaylist>", &cpl);
	ck_assert_int_eq(cpl.dialect, DIALECT_IMF);
	ck_assert_str_eq(cpl.title, "M");
	ck_assert_uint_eq(cpl.reel_count, 0);
	cpl_clear(&cpl);
}
END_TEST

START_TEST(refuses_what_is_none)
{
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct cpl cpl;
	int i;

	ck_assert(!cpl_parse(xmlread_parse("<a/>", 4, &err), &cpl, &err));
	ck_assert_str_eq(err.text, "have the root a, want CompositionPlaylist");
	err = (struct dcp_error){0};
	bytes_printf(&b, "<CompositionPlaylist><ReelList>");
	for (i = 0; i <= LIMIT_REELS; i++)
		bytes_printf(&b, "<Reel/>");
	bytes_printf(&b, "</ReelList></CompositionPlaylist>");
	ck_assert(!cpl_parse(xmlread_parse(b.at, b.size, &err), &cpl, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	bytes_clear(&b);
	err = (struct dcp_error){0};
	ck_assert(!cpl_load("/nowhere/cpl.xml", &cpl, &err));
	ck_assert_int_eq(err.status, DCP_IO);
}
END_TEST

START_TEST(does_not_write_what_it_does_not_know)
{
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct cpl cpl;

	load(HEAD "<Reel><Id>" ID("02") "</Id><AssetList><x:Y xmlns:x='urn:x'/>"
	    "</AssetList></Reel>" TAIL, &cpl);
	ck_assert(!cpl_format(&cpl, &b, &err));
	ck_assert_int_eq(err.status, DCP_UNSUPPORTED);
	ck_assert_uint_eq(b.size, 0);
	cpl_clear(&cpl);
	bytes_clear(&b);
}
END_TEST

START_TEST(knows_kinds)
{
	int i;

	for (i = CPL_MARKERS; i <= CPL_METADATA; i++)
		ck_assert_int_eq(cpl_kind_of(cpl_kind_name((enum cpl_kind)i)),
		    i);
	ck_assert_int_eq(cpl_kind_of("unknown"), CPL_UNKNOWN);
	ck_assert(cpl_kind_is_track(CPL_AUX_DATA));
	ck_assert(!cpl_kind_is_track(CPL_MARKERS));
	ck_assert(!cpl_kind_is_track(CPL_METADATA));
	ck_assert(!cpl_kind_is_track(CPL_UNKNOWN));
	ck_assert(cpl_kind_is_picture(CPL_STEREO_PICTURE));
	ck_assert(!cpl_kind_is_picture(CPL_SOUND));
	ck_assert_str_eq(cpl_key_type(CPL_STEREO_PICTURE), "MDIK");
	ck_assert_str_eq(cpl_key_type(CPL_CLOSED_CAPTION), "MDSK");
	ck_assert_ptr_null(cpl_key_type(CPL_MARKERS));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("cpl");

	tcase_add_test(t, reads_all_there_is);
	tcase_add_test(t, writes_what_it_read);
	tcase_add_test(t, goes_on_where_something_is_wrong);
	tcase_add_test(t, knows_its_relatives);
	tcase_add_test(t, refuses_what_is_none);
	tcase_add_test(t, does_not_write_what_it_does_not_know);
	tcase_add_test(t, knows_kinds);
	return testing_run("cpl", t);
}
