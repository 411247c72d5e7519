/* testcard.c: see testcard.h. */
#include "image/testcard.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "image/cells.h"
#include "image/draw.h"

#define BITS		10
#define FULL		1023
#define UNITS		54	/* of the height */
#define PI		3.14159265358979323846

static const struct draw_colour white = {{FULL, FULL, FULL}};
static const struct draw_colour black = {{0, 0, 0}};
static const struct draw_colour ground = {{160, 160, 160}};
static const struct draw_colour grid = {{300, 300, 300}};
static const struct draw_colour line = {{560, 560, 560}};
static const struct draw_colour ball = {{940, 700, 64}};

/* Text: white without eyes, reddish for the left one, bluish for the right. */
static const struct draw_colour label[] = {
	[TESTCARD_MONO] = {{FULL, FULL, FULL}},
	[TESTCARD_LEFT] = {{FULL, 420, 380}},
	[TESTCARD_RIGHT] = {{380, 760, FULL}},
};

static const char *const eye_names[] = {
	[TESTCARD_MONO] = "mono",
	[TESTCARD_LEFT] = "left",
	[TESTCARD_RIGHT] = "right",
};

static const char *const eye_labels[] = {
	[TESTCARD_MONO] = "2D",
	[TESTCARD_LEFT] = "LEFT",
	[TESTCARD_RIGHT] = "RIGHT",
};

const char *
testcard_eye_name(enum testcard_eye eye)
{
	return eye_names[eye];
}

static int32_t
unit(const struct image *image)
{
	return (int32_t)image->height / UNITS;
}

/* Text of ${units} height with its middle at ${x}, its top at ${top} units. */
static void
put_text(struct image *image, int32_t x, int32_t top, int32_t units,
    const char *text, struct draw_colour colour)
{
	int32_t u = unit(image), scale = units * u / DRAW_TEXT_DOTS;

	if (scale < 1)
		scale = 1;
	draw_text(image, x - draw_text_width(scale, text) / 2, top * u, scale,
	    text, colour);
}

/* A grid of squares of three units, even about the middle of the picture. */
static void
put_grid(struct image *image)
{
	int32_t u = unit(image), step = 3 * u, thick = u / 20 + 1, i;
	int32_t width = (int32_t)image->width, height = (int32_t)image->height;

	draw_box(image, 0, 0, width, height, ground);
	for (i = width / 2 % step; i < width; i += step)
		draw_box(image, i - thick / 2, 0, thick, height, grid);
	for (i = height / 2 % step; i < height; i += step)
		draw_box(image, 0, i - thick / 2, width, thick, grid);
}

/* Safe action and safe title area, as SMPTE ST 2046-1: 93 % and 90 %. */
static void
put_safe_areas(struct image *image)
{
	static const int32_t percent[] = {93, 90};
	int32_t width = (int32_t)image->width, height = (int32_t)image->height;
	int32_t w, h, thick = unit(image) / 20 + 1;
	size_t i;

	for (i = 0; i < 2; i++) {
		w = width * percent[i] / 100;
		h = height * percent[i] / 100;
		draw_frame(image, (width - w) / 2, (height - h) / 2, w, h,
		    thick, line);
	}
	draw_frame(image, 0, 0, width, height, 1, white);
}

/* Eight bars of 75 %, and below them a ramp from black to white. */
static void
put_bars(struct image *image)
{
	int32_t u = unit(image), width = (int32_t)image->width, i, x;
	int32_t left = width / 8, span = width * 3 / 4;
	const uint16_t on = FULL * 3 / 4;
	uint16_t v;

	for (i = 0; i < 8; i++) {
		/* White, yellow, cyan, green, magenta, red, blue, black. */
		struct draw_colour colour = {{i & 2 ? 0 : on, i & 4 ? 0 : on,
			i & 1 ? 0 : on}};

		x = left + span * i / 8;
		draw_box(image, x, 42 * u, left + span * (i + 1) / 8 - x,
		    4 * u, colour);
	}
	for (i = 0; i < span; i++) {
		v = (uint16_t)((int64_t)i * FULL / (span - 1));
		draw_box(image, left + i, 46 * u, 1, 2 * u,
		    (struct draw_colour){{v, v, v}});
	}
}

/* Rings that get narrower outwards, to a period of two pixels at the rim. */
static void
put_zone_plate(struct image *image, int32_t x, int32_t y, int32_t radius)
{
	int32_t dx, dy, r2;
	uint16_t v;

	for (dy = -radius; dy <= radius; dy++)
		for (dx = -radius; dx <= radius; dx++) {
			r2 = dx * dx + dy * dy;
			if (r2 > radius * radius)
				continue;
			v = (uint16_t)(511.5 + 511 * cos(PI * r2 /
			    (2.0 * radius)));
			draw_box(image, x + dx, y + dy, 1, 1,
			    (struct draw_colour){{v, v, v}});
		}
}

/* Lines of 1, 2, 3 and 4 pixels: upright above, level below. */
static void
put_gratings(struct image *image, int32_t x, int32_t y, int32_t size)
{
	int32_t n, i, side = size / 4, at;

	for (n = 1; n <= 4; n++) {
		at = x - size / 2 + (n - 1) * side;
		draw_box(image, at, y - side, side, 2 * side, black);
		for (i = 0; i + n <= side; i += 2 * n) {
			draw_box(image, at + i, y - side, n, side, white);
			draw_box(image, at, y + i, side, n, white);
		}
	}
}

