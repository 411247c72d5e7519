#include "audio/riff.h"

#include <string.h>

#include "base/bytes.h"
#include "base/testing.h"

static struct dcp_error err;
static const char path[] = "a.wav";
static struct riff riff;

static bool
read_bytes(const void *bytes, size_t size)
{
	struct input *in;
	bool ok;

	testing_save(path, bytes, size);
	in = input_open(path, &err);
	ck_assert_ptr_nonnull(in);
	ok = riff_read(in, &riff, &err);
	input_close(in);
	return ok;
}

static void
expect_fault(const void *bytes, size_t size, const char *text)
{
	ck_assert(!read_bytes(bytes, size));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_msg(strstr(err.text, text) != NULL, "%s", err.text);
	ck_assert_uint_eq(riff.data_size, 0);
	memset(&err, 0, sizeof(err));
}

#define FORMAT	"fmt \x10\0\0\0\1\0\1\0\x80\xbb\0\0\x80\x32\2\0\3\0\x18\0"

START_TEST(chunks_are_stepped_over)
{
	static const char wav[] = "RIFF\x3e\0\0\0WAVE" "JUNK\3\0\0\0abc\0"
	    FORMAT "LIST\0\0\0\0" "data\6\0\0\0abcdef" "id3 ";

	ck_assert_msg(read_bytes(wav, sizeof(wav) - 1), "%s", err.text);
	ck_assert_uint_eq(riff.data_offset, 64);
	ck_assert_uint_eq(riff.data_size, 6);
	ck_assert_uint_eq(riff.block_size, 3);
	ck_assert(!riff.is_bw64);
}
END_TEST

START_TEST(large_files_tell_their_size_elsewhere)
{
	static const char wav[] = "BW64\xff\xff\xff\xff" "WAVE"
	    "ds64\x1c\0\0\0" "\x4e\0\0\0\0\0\0\0" "\6\0\0\0\0\0\0\0"
	    "\2\0\0\0\0\0\0\0" "\0\0\0\0" FORMAT
	    "data\xff\xff\xff\xff" "abcdef";

	ck_assert_msg(read_bytes(wav, sizeof(wav) - 1), "%s", err.text);
	ck_assert_uint_eq(riff.data_offset, 80);
	ck_assert_uint_eq(riff.data_size, 6);
	ck_assert(riff.is_bw64);
}
END_TEST

START_TEST(faults_are_told_apart)
{
	static const char other[] = "RIFF\4\0\0\0AVI ";
	static const char late[] = "RIFF\0\0\0\0WAVE" "data\3\0\0\0abc" FORMAT;
	static const char none[] = "RIFF\0\0\0\0WAVE" FORMAT;
	static const char cut[] = "RIFF\0\0\0\0WAVE" FORMAT
	    "data\x09\0\0\0abcdef";
	static const char open[] = "RIFF\0\0\0\0WAVE" FORMAT
	    "data\xff\xff\xff\xff" "abcdef";
	static const char zero[] = "RIFF\0\0\0\0WAVE" FORMAT
	    "data\0\0\0\0abcdef";
	static const char odd[] = "RIFF\0\0\0\0WAVE" FORMAT
	    "data\4\0\0\0abcd";
	static const char small[] = "RIFF\0\0\0\0WAVE" "fmt \4\0\0\0abcd"
	    "data\3\0\0\0abc";
	static const char far[] = "RIFF\0\0\0\0WAVE" "JUNK\xf0\xff\xff\xff" "a";

	expect_fault("", 0, "not a WAV");
	expect_fault(other, sizeof(other) - 1, "not a WAV");
	expect_fault(late, sizeof(late) - 1, "no sample format before");
	expect_fault(none, sizeof(none) - 1, "no data chunk");
	expect_fault(cut, sizeof(cut) - 1,
	    "have 6 bytes of samples, want 9");
	expect_fault(open, sizeof(open) - 1, "leaves the number of samples");
	expect_fault(zero, sizeof(zero) - 1, "was not finished");
	expect_fault(odd, sizeof(odd) - 1, "want a multiple of 3");
	expect_fault(small, sizeof(small) - 1,
	    "chunk 'fmt ' has 4 bytes, want at least 16");
	expect_fault(far, sizeof(far) - 1, "no data chunk");
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("riff");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, chunks_are_stepped_over);
	tcase_add_test(t, large_files_tell_their_size_elsewhere);
	tcase_add_test(t, faults_are_told_apart);
	return testing_run("riff", t);
}
