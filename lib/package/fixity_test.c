/* fixity_test.c: each way in which a package can differ from its list. */
#include "base/testing.h"
#include "package/fixity.h"

#include <sys/stat.h>

#define ABC	"qZk+NkcGgWq6PiVxeFDCbJzQ2J0="	/* of "abc" */
#define ID	"urn:uuid:00000000-0000-4000-8000-0000000000"

static FILE *map, *pkl;

static void
begin(void)
{
	testing_enter();
	map = fopen("ASSETMAP.xml", "w");
	pkl = fopen("pkl.xml", "w");
	fprintf(map, "<AssetMap xmlns=\"http://www.smpte-ra.org/schemas/"
	    "429-9/2007/AM\"><Id>" ID "aa</Id><VolumeCount>1</VolumeCount>"
	    "<AssetList><Asset><Id>" ID "bb</Id><PackingList>true"
	    "</PackingList><ChunkList><Chunk><Path>pkl.xml</Path></Chunk>"
	    "</ChunkList></Asset>");
	fprintf(pkl, "<PackingList xmlns=\"http://www.smpte-ra.org/schemas/"
	    "429-8/2007/PKL\"><Id>" ID "bb</Id><AssetList>");
}

static void
put_map(int id, const char *path)
{
	fprintf(map, "<Asset><Id>" ID "%02d</Id><ChunkList><Chunk><Path>%s"
	    "</Path></Chunk></ChunkList></Asset>", id, path);
}

static void
put_list(int id, const char *hash, const char *size)
{
	fprintf(pkl, "<Asset><Id>" ID "%02d</Id>", id);
	if (hash != NULL)
		fprintf(pkl, "<Hash>%s</Hash>", hash);
	fprintf(pkl, "<Size>%s</Size></Asset>", size);
}

static void
end(void)
{
	fprintf(map, "</AssetList></AssetMap>");
	fprintf(pkl, "</AssetList></PackingList>");
	fclose(map);
	fclose(pkl);
}

/* A run over the package here; what it told, a line for each item. */
static char *
told_with(const struct digests_watcher *watcher, struct fixitylog *log,
    size_t *pending)
{
	static char text[4000];
	struct dcp_error err = {0};
	struct fixity f = {0};
	struct fixity_job job = {.threads = 2, .log = log,
	    .watcher = watcher};
	struct bytes lines = {0};
	struct dcp dcp;
	size_t i;

	ck_assert_msg(dcp_open(".", &dcp, &err), "%s", err.text);
	ck_assert(fixity_add(&f, &dcp, NULL, &err));
	*pending = f.reading_count;
	ck_assert_msg(fixity_run(&f, &job, &err), "%s", err.text);
	for (i = 0; i < f.count; i++) {
		bytes_printf(&lines, "%s %s ",
		    fixity_status_name(f.items[i].status), f.items[i].path);
		fixity_explain(&f.items[i], &lines);
		bytes_printf(&lines, "\n");
	}
	snprintf(text, sizeof(text), "%s", bytes_text(&lines));
	bytes_clear(&lines);
	fixity_clear(&f);
	dcp_close(&dcp);
	return text;
}

static char *
told(struct fixitylog *log, size_t *pending)
{
	return told_with(NULL, log, pending);
}

/* A watcher that finds fault with "bad" and "other", and notes "noted". */
static bool
watch(void *context, const char *path, void **it, struct dcp_error *err)
{
	static const char *const known[] = {"./bad", "./other", "./noted"};
	size_t i;

	(void)context;
	for (i = 0; i < 3; i++)
		if (strcmp(path, known[i]) == 0)
			*it = strdup(path);
	(void)err;
	return true;
}

static bool
feed(void *it, const void *bytes, size_t size, struct dcp_error *err)
{
	(void)bytes;
	(void)err;
	ck_assert(it != NULL && size == 3);
	return true;
}

static bool
say(void *it, char **note, bool *fault, struct dcp_error *err)
{
	*fault = strcmp(it, "./noted") != 0;
	*note = strdup(*fault ? "a fault" : "not looked into");
	return *note != NULL || error_memory(err);
}

