/* str.c: see str.h. */
#include "base/str.h"

#include <stdint.h>
#include <string.h>

/* Bytes of the UTF-8 character at ${at}, or 0 if it is malformed. */
static size_t
character_size(const uint8_t *at, size_t left)
{
	size_t size, i;
	uint32_t code;

	if (at[0] < 0x80)
		return at[0] != 0;
	size = at[0] >= 0xf0 ? 4 : at[0] >= 0xe0 ? 3 : 2;
	if (at[0] < 0xc2 || at[0] > 0xf4 || size > left)
		return 0;
	code = at[0] & (0x7fu >> size);
	for (i = 1; i < size; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (at[i] & 0x3fu);
	}
	if ((size == 3 && code < 0x800) || (size == 4 && code < 0x10000) ||
	    code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
		return 0;
	return size;
}

bool
str_is_utf8(const void *text, size_t size)
{
	const uint8_t *at = text;
	size_t n;

	for (; size > 0; at += n, size -= n)
		if ((n = character_size(at, size)) == 0)
			return false;
	return true;
}

char *
str_trim(char *text)
{
	size_t n;

	text += strspn(text, " \t\r\n");
	n = strlen(text);
	while (n > 0 && strchr(" \t\r\n", text[n - 1]) != NULL)
		n--;
	text[n] = '\0';
	return text;
}

/* What str.h says no terminal may have. */
static bool
is_control(const uint8_t *at, size_t size)
{
	if (size == 1)
		return at[0] < 0x20 || at[0] == 0x7f;
	if (size == 2)
		return (at[0] == 0xc2 && at[1] < 0xa0) ||
		    (at[0] == 0xd8 && at[1] == 0x9c);
	return size == 3 && at[0] == 0xe2 &&
	    ((at[1] == 0x80 && at[2] >= 0xa8 && at[2] <= 0xae) ||
	    (at[1] == 0x80 && (at[2] == 0x8e || at[2] == 0x8f)) ||
	    (at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9));
}

size_t
str_any_character(const void *text, size_t size)
{
	return character_size(text, size);
}

size_t
str_character(const void *text, size_t size)
{
	size_t n = character_size(text, size);

	return is_control(text, n) ? 0 : n;
}

void
str_print(struct bytes *to, const void *text, size_t size)
{
	const uint8_t *at = text;
	size_t n;

	for (; size > 0; at += n, size -= n) {
		n = str_character(at, size);
		if (n > 0) {
			bytes_put(to, at, n);
			continue;
		}
		bytes_printf(to, "\\x%02x", at[0]);
		n = 1;
	}
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Compare the runs of digits at *a and *b by value, and step over them. */
static int
compare_numbers(const char **a, const char **b)
{
	const char *x, *y;
	size_t n, m;
	int order;

	x = *a + strspn(*a, "0");
	y = *b + strspn(*b, "0");
	n = strspn(x, "0123456789");
	m = strspn(y, "0123456789");
	*a = x + n;
	*b = y + m;
	if (n != m)
		return n < m ? -1 : 1;
	order = strncmp(x, y, n);
	return order;
}

int
str_natural_compare(const char *a, const char *b)
{
	const char *x = a, *y = b;
	int order;

	while (*x != '\0' && *y != '\0') {
		if (is_digit(*x) && is_digit(*y)) {
			if ((order = compare_numbers(&x, &y)) != 0)
				return order;
			continue;
		}
		if (*x != *y)
			break;
		x++;
		y++;
	}
	order = (unsigned char)*x - (unsigned char)*y;
	return order != 0 ? order : strcmp(a, b);
}
