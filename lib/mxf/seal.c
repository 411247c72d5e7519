/* seal.c: see seal.h. */
#include "mxf/seal.h"

#include <assert.h>
#include <stdlib.h>

#include "mxf/triplet.h"
#include "mxf/tripletseal.h"

struct seal {
	struct tripletkey *key;
	struct tripletseal_file file;
	struct ul source;
};

struct seal *
seal_new(const struct seal_options *o, struct dcp_error *err)
{
	struct seal *s = calloc(1, sizeof(*s));

	if (s == NULL) {
		error_memory(err);
		return NULL;
	}
	s->file = (struct tripletseal_file){.context_id = o->context_id,
		.track_file_id = o->file_id, .no_mic = !o->mic};
	s->source = o->source;
	s->key = tripletkey_new(o->key, TRACKFILE_SMPTE, err);
	if (s->key == NULL) {
		seal_free(s);
		return NULL;
	}
	return s;
}

void
seal_free(struct seal *s)
{
	if (s == NULL)
		return;
	tripletkey_free(s->key);
	free(s);
}

bool
seal_units(const struct seal *s, const struct seal_unit *unit, size_t count,
    struct dcp_error *err)
{
	struct tripletseal_packet plain[SEAL_BATCH];
	size_t i;

	assert(count <= SEAL_BATCH);
	for (i = 0; i < count; i++) {
		plain[i] = (struct tripletseal_packet){.source_key = s->source,
			.at = unit[i].plain, .size = unit[i].size,
			.sequence = unit[i].sequence, .to = unit[i].to};
		bytes_reset(unit[i].to);
	}
	return tripletseal_run(s->key, &s->file, plain, count, err);
}

bool
seal_open(const struct seal *s, const struct bytes *from, struct bytes *to,
    struct dcp_error *err)
{
	struct triplet triplet;
	unsigned faults, bit;

	if (!triplet_parse(from->at, from->size, &triplet, err) ||
	    !triplet_open(&triplet, s->key, to, &faults, err))
		return false;
	if (!uuid_equal(&triplet.context_id, &s->file.context_id) ||
	    (triplet.has_track_file_id && !uuid_equal(&triplet.track_file_id,
	    &s->file.track_file_id)))
		return error_set(err, DCP_BAD_INPUT,
		    "is a triplet of another track file");
	if (triplet.has_mic == s->file.no_mic)
		return error_set(err, DCP_BAD_INPUT, "have %s integrity check,"
		    " want %s", triplet.has_mic ? "an" : "no",
		    triplet.has_mic ? "none" : "one");
	for (bit = 1; bit <= TRIPLET_PADDING; bit <<= 1)
		if ((faults & bit) != 0 && (bit != TRIPLET_NO_MIC ||
		    !s->file.no_mic))
			return error_set(err, DCP_BAD_INPUT, "%s",
			    triplet_fault_text((enum triplet_fault)bit));
	return true;
}

uint64_t
seal_size(uint64_t size, bool mic)
{
	return tripletseal_size(size, 0, !mic);
}