/* The size on the left of the circle, the speed on the right. */
static void
put_title(struct image *image, struct rational rate)
{
	int32_t u = unit(image), width = (int32_t)image->width;
	char speed[RATIONAL_SIZE], text[80];

	snprintf(text, sizeof(text), "%" PRIu32 "X%" PRIu32, image->width,
	    image->height);
	put_text(image, 20 * u, 6, 2, text, white);
	rational_print(speed, rate);
	snprintf(text, sizeof(text), "%s FPS", speed);
	put_text(image, width - 20 * u, 6, 2, text, white);
}

static void
put_still_parts(struct image *image, const struct testcard *card)
{
	int32_t u = unit(image), width = (int32_t)image->width;
	int32_t middle = width / 2;

	put_grid(image);
	put_safe_areas(image);
	draw_ring(image, middle, UNITS / 2 * u, 22 * u - u / 2, 22 * u, line);
	put_zone_plate(image, width / 8, 27 * u, 6 * u);
	put_gratings(image, width - width / 8, 27 * u, 12 * u);
	put_bars(image);
	put_title(image, card->rate);
	put_text(image, middle, 11, 5, eye_labels[card->eye],
	    label[card->eye]);
}

bool
testcard_init(struct testcard *card, uint32_t width, uint32_t height,
    struct rational rate, enum testcard_eye eye, uint32_t disparity,
    struct dcp_error *err)
{
	assert(rational_is_rate(rate));
	testcard_clear(card);
	if (width < TESTCARD_WIDTH_MIN || height < TESTCARD_HEIGHT_MIN)
		return error_set(err, DCP_REFUSED, "a card of %" PRIu32 "x%"
		    PRIu32 " is too small, want %dx%d at least", width,
		    height, TESTCARD_WIDTH_MIN, TESTCARD_HEIGHT_MIN);
	if (!image_init(&card->ground, width, height, BITS, err))
		return false;
	card->eye = eye;
	card->rate = rate;
	card->disparity = eye == TESTCARD_MONO ? 0 : disparity;
	put_still_parts(&card->ground, card);
	return true;
}

void
testcard_clear(struct testcard *card)
{
	image_clear(&card->ground);
	memset(card, 0, sizeof(*card));
}

/* How far frame ${frame} is in its second: ${part} of ${whole}. */
static void
phase(struct rational rate, uint64_t frame, uint64_t *part, uint64_t *whole)
{
	*whole = (uint64_t)rate.num;
	*part = frame * (uint64_t)rate.den % *whole;
}

bool
testcard_is_flash(struct rational rate, uint64_t frame)
{
	uint64_t part, whole;

	phase(rate, frame, &part, &whole);
	return part * 24 < whole;
}

static void
put_flash(struct image *image, bool lit)
{
	int32_t u = unit(image);

	draw_box(image, 4 * u, 4 * u, 6 * u, 6 * u, lit ? white : black);
	draw_box(image, (int32_t)image->width - 10 * u, 4 * u, 6 * u, 6 * u,
	    lit ? white : black);
}

/* Crosses the picture from left to right in two seconds. */
static void
put_ball(struct image *image, const struct testcard *card, uint32_t frame)
{
	uint64_t whole = 2 * (uint64_t)card->rate.num;
	uint64_t part = (uint64_t)frame * (uint64_t)card->rate.den % whole;
	int32_t u = unit(image), shift = 0;
	int32_t x = (int32_t)(part * image->width / whole);

	/* To the right for the left eye: it stands before the screen. */
	if (card->eye == TESTCARD_LEFT)
		shift = (int32_t)(card->disparity - card->disparity / 2);
	else if (card->eye == TESTCARD_RIGHT)
		shift = -(int32_t)(card->disparity / 2);
	draw_ring(image, x + shift, 38 * u, 0, 3 * u, ball);
}

/* Goes round the circle once a second, from the top, clockwise. */
static void
put_hand(struct image *image, struct rational rate, uint64_t frame)
{
	int32_t u = unit(image), middle = (int32_t)image->width / 2;
	uint64_t part, whole;
	double angle;

	phase(rate, frame, &part, &whole);
	angle = 2 * PI * (double)part / (double)whole;
	draw_ring(image, middle + (int32_t)lround(sin(angle) * 21.75 * u),
	    UNITS / 2 * u - (int32_t)lround(cos(angle) * 21.75 * u), 0, u,
	    white);
}

static void
put_numbers(struct image *image, const struct testcard *card, uint32_t frame)
{
	int32_t middle = (int32_t)image->width / 2;
	char text[TIMECODE_SIZE];

	snprintf(text, sizeof(text), "%06" PRIu32, frame);
	put_text(image, middle, 19, 7, text, label[card->eye]);
	rational_timecode(text, frame, card->rate);
	put_text(image, middle, 29, 3, text, label[card->eye]);
}

static bool
copy_ground(const struct image *from, struct image *to, struct dcp_error *err)
{
	size_t size = image_samples(from) * sizeof(uint16_t);
	unsigned c;

	if (!image_init(to, from->width, from->height, from->bits, err))
		return false;
	for (c = 0; c < 3; c++)
		memcpy(to->plane[c], from->plane[c], size);
	return true;
}

bool
testcard_draw(const struct testcard *card, uint32_t frame,
    struct image *image, struct dcp_error *err)
{
	struct testcard_mark mark = {frame, card->eye,
		(unsigned)((card->rate.num + card->rate.den - 1) /
		card->rate.den)};

	assert(frame < TESTCARD_FRAMES_MAX);
	if (!copy_ground(&card->ground, image, err))
		return false;
	put_hand(image, card->rate, frame);
	put_ball(image, card, frame);
	put_numbers(image, card, frame);
	put_flash(image, testcard_is_flash(card->rate, frame));
	cells_draw(image, &mark);
	return true;
}

bool
testcard_read(const struct image *image, struct testcard_mark *mark,
    struct dcp_error *err)
{
	return cells_read(image, mark, err);
}
