/* dialect_test.c: what dialect.h promises. */
#include "package/dialect.h"

#include "base/embedded.h"
#include "base/testing.h"

static enum dialect
identify(const char *name, const char *space, enum dialect_document *document)
{
	struct dcp_error err = {0};
	struct xml_document *doc;
	enum dialect dialect;
	char text[300];

	snprintf(text, sizeof(text), "<p:%s xmlns:p=\"%s\"/>", name, space);
	doc = xmlread_parse(text, strlen(text), &err);
	ck_assert_msg(doc != NULL, "%s", err.text);
	dialect = dialect_identify(xmlread_root(doc), document);
	ck_assert_int_eq(dialect_identify(xmlread_root(doc), NULL), dialect);
	xmlread_free(doc);
	return dialect;
}

/* Every document of every row of the table is known again. */
START_TEST(knows_its_own_documents)
{
	static const enum dialect all[] = {DIALECT_INTEROP, DIALECT_SMPTE,
	    DIALECT_IMF};
	enum dialect_document document;
	size_t i;

	for (i = 0; i < 3; i++) {
		const struct dialect_table *t = dialect_of(all[i]);

		ck_assert_int_eq(t->dialect, all[i]);
		ck_assert_int_eq(identify("CompositionPlaylist", t->cpl_space,
		    &document), all[i]);
		ck_assert_int_eq(document, DIALECT_CPL);
		ck_assert_int_eq(identify("PackingList", t->pkl_space,
		    &document), all[i]);
		ck_assert_int_eq(document, DIALECT_PKL);
		if (all[i] == DIALECT_IMF)
			continue;	/* it has the maps of SMPTE */
		ck_assert_int_eq(identify("AssetMap", t->assetmap_space,
		    &document), all[i]);
		ck_assert_int_eq(document, DIALECT_ASSETMAP);
		ck_assert_int_eq(identify("VolumeIndex", t->volindex_space,
		    &document), all[i]);
		ck_assert_int_eq(document, DIALECT_VOLINDEX);
	}
}
END_TEST

START_TEST(knows_what_is_met_in_the_field)
{
	enum dialect_document document;

	ck_assert_int_eq(identify("VolumeIndex",
	    "http://www.smpte-ra.org/schemas/429-9/2006/AM", &document),
	    DIALECT_SMPTE);
	ck_assert_int_eq(identify("SubtitleReel",
	    "http://www.smpte-ra.org/schemas/428-7/2014/DCST", &document),
	    DIALECT_SMPTE);
	ck_assert_int_eq(document, DIALECT_SUBTITLE);
	ck_assert_int_eq(identify("AssetMap", "urn:x", &document),
	    DIALECT_UNKNOWN);
	ck_assert_int_eq(document, DIALECT_ASSETMAP);
	ck_assert_int_eq(identify("html", "urn:x", &document),
	    DIALECT_UNKNOWN);
	ck_assert_int_eq(document, DIALECT_OTHER_DOCUMENT);
}
END_TEST

START_TEST(names_schemas_that_are_there)
{
	static const enum dialect all[] = {DIALECT_INTEROP, DIALECT_SMPTE};
	size_t i;

	for (i = 0; i < 2; i++) {
		const struct dialect_table *t = dialect_of(all[i]);

		ck_assert_ptr_nonnull(embedded_find(t->cpl_schema));
		ck_assert_ptr_nonnull(embedded_find(t->pkl_schema));
		ck_assert_ptr_nonnull(embedded_find(t->assetmap_schema));
		ck_assert_ptr_nonnull(embedded_find(t->volindex_schema));
	}
}
END_TEST

START_TEST(has_names)
{
	int i;

	ck_assert_str_eq(dialect_name(DIALECT_SMPTE), "SMPTE");
	ck_assert_str_eq(dialect_name(DIALECT_UNKNOWN), "unknown");
	for (i = DIALECT_OTHER_DOCUMENT; i <= DIALECT_OPL; i++)
		ck_assert_str_ne(dialect_document_name(
		    (enum dialect_document)i), "");
	ck_assert(dialect_is_map_name("ASSETMAP"));
	ck_assert(dialect_is_map_name("VOLINDEX.xml"));
	ck_assert(!dialect_is_map_name("assetmap.xml"));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("dialect");

	tcase_add_test(t, knows_its_own_documents);
	tcase_add_test(t, knows_what_is_met_in_the_field);
	tcase_add_test(t, names_schemas_that_are_there);
	tcase_add_test(t, has_names);
	return testing_run("dialect", t);
}
