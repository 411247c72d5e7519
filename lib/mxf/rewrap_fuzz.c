/* rewrap_fuzz.c: of any file the plan of one that is encrypted, or plain. */
#define _GNU_SOURCE		/* memfd_create */
#include <assert.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fuzzing.h"
#include "mxf/rewrap.h"

static const struct cryptoset crypto = {
	.context_id = {{1}}, .key_id = {{2}}, .mic = true,
};

/* Parts lie one behind the other, and all is there that they put. */
static void
check_plan(const struct rewrap *r)
{
	uint64_t at = 0;
	size_t i;

	for (i = 0; i < r->count; i++) {
		const struct rewrap_part *p = &r->part[i];

		assert(p->to == at);
		at += rewrap_size(r, i);
		assert(p->action != REWRAP_PUT || (p->own <= r->own.size &&
		    p->from_size <= r->own.size - p->own));
	}
	assert(at == r->size);
}

static void
plan(const struct mxfread *in, const struct cryptoset *wanted)
{
	const struct rewrap_options o = {.id = {{3}}, .crypto = wanted};
	struct dcp_error err = {0};
	struct rewrap r = {0};

	if (rewrap_plan(&r, in, &o, &err))
		check_plan(&r);
	else
		assert(err.status != DCP_OK);
	rewrap_clear(&r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct dcp_error err = {0};
	struct mxfread *in;
	char path[64];
	int fd = memfd_create("fuzz", 0);

	assert(fd != -1);
	assert(write(fd, bytes, size) == (ssize_t)size);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	in = mxfread_open(path, &err);
	if (in != NULL) {
		plan(in, &crypto);
		plan(in, NULL);
	}
	mxfread_close(in);
	close(fd);
	return 0;
}
