/* issuername.c: see issuername.h. */
#include "trust/issuername.h"

#include <string.h>
#include <strings.h>

#include "base/hex.h"

/* More attributes than any name has; those behind are compared as written. */
#define ATTRIBUTES	32

/* Where an attribute stands in its name, "CN=.root". */
struct attribute {
	const char *type;
	size_t type_size;
	const char *value;
	size_t value_size;
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Characters from ${text} to the next one of ${ends} that is not escaped. */
static size_t
measure(const char *text, const char *ends)
{
	size_t i = 0;

	while (text[i] != '\0' && strchr(ends, text[i]) == NULL)
		i += text[i] == '\\' && text[i + 1] != '\0' ? 2 : 1;
	return i;
}

static void
trim(const char **text, size_t *size)
{
	while (*size > 0 && is_space(**text)) {
		(*text)++;
		(*size)--;
	}
	/* A space that is escaped belongs to the value. */
	while (*size > 0 && is_space((*text)[*size - 1]) &&
	    (*size < 2 || (*text)[*size - 2] != '\\'))
		(*size)--;
}

/* The attributes of ${name}; 0 if it is no name that can be taken apart. */
static size_t
split(const char *name, struct attribute *out)
{
	struct attribute *a;
	size_t count = 0, size;

	for (;; name++) {
		if (count == ATTRIBUTES)
			return 0;
		a = &out[count++];
		size = measure(name, ",;+=");
		if (name[size] != '=')
			return 0;
		a->type = name;
		a->type_size = size;
		name += size + 1;
		a->value = name;
		a->value_size = measure(name, ",;+");
		name += a->value_size;
		trim(&a->type, &a->type_size);
		trim(&a->value, &a->value_size);
		if (*name == '\0')
			return count;
	}
}

static bool
is_type(const struct attribute *a, const char *type)
{
	return a->type_size == strlen(type) &&
	    strncasecmp(a->type, type, a->type_size) == 0;
}

static bool
is_dn_qualifier(const struct attribute *a)
{
	return is_type(a, "dnQualifier") || is_type(a, "DNQ") ||
	    is_type(a, "2.5.4.46") || is_type(a, "OID.2.5.4.46");
}

static bool
equal_types(const struct attribute *a, const struct attribute *b)
{
	if (is_dn_qualifier(a))
		return is_dn_qualifier(b);
	return a->type_size == b->type_size &&
	    strncasecmp(a->type, b->type, a->type_size) == 0;
}

/* The next byte of a value: "\+" is '+', "\2B" too; -1 at its end. */
static int
next_byte(const char **at, const char *end)
{
	uint8_t byte;

	if (*at == end)
		return -1;
	if (**at != '\\' || end - *at < 2)
		return (unsigned char)*(*at)++;
	(*at)++;
	if (end - *at >= 2 && hex_parse(*at, &byte, 1)) {
		*at += 2;
		return byte;
	}
	return (unsigned char)*(*at)++;
}

static bool
equal_values(const struct attribute *a, const struct attribute *b)
{
	const char *x = a->value, *y = b->value;
	int c;

	do {
		c = next_byte(&x, a->value + a->value_size);
		if (c != next_byte(&y, b->value + b->value_size))
			return false;
	} while (c >= 0);
	return true;
}

/* Take one that equals ${a} out of ${from}. */
static bool
take_equal(struct attribute *from, size_t *count, const struct attribute *a)
{
	size_t i;

	for (i = 0; i < *count; i++) {
		if (!equal_types(a, &from[i]) || !equal_values(a, &from[i]))
			continue;
		from[i] = from[--*count];
		return true;
	}
	return false;
}

bool
issuername_equal(const char *a, const char *b)
{
	struct attribute x[ATTRIBUTES], y[ATTRIBUTES];
	size_t count, left, i;

	if (strcmp(a, b) == 0)
		return true;
	count = split(a, x);
	left = split(b, y);
	if (count == 0 || count != left)
		return false;
	for (i = 0; i < count; i++)
		if (!take_equal(y, &left, &x[i]))
			return false;
	return true;
}

static const char *
skip_zeros(const char *text)
{
	while (is_space(*text))
		text++;
	while (text[0] == '0' && text[1] >= '0' && text[1] <= '9')
		text++;
	return text;
}

bool
issuername_equal_serial(const char *a, const char *b)
{
	return strcmp(skip_zeros(a), skip_zeros(b)) == 0;
}
