/* diag.c: see diag.h. */
#include "verify/diag.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct diag_entry {
	struct finding finding;	/* its text belongs to the entry */
	enum rule rule;
	size_t order;		/* as reported */
	char *file, *message;
	char at[DIAG_AT_SIZE];
};

static void
clear_entry(struct diag_entry *e)
{
	free(e->file);
	free(e->message);
}

void
diag_clear(struct diag *d)
{
	size_t i;

	for (i = 0; i < d->count; i++)
		clear_entry(&d->entry[i]);
	free(d->entry);
	*d = (struct diag){0};
}

struct diag_place
diag_line(const struct diag_place *place, long line)
{
	struct diag_place p = *place;

	if (line > 0)
		snprintf(p.at, sizeof(p.at), "line %ld", line);
	return p;
}

struct diag_place
diag_byte(const struct diag_place *place, uint64_t offset)
{
	struct diag_place p = *place;

	snprintf(p.at, sizeof(p.at), "byte %" PRIu64, offset);
	return p;
}

/* The entries may have moved: let the findings point at their own text. */
static void
settle(struct diag_entry *e)
{
	e->finding.file = e->file;
	e->finding.message = e->message;
	e->finding.at = e->at[0] == '\0' ? NULL : e->at;
}

static bool
grow(struct diag *d)
{
	size_t capacity = d->capacity == 0 ? 16 : d->capacity * 2;
	struct diag_entry *entry;
	size_t i;

	if (d->count < d->capacity)
		return true;
	entry = realloc(d->entry, capacity * sizeof(*entry));
	if (entry == NULL)
		return false;
	d->entry = entry;
	d->capacity = capacity;
	for (i = 0; i < d->count; i++)
		settle(&d->entry[i]);
	return true;
}

static char *format_message(enum rule, const char *fmt, va_list) PRINTF(2, 0);
static struct diag_entry *add(struct diag *, enum rule,
    const struct diag_place *, const char *fmt, va_list) PRINTF(4, 0);

/* "text of the rule: detail" */
static char *
format_message(enum rule rule, const char *fmt, va_list ap)
{
	const char *text = rules_of(rule)->text;
	char detail[1024];
	size_t size;
	char *message;

	vsnprintf(detail, sizeof(detail), fmt, ap);
	size = strlen(text) + strlen(detail) + 3;
	message = malloc(size);
	if (message != NULL)
		snprintf(message, size, "%s%s%s", text,
		    detail[0] == '\0' ? "" : ": ", detail);
	return message;
}

static struct diag_entry *
add(struct diag *d, enum rule rule, const struct diag_place *place,
    const char *fmt, va_list ap)
{
	const struct rules_row *row = rules_of(rule);
	struct diag_entry *e;

	if (d->bad || !grow(d)) {
		d->bad = true;
		return NULL;
	}
	e = &d->entry[d->count];
	*e = (struct diag_entry){.rule = rule, .order = d->count};
	e->message = format_message(rule, fmt, ap);
	if (place->file != NULL)
		e->file = strdup(place->file);
	if (e->message == NULL || (place->file != NULL && e->file == NULL)) {
		clear_entry(e);
		d->bad = true;
		return NULL;
	}
	memcpy(e->at, place->at, sizeof(e->at));
	e->finding = (struct finding){
		.rule = row->name, .severity = row->severity,
		.consequence = row->consequence, .clause = row->clause,
		.asset = place->asset, .cpl = place->cpl, .reel = place->reel,
		.count = 1,
	};
	d->count++;
	settle(e);
	return e;
}

void
diag_report(struct diag *d, enum rule rule, const struct diag_place *place,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)add(d, rule, place, fmt, ap);
	va_end(ap);
}

static bool
same_place(const struct diag_entry *e, const struct diag_place *place)
{
	if ((e->file == NULL) != (place->file == NULL) ||
	    (e->file != NULL && strcmp(e->file, place->file) != 0))
		return false;
	return e->finding.reel == place->reel &&
	    uuid_equal(&e->finding.asset, &place->asset) &&
	    uuid_equal(&e->finding.cpl, &place->cpl);
}

/* The frames of this rule in this place that were reported so far. */
static struct finding *
find_frames(struct diag *d, enum rule rule, const struct diag_place *place)
{
	size_t i;

	for (i = d->count; i-- > 0;)
		if (d->entry[i].rule == rule &&
		    d->entry[i].finding.has_frame &&
		    same_place(&d->entry[i], place))
			return &d->entry[i].finding;
	return NULL;
}

void
diag_frame(struct diag *d, enum rule rule, const struct diag_place *place,
    struct rational rate, uint64_t frame, const char *fmt, ...)
{
	struct finding *f = find_frames(d, rule, place);
	struct diag_entry *e;
	va_list ap;

	if (f != NULL) {
		/* Both eyes of one frame, or two faults alike in it. */
		if (f->last == frame)
			return;
		if (f->count < FINDING_SAMPLES)
			f->samples[f->count] = frame;
		f->count++;
		f->last = frame;
		return;
	}
	va_start(ap, fmt);
	e = add(d, rule, place, fmt, ap);
	va_end(ap);
	if (e == NULL)
		return;
	e->finding.has_frame = true;
	e->finding.rate = rate;
	e->finding.first = e->finding.last = e->finding.samples[0] = frame;
}

void
diag_append(struct diag *to, struct diag *from)
{
	size_t i;

	for (i = 0; i < from->count && !to->bad; i++) {
		if (!grow(to)) {
			to->bad = true;
			break;
		}
		to->entry[to->count] = from->entry[i];
		to->entry[to->count].order = to->count;
		settle(&to->entry[to->count]);
		to->count++;
		from->entry[i] = (struct diag_entry){0};
	}
	if (from->bad)
		to->bad = true;
	diag_clear(from);
}

static int
compare(const void *a, const void *b)
{
	const struct diag_entry *x = a, *y = b;

	if (x->finding.severity != y->finding.severity)
		return x->finding.severity < y->finding.severity ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

void
diag_sort(struct diag *d)
{
	size_t i;

	if (d->count > 0)
		qsort(d->entry, d->count, sizeof(*d->entry), compare);
	for (i = 0; i < d->count; i++)
		settle(&d->entry[i]);
}

const struct finding *
diag_finding(const struct diag *d, size_t index)
{
	assert(index < d->count);
	return &d->entry[index].finding;
}

size_t
diag_count(const struct diag *d, enum finding_severity severity)
{
	size_t i, n = 0;

	for (i = 0; i < d->count; i++)
		n += d->entry[i].finding.severity == severity &&
		    d->entry[i].finding.consequence != FINDING_SKIPPED;
	return n;
}

size_t
diag_skipped(const struct diag *d)
{
	size_t i, n = 0;

	for (i = 0; i < d->count; i++)
		n += d->entry[i].finding.consequence == FINDING_SKIPPED;
	return n;
}

void
diag_sum(struct diag *d, struct verdict *v)
{
	const struct finding *f;
	size_t i, j;

	diag_sort(d);
	for (i = 0; i < FINDING_SEVERITIES; i++)
		v->count[i] = diag_count(d, (enum finding_severity)i);
	v->skipped = diag_skipped(d);
	for (i = 0; i < d->count; i++) {
		f = diag_finding(d, i);
		if (f->severity != FINDING_ERROR)
			continue;
		for (j = 0; j < i; j++)
			if (diag_finding(d, j)->rule == f->rule)
				break;
		if (j < i)
			continue;
		if (v->reason_count < VERDICT_REASONS)
			v->reason[v->reason_count] = f->rule;
		v->reason_count++;
	}
}
