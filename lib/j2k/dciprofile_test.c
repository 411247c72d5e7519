/* dciprofile_test.c: the profiles carried inside, and broken ones. */
#include "j2k/dciprofile.h"

#include <string.h>

#include "base/bytes.h"
#include "base/embedded.h"
#include "base/testing.h"

static const char good[] =
    "# a comment\n\n"
    "title = A = B\n"
    "standing = example\n"
    "containers = 64x32 32x16\n"
    "mono = 24 48\n"
    "stereo =\n"
    "bit-rate = 1000000\n"
    "component-bit-rate = 800000\n"
    "bit-rate-counts = each-eye\n"
    "rsiz = 3\n"
    "guard-bits = 1\n"
    "levels = 2\n"
    "tile-parts = 3\n"
    "note = one\n"
    "note = two\n";

static struct dciprofile
load(const char *name)
{
	struct dcp_error err = {0};
	struct dciprofile p;

	ck_assert_msg(dciprofile_load(&p, name, &err), "%s", err.text);
	return p;
}

/* Parse ${good} with ${from} replaced by ${to}; want ${text} in the error. */
static void
expect_failure(const char *from, const char *to, const char *text)
{
	struct dcp_error err = {0};
	struct dciprofile p;
	const char *at = strstr(good, from);
	struct bytes b = {0};

	ck_assert_ptr_nonnull(at);
	bytes_put(&b, good, (size_t)(at - good));
	bytes_printf(&b, "%s%s", to, at + strlen(from));
	ck_assert(!dciprofile_parse(&p, "x", span_of(b.at, b.size, 0), &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_msg(strstr(err.text, text) != NULL, "%s", err.text);
	ck_assert_uint_eq(p.bit_rate, 0);
	bytes_clear(&b);
}

/* DCSS 4.3.3, and the same at other rates. */
START_TEST(knows_the_limits_of_2k)
{
	static const struct {
		int32_t rate;
		bool stereo;
		uint64_t frame, component;
	} want[] = {
		{24, false, 1302083, 1041666}, {48, false, 651041, 520833},
		{60, false, 520833, 416666}, {120, false, 260416, 208333},
		{24, true, 651041, 520833}, {60, true, 260416, 208333},
	};
	struct dciprofile p = load("dci-2k");
	struct dciprofile_limits limits;
	size_t i;

	for (i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		limits = dciprofile_limits(&p, (struct rational){want[i].rate,
		    1}, want[i].stereo);
		ck_assert_uint_eq(limits.frame_size, want[i].frame);
		ck_assert_uint_eq(limits.component_size, want[i].component);
	}
	ck_assert_str_eq(p.name, "dci-2k");
	ck_assert_uint_eq(p.rsiz, 3);
	ck_assert_uint_eq(p.guard_bits, 1);
	ck_assert_uint_eq(p.levels, 5);
	ck_assert_uint_eq(p.tile_parts, 3);
	ck_assert_int_eq(p.standing, DCIPROFILE_STANDARD);
}
END_TEST

START_TEST(counts_each_eye_if_told)
{
	struct dciprofile p = load("4k-3d-120-example");
	struct rational rate = {120, 1};

	ck_assert_uint_eq(dciprofile_limits(&p, rate, true).frame_size,
	    1041666);
	ck_assert_uint_eq(dciprofile_limits(&p, rate, false).frame_size,
	    1041666);
	ck_assert_int_eq(p.standing, DCIPROFILE_EXAMPLE);
	ck_assert_uint_eq(p.rsiz, 4);
	ck_assert_uint_eq(p.guard_bits, 2);
	ck_assert_uint_eq(p.tile_parts, 6);
	ck_assert(dciprofile_has_rate(&p, rate, true));
	ck_assert(dciprofile_has_container(&p, 4096, 1716));
	ck_assert(!dciprofile_has_container(&p, 2048, 1080));
}
END_TEST

START_TEST(every_embedded_profile_is_sound)
{
	const struct embedded *e;
	size_t i, count = 0;

	for (i = 0; (e = embedded_at(i)) != NULL; i++) {
		struct dcp_error err = {0};
		struct dciprofile p;

		if (strncmp(e->name, "profiles/", 9) != 0)
			continue;
		ck_assert_msg(dciprofile_parse(&p, "x", span_of(e->bytes,
		    e->size, 0), &err), "%s: %s", e->name, err.text);
		ck_assert_uint_gt(p.container_count, 0);
		ck_assert_uint_le(p.component_bit_rate, p.bit_rate);
		ck_assert_str_ne(p.notes, "");
		/* ISO/IEC 15444-1 and RDD 52 tie these together. */
		ck_assert_uint_eq(p.rsiz == 4, p.container[0].width == 4096);
		ck_assert_uint_eq(p.tile_parts, p.rsiz == 4 ? 6 : 3);
		ck_assert_uint_eq(p.levels, p.rsiz == 4 ? 6 : 5);
		ck_assert_uint_eq(p.guard_bits, p.rsiz == 4 ? 2 : 1);
		count++;
	}
	ck_assert_uint_eq(count, 8);
}
END_TEST

START_TEST(default_follows_the_container)
{
	struct dcp_error err = {0};
	struct dciprofile p;

	ck_assert(dciprofile_default(&p, 1998, 1080, &err));
	ck_assert_str_eq(p.name, "dci-2k");
	ck_assert(dciprofile_has_rate(&p, (struct rational){120, 1}, false));
	ck_assert(!dciprofile_has_rate(&p, (struct rational){120, 1}, true));
	ck_assert(dciprofile_has_rate(&p, (struct rational){48, 2}, true));
	ck_assert(dciprofile_default(&p, 3996, 2160, &err));
	ck_assert_str_eq(p.name, "dci-4k");
	ck_assert(!dciprofile_default(&p, 1920, 1080, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
}
END_TEST

START_TEST(lists_the_names_it_knows)
{
	struct dcp_error err = {0};
	struct dciprofile p;

	ck_assert(!dciprofile_load(&p, "dci-8k", &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_ptr_nonnull(strstr(err.text, " dci-2k dci-4k "));
}
END_TEST

START_TEST(reads_a_file)
{
	struct dcp_error err = {0};
	struct dciprofile p;
	static const char path[] = "./mine.profile";

	testing_file(path, good);
	ck_assert_msg(dciprofile_load(&p, path, &err), "%s", err.text);
	ck_assert_str_eq(p.name, "mine");
	ck_assert_str_eq(p.title, "A = B");
	ck_assert_str_eq(p.notes, "one\ntwo\n");
	ck_assert_uint_eq(p.stereo.count, 0);
	ck_assert_uint_eq(p.mono.count, 2);
	testing_file(path, "nonsense\n");
	ck_assert(!dciprofile_load(&p, path, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "mine.profile: line 1: want"));
}
END_TEST

START_TEST(says_what_is_wrong)
{
	expect_failure("title = A = B", "title =", "line 3: title: want 1 to");
	expect_failure("example", "law", "line 4: standing: have law, want");
	expect_failure("32x16", "32", "have 32, want WIDTHxHEIGHT");
	expect_failure("32x16", "99999x16", "line 5: containers");
	expect_failure("24 48", "24 0", "line 6: mono");
	expect_failure("each-eye", "one-eye", "have one-eye, want both-eyes");
	expect_failure("levels = 2", "levels = 33", "line 13: levels");
	expect_failure("tile-parts = 3", "tile-parts = 4", "want 3 or 6");
	expect_failure("note = one", "nota = one", "no such key: nota");
	expect_failure("note = one", "rsiz = 4", "rsiz stands there twice");
	expect_failure("rsiz = 3\n", "", "no rsiz");
	expect_failure("note = two", "\xff", "no UTF-8");
}
END_TEST

/* Every key must be there, so each truncation lacks something, or a note. */
START_TEST(survives_truncation)
{
	size_t size, whole = (size_t)(strstr(good, "tile-parts = 3") - good) +
	    strlen("tile-parts = 3");

	for (size = 0; size < sizeof(good) - 1; size++) {
		char *copy = malloc(size + 1);
		struct dcp_error err = {0};
		struct dciprofile p;
		bool ok;

		memcpy(copy, good, size);
		ok = dciprofile_parse(&p, "x", span_of(copy, size, 0), &err);
		ck_assert(ok ? size >= whole : err.status == DCP_BAD_INPUT);
		free(copy);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("dciprofile");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, knows_the_limits_of_2k);
	tcase_add_test(t, counts_each_eye_if_told);
	tcase_add_test(t, every_embedded_profile_is_sound);
	tcase_add_test(t, default_follows_the_container);
	tcase_add_test(t, lists_the_names_it_knows);
	tcase_add_test(t, reads_a_file);
	tcase_add_test(t, says_what_is_wrong);
	tcase_add_test(t, survives_truncation);
	return testing_run("dciprofile", t);
}
