/* kdmcontent_test.c: which keys a composition needs. */
#include "master/kdmcontent.h"
#include "trust/kdmtesting.h"

/* A composition of assets of these kinds, and the ends of their KeyIds. */
static struct cpl
compose(const enum cpl_kind *kinds, const unsigned *keys, size_t count)
{
	struct dcp_error err = {0};
	struct cpl cpl = {.has_id = true, .id = kdmtesting_uuid(2),
	    .title = "A film"};
	struct cpl_reel *reel = cpl_add_reel(&cpl, &err);
	struct cpl_asset *a;
	size_t i;

	for (i = 0; i < count; i++) {
		a = cpl_add_asset(reel, kinds[i], &err);
		ck_assert_ptr_nonnull(a);
		a->has_key_id = keys[i] != 0;
		a->key_id = kdmtesting_uuid(keys[i]);
		a->name = "Asset";
	}
	return cpl;
}

/* As a playlist: formatted, parsed, and asked. */
static bool
content_of(struct cpl *cpl, struct kdmcontent *c, struct cpl *parsed,
    struct dcp_error *err)
{
	static const char text[] = "<CompositionPlaylist/>";

	*parsed = *cpl;
	parsed->document = xmlread_parse(text, sizeof(text) - 1, err);
	*cpl = (struct cpl){0};
	return kdmcontent_of_cpl(parsed, c, err);
}

START_TEST(test_types)
{
	static const enum cpl_kind kinds[] = {CPL_PICTURE, CPL_SOUND,
	    CPL_SUBTITLE, CPL_AUX_DATA, CPL_STEREO_PICTURE,
	    CPL_CLOSED_CAPTION, CPL_MARKERS, CPL_SOUND, CPL_SOUND};
	static const unsigned keys[] = {1, 2, 3, 4, 5, 6, 0, 0, 2};
	static const char *const want[] = {"MDIK", "MDAK", "MDSK", "MDEK",
	    "MDIK", "MDSK"};
	struct dcp_error err = {0};
	struct cpl cpl = compose(kinds, keys, 9), parsed;
	struct kdmcontent c;
	size_t i;

	ck_assert_msg(content_of(&cpl, &c, &parsed, &err), "%s", err.text);
	ck_assert_uint_eq(c.key_count, 6);
	for (i = 0; i < 6; i++) {
		struct uuid id = kdmtesting_uuid((unsigned)i + 1);

		ck_assert_str_eq(c.keys[i].type, want[i]);
		ck_assert(uuid_equal(&c.keys[i].id, &id));
		ck_assert_str_eq(c.keys[i].scope, i == 3 ? KDM_SCOPE_MDEK :
		    KDM_SCOPE);
	}
	ck_assert(!c.has_authenticator);
	kdmcontent_clear(&c);
	cpl_clear(&parsed);
}
END_TEST

START_TEST(test_refused)
{
	static const enum cpl_kind kinds[] = {CPL_PICTURE, CPL_SOUND};
	static const unsigned keys[][2] = {{0, 0}, {1, 1}};
	static const char *const words[] = {"nothing is encrypted",
	    "of type MDIK and of MDAK"};
	struct kdmcontent c;
	struct cpl cpl, parsed;
	size_t i;

	for (i = 0; i < 2; i++) {
		struct dcp_error err = {0};

		cpl = compose(kinds, keys[i], 2);
		ck_assert(!content_of(&cpl, &c, &parsed, &err));
		ck_assert_int_eq(err.status, DCP_REFUSED);
		ck_assert_msg(strstr(err.text, words[i]) != NULL, "%s",
		    err.text);
		ck_assert_ptr_null(c.keys);
		cpl_clear(&parsed);
	}
}
END_TEST

/* The ring must have every key, of the right type or of none said. */
START_TEST(test_ring)
{
	static const uint8_t key[KEYRING_KEY_SIZE] = {1};
	struct dcp_error err = {0}, absent = {0}, wrong = {0};
	struct uuid one = kdmtesting_uuid(1), two = kdmtesting_uuid(2);
	struct keyring *ring = keyring_new(&err);
	struct kdmcontent c = {0};

	ck_assert(kdmcontent_add(&c, "MDIK", &one, &err));
	ck_assert(kdmcontent_add(&c, "FMAK", &two, &err));
	ck_assert(keyring_add(ring, &one, "MDIK", NULL, key, &err));
	ck_assert(!kdmcontent_check(&c, ring, &absent));
	ck_assert_ptr_nonnull(strstr(absent.text, "--key-file"));
	ck_assert_ptr_nonnull(strstr(absent.text, "no FMAK key aa000000-"));
	ck_assert(keyring_add(ring, &two, NULL, NULL, key, &err));
	ck_assert(kdmcontent_check(&c, ring, &err));
	ck_assert(keyring_add(ring, &two, "MDAK", NULL, key, &err));
	ck_assert(!kdmcontent_check(&c, ring, &wrong));
	ck_assert_ptr_nonnull(strstr(wrong.text, "of type MDAK, want FMAK"));
	kdmcontent_clear(&c);
	keyring_free(ring);
}
END_TEST

/* What a message that is signed is about; one that is not is refused. */
START_TEST(test_message)
{
	struct dcp_error err = {0}, why = {0};
	struct kdmtesting t;
	struct bytes text = {0};
	struct kdmcontent c;
	struct kdm kdm, bare = kdmtesting_make();

	kdmtesting_open(&t);
	ck_assert(kdmmake_format(&t.make, &t.to, &text, &err));
	ck_assert(kdm_parse(xmlread_parse(text.at, text.size, &err), &kdm,
	    &err));
	ck_assert_msg(kdmcontent_of_kdm(&kdm, &c, &err), "%s", err.text);
	ck_assert_str_eq(c.title, "A film");
	ck_assert_uint_eq(c.key_count, 2);
	ck_assert_str_eq(c.keys[1].scope, KDM_SCOPE_MDEK);
	kdmcontent_clear(&c);
	kdm_clear(&kdm);
	bytes_clear(&text);
	ck_assert(kdm_format(&bare, &text, &err));
	ck_assert(kdm_parse(xmlread_parse(text.at, text.size, &err), &kdm,
	    &err));
	ck_assert(!kdmcontent_of_kdm(&kdm, &c, &why));
	ck_assert_str_eq(why.text, "is not signed");
	kdm_clear(&kdm);
	kdm_clear(&bare);
	bytes_clear(&text);
	kdmtesting_close(&t);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("kdmcontent");

	tcase_add_test(t, test_types);
	tcase_add_test(t, test_refused);
	tcase_add_test(t, test_ring);
	tcase_add_test(t, test_message);
	return testing_run("kdmcontent", t);
}
