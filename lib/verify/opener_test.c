/* opener_test.c: packets come back in order, opened, in bounded batches. */
#include "verify/opener.h"

#include "base/testing.h"
#include "mxf/tripletseal.h"

#define PACKETS	600u		/* more than two batches */

static const uint8_t content_key[TRIPLETKEY_SIZE] = {1, 2, 3};
static const struct trackfile file = {
	.kind = TRACKFILE_SOUND,
	.id = {{4, 5, 6}},
	.crypto = {.present = true, .context_id = {{7, 8}}, .mic = {{1}}},
};

struct run {
	struct opener *opener;
	struct tripletkey *key;
	uint64_t sent, taken;
	uint64_t most;			/* gathered by one read() */
	bool open;			/* all of them */
	bool stop;			/* fail to read */
};

/* Packet ${i} holds ${i} % 50 bytes of value ${i}. */
static void
seal(const struct run *r, uint64_t i, struct bytes *to)
{
	static const struct tripletseal_file owner = {
		.context_id = {{7, 8}}, .track_file_id = {{4, 5, 6}},
	};
	uint8_t plain[50];
	struct tripletseal_packet p = {.at = plain, .size = i % 50,
	    .source_key = ul_of(UL_PCM_FRAME), .sequence = i + 1, .to = to};
	struct dcp_error err = {0};

	memset(plain, (int)(i & 255), sizeof(plain));
	bytes_reset(to);
	ck_assert(tripletseal_run(r->key, &owner, &p, 1, &err));
}

static bool
read_some(void *context, struct dcp_error *err)
{
	struct run *r = context;
	struct bytes b = {0};
	struct klv klv = {0};
	uint64_t first = r->sent;

	if (r->stop)
		return error_set(err, DCP_IO, "broken");
	while (r->sent < PACKETS && !opener_is_full(r->opener)) {
		seal(r, r->sent, &b);
		klv.value_size = b.size;
		klv.offset = r->sent;
		ck_assert(opener_gather(r->opener, &klv, span_of(b.at, b.size,
		    0), r->open, err));
		r->sent++;
	}
	if (r->sent - first > r->most)
		r->most = r->sent - first;
	bytes_clear(&b);
	return true;
}

static void
take(void *context, struct opener_packet *p)
{
	struct run *r = context;
	uint64_t i = r->taken++, j;

	ck_assert_uint_eq(p->klv.offset, i);
	ck_assert_uint_eq(p->result.faults, 0);
	ck_assert_uint_eq(p->result.triplet.sequence, i + 1);
	ck_assert(p->opened == r->open);
	ck_assert(p->has_plain == r->open);
	if (!r->open)
		return;
	ck_assert_uint_eq(span_left(&p->plain), i % 50);
	for (j = 0; j < i % 50; j++)
		ck_assert_uint_eq(p->plain.at[j], i & 255);
}

static struct run
begin(bool open)
{
	struct run r = {.open = open};
	struct dcp_error err = {0};

	r.key = tripletkey_new(content_key, TRACKFILE_SMPTE, &err);
	ck_assert_ptr_nonnull(r.key);
	return r;
}

static void
set_opener(struct run *r, unsigned threads)
{
	struct opener_job job = {.trackfile = &file, .key = r->key,
	    .plain = true, .threads = threads, .read = read_some,
	    .take = take, .context = r};
	struct dcp_error err = {0};

	r->opener = opener_new(&job, &err);
	ck_assert_ptr_nonnull(r->opener);
}

static void
end(struct run *r)
{
	opener_free(r->opener);
	tripletkey_free(r->key);
}

START_TEST(all_come_back_in_order)
{
	static const unsigned threads[] = {1, 2, 8};
	struct run r = begin(_i % 2 == 0);
	struct dcp_error err = {0};
	bool more = true;

	set_opener(&r, threads[_i / 2]);
	while (more || r.sent < PACKETS)
		ck_assert_msg(opener_run(r.opener, &more, &err), "%s",
		    err.text);
	ck_assert_uint_eq(r.taken, PACKETS);
	ck_assert_uint_lt(r.most, PACKETS / 2);
	end(&r);
}
END_TEST

START_TEST(a_failure_to_read_is_told)
{
	struct run r = begin(true);
	struct dcp_error err = {0};
	bool more;

	set_opener(&r, 2);
	r.stop = true;
	ck_assert(!opener_run(r.opener, &more, &err));
	ck_assert_int_eq(err.status, DCP_IO);
	end(&r);
	opener_free(NULL);
}
END_TEST

static void
take_broken(void *context, struct opener_packet *p)
{
	uint64_t *count = context;

	ck_assert_uint_ne(p->result.faults, 0);
	(*count)++;
}

static bool
read_nothing(void *context, struct dcp_error *err)
{
	(void)context;
	(void)err;
	return true;
}

/* Cut anywhere, whether the scanner says so or not, it is not in order. */
START_TEST(every_truncation)
{
	struct run r = begin(true);
	uint64_t count = 0;
	struct opener_job job = {.trackfile = &file, .key = r.key,
	    .plain = true, .threads = 2, .read = read_nothing,
	    .take = take_broken, .context = &count};
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct klv klv = {0};
	bool more = true;
	size_t size;

	r.opener = opener_new(&job, &err);
	seal(&r, 33, &b);
	for (size = 0; size < b.size; size++) {
		klv.value_size = _i == 0 ? size : b.size;
		ck_assert(opener_gather(r.opener, &klv, span_of(b.at, size,
		    0), true, &err));
	}
	while (more)
		ck_assert(opener_run(r.opener, &more, &err));
	ck_assert_uint_eq(count, b.size);
	bytes_clear(&b);
	end(&r);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("opener");

	tcase_add_loop_test(t, all_come_back_in_order, 0, 6);
	tcase_add_test(t, a_failure_to_read_is_told);
	tcase_add_loop_test(t, every_truncation, 0, 2);
	return testing_run("verify/opener", t);
}
