/* opener.c: see opener.h. */
#include "verify/opener.h"

#include <stdlib.h>

#include "base/workers.h"

/* A batch is full with so many bytes, or packets if they are small. */
#define BATCH_SIZE	(16u << 20)
#define BATCH_PACKETS	256u

struct item {
	struct opener_packet packet;
	struct bytes value, plain;
	bool open;
};

/* A block of the reader may bring more packets than make it full. */
struct batch {
	struct item *item;
	size_t count, capacity;
	size_t size;		/* bytes of all values */
};

struct opener {
	struct opener_job job;
	struct batch batch[2];
	struct batch *filling, *opening;
};

struct opener *
opener_new(const struct opener_job *job, struct dcp_error *err)
{
	struct opener *o = calloc(1, sizeof(*o));

	if (o == NULL) {
		error_memory(err);
		return NULL;
	}
	o->job = *job;
	o->filling = &o->batch[0];
	o->opening = &o->batch[1];
	return o;
}

static void
clear_batch(struct batch *b)
{
	size_t i;

	for (i = 0; i < b->capacity; i++) {
		bytes_clear(&b->item[i].value);
		bytes_clear(&b->item[i].plain);
	}
	free(b->item);
}

void
opener_free(struct opener *o)
{
	if (o == NULL)
		return;
	clear_batch(&o->batch[0]);
	clear_batch(&o->batch[1]);
	free(o);
}

bool
opener_is_full(const struct opener *o)
{
	return o->filling->count >= BATCH_PACKETS ||
	    o->filling->size >= BATCH_SIZE;
}

static bool
grow(struct batch *b)
{
	size_t i, capacity = b->capacity == 0 ? 32 : b->capacity * 2;
	struct item *item;

	if (b->count < b->capacity)
		return true;
	item = realloc(b->item, capacity * sizeof(*item));
	if (item == NULL)
		return false;
	for (i = b->capacity; i < capacity; i++)
		item[i] = (struct item){.open = false};
	b->item = item;
	b->capacity = capacity;
	return true;
}

bool
opener_gather(struct opener *o, const struct klv *klv, struct span value,
    bool open, struct dcp_error *err)
{
	struct batch *b = o->filling;
	struct item *item;

	if (!grow(b))
		return error_memory(err);
	item = &b->item[b->count];
	item->packet = (struct opener_packet){.klv = *klv};
	item->open = open;
	bytes_reset(&item->value);
	bytes_put(&item->value, value.at, span_left(&value));
	if (!bytes_ok(&item->value, err))
		return false;
	b->count++;
	b->size += item->value.size;
	return true;
}

/* Behind a wrong key, or wrong lengths, everything is noise. */
static bool
is_worth_a_look(unsigned faults)
{
	const unsigned closed = TRIPLET_CHECK | TRIPLET_MIC;

	return (faults & TRIPLET_LENGTHS) == 0 && (faults & closed) != closed;
}

static bool
open_item(const struct opener *o, struct item *item, struct dcp_error *err)
{
	struct opener_packet *p = &item->packet;
	struct bytes *plain = o->job.plain ? &item->plain : NULL;
	const struct tripletaudit audit = {.trackfile = o->job.trackfile,
	    .key = item->open ? o->job.key : NULL};

	if (item->value.size != p->klv.value_size) {
		error_set(&p->result.why, DCP_REFUSED, "it is too large");
		p->result.faults = TRIPLET_UNREADABLE;
		return true;
	}
	if (!tripletaudit_look(&audit, item->value.at, item->value.size,
	    plain, &p->result, err))
		return false;
	p->opened = audit.key != NULL &&
	    (p->result.faults & TRIPLET_UNREADABLE) == 0;
	p->has_plain = p->opened && plain != NULL &&
	    is_worth_a_look(p->result.faults);
	if (p->has_plain)
		p->plain = span_of(plain->at, plain->size, 0);
	return true;
}

/* The first piece reads, each of the others opens one packet. */
static bool
work(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct opener *o = context;

	(void)slot;
	return index == 0 ? o->job.read(o->job.context, err) :
	    open_item(o, &o->opening->item[index - 1], err);
}

bool
opener_run(struct opener *o, bool *more, struct dcp_error *err)
{
	struct workers_job job = {.count = o->opening->count + 1,
	    .threads = o->job.threads, .any_order = true, .work = work,
	    .context = o};
	struct batch *b;
	size_t i;

	if (!workers_run(&job, err))
		return false;
	b = o->opening;
	for (i = 0; i < b->count; i++)
		o->job.take(o->job.context, &b->item[i].packet);
	b->count = b->size = 0;
	o->opening = o->filling;
	o->filling = b;
	*more = o->opening->count > 0;
	return true;
}
