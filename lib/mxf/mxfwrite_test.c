/* mxfwrite_test.c: what mxfwrite.h promises. */
#include "mxf/mxfwrite.h"

#include "base/input.h"
#include "mxf/mxfread.h"
#include "mxf/mxftesting.h"

#define LIMIT	(64u << 20)

static const enum trackfile_kind kinds[] = {
	TRACKFILE_PICTURE, TRACKFILE_STEREO, TRACKFILE_SOUND,
};
static const int32_t rates[] = {24, 25, 30, 48, 50, 60, 96, 100, 120};
#define KINDS	(sizeof(kinds) / sizeof(kinds[0]))
#define RATES	(sizeof(rates) / sizeof(rates[0]))

static struct mxfread *
open_track(void)
{
	struct dcp_error err = {0};
	struct mxfread *r = mxfread_open(MXFTESTING_PATH, &err);

	ck_assert_msg(r != NULL, "%s", err.text);
	return r;
}

/* Each kind at each rate, both ways, comes back to the byte. */
START_TEST(reads_back_what_it_wrote)
{
	struct mxfwrite_options o = mxftesting_options(
	    kinds[(size_t)_i / RATES], rates[(size_t)_i % RATES]);
	const struct trackfile *f;
	struct mxfread *r;

	mxftesting_write(&o, 9);
	r = open_track();
	f = mxfread_trackfile(r);
	ck_assert_int_eq(f->kind, o.kind);
	ck_assert_int_eq(f->dialect, TRACKFILE_SMPTE);
	ck_assert(f->complete && !f->index_broken && f->fault == NULL);
	ck_assert(uuid_equal(&f->id, &o.id));
	ck_assert_int_eq(f->edit_rate.num, o.edit_rate.num);
	ck_assert_uint_eq(f->duration, 9);
	ck_assert_int_eq(f->descriptor_duration, 9);
	ck_assert_int_eq(f->index_duration, 9);
	ck_assert_uint_eq(f->partition_count, 3);
	ck_assert_uint_eq(f->track_count, 4);
	ck_assert_int_eq(f->track[3].component_duration, 9);
	ck_assert_int_eq(f->modified, 1000000000);
	mxftesting_check_units(r, &o);
	mxfread_close(r);
}
END_TEST

START_TEST(describes_pictures)
{
	struct mxfwrite_options o = mxftesting_options(TRACKFILE_STEREO, 120);
	const struct trackfile_picture *p;
	struct mxfread *r;

	mxftesting_write(&o, 2);
	r = open_track();
	p = &mxfread_trackfile(r)->picture;
	ck_assert_int_eq(p->sample_rate.num, 240);
	ck_assert_uint_eq(p->stored_width, 32);
	ck_assert_uint_eq(p->stored_height, 16);
	ck_assert(ul_is(&p->coding, UL_CODING_JPEG2000_2K));
	ck_assert_uint_eq(p->component_max, 4095);
	ck_assert(p->j2k.present);
	ck_assert_uint_eq(p->j2k.component[2].ssiz, 11);
	ck_assert_uint_eq(p->j2k.cod_size, 12);
	ck_assert_uint_eq(p->j2k.cod[11], 0x88);
	ck_assert_uint_eq(p->j2k.qcd_size, 9);
	mxfread_close(r);
}
END_TEST

START_TEST(describes_sound)
{
	struct mxfwrite_options o = mxftesting_options(TRACKFILE_SOUND, 30);
	const struct trackfile_sound *s;
	struct mxfread *r;

	o.sampling_rate.num = 96000;
	o.channel_count = 16;
	o.assignment = ul_of(UL_CHANNELS_4);
	mxftesting_write(&o, 2);
	r = open_track();
	s = &mxfread_trackfile(r)->sound;
	ck_assert_int_eq(s->sampling_rate.num, 96000);
	ck_assert_uint_eq(s->channel_count, 16);
	ck_assert_uint_eq(s->bits, 24);
	ck_assert_uint_eq(s->block_size, 48);
	ck_assert_uint_eq(s->bytes_per_second, 96000 * 48);
	ck_assert(ul_is(&s->assignment, UL_CHANNELS_4));
	mxfread_close(r);
}
END_TEST

static void
load(const char *path, struct bytes *to)
{
	struct dcp_error err = {0};

	bytes_reset(to);
	ck_assert_msg(input_load(path, LIMIT, to, &err), "%s", err.text);
}

/* Sizes known or not, the file is the same; the digest is the file's. */
START_TEST(writes_one_file_both_ways)
{
	struct mxfwrite_options o = mxftesting_options(kinds[_i], 48);
	struct bytes patched = {0}, straight = {0};
	struct mxfwrite_result result;
	struct dcp_error err = {0};
	struct digest digest;

	result = mxftesting_write(&o, 11);
	ck_assert_uint_eq(result.digest.size, 0);
	load(MXFTESTING_PATH, &patched);
	mxftesting_announce(&o, 11);
	result = mxftesting_write(&o, 11);
	load(MXFTESTING_PATH, &straight);
	ck_assert_uint_eq(patched.size, straight.size);
	ck_assert_mem_eq(patched.at, straight.at, patched.size);
	ck_assert_uint_eq(result.size, straight.size);
	ck_assert_uint_eq(result.duration, 11);
	ck_assert(digest_file(MXFTESTING_PATH, DIGEST_SHA1, &digest, &err));
	ck_assert(digest_equal(&digest, &result.digest));
	bytes_clear(&patched);
	bytes_clear(&straight);
}
END_TEST

