/* partition_test.c: what partition.h promises. */
#include "mxf/partition.h"

#include "base/testing.h"

static struct ul containers[2];

static struct trackfile_partition
make_pack(void)
{
	containers[0] = ul_of(UL_MULTIPLE_WRAPPINGS);
	containers[1] = ul_of(UL_PCM_FRAME_WRAPPED);
	return (struct trackfile_partition){
		.key = ul_of(UL_BODY_CLOSED_COMPLETE),
		.major = 1, .minor = 2, .kag_size = 1,
		.this_partition = 16384, .previous_partition = 7,
		.footer_partition = UINT64_C(1) << 40, .header_size = 8,
		.index_size = 9, .body_offset = 10, .index_sid = 129,
		.body_sid = 1, .operational_pattern = ul_of(UL_OP_ATOM),
		.containers = containers, .container_count = 2,
	};
}

START_TEST(reads_back_what_it_put)
{
	struct trackfile_partition p = make_pack(), q;
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct span in;
	struct klv klv;

	partition_put(&p, &b);
	ck_assert_uint_eq(b.size, partition_size(2));
	ck_assert_uint_eq(b.size, 140);
	in = span_of(b.at, b.size, 500);
	ck_assert(klv_read(&in, &klv, &err));
	ck_assert(partition_read(&klv, in, &q, &err));
	ck_assert_uint_eq(q.offset, 500);
	ck_assert_uint_eq(q.size, 140);
	ck_assert_uint_eq(q.minor, 2);
	ck_assert_uint_eq(q.footer_partition, UINT64_C(1) << 40);
	ck_assert_uint_eq(q.body_offset, 10);
	ck_assert_uint_eq(q.body_sid, 1);
	ck_assert_uint_eq(q.index_sid, 129);
	ck_assert_uint_eq(q.container_count, 2);
	ck_assert_mem_eq(q.containers, containers, sizeof(containers));
	partition_clear(&q);
	bytes_clear(&b);
}
END_TEST

START_TEST(refuses_every_truncation)
{
	struct trackfile_partition p = make_pack(), q;
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct klv klv = {.key = p.key};

	partition_put(&p, &b);
	ck_assert(!partition_read(&klv, span_of(b.at + 20, (size_t)_i, 0), &q,
	    &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	bytes_clear(&b);
}
END_TEST

START_TEST(tells_packs_apart)
{
	struct ul header = ul_of(UL_HEADER_OPEN_INCOMPLETE);
	struct ul body = ul_of(UL_BODY_CLOSED_COMPLETE);
	struct ul stream = ul_of(UL_GENERIC_STREAM_PARTITION);
	struct ul footer = ul_of(UL_FOOTER_COMPLETE);
	struct ul primer = ul_of(UL_PRIMER), rip = ul_of(UL_RANDOM_INDEX);

	ck_assert(partition_is_header(&header));
	ck_assert(!partition_is_closed(&header));
	ck_assert(!partition_is_complete(&header));
	ck_assert(partition_is(&body) && !partition_is_header(&body));
	ck_assert(partition_is_closed(&body) && partition_is_complete(&body));
	ck_assert(!partition_is_stream(&body));
	ck_assert(partition_is(&stream) && partition_is_stream(&stream));
	ck_assert(partition_is_footer(&footer));
	ck_assert(!partition_is(&primer) && !partition_is(&rip));
}
END_TEST

START_TEST(lists_partitions)
{
	const struct partition_row rows[] = {{0, 0}, {1, 16384}, {0, 70000}};
	struct partition_row *have;
	struct dcp_error err = {0};
	struct bytes b = {0};
	size_t count;

	partition_put_rows(rows, 3, &b);
	ck_assert_uint_eq(b.size, 60);
	ck_assert_uint_eq(b.size, partition_rows_size(3));
	ck_assert_uint_eq(b.at[59], 60);
	ck_assert(partition_read_rows(span_of(b.at + 20, 40, 20), &have,
	    &count, &err));
	ck_assert_uint_eq(count, 3);
	ck_assert_uint_eq(have[1].body_sid, 1);
	ck_assert_uint_eq(have[2].offset, 70000);
	free(have);
	ck_assert(!partition_read_rows(span_of(b.at + 20, 39, 20), &have,
	    &count, &err));
	ck_assert_ptr_null(have);
	bytes_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("partition");

	tcase_add_test(t, reads_back_what_it_put);
	tcase_add_loop_test(t, refuses_every_truncation, 0, 120);
	tcase_add_test(t, tells_packs_apart);
	tcase_add_test(t, lists_partitions);
	return testing_run("partition", t);
}
