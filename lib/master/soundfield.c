/* soundfield.c: see soundfield.h. */
#include "master/soundfield.h"

#include <string.h>

#include "base/limits.h"

/*
 * Of the assignments of ST 429-2 only that of 5.1 has places that are known
 * for all its channels (see audio/channels.c).
 */
#define TEXT_51		"51/L,R,C,LFE,Ls,Rs"
#define CHANNELS_51	6u

/* Symbols carry "ch" and "sg" in front (ST 428-12), configurations do not. */
static const char *
without(const char *prefix, const char *symbol)
{
	size_t size = strlen(prefix);

	return strncmp(symbol, prefix, size) == 0 ? symbol + size : symbol;
}

static const char *
symbol_of_channel(const struct trackfile_sound *s, uint32_t channel)
{
	size_t i;

	for (i = 0; i < s->label_count; i++)
		if (s->label[i].kind == TRACKFILE_CHANNEL &&
		    s->label[i].channel == channel &&
		    s->label[i].symbol != NULL)
			return without("ch", s->label[i].symbol);
	return "-";
}

static bool
format_labels(const struct trackfile_sound *s, struct bytes *to)
{
	const char *group = NULL;
	uint32_t n;
	size_t i;

	for (i = 0; group == NULL && i < s->label_count; i++)
		if (s->label[i].kind == TRACKFILE_SOUNDFIELD &&
		    s->label[i].symbol != NULL)
			group = without("sg", s->label[i].symbol);
	if (group == NULL)
		return false;
	bytes_printf(to, "%s/", group);
	for (n = 1; n <= s->channel_count && n <= LIMIT_CHANNELS; n++)
		bytes_printf(to, "%s%s", n == 1 ? "" : ",",
		    symbol_of_channel(s, n));
	return true;
}

static bool
format_assignment(const struct trackfile_sound *s, struct bytes *to)
{
	uint32_t n;

	if (!ul_is(&s->assignment, UL_CHANNELS_1) ||
	    s->channel_count < CHANNELS_51)
		return false;
	bytes_printf(to, TEXT_51);
	for (n = CHANNELS_51; n < s->channel_count && n < LIMIT_CHANNELS; n++)
		bytes_printf(to, ",-");
	return true;
}

bool
soundfield_format(const struct trackfile_sound *s, struct bytes *to)
{
	return format_labels(s, to) || format_assignment(s, to);
}

const char *
soundfield_language(const struct trackfile_sound *s)
{
	const char *language = NULL;
	size_t i;

	for (i = 0; i < s->label_count; i++) {
		const char *this = s->label[i].language;

		if (this == NULL || *this == '\0')
			continue;
		if (language != NULL && strcmp(language, this) != 0)
			return NULL;
		language = this;
	}
	return language;
}
