/* rational.c: see rational.h. */
#include "base/rational.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

static int64_t
common_divisor(int64_t a, int64_t b)
{
	int64_t t;

	while (b != 0) {
		t = a % b;
		a = b;
		b = t;
	}
	return a;
}

/* "23.976": at most six decimals, so that the sum fits in 64 bits. */
static bool
parse_decimal(const char *whole, const char *dot, int64_t *num, int64_t *den)
{
	char digits[32];
	size_t places = strlen(dot + 1);
	size_t length = (size_t)(dot - whole);
	struct dcp_error ignored = {0};
	uint64_t v;
	size_t i;

	if (length == 0 || places == 0 || places > 6 ||
	    length + places >= sizeof(digits))
		return false;
	memcpy(digits, whole, length);
	memcpy(digits + length, dot + 1, places + 1);
	if (!number_parse(digits, 0, INT64_MAX, &v, &ignored))
		return false;
	*num = (int64_t)v;
	for (*den = 1, i = 0; i < places; i++)
		*den *= 10;
	return true;
}

static bool
parse_pair(const char *text, int64_t *num, int64_t *den)
{
	struct dcp_error ignored = {0};
	char first[16];
	const char *gap = strpbrk(text, " /");
	const char *dot = strchr(text, '.');
	uint64_t a, b = 1;
	size_t length;

	if (gap == NULL && dot != NULL)
		return parse_decimal(text, dot, num, den);
	length = gap == NULL ? strlen(text) : (size_t)(gap - text);
	if (length >= sizeof(first))
		return false;
	memcpy(first, text, length);
	first[length] = '\0';
	if (!number_parse(first, 0, INT32_MAX, &a, &ignored) ||
	    (gap != NULL &&
	    !number_parse(gap + 1, 0, INT32_MAX, &b, &ignored)))
		return false;
	*num = (int64_t)a;
	*den = (int64_t)b;
	return true;
}

bool
rational_parse(const char *text, struct rational *out, struct dcp_error *err)
{
	int64_t num = 0, den = 1, g;

	*out = (struct rational){0};
	if (!parse_pair(text, &num, &den) || num <= 0 || den <= 0)
		return error_set(err, DCP_BAD_INPUT,
		    "have '%.40s', want a rate such as 24, 24/1 or \"24 1\"",
		    text);
	if (strchr(text, '.') != NULL) {
		g = common_divisor(num, den);
		num /= g;
		den /= g;
	}
	if (num > INT32_MAX || den > INT32_MAX)
		return error_set(err, DCP_BAD_INPUT, "'%.40s' is too large",
		    text);
	*out = (struct rational){(int32_t)num, (int32_t)den};
	return true;
}

void
rational_format(char *to, struct rational r)
{
	snprintf(to, RATIONAL_SIZE, "%" PRId32 " %" PRId32, r.num, r.den);
}

void
rational_print(char *to, struct rational r)
{
	if (r.den == 1)
		snprintf(to, RATIONAL_SIZE, "%" PRId32, r.num);
	else
		snprintf(to, RATIONAL_SIZE, "%" PRId32 "/%" PRId32, r.num,
		    r.den);
}

bool
rational_is_rate(struct rational r)
{
	return r.num > 0 && r.den > 0;
}

bool
rational_equal(struct rational a, struct rational b)
{
	/* 0/0, a rate that was never given, equals nothing else. */
	if (a.den == 0 || b.den == 0)
		return a.num == b.num && a.den == b.den;
	return (int64_t)a.num * b.den == (int64_t)b.num * a.den;
}

int
rational_compare(struct rational a, struct rational b)
{
	int64_t left = (int64_t)a.num * b.den;
	int64_t right = (int64_t)b.num * a.den;

	return (left > right) - (left < right);
}

bool
rational_rescale(uint64_t count, struct rational from, struct rational to,
    uint64_t *out)
{
	uint64_t up, down, g, whole, part;

	*out = UINT64_MAX;
	if (!rational_is_rate(from) || !rational_is_rate(to))
		return false;
	up = (uint64_t)to.num * (uint64_t)from.den;
	down = (uint64_t)to.den * (uint64_t)from.num;
	g = (uint64_t)common_divisor((int64_t)up, (int64_t)down);
	up /= g;
	down /= g;
	/* count * up / down, without the product of the large parts. */
	whole = count / down;
	part = count % down;
	if ((whole != 0 && up > UINT64_MAX / whole) ||
	    (part != 0 && up > UINT64_MAX / part) ||
	    part * up / down > UINT64_MAX - whole * up)
		return false;
	*out = whole * up + part * up / down;
	return part * up % down == 0;
}

uint16_t
rational_rounded(struct rational r)
{
	int64_t whole;

	if (!rational_is_rate(r))
		return 0;
	whole = ((int64_t)r.num + r.den / 2) / r.den;
	return whole > UINT16_MAX ? UINT16_MAX : (uint16_t)whole;
}

void
rational_timecode(char *to, uint64_t frame, struct rational rate)
{
	uint64_t base = rational_rounded(rate);
	uint64_t seconds;

	if (base == 0)
		base = 24;
	seconds = frame / base;
	snprintf(to, TIMECODE_SIZE,
	    "%02" PRIu64 ":%02" PRIu64 ":%02" PRIu64 ":%0*" PRIu64,
	    seconds / 3600, seconds / 60 % 60, seconds % 60,
	    base > 100 ? 3 : 2, frame % base);
}
