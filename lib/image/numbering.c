/* numbering.c: see numbering.h. */
#include "image/numbering.h"

#include <stdio.h>
#include <string.h>

#define DIGITS_MAX	19	/* digits whose number always fits 64 bits */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void
describe(struct numbering *n)
{
	snprintf(n->text, sizeof(n->text), "%s[number]%s", n->before,
	    n->after);
}

/* Copy up to the next lone '%' or the end, with "%%" as one; move ${from}. */
static bool
copy_plain(const char **from, char *to, size_t size)
{
	size_t length = 0;

	while (**from != '\0') {
		if (**from == '%' && (*from)[1] != '%')
			break;
		*from += **from == '%';
		if (length + 1 == size)
			return false;
		to[length++] = *(*from)++;
	}
	to[length] = '\0';
	return true;
}

bool
numbering_parse(struct numbering *n, const char *pattern,
    struct dcp_error *err)
{
	const char *at = pattern;

	memset(n, 0, sizeof(*n));
	if (!copy_plain(&at, n->before, sizeof(n->before)))
		return error_set(err, DCP_BAD_INPUT, "is too long");
	if (*at != '%')
		return error_set(err, DCP_BAD_INPUT,
		    "has no number, want one like %%06d");
	at++;
	if (*at == '0')
		for (at++; is_digit(*at) && n->digits <= DIGITS_MAX; at++)
			n->digits = n->digits * 10 + (unsigned)(*at - '0');
	if (*at++ != 'd' || n->digits > DIGITS_MAX)
		return error_set(err, DCP_BAD_INPUT,
		    "want a number like %%d or %%06d");
	if (!copy_plain(&at, n->after, sizeof(n->after)))
		return error_set(err, DCP_BAD_INPUT, "is too long");
	if (*at == '%')
		return error_set(err, DCP_BAD_INPUT,
		    "has two numbers, want one");
	if (n->digits == 0)
		n->digits = 1;
	describe(n);
	return true;
}

static void
set_parts(struct numbering *n, const char *name, size_t from, size_t to)
{
	memset(n, 0, sizeof(*n));
	snprintf(n->before, sizeof(n->before), "%.*s", (int)from, name);
	snprintf(n->after, sizeof(n->after), "%s", name + to);
	describe(n);
}

/* The last run of digits before the suffix, or of all if there is none. */
static void
guess_from_one(struct numbering *n, const char *name)
{
	const char *dot = strrchr(name, '.');
	size_t end = dot == NULL ? strlen(name) : (size_t)(dot - name), from;

	while (end > 0 && !is_digit(name[end - 1]))
		end--;
	for (from = end; from > 0 && is_digit(name[from - 1]); from--)
		;
	set_parts(n, name, from, end);
}

void
numbering_guess(struct numbering *n, const char *const *names, size_t count)
{
	const char *a = names[count / 2], *b = names[(count - 1) / 2];
	size_t from = 0, end;

	if (a == b && count > 1)
		b = names[count / 2 - 1];
	if (a == b) {
		guess_from_one(n, a);
		return;
	}
	while (a[from] != '\0' && a[from] == b[from])
		from++;
	while (from > 0 && is_digit(a[from - 1]))
		from--;
	for (end = from; is_digit(a[end]); end++)
		;
	if (end == from)
		guess_from_one(n, a);
	else
		set_parts(n, a, from, end);
}

bool
numbering_match(const struct numbering *n, const char *name, uint64_t *number)
{
	size_t before = strlen(n->before), digits = 0;
	uint64_t v = 0;

	*number = 0;
	if (strncmp(name, n->before, before) != 0)
		return false;
	for (name += before; is_digit(name[digits]); digits++) {
		if (digits == DIGITS_MAX)
			return false;
		v = v * 10 + (uint64_t)(name[digits] - '0');
	}
	if (digits == 0 || strcmp(name + digits, n->after) != 0)
		return false;
	if (n->digits > 0 && (digits < n->digits ||
	    (digits > n->digits && name[0] == '0')))
		return false;
	*number = v;
	return true;
}
