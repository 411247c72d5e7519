/* fixture.h: small pictures and a small profile for tests of this folder. */
#ifndef MASTER_FIXTURE_H
#define MASTER_FIXTURE_H

#include <stdio.h>

#include "base/path.h"
#include "base/testing.h"
#include "image/picture.h"
#include "master/job.h"

#define FIXTURE_WIDTH	64u
#define FIXTURE_HEIGHT	36u
#define FIXTURE_PROFILE	"./small.profile"

static const char fixture_profile[] =
    "title = small\nstanding = example\n"
    "containers = 64x36 96x64 256x136\nmono = 24 25 30 48 50 60 96 100 120\n"
    "stereo = 24 25 30 48 50 60 96 100 120\nbit-rate = 2500000\n"
    "component-bit-rate = 2000000\nbit-rate-counts = both-eyes\nrsiz = 3\n"
    "guard-bits = 1\nlevels = 2\ntile-parts = 3\n";

/* As testing_enter(), with the profile in the folder. */
static inline void
fixture_enter(void)
{
	testing_enter();
	testing_file(FIXTURE_PROFILE, fixture_profile);
}

/*
 * A picture of 12-bit codes whose grey is ${base} at its upper left corner and
 * grows to the right and below.
 */
static inline void
fixture_picture(const char *path, uint32_t width, uint32_t height,
    uint16_t base)
{
	struct dcp_error err = {0};
	struct image image = {0};
	uint32_t i, c;

	ck_assert(image_init(&image, width, height, 12, &err));
	for (c = 0; c < 3; c++)
		for (i = 0; i < width * height; i++)
			image.plane[c][i] = (uint16_t)(base + i % width * 8 +
			    i / width * 8);
	ck_assert_msg(picture_write(path, &image, NULL, &err), "%s", err.text);
	image_clear(&image);
}

/* ${count} pictures NNNN.ppm in ${folder}, with bases 100, 200 ... */
static inline void
fixture_frames(const char *folder, unsigned count)
{
	struct dcp_error err = {0};
	char path[64];
	unsigned i;

	ck_assert(path_make_folder(folder, &err));
	for (i = 0; i < count; i++) {
		snprintf(path, sizeof(path), "%s/%04u.ppm", folder, i);
		fixture_picture(path, FIXTURE_WIDTH, FIXTURE_HEIGHT,
		    (uint16_t)(100 * (i + 1)));
	}
}

#endif
