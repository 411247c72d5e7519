/* xmlplace.c: see xmlplace.h. */
#include "xml/xmlplace.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* Tags are all that is looked at: the document is known to be well-formed. */
struct scan {
	const char *at;
	size_t size;
	size_t next;		/* byte to be read */
	size_t depth;		/* elements that are open */
};

static bool
is_here(const struct scan *s, const char *what)
{
	size_t size = strlen(what);

	return s->size - s->next >= size &&
	    memcmp(s->at + s->next, what, size) == 0;
}

static void
skip_behind(struct scan *s, const char *what)
{
	while (s->next < s->size && !is_here(s, what))
		s->next++;
	if (s->next < s->size)
		s->next += strlen(what);
}

/* To behind the '>' of a tag; it was "<name/>". */
static bool
skip_tag(struct scan *s)
{
	char quote = '\0', c, before = '\0';

	while (s->next < s->size) {
		c = s->at[s->next++];
		if (quote != '\0') {
			quote = c == quote ? '\0' : quote;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '>') {
			return before == '/';
		}
		before = c;
	}
	return false;
}

static bool
begin_child(struct xmlplace *place, size_t begin, struct dcp_error *err)
{
	struct xmlplace_child *more = array_room(place->children,
	    place->child_count, sizeof(*more), err);

	if (more == NULL)
		return false;
	place->children = more;
	place->children[place->child_count++].begin = begin;
	return true;
}

/* An element begins at '<'. */
static bool
take_start(struct scan *s, struct xmlplace *place, struct dcp_error *err)
{
	size_t begin = s->next;
	bool empty = skip_tag(s);

	if (s->depth == 1 && !begin_child(place, begin, err))
		return false;
	if (s->depth == 1)
		place->children[place->child_count - 1].end = s->next;
	s->depth += !empty;
	return true;
}

static void
take_end(struct scan *s, struct xmlplace *place)
{
	size_t begin = s->next;

	skip_tag(s);
	s->depth -= s->depth > 0;
	if (s->depth == 1 && place->child_count > 0)
		place->children[place->child_count - 1].end = s->next;
	else if (s->depth == 0)
		place->end_tag = begin;
}

/* "<" is here. */
static bool
take_markup(struct scan *s, struct xmlplace *place, struct dcp_error *err)
{
	if (is_here(s, "<!--"))
		skip_behind(s, "-->");
	else if (is_here(s, "<![CDATA["))
		skip_behind(s, "]]>");
	else if (is_here(s, "<?"))
		skip_behind(s, "?>");
	else if (is_here(s, "</"))
		take_end(s, place);
	else
		return take_start(s, place, err);
	return true;
}

static bool
take_prefix(const struct scan *s, struct xmlplace *place,
    struct dcp_error *err)
{
	const char *name = s->at + place->end_tag + 2;
	size_t left = s->size - place->end_tag - 2, size = 0;

	while (size < left && strchr(":> \t\r\n", name[size]) == NULL)
		size++;
	if (size == left || name[size] != ':')
		return true;
	if (size + 2 > sizeof(place->prefix))
		return error_set(err, DCP_UNSUPPORTED, "have a root whose "
		    "prefix has %zu characters, want fewer", size);
	memcpy(place->prefix, name, size + 1);
	return true;
}

bool
xmlplace_find(const void *text, size_t size, struct xmlplace *place,
    struct dcp_error *err)
{
	struct scan s = {.at = text, .size = size};
	bool ok = true;

	*place = (struct xmlplace){0};
	if (memchr(text, '\0', size) != NULL)
		return error_set(err, DCP_UNSUPPORTED,
		    "is in UTF-16, want UTF-8");
	while (ok && s.next < s.size) {
		if (s.at[s.next] == '<')
			ok = take_markup(&s, place, err);
		else
			s.next++;
	}
	if (ok && place->end_tag == 0)
		ok = error_set(err, DCP_UNSUPPORTED,
		    "have a root without content, want one with");
	ok = ok && take_prefix(&s, place, err);
	if (!ok)
		xmlplace_clear(place);
	return ok;
}

void
xmlplace_clear(struct xmlplace *place)
{
	free(place->children);
	*place = (struct xmlplace){0};
}
