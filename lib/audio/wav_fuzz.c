#include "audio/wav.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/fuzzing.h"
#include "base/limits.h"

#define BLOCK	256	/* samples a channel */
#define BLOCKS	64	/* read at most */

static void
read_sound(const char *path)
{
	static int32_t block[BLOCK * LIMIT_CHANNELS];
	struct dcp_error err = {0};
	struct wav *wav = wav_open(path, &err);
	uint64_t left;
	size_t n;
	int i;

	if (wav == NULL)
		return;
	left = wav_info(wav)->samples;
	for (i = 0; i < BLOCKS && left > 0; i++, left -= n) {
		n = left < BLOCK ? (size_t)left : BLOCK;
		if (!wav_read(wav, block, n, &err))
			break;
	}
	wav_close(wav);
}

/* libsndfile is under test, too, so the bytes go through a file. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char path[] = "/tmp/wav_fuzz-XXXXXX";
	int fd = mkstemp(path);

	fuzzing_assert(fd != -1 && write(fd, bytes, size) == (ssize_t)size);
	close(fd);
	read_sound(path);
	unlink(path);
	return 0;
}
