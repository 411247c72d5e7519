/* recrypt_test.c: what recrypt.h and cryptcheck.h promise, together. */
#include "master/recrypt.h"

#include "base/testing.h"
#include "master/cryptcheck.h"
#include "mxf/rewraptesting.h"

#define UNITS	21	/* more than one batch */

static const uint8_t key[2][16] = {"the first of two", "the other of two"};
static const char enc[] = "enc.mxf", out[] = "out.mxf";
static struct dcp_error err;

static struct mxfread *
open_file(const char *path)
{
	struct mxfread *in = mxfread_open(path, &err);

	ck_assert_msg(in != NULL, "%s", err.text);
	return in;
}

/* Keys by number; -1 for none. */
static struct recrypt_options
wish(int old_key, int new_key, uint8_t id)
{
	return (struct recrypt_options){
		.id = {{id}},
		.old_key = old_key < 0 ? NULL : key[old_key],
		.new_key = new_key < 0 ? NULL : key[new_key],
		.crypto = {.context_id = {{id, 1}}, .key_id = {{id, 2}},
		    .mic = true},
		.threads = 2,
	};
}

static bool
run(const char *from, const char *to, const struct recrypt_options *o,
    struct recrypt_result *result)
{
	struct mxfread *in = open_file(from);
	bool ok;

	err = (struct dcp_error){0};
	ok = recrypt_run(in, to, o, result, &err);
	mxfread_close(in);
	return ok;
}

static void
must_run(const char *from, const char *to, struct recrypt_options o)
{
	struct recrypt_result result;
	struct digest digest;
	struct mxfread *in;
	const struct trackfile *t;

	ck_assert_msg(run(from, to, &o, &result), "%s", err.text);
	ck_assert(digest_file(to, DIGEST_SHA1, &digest, &err));
	ck_assert(digest_equal(&digest, &result.digest));
	in = open_file(to);
	t = mxfread_trackfile(in);
	ck_assert_ptr_null(t->fault);
	ck_assert(uuid_equal(&t->id, &o.id));
	ck_assert(t->crypto.present == (o.new_key != NULL));
	ck_assert(o.new_key == NULL ||
	    uuid_equal(&t->crypto.key_id, &o.crypto.key_id));
	ck_assert_uint_eq(input_size(mxfread_input(in)), result.size);
	mxfread_close(in);
}

static void
check_units(const char *path, const uint8_t *with,
    const struct mxfwrite_options *o)
{
	struct mxfread *in = open_file(path);

	ck_assert_uint_eq(mxfread_trackfile(in)->duration, UNITS);
	ck_assert_msg(with == NULL || mxfread_unlock(in, with, &err), "%s",
	    err.text);
	mxftesting_check_units(in, o);
	mxfread_close(in);
}

static bool
collect(void *context, const struct cryptcheck_finding *f,
    struct dcp_error *e)
{
	struct bytes *b = context;

	(void)e;
	bytes_printf(b, "%s %s%d%s;", f->name, f->resource ? "resource " : "",
	    (int)f->unit, !f->stereo ? "" : f->eye == TRACKFILE_LEFT ? "L" :
	    "R");
	return true;
}

/* What is found in ${path} with that key. */
static struct cryptcheck_result
finds(const char *path, const uint8_t *with, const char *want)
{
	struct bytes found = {0};
	const struct cryptcheck_options o = {
		.key = with, .threads = 2, .found = collect, .context = &found,
	};
	struct cryptcheck_result result;
	struct mxfread *in = open_file(path);

	ck_assert_msg(cryptcheck_run(in, &o, &result, &err), "%s", err.text);
	ck_assert_str_eq(bytes_text(&found), want);
	mxfread_close(in);
	bytes_clear(&found);
	return result;
}

static struct mxfwrite_options
make(enum trackfile_kind kind)
{
	struct mxfwrite_options o = mxftesting_options(kind, 24);

	mxftesting_announce(&o, UNITS);
	mxftesting_write(&o, UNITS);
	return o;
}

START_TEST(gives_the_same_essence_back)
{
	static const enum trackfile_kind kinds[] = {
		TRACKFILE_PICTURE, TRACKFILE_STEREO, TRACKFILE_SOUND,
	};
	const struct mxfwrite_options o = make(kinds[_i]);

	must_run(MXFTESTING_PATH, enc, wish(-1, 0, 0xa1));
	check_units(enc, key[0], &o);
	finds(enc, key[0], "");
	finds(enc, NULL, "");
	must_run(enc, out, wish(0, 1, 0xa2));
	check_units(out, key[1], &o);
	finds(out, key[1], "");
	must_run(out, "plain.mxf", wish(1, -1, 0xa3));
	check_units("plain.mxf", NULL, &o);
}
END_TEST

