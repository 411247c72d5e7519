/* compose_metadata.c: what ST 429-16 says of a composition; see compose.h. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "crypt/nameid.h"
#include "master/compose.h"

/* What neither the settings nor the track files say. */
static const char *
missing_in(const struct cpl_metadata *m)
{
	if (!m->has_stored_area)
		return "a picture";
	if (!m->has_sample_rate)
		return "sound";
	if (m->sound_configuration == NULL)
		return "to know what the channels of the sound are";
	return NULL;
}

static void
complete_metadata(const struct compose *c, struct cpl_metadata *m)
{
	if (m->full_title == NULL)
		m->full_title = c->cpl.title;
	if (!m->has_version_number)
		m->version_number = 1;	/* as ST 429-16 has it */
	m->has_version_number = true;
	m->has_stored_area = c->stored.width != 0;
	m->stored_area = c->stored;
	if (!m->has_active_area)
		m->active_area = c->stored;
	m->has_active_area = m->has_stored_area;
	m->has_sample_rate = c->sound_rate.num != 0;
	m->sample_rate = c->sound_rate;
	if (m->sound_configuration == NULL)
		m->sound_configuration = c->sound_configuration;
}

static bool
check_metadata(const struct compose *c, const struct cpl_metadata *m,
    struct dcp_error *err)
{
	const char *what = missing_in(m), *p;
	uint32_t channels = 1;

	if (what != NULL)
		return error_set(err, DCP_UNSUPPORTED,
		    "composition metadata need %s", what);
	if (m->active_area.width > m->stored_area.width ||
	    m->active_area.height > m->stored_area.height)
		return error_set(err, DCP_BAD_INPUT, "have an active area of "
		    "%" PRIu64 "x%" PRIu64 ", want it within the picture of %"
		    PRIu64 "x%" PRIu64, m->active_area.width,
		    m->active_area.height, m->stored_area.width,
		    m->stored_area.height);
	p = strchr(m->sound_configuration, '/');
	if (p == NULL)
		return error_set(err, DCP_BAD_INPUT, "have the sound "
		    "configuration '%s', want one such as 51/L,R,C,LFE,Ls,Rs",
		    m->sound_configuration);
	for (; *p != '\0'; p++)
		if (*p == ',')
			channels++;
	if (channels != c->sound_channels)
		return error_set(err, DCP_BAD_INPUT, "have a sound "
		    "configuration of %" PRIu32 " channels, want %" PRIu32
		    " as in the track file (- is a channel that is not used)",
		    channels, c->sound_channels);
	return true;
}

bool
compose_metadata(struct compose *c, struct cpl_metadata *settings,
    struct dcp_error *err)
{
	struct cpl_reel *reel = &c->cpl.reels[0];
	uint64_t duration = cpl_reel_duration(reel);
	struct cpl_metadata full = *settings;
	struct cpl_asset *a;

	complete_metadata(c, &full);
	if (!check_metadata(c, &full, err))
		return false;
	a = cpl_add_asset(reel, CPL_METADATA, err);
	if (a == NULL ||
	    !nameid_make(&c->cpl.id, "metadata", &a->id, err))
		return false;
	a->metadata = malloc(sizeof(full));
	if (a->metadata == NULL)
		return error_memory(err);
	*a->metadata = full;
	*settings = (struct cpl_metadata){0};
	a->has_id = a->has_edit_rate = a->has_intrinsic_duration = true;
	a->edit_rate = c->rate;
	a->intrinsic_duration = duration;
	return true;
}
