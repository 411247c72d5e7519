/* soundfield.c: see soundfield.h. */
#include "master/soundfield.h"

#include <string.h>

#include "base/limits.h"

/* Channels of the assignments of ST 429-2, and the symbol of their group. */
static const struct {
	enum ul_name assignment;
	const char *text;
	uint32_t channels;
} layouts[] = {
	{UL_CHANNELS_1, "51/L,R,C,LFE,Ls,Rs", 6},
	{UL_CHANNELS_2, "61/L,R,C,LFE,Ls,Rs,-,-,Cs", 9},
	{UL_CHANNELS_3, "SDS/L,R,C,LFE,Ls,Rs,-,-,Lc,Rc", 10},
	{UL_CHANNELS_5, "71/L,R,C,LFE,Lss,Rss,-,-,-,-,Lrs,Rrs", 12},
};

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
	size_t i;

	for (i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++) {
		if (!ul_is(&s->assignment, layouts[i].assignment) ||
		    s->channel_count < layouts[i].channels)
			continue;
		bytes_printf(to, "%s", layouts[i].text);
		for (n = layouts[i].channels;
		    n < s->channel_count && n < LIMIT_CHANNELS; n++)
			bytes_printf(to, ",-");
		return true;
	}
	return false;
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