static const uint8_t content_key[16] = "a content key...";

static struct mxfwrite_options
encrypted_options(enum trackfile_kind kind, int32_t rate, bool no_mic)
{
	struct mxfwrite_options o = mxftesting_options(kind, rate);

	o.crypto = (struct mxfwrite_crypto){.key = content_key,
		.key_id = {{0xab, 0xcd}}, .no_mic = no_mic};
	return o;
}

/* Encrypted, with integrity check and without, it comes back to the byte. */
START_TEST(encrypts)
{
	bool no_mic = _i >= (int)KINDS;
	struct mxfwrite_options o = encrypted_options(kinds[(size_t)_i %
	    KINDS], 48, no_mic);
	struct mxfwrite_result result;
	struct dcp_error err = {0};
	struct digest digest;
	const struct trackfile *f;
	struct mxfread *r;

	/* The size is known beforehand: else it would not close. */
	mxftesting_announce(&o, 9);
	result = mxftesting_write(&o, 9);
	ck_assert(digest_file(MXFTESTING_PATH, DIGEST_SHA1, &digest, &err));
	ck_assert(digest_equal(&digest, &result.digest));
	r = open_track();
	f = mxfread_trackfile(r);
	ck_assert_int_eq(f->kind, o.kind);
	ck_assert(f->complete && !f->index_broken && f->fault == NULL);
	ck_assert_int_eq(f->index_duration, 9);
	ck_assert(ul_is(&f->essence_key, UL_ENCRYPTED_TRIPLET));
	ck_assert(f->crypto.present);
	ck_assert(uuid_equal(&f->crypto.key_id, &o.crypto.key_id));
	ck_assert(!uuid_is_zero(&f->crypto.context_id));
	ck_assert(ul_equal(&f->crypto.container, &f->container));
	ck_assert(ul_is(&f->crypto.cipher, UL_CIPHER_AES_128_CBC));
	ck_assert_int_eq(ul_is(&f->crypto.mic, UL_MIC_HMAC_SHA1), !no_mic);
	ck_assert(ul_is(&f->partition[1].containers[1],
	    UL_ENCRYPTED_FRAME_WRAPPED));
	ck_assert_uint_eq(f->track_count, 5);
	ck_assert(mxfread_unlock(r, content_key, &err));
	mxftesting_check_units(r, &o);
	mxfread_close(r);
}
END_TEST

/* The content key is nowhere in the file, and no two units look alike. */
START_TEST(encrypts_alike_units_differently)
{
	struct mxfwrite_options o = encrypted_options(TRACKFILE_SOUND, 48,
	    false);
	struct bytes file = {0};
	size_t i, packet;

	mxftesting_write(&o, 2);
	load(MXFTESTING_PATH, &file);
	packet = mxfwrite_packet_size(&o, 48000 / 48 * 2 * 3);
	for (i = 0; i + sizeof(content_key) <= file.size; i++)
		ck_assert(memcmp(file.at + i, content_key,
		    sizeof(content_key)) != 0);
	i = 16384 + 140 + 20 + 68;
	ck_assert(memcmp(file.at + i, file.at + i + packet, 16) != 0);
	bytes_clear(&file);
}
END_TEST

static void
check_refused(struct mxfwrite *w, const char *message)
{
	struct mxfwrite_result result;
	struct dcp_error err = {0};

	ck_assert(!mxfwrite_close(w, &result, &err));
	ck_assert_ptr_nonnull(strstr(err.text, message));
	ck_assert_uint_eq(result.size, 0);
	ck_assert_int_ne(access(MXFTESTING_PATH, F_OK), 0);
}

START_TEST(refuses_to_close)
{
	struct mxfwrite_options o = mxftesting_options(TRACKFILE_STEREO, 24);
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct mxfwrite *w;

	w = mxfwrite_open(MXFTESTING_PATH, &o, &err);
	check_refused(w, "track.mxf: there is no edit unit");

	w = mxfwrite_open(MXFTESTING_PATH, &o, &err);
	mxftesting_append(w, &o, 0, 3);
	mxftesting_unit(&o, 3, 0, &b);
	ck_assert(mxfwrite_unit(w, b.at, b.size, &err));
	check_refused(w, "edit unit 3 has a left eye but no right one");

	mxftesting_announce(&o, 3);
	w = mxfwrite_open(MXFTESTING_PATH, &o, &err);
	mxftesting_append(w, &o, 0, 2);
	check_refused(w, "have 2 edit units, want 3");

	o.packets_size++;
	w = mxfwrite_open(MXFTESTING_PATH, &o, &err);
	mxftesting_append(w, &o, 0, 3);
	check_refused(w, "bytes of essence, want");
	bytes_clear(&b);
}
END_TEST

