/* kdmbatch_test.c: messages for many screens: names, order, all or nothing. */
#include "master/kdmbatch.h"

#include <sys/stat.h>

#include "base/folder.h"
#include "trust/kdmsigned.h"
#include "trust/kdmtesting.h"

/* What made() was told, cinema and screen of each. */
struct told {
	char text[400];
};

static bool
tell(void *context, const struct kdmbatch_item *item, struct dcp_error *err)
{
	struct told *told = context;
	size_t size = strlen(told->text);

	snprintf(told->text + size, sizeof(told->text) - size, "%s%s ",
	    item->cinema, item->screen);
	(void)err;
	return true;
}

static void
add(struct kdmbatch *b, const struct kdmtesting *t, const char *cinema,
    const char *screen)
{
	struct dcp_error err = {0};
	struct kdmbatch_item *item = kdmbatch_add(b, &err);

	ck_assert_ptr_nonnull(item);
	item->cinema = cinema;
	item->screen = screen;
	item->to = t->to;
}

static struct kdmbatch
begin(const struct kdmtesting *t, struct told *told)
{
	struct kdmbatch b = {.make = &t->make, .folder = "out",
	    .pattern = "%{cinema}/%{screen}", .id = kdmtesting_uuid(9),
	    .made = tell, .context = told};

	*told = (struct told){""};
	add(&b, t, "B", "1");
	add(&b, t, "A", "1");
	add(&b, t, "B", "2");
	add(&b, t, "C", "1");
	add(&b, t, "A", "2");
	return b;
}

/* The names of all files below ${folder}, a space behind each. */
static void
check_files(const char *folder, const char *want)
{
	struct dcp_error err = {0};
	struct folder_names names = {0};
	char have[400] = "";
	size_t i, size = 0;

	if (access(folder, F_OK) == 0)
		ck_assert(folder_files(folder, &names, &err));
	for (i = 0; i < names.count; i++)
		size += (size_t)snprintf(have + size, sizeof(have) - size,
		    "%s ", names.at[i]);
	ck_assert_str_eq(have, want);
	folder_clear(&names);
}

/* Cinemas in the order of their first screens; each file is a message. */
START_TEST(test_files)
{
	struct dcp_error err = {0};
	struct kdmtesting t;
	struct told told;
	struct digest signer;
	struct kdmbatch b;
	struct kdm kdm;
	size_t i;

	kdmtesting_open(&t);
	b = begin(&t, &told);
	ck_assert_msg(kdmbatch_prepare(&b, &err), "%s", err.text);
	ck_assert_msg(kdmbatch_run(&b, &err), "%s", err.text);
	ck_assert_str_eq(told.text, "B1 B2 A1 A2 C1 ");
	check_files("out", "A/1.xml A/2.xml B/1.xml B/2.xml C/1.xml ");
	for (i = 0; i < b.count; i++) {
		ck_assert(kdm_load(b.items[i].path, &kdm, &err));
		ck_assert(kdmsigned_check(&kdm, &signer, &err));
		ck_assert(uuid_equal(&kdm.message_id,
		    &b.items[i].to.message_id));
		ck_assert(i == 0 || !uuid_equal(&kdm.message_id,
		    &b.items[i - 1].to.message_id));
		kdm_clear(&kdm);
	}
	kdmbatch_clear(&b);
	kdmtesting_close(&t);
}
END_TEST

START_TEST(test_zip)
{
	struct dcp_error err = {0};
	struct kdmtesting t;
	struct told told;
	struct kdmbatch b;

	kdmtesting_open(&t);
	b = begin(&t, &told);
	b.zip_pattern = "%{cinema}";
	ck_assert_msg(kdmbatch_prepare(&b, &err), "%s", err.text);
	ck_assert_str_eq(b.items[3].path, "A/2.xml");
	ck_assert_str_eq(b.items[3].zip, "out/A.zip");
	ck_assert_msg(kdmbatch_run(&b, &err), "%s", err.text);
	check_files("out", "A.zip B.zip C.zip ");
	kdmbatch_clear(&b);
	kdmtesting_close(&t);
}
END_TEST

