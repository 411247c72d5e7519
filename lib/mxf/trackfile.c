/* trackfile.c: see trackfile.h. */
#include "mxf/trackfile.h"

#include <stdlib.h>

static void
clear_text(struct trackfile_text *t)
{
	size_t i;

	free(t->encoding);
	free(t->namespace_uri);
	free(t->languages);
	free(t->display_type);
	for (i = 0; i < t->resource_count; i++)
		free(t->resource[i].media_type);
	free(t->resource);
}

static void
clear_sound(struct trackfile_sound *s)
{
	size_t i;

	for (i = 0; i < s->label_count; i++) {
		free(s->label[i].symbol);
		free(s->label[i].name);
		free(s->label[i].language);
	}
	free(s->label);
}

static void
clear_identifications(struct trackfile *t)
{
	size_t i;

	for (i = 0; i < t->identification_count; i++) {
		free(t->identification[i].company);
		free(t->identification[i].product);
		free(t->identification[i].version);
		free(t->identification[i].platform);
	}
	free(t->identification);
}

void
trackfile_clear(struct trackfile *t)
{
	size_t i;

	clear_sound(&t->sound);
	clear_text(&t->text);
	clear_identifications(t);
	for (i = 0; i < t->track_count; i++)
		free(t->track[i].name);
	for (i = 0; i < t->partition_count; i++)
		free(t->partition[i].containers);
	free(t->track);
	free(t->partition);
	free(t->segment);
	free(t->picture.j2k.cod);
	free(t->picture.j2k.qcd);
	free(t->fault);
	*t = (struct trackfile){0};
}

int64_t
trackfile_stated(const struct trackfile *t)
{
	size_t i;

	/* The number of a track is that of its essence element; none: 0. */
	for (i = 0; i < t->track_count; i++)
		if (!t->track[i].material && t->track[i].number != 0 &&
		    t->track[i].duration >= 0)
			return t->track[i].duration;
	return t->descriptor_duration;
}

const char *
trackfile_kind_text(enum trackfile_kind kind)
{
	static const char *const text[] = {
		[TRACKFILE_OTHER] = "other",
		[TRACKFILE_PICTURE] = "picture",
		[TRACKFILE_STEREO] = "stereo",
		[TRACKFILE_MPEG2] = "mpeg2",
		[TRACKFILE_SOUND] = "sound",
		[TRACKFILE_TIMED_TEXT] = "timed-text",
		[TRACKFILE_IAB] = "iab",
		[TRACKFILE_AUX] = "aux",
	};

	return text[kind];
}

const char *
trackfile_dialect_text(enum trackfile_dialect dialect)
{
	static const char *const text[] = {
		[TRACKFILE_SMPTE] = "smpte",
		[TRACKFILE_INTEROP] = "interop",
		[TRACKFILE_IMF] = "imf",
	};

	return text[dialect];
}

const char *
trackfile_key_type(enum trackfile_kind kind)
{
	switch (kind) {
	case TRACKFILE_PICTURE:
	case TRACKFILE_STEREO:
	case TRACKFILE_MPEG2:
		return "MDIK";
	case TRACKFILE_SOUND:
		return "MDAK";
	case TRACKFILE_TIMED_TEXT:
		return "MDSK";
	case TRACKFILE_IAB:
	case TRACKFILE_AUX:
	case TRACKFILE_OTHER:
		break;
	}
	return "MDEK";
}
