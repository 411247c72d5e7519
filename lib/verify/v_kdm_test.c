/*
 * v_kdm_test.c: verdicts on messages that are made here; each rule has its
 * message in testdata/rule, too.
 */
#include "verify/v_kdm.h"

#include "trust/kdmtesting.h"

static const struct diag_place place = {.file = "kdm.xml"};
static struct diag d;
static struct subject_options o;

static void
set_up(void)
{
	o = (struct subject_options){.now = KDMTESTING_START + 3600};
}

static void
tear_down(void)
{
	diag_clear(&d);
}

static bool
has(const char *rule)
{
	size_t i;

	for (i = 0; i < d.count; i++)
		if (strcmp(diag_finding(&d, i)->rule, rule) == 0)
			return true;
	return false;
}

/* Write the message, cut it after ${size} bytes, and judge what is left. */
static void
judge_text(const struct bytes *text, size_t size, const struct dcp *packages,
    size_t count)
{
	struct dcp_error err = {0};
	struct xml_document *doc = xmlread_parse(text->at, size, &err);
	struct kdm kdm = {0};

	diag_clear(&d);
	if (doc == NULL || !kdm_parse(doc, &kdm, &err))
		return;
	ck_assert_msg(v_kdm_judge(&kdm, packages, count, &o, &place, &d,
	    &err), "%s", err.text);
	kdm_clear(&kdm);
}

static void
judge(const struct kdm *kdm, const struct dcp *packages, size_t count)
{
	struct dcp_error err = {0};
	struct bytes text = {0};

	ck_assert_msg(kdm_format(kdm, &text, &err), "%s", err.text);
	judge_text(&text, text.size, packages, count);
	bytes_clear(&text);
}

START_TEST(what_was_not_given_is_said_to_be_skipped)
{
	struct kdm kdm = kdmtesting_make();

	judge(&kdm, NULL, 0);
	ck_assert(has("kdm.unsigned") && has("kdm.recipient-skipped") &&
	    has("kdm.composition-skipped") && has("kdm.block-skipped"));
	ck_assert(!has("kdm.expired") && !has("kdm.not-yet-valid"));
	ck_assert_uint_eq(diag_skipped(&d), 3);
	kdm_clear(&kdm);
}
END_TEST

START_TEST(the_time_now)
{
	static const struct {
		int64_t now;
		const char *rule;
	} cases[] = {
		{KDMTESTING_START - 1, "kdm.not-yet-valid"},
		{KDMTESTING_START, NULL},
		{KDMTESTING_START + 86399, NULL},
		{KDMTESTING_START + 86400, "kdm.expired"},
		{0, NULL},		/* nobody knows */
	};
	struct kdm kdm = kdmtesting_make();

	o.now = cases[_i].now;
	judge(&kdm, NULL, 0);
	ck_assert(has("kdm.expired") == (cases[_i].rule != NULL &&
	    strcmp(cases[_i].rule, "kdm.expired") == 0));
	ck_assert(has("kdm.not-yet-valid") == (cases[_i].rule != NULL &&
	    strcmp(cases[_i].rule, "kdm.expired") != 0));
	kdm_clear(&kdm);
}
END_TEST

/* The same moment, whatever the offset that a showing is written with. */
START_TEST(showings_have_a_zone)
{
	static const struct timestamp times[] = {
		{KDMTESTING_START, 60, true},
		{KDMTESTING_START, -300, true},
		{KDMTESTING_START + 86399, 0, true},
		{KDMTESTING_START - 1, 720, true},
		{KDMTESTING_START + 86400, 0, true},
	};
	struct kdm kdm = kdmtesting_make();

	o.kdm.showings = &times[_i];
	o.kdm.showing_count = 1;
	judge(&kdm, NULL, 0);
	ck_assert(has("kdm.showing") == (_i >= 3));
	kdm_clear(&kdm);
}
END_TEST

/* A message that is sent ahead: a word, unless all showings are in its window. */
START_TEST(sent_ahead)
{
	static const struct timestamp times[] = {
		{KDMTESTING_START, 0, true},
		{KDMTESTING_START + 86400, 0, true},
	};
	struct kdm kdm = kdmtesting_make();

	o.now = KDMTESTING_START - 86401;
	judge(&kdm, NULL, 0);
	ck_assert(has("kdm.not-yet-valid"));
	o.kdm.showings = times;
	o.kdm.showing_count = 1;
	judge(&kdm, NULL, 0);
	ck_assert(!has("kdm.not-yet-valid") && !has("kdm.showing"));
	o.kdm.showing_count = 2;
	judge(&kdm, NULL, 0);
	ck_assert(has("kdm.not-yet-valid") && has("kdm.showing"));
	kdm_clear(&kdm);
}
END_TEST