/* A folder stands where A2 should be: A has no file, B before it all. */
START_TEST(test_all_or_nothing)
{
	struct dcp_error err = {0};
	struct kdmtesting t;
	struct told told;
	struct kdmbatch b;

	kdmtesting_open(&t);
	b = begin(&t, &told);
	ck_assert_int_eq(mkdir("out", 0755), 0);
	ck_assert_int_eq(mkdir("out/A", 0755), 0);
	ck_assert_int_eq(mkdir("out/A/2.xml", 0755), 0);
	ck_assert(!kdmbatch_prepare(&b, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "A/2.xml: exists already"));
	kdmbatch_clear(&b);
	err = (struct dcp_error){0};
	b = begin(&t, &told);
	b.force = true;
	ck_assert(kdmbatch_prepare(&b, &err));
	ck_assert(!kdmbatch_run(&b, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "out/A/2.xml"));
	ck_assert_str_eq(told.text, "B1 B2 ");
	check_files("out", "B/1.xml B/2.xml ");
	kdmbatch_clear(&b);
	kdmtesting_close(&t);
}
END_TEST

static bool
stop_at_four(void *context, uint64_t done, uint64_t total)
{
	(void)context;
	(void)total;
	return done < 4;
}

START_TEST(test_stopped)
{
	static const struct progress progress = {.tell = stop_at_four};
	struct dcp_error err = {0};
	struct kdmtesting t;
	struct told told;
	struct kdmbatch b;

	kdmtesting_open(&t);
	b = begin(&t, &told);
	b.progress = &progress;
	b.threads = 1;
	ck_assert(kdmbatch_prepare(&b, &err));
	ck_assert(!kdmbatch_run(&b, &err));
	ck_assert_int_eq(err.status, DCP_INTERRUPTED);
	check_files("out", "B/1.xml B/2.xml ");
	kdmbatch_clear(&b);
	kdmtesting_close(&t);
}
END_TEST

/* Names that some file system takes for the same. */
START_TEST(test_names)
{
	static const char *const cinemas[][2] = {{"A", "A"}, {"A", "a"},
	    {"A/", "A_"}};
	struct kdmtesting t;
	struct kdmbatch b;
	size_t i;

	kdmtesting_open(&t);
	for (i = 0; i < 3; i++) {
		struct dcp_error err = {0};

		b = (struct kdmbatch){.make = &t.make,
		    .pattern = "%{cinema}%{screen}"};
		add(&b, &t, cinemas[i][0], "1");
		add(&b, &t, cinemas[i][1], "1");
		ck_assert(!kdmbatch_prepare(&b, &err));
		ck_assert_int_eq(err.status, DCP_REFUSED);
		kdmbatch_clear(&b);
	}
	kdmtesting_close(&t);
}
END_TEST

/* Ids follow from the batch's id and the recipient, not from the order. */
START_TEST(test_ids)
{
	struct dcp_error err = {0};
	struct kdmtesting t;
	struct told told;
	struct kdmbatch one, two;
	size_t i;

	kdmtesting_open(&t);
	one = begin(&t, &told);
	two = begin(&t, &told);
	add(&two, &t, "D", "1");
	ck_assert(kdmbatch_prepare(&one, &err));
	ck_assert(kdmbatch_prepare(&two, &err));
	for (i = 0; i < one.count; i++)
		ck_assert(uuid_equal(&one.items[i].to.message_id,
		    &two.items[i].to.message_id));
	kdmbatch_clear(&one);
	kdmbatch_clear(&two);
	kdmtesting_close(&t);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("kdmbatch");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_checked_fixture(t, testing_see_testdata, NULL);
	tcase_add_test(t, test_files);
	tcase_add_test(t, test_zip);
	tcase_add_test(t, test_all_or_nothing);
	tcase_add_test(t, test_stopped);
	tcase_add_test(t, test_names);
	tcase_add_test(t, test_ids);
	return testing_run("kdmbatch", t);
}