/* Fonts and images are sealed, too, and counted on. */
START_TEST(takes_resources_along)
{
	const size_t size = strlen(REWRAPTESTING_RESOURCE);
	const struct mxfwrite_options o = make(TRACKFILE_SOUND);
	struct bytes b = {0};
	size_t i, found = 0;

	rewraptesting_add_stream();
	must_run(MXFTESTING_PATH, enc, wish(-1, 0, 0xa1));
	finds(enc, key[0], "");
	must_run(enc, out, wish(0, -1, 0xa2));
	check_units(out, NULL, &o);
	rewraptesting_load(enc, &b);
	for (i = 0; i + size <= b.size; i++)
		found += memcmp(b.at + i, REWRAPTESTING_RESOURCE, size) == 0;
	ck_assert_uint_eq(found, 0);
	rewraptesting_load(out, &b);
	for (i = 0; i + size <= b.size; i++)
		found += memcmp(b.at + i, REWRAPTESTING_RESOURCE, size) == 0;
	ck_assert_uint_eq(found, 1);
	bytes_clear(&b);
}
END_TEST

/* The second time it is another file, but for what is random. */
START_TEST(seals_with_fresh_vectors)
{
	struct bytes a = {0}, b = {0};
	size_t i, same = 0;

	make(TRACKFILE_SOUND);
	must_run(MXFTESTING_PATH, enc, wish(-1, 0, 0xa1));
	must_run(MXFTESTING_PATH, out, wish(-1, 0, 0xa1));
	rewraptesting_load(enc, &a);
	rewraptesting_load(out, &b);
	ck_assert_uint_eq(a.size, b.size);
	ck_assert_mem_eq(a.at, b.at, 16384 + 140);
	for (i = 16384 + 140; i < a.size; i++)
		same += a.at[i] == b.at[i];
	ck_assert_uint_lt(same, a.size / 20);
	bytes_clear(&a);
	bytes_clear(&b);
}
END_TEST

/* Where triplet ${n} of ${path} is. */
static struct mxfread_place
place(const char *path, uint64_t unit, enum trackfile_eye eye)
{
	struct mxfread *in = open_file(path);
	struct mxfread_place p;

	ck_assert(mxfread_locate(in, unit, eye, &p, &err));
	mxfread_close(in);
	return p;
}

/* Flip a bit ${offset} bytes behind the value of unit 2, right eye. */
static void
flip(uint64_t offset)
{
	struct mxfread_place p = place(enc, 2, TRACKFILE_RIGHT);
	struct bytes b = {0};

	rewraptesting_load(enc, &b);
	b.at[p.offset + (offset > p.size ? p.size + offset : offset)] ^= 4;
	testing_save(out, b.at, b.size);
	bytes_clear(&b);
}

/* Of a stereo file: one flipped bit anywhere in a triplet. */
START_TEST(names_one_flipped_bit)
{
	const uint64_t back = UINT64_MAX;	/* from the end, + 1 */
	const struct {
		uint64_t at;
		const char *found, *without_key;
	} bits[] = {
		{5, "context 2R;", "context 2R;"},
		{68, "check-value 2R;mic 2R;", ""},		/* IV */
		{84, "check-value 2R;mic 2R;", ""},
		{100, "mic 2R;", ""},		/* ciphertext */
		{back - 0, "mic 2R;", ""},
		{back - 28, "mic 2R;sequence 2R;", "sequence 2R;"},
		{back - 40, "mic 2R;track-file 2R;", "track-file 2R;"},
	};
	struct recrypt_options o = wish(0, -1, 0xa3);
	struct recrypt_result result;
	size_t i;

	make(TRACKFILE_STEREO);
	must_run(MXFTESTING_PATH, enc, wish(-1, 0, 0xa1));
	for (i = 0; i < sizeof(bits) / sizeof(bits[0]); i++) {
		flip(bits[i].at);
		finds(out, key[0], bits[i].found);
		finds(out, NULL, bits[i].without_key);
		ck_assert(!run(out, "plain.mxf", &o, &result));
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		ck_assert_msg(strstr(err.text, "edit unit 2, right eye") !=
		    NULL, "%s", err.text);
		ck_assert_int_eq(access("plain.mxf", F_OK), -1);
	}
}
END_TEST

/* Put ${size} bytes of ${from} at ${at} of enc.mxf: it is out.mxf. */
static void
replace(const struct bytes *from, uint64_t from_at, uint64_t at, uint64_t size,
    const struct bytes *old, struct bytes *to)
{
	bytes_reset(to);
	bytes_put(to, old->at, old->size);
	memcpy(to->at + at, from->at + from_at, (size_t)size);
	testing_save(out, to->at, to->size);
}

