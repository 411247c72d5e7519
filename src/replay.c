/*
 * replay.c: main for a fuzz target where there is no fuzzer: give it nothing,
 * then each file named on the command line, whole and cut short at up to a
 * thousand places.  Each input lies in memory of exactly its size, so that the
 * sanitizers see the first byte read beyond it.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/fuzzing.h"
#include "base/input.h"

#define CUTS	1000u

static void
replay(const uint8_t *bytes, size_t size)
{
	size_t step = size / CUTS + 1, cut;

	for (cut = size % step; cut <= size; cut += step) {
		uint8_t *copy = malloc(cut == 0 ? 1 : cut);

		fuzzing_assert(copy != NULL);
		if (cut > 0)
			memcpy(copy, bytes, cut);
		LLVMFuzzerTestOneInput(copy, cut);
		free(copy);
	}
}

int
main(int argc, char *argv[])
{
	struct dcp_error err = {0};
	struct bytes file = {0};
	int i;

	replay(NULL, 0);
	for (i = 1; i < argc; i++) {
		bytes_reset(&file);
		if (!input_load(argv[i], SIZE_MAX, &file, &err)) {
			fprintf(stderr, "replay: %s\n", err.text);
			return 2;
		}
		replay(file.at, file.size);
	}
	bytes_clear(&file);
	return 0;
}