/* A package of one composition, of one reel with a picture of ${key}. */
START_TEST(keys_of_the_composition)
{
	struct dcp_cpl c = {.cpl = {.dialect = DIALECT_SMPTE, .has_id = true,
	    .title = "A film"}};
	struct dcp package = {.cpls = &c, .cpl_count = 1};
	struct kdm kdm = kdmtesting_make();
	struct dcp_error err = {0};
	struct cpl_reel *reel = cpl_add_reel(&c.cpl, &err);
	struct cpl_asset *a = reel == NULL ? NULL : cpl_add_asset(reel,
	    CPL_PICTURE, &err);

	ck_assert_ptr_nonnull(a);
	a->name = "MainPicture";
	a->has_key_id = a->has_id = true;
	c.cpl.id = kdmtesting_uuid(9);
	judge(&kdm, &package, 1);
	ck_assert(has("kdm.composition") && !has("kdm.key-missing"));
	c.cpl.id = kdm.cpl_id;
	judge(&kdm, &package, 1);
	ck_assert(!has("kdm.composition") && has("kdm.key-missing"));
	a->key_id = kdmtesting_uuid(0x10);
	judge(&kdm, &package, 1);
	ck_assert(!has("kdm.key-missing") && !has("kdm.key-type"));
	ck_assert(has("kdm.key-surplus") && has("kdm.authenticator"));
	a->kind = CPL_SOUND;
	judge(&kdm, &package, 1);
	ck_assert(has("kdm.key-type"));
	c.cpl.title = "Another";
	judge(&kdm, &package, 1);
	ck_assert(has("kdm.title"));
	cpl_clear(&c.cpl);
	kdm_clear(&kdm);
}
END_TEST

START_TEST(every_truncation)
{
	struct kdm kdm = kdmtesting_make();
	struct dcp_error err = {0};
	struct bytes text = {0};
	size_t size;

	ck_assert(kdm_format(&kdm, &text, &err));
	for (size = 0; size < text.size; size++)
		judge_text(&text, size, NULL, 0);
	bytes_clear(&text);
	kdm_clear(&kdm);
}
END_TEST

/* Give all elements of the name at ${name} another one, or that one back. */
static void
rename_all(struct bytes *text, const uint8_t *name)
{
	size_t n = strcspn((const char *)name, " />") + 1, i;

	for (i = 1; i + n < text->size; i++)
		if ((text->at[i - 1] == '<' || (text->at[i - 1] == '/' &&
		    text->at[i - 2] == '<')) &&
		    memcmp(text->at + i + 1, name + 1, n - 2) == 0 &&
		    strchr(" />", text->at[i + n - 1]) != NULL)
			text->at[i] ^= 0x20;
}

/* Any element may be missing: no more than findings come of it. */
START_TEST(every_element_renamed)
{
	struct kdm kdm = kdmtesting_make();
	struct dcp_error err = {0};
	struct bytes text = {0};
	unsigned judged = 0;
	size_t i;

	ck_assert(kdm_format(&kdm, &text, &err));
	for (i = 1; i + 2 < text.size; i++) {
		if (text.at[i - 1] != '<' || text.at[i] < 'A' ||
		    text.at[i] > 'Z')
			continue;
		rename_all(&text, text.at + i);
		judge_text(&text, text.size, NULL, 0);
		judged += has("kdm.schema");
		rename_all(&text, text.at + i);
	}
	ck_assert_uint_gt(judged, 20);
	bytes_clear(&text);
	kdm_clear(&kdm);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("v_kdm");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, what_was_not_given_is_said_to_be_skipped);
	tcase_add_loop_test(t, the_time_now, 0, 5);
	tcase_add_loop_test(t, showings_have_a_zone, 0, 5);
	tcase_add_test(t, sent_ahead);
	tcase_add_test(t, keys_of_the_composition);
	tcase_add_test(t, every_truncation);
	tcase_add_test(t, every_element_renamed);
	return testing_run("verify/v_kdm", t);
}