START_TEST(a_watcher_finds_faults)
{
	const struct digests_watcher watcher = {watch, feed, say, free, NULL};
	struct dcp_error err = {0};
	struct fixitylog *log;
	size_t pending;

	begin();
	put_map(1, "good"), put_list(1, ABC, "3");
	put_map(2, "bad"), put_list(2, ABC, "3");
	put_map(3, "other"), put_list(3, ABC, "3");
	put_map(4, "noted"), put_list(4, ABC, "3");
	end();
	testing_file("good", "abc");
	testing_file("bad", "abc");
	testing_file("other", "abd");
	testing_file("noted", "abc");
	ck_assert_str_eq(told_with(&watcher, NULL, &pending),
	    "list ./pkl.xml \n"
	    "ok ./good \n"
	    "integrity ./bad a fault\n"
	    "differs ./other have y0zCjfD9vg7PnZZi4pSxGAkqVzU=, want " ABC
	    "; two readings agree: the file differs; a fault\n"
	    "ok ./noted not looked into\n");
	ck_assert(!fixity_is_good(FIXITY_INTEGRITY));

	/* What is at fault is read again the next time. */
	ck_assert_ptr_nonnull(log = fixitylog_open("log", &err));
	(void)told_with(&watcher, log, &pending);
	fixitylog_close(log, false);
	ck_assert_ptr_nonnull(log = fixitylog_open("log", &err));
	ck_assert_ptr_nonnull(strstr(told_with(&watcher, log, &pending),
	    "ok ./good read by an earlier run\nintegrity ./bad a fault\n"));
	fixitylog_close(log, true);
	testing_leave();
}
END_TEST

START_TEST(each_fault_has_its_name)
{
	size_t pending;

	begin();
	put_map(1, "good"), put_list(1, ABC, "3");
	put_map(2, "short"), put_list(2, ABC, "4");
	put_map(3, "long"), put_list(3, ABC, "2");
	put_map(4, "other"), put_list(4, ABC, "3");
	put_map(5, "absent"), put_list(5, ABC, "3");
	put_list(6, ABC, "3");
	put_map(7, "unlisted");
	put_map(8, "../out"), put_list(8, ABC, "3");
	put_map(9, "nohash"), put_list(9, NULL, "3");
	put_map(10, "folder"), put_list(10, ABC, "3");
	end();
	testing_file("good", "abc");
	testing_file("short", "abc");
	testing_file("long", "abc");
	testing_file("other", "abd");
	testing_file("unlisted", "abc");
	testing_file("nohash", "abc");
	ck_assert_int_eq(mkdir("folder", 0777), 0);
	testing_file("folder/surplus", "abc");

	ck_assert_str_eq(told(NULL, &pending), "list ./pkl.xml \n"
	    "ok ./good \n"
	    "size ./short short: have 3 bytes, want 4\n"
	    "size ./long long: have 3 bytes, want 2\n"
	    "differs ./other have y0zCjfD9vg7PnZZi4pSxGAkqVzU=, want " ABC
	    "; two readings agree: the file differs\n"
	    "missing ./absent \n"
	    "missing " ID "06 ASSETMAP does not have it\n"
	    "unreadable " ID "08 '../out' leads out of the package\n"
	    "unknown ./nohash the packing list gives no digest\n"
	    "missing ./folder is no regular file\n"
	    "unlisted ./unlisted \n"
	    "surplus ./folder/surplus \n");
	ck_assert_uint_eq(pending, 2);
	testing_leave();
}
END_TEST

START_TEST(a_file_in_two_lists_is_read_once)
{
	size_t pending;

	begin();
	put_map(1, "good");
	put_list(1, ABC, "3");
	put_list(1, "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "3");
	end();
	testing_file("good", "abc");
	ck_assert_str_eq(told(NULL, &pending), "list ./pkl.xml \n"
	    "ok ./good \n"
	    "differs ./good have " ABC ", want AAAAAAAAAAAAAAAAAAAAAAAAAAA=; "
	    "two readings agree: the file differs\n");
	ck_assert_uint_eq(pending, 1);
	testing_leave();
}
END_TEST

START_TEST(what_was_read_is_not_read_again)
{
	struct dcp_error err = {0};
	struct fixitylog *log;
	size_t pending;

	begin();
	put_map(1, "good"), put_list(1, ABC, "3");
	put_map(2, "other"), put_list(2, ABC, "3");
	end();
	testing_file("good", "abc");
	testing_file("other", "abd");
	log = fixitylog_open("/tmp/dcp-test-log", &err);
	ck_assert_ptr_nonnull(log);
	(void)told(log, &pending);
	fixitylog_close(log, false);
	ck_assert_ptr_nonnull(log = fixitylog_open("/tmp/dcp-test-log", &err));
	/* One that differed is always read again. */
	ck_assert_str_eq(told(log, &pending), "list ./pkl.xml \n"
	    "ok ./good read by an earlier run\n"
	    "differs ./other have y0zCjfD9vg7PnZZi4pSxGAkqVzU=, want " ABC
	    "; two readings agree: the file differs\n");
	testing_file("good", "abc");
	ck_assert_ptr_nonnull(strstr(told(log, &pending), "ok ./good \n"));
	fixitylog_close(log, true);
	ck_assert_int_eq(access("/tmp/dcp-test-log", F_OK), -1);
	testing_leave();
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("fixity");

	tcase_add_test(t, each_fault_has_its_name);
	tcase_add_test(t, a_watcher_finds_faults);
	tcase_add_test(t, a_file_in_two_lists_is_read_once);
	tcase_add_test(t, what_was_read_is_not_read_again);
	return testing_run("fixity", t);
}