START_TEST(counts_packets_without_integrity_check)
{
	struct recrypt_options bare = wish(-1, 0, 0xa1);

	make(TRACKFILE_STEREO);
	must_run(MXFTESTING_PATH, enc, bare);
	ck_assert_uint_eq(finds(enc, key[0], "").without_mic, 0);
	ck_assert_uint_eq(finds(enc, NULL, "").without_mic, 0);
	bare.crypto.mic = false;
	must_run(MXFTESTING_PATH, enc, bare);
	ck_assert_uint_eq(finds(enc, key[0], "").without_mic, 2 * UNITS);
	ck_assert_uint_eq(finds(enc, NULL, "").without_mic, 2 * UNITS);
}
END_TEST

START_TEST(names_frames_out_of_place)
{
	const struct ul plain_key = ul_of(UL_PCM_FRAME);
	struct bytes old = {0}, other = {0}, to = {0};
	struct mxfread_place p[2];
	uint64_t size;

	make(TRACKFILE_SOUND);
	must_run(MXFTESTING_PATH, enc, wish(-1, 0, 0xa1));
	p[0] = place(enc, 3, TRACKFILE_LEFT);
	p[1] = place(enc, 4, TRACKFILE_LEFT);
	size = p[0].size;
	rewraptesting_load(enc, &old);

	/* Swapped. */
	replace(&old, p[0].offset, p[1].offset, size, &old, &to);
	memcpy(to.at + p[0].offset, old.at + p[1].offset, (size_t)size);
	testing_save(out, to.at, to.size);
	finds(out, key[0], "sequence 3;sequence 4;");

	/* Of another file with the same key. */
	must_run(MXFTESTING_PATH, "other.mxf", wish(-1, 0, 0xb1));
	rewraptesting_load("other.mxf", &other);
	replace(&other, p[0].offset, p[0].offset, size, &old, &to);
	finds(out, key[0], "context 3;track-file 3;");

	/* Not encrypted at all. */
	bytes_reset(&to);
	bytes_put(&to, old.at, old.size);
	memcpy(to.at + p[0].klv.offset, plain_key.bytes, UL_SIZE);
	testing_save(out, to.at, to.size);
	finds(out, NULL, "plain 3;");
	bytes_clear(&old);
	bytes_clear(&other);
	bytes_clear(&to);
}
END_TEST

/* Edit units 3 and 4 are cut out. */
START_TEST(names_missing_frames)
{
	struct bytes old = {0}, to = {0};
	struct mxfread_place p[2];
	struct mxfwrite_options o = make(TRACKFILE_SOUND);

	(void)o;
	must_run(MXFTESTING_PATH, enc, wish(-1, 0, 0xa1));
	p[0] = place(enc, 3, TRACKFILE_LEFT);
	p[1] = place(enc, 5, TRACKFILE_LEFT);
	rewraptesting_load(enc, &old);
	bytes_put(&to, old.at, (size_t)p[0].klv.offset);
	bytes_put(&to, old.at + p[1].klv.offset, old.size -
	    (size_t)p[1].klv.offset);
	testing_save(out, to.at, to.size);
	finds(out, key[0], "sequence 3;missing 19;");

	/* The end is not there. */
	testing_save(out, old.at, (size_t)p[1].klv.offset + 99);
	finds(out, key[0], "broken 5;missing 5;");
	bytes_clear(&old);
	bytes_clear(&to);
}
END_TEST

START_TEST(names_another_key_once)
{
	struct recrypt_options o = wish(1, -1, 0xa3);
	struct recrypt_result result;

	make(TRACKFILE_SOUND);
	must_run(MXFTESTING_PATH, enc, wish(-1, 0, 0xa1));
	finds(enc, key[1], "key 0;");
	ck_assert(!run(enc, out, &o, &result));
	ck_assert_msg(strstr(err.text, "another key") != NULL, "%s", err.text);
	ck_assert_uint_eq(result.size, 0);
}
END_TEST

static bool
stop(void *context, uint64_t at, uint64_t total)
{
	(void)context;
	return at < total / 2;
}

START_TEST(leaves_nothing_behind)
{
	const struct progress progress = {stop, NULL};
	struct recrypt_options o = wish(-1, 0, 0xa1);
	struct recrypt_result result;

	make(TRACKFILE_SOUND);
	o.progress = &progress;
	ck_assert(!run(MXFTESTING_PATH, enc, &o, &result));
	ck_assert_int_eq(err.status, DCP_INTERRUPTED);
	ck_assert_int_eq(system("test \"$(ls)\" = " MXFTESTING_PATH), 0);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("recrypt");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_loop_test(t, gives_the_same_essence_back, 0, 3);
	tcase_add_test(t, takes_resources_along);
	tcase_add_test(t, seals_with_fresh_vectors);
	tcase_add_test(t, names_one_flipped_bit);
	tcase_add_test(t, counts_packets_without_integrity_check);
	tcase_add_test(t, names_frames_out_of_place);
	tcase_add_test(t, names_missing_frames);
	tcase_add_test(t, names_another_key_once);
	tcase_add_test(t, leaves_nothing_behind);
	return testing_run("recrypt", t);
}
