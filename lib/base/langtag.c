/* langtag.c: see langtag.h. */
#include "base/langtag.h"

/* What is left of a tag: whole subtags, with '-' between them. */
struct rest {
	const char *at;
	size_t size;
};

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Letters and digits up to the next '-' or the end: how many of each? */
static size_t
measure(const struct rest *r, size_t *digits)
{
	size_t n;

	*digits = 0;
	for (n = 0; n < r->size; n++) {
		if (is_digit(r->at[n]))
			++*digits;
		else if (!is_letter(r->at[n]))
			break;
	}
	return n;
}

/* Take a subtag of ${n} bytes, and the '-' behind it unless it is the last. */
static bool
take(struct rest *r, size_t n)
{
	if (n < r->size && (r->at[n] != '-' || n + 1 == r->size))
		return false;
	n += n < r->size;
	r->at += n;
	r->size -= n;
	return true;
}

static bool
take_letters(struct rest *r, size_t min, size_t max)
{
	size_t digits, n = measure(r, &digits);

	return n >= min && n <= max && digits == 0 && take(r, n);
}

static bool
take_digits(struct rest *r, size_t count)
{
	size_t digits, n = measure(r, &digits);

	return n == count && digits == count && take(r, n);
}

static bool
take_any(struct rest *r, size_t min, size_t max)
{
	size_t digits, n = measure(r, &digits);

	return n >= min && n <= max && take(r, n);
}

/* 5 to 8 letters and digits, or 4 of which the first is a digit. */
static bool
take_variant(struct rest *r)
{
	return take_any(r, 5, 8) ||
	    (r->size > 0 && is_digit(r->at[0]) && take_any(r, 4, 4));
}

/*
 * What begins with a subtag of one letter or digit and has others of ${min} to
 * 8 behind it: an extension, or with 'x', what is private.
 */
static bool
take_long(struct rest *r, bool is_private, size_t min)
{
	struct rest end = *r;

	if (end.size == 0 ||
	    (end.at[0] == 'x' || end.at[0] == 'X') != is_private ||
	    !take_any(&end, 1, 1) || !take_any(&end, min, 8))
		return false;
	while (take_any(&end, min, 8))
		;
	*r = end;
	return true;
}

bool
langtag_is_well_formed(const char *text, size_t size)
{
	struct rest r = {text, size};
	int i;

	if (take_long(&r, true, 1))
		return r.size == 0;
	if (!take_letters(&r, 2, 3))
		return false;
	for (i = 0; i < 3 && take_letters(&r, 3, 3); i++)
		;
	(void)take_letters(&r, 4, 4);				/* script */
	(void)(take_letters(&r, 2, 2) || take_digits(&r, 3));	/* region */
	while (take_variant(&r))
		;
	while (take_long(&r, false, 2))
		;
	return r.size == 0 || (take_long(&r, true, 1) && r.size == 0);
}