START_TEST(refuses_units)
{
	struct mxfwrite_options o = mxftesting_options(TRACKFILE_PICTURE, 24);
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct mxfwrite *w;

	w = mxfwrite_open(MXFTESTING_PATH, &o, &err);
	ck_assert(!mxfwrite_unit(w, "no codestream", 13, &err));
	err = (struct dcp_error){0};
	mxftesting_append(w, &o, 0, 1);
	mxftesting_codestream(&b, 64, 0, 0);
	ck_assert(!mxfwrite_unit(w, b.at, b.size, &err));
	ck_assert_str_eq(err.text,
	    "have a picture of 64x16, want 32x16 like the first");
	mxfwrite_abandon(w);

	o = mxftesting_options(TRACKFILE_SOUND, 24);
	err = (struct dcp_error){0};
	w = mxfwrite_open(MXFTESTING_PATH, &o, &err);
	ck_assert(!mxfwrite_unit(w, b.at, b.size, &err));
	ck_assert_str_eq(err.text, "have 96 bytes of samples for one edit "
	    "unit, want 12000");
	mxfwrite_abandon(w);
	bytes_clear(&b);
}
END_TEST

START_TEST(refuses_options)
{
	struct mxfwrite_options o = mxftesting_options(TRACKFILE_SOUND, 24);
	struct dcp_error err = {0};

	o.edit_rate = (struct rational){30000, 1001};
	ck_assert_uint_eq(mxfwrite_unit_size(&o, &err), 0);
	ck_assert_str_eq(err.text, "48000 samples a second give no whole "
	    "number for each of 30000/1001 edit units");
	err = (struct dcp_error){0};
	o = mxftesting_options(TRACKFILE_IAB, 24);
	ck_assert_ptr_null(mxfwrite_open("/nowhere/x.mxf", &o, &err));
	ck_assert_int_eq(err.status, DCP_UNSUPPORTED);
}
END_TEST

/* More edit units than one index segment holds. */
START_TEST(writes_long_indexes)
{
	struct mxfwrite_options o = mxftesting_options(TRACKFILE_STEREO, 120);
	const struct trackfile *f;
	struct mxfread *r;

	mxftesting_announce(&o, 12000);
	mxftesting_write(&o, 12000);
	r = open_track();
	f = mxfread_trackfile(r);
	ck_assert_uint_eq(f->segment_count, 3);
	ck_assert_uint_eq(f->segment[1].entry_count, 5957);
	ck_assert_int_eq(f->segment[2].start, 11914);
	ck_assert(!f->index_broken);
	mxftesting_check_units(r, &o);
	mxfread_close(r);
}
END_TEST

/* A frame of 16 MiB needs a longer length than others; so in a triplet. */
START_TEST(writes_large_frames)
{
	struct mxfwrite_options o = _i == 0 ?
	    mxftesting_options(TRACKFILE_PICTURE, 24) :
	    encrypted_options(TRACKFILE_PICTURE, 24, false);
	struct bytes large = {0}, have = {0};
	struct mxfwrite_result result;
	struct dcp_error err = {0};
	struct mxfwrite *w;
	struct mxfread *r;

	mxftesting_codestream(&large, 32, 5, 17u << 20);
	o.duration = 2;
	o.packets_size = 2 * mxfwrite_packet_size(&o, large.size);
	ck_assert(_i == 1 || o.packets_size == 2 * (large.size + 25));
	w = mxfwrite_open(MXFTESTING_PATH, &o, &err);
	ck_assert(mxfwrite_unit(w, large.at, large.size, &err));
	ck_assert(mxfwrite_unit(w, large.at, large.size, &err));
	ck_assert_msg(mxfwrite_close(w, &result, &err), "%s", err.text);
	r = open_track();
	ck_assert(!mxfread_trackfile(r)->index_broken);
	ck_assert(mxfread_unlock(r, content_key, &err));
	ck_assert(mxfread_unit(r, 1, TRACKFILE_LEFT, &have, &err));
	ck_assert_uint_eq(have.size, large.size);
	ck_assert_mem_eq(have.at, large.at, have.size);
	mxfread_close(r);
	bytes_clear(&large);
	bytes_clear(&have);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("mxfwrite");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, reads_back_what_it_wrote, 0,
	    (int)(KINDS * RATES));
	tcase_add_test(t, describes_pictures);
	tcase_add_test(t, describes_sound);
	tcase_add_loop_test(t, writes_one_file_both_ways, 0, (int)KINDS);
	tcase_add_loop_test(t, encrypts, 0, 2 * (int)KINDS);
	tcase_add_test(t, encrypts_alike_units_differently);
	tcase_add_test(t, refuses_to_close);
	tcase_add_test(t, refuses_units);
	tcase_add_test(t, refuses_options);
	tcase_add_test(t, writes_long_indexes);
	tcase_add_loop_test(t, writes_large_frames, 0, 2);
	return testing_run("mxfwrite", t);
}
