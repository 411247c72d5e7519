/* dciprofile.c: see dciprofile.h; the format is that of dcp-profile(5). */
#include "j2k/dciprofile.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/number.h"
#include "base/path.h"
#include "base/str.h"

#define FOLDER		"profiles/"
#define SUFFIX		".profile"
/* Times any denominator of a rate it fits 64 bits. */
#define BIT_RATE_MAX	UINT64_C(8000000000)
#define RATE_MAX	1000u	/* frames a second */

static const char *const standing_names[] = {
	"standard", "recommended practice", "example",
};

const char *
dciprofile_standing_name(enum dciprofile_standing standing)
{
	return standing_names[standing];
}

static bool
read_text(char to[DCIPROFILE_TEXT_SIZE], const char *value,
    struct dcp_error *err)
{
	size_t size = strlen(value);

	if (size == 0 || size >= DCIPROFILE_TEXT_SIZE ||
	    !str_is_utf8(value, size))
		return error_set(err, DCP_BAD_INPUT,
		    "want 1 to %d bytes of UTF-8", DCIPROFILE_TEXT_SIZE - 1);
	memcpy(to, value, size + 1);
	return true;
}

static bool
read_title(struct dciprofile *p, char *value, struct dcp_error *err)
{
	return read_text(p->title, value, err);
}

static bool
read_standing(struct dciprofile *p, char *value, struct dcp_error *err)
{
	unsigned i;

	for (i = 0; i < sizeof(standing_names) / sizeof(*standing_names); i++)
		if (strcmp(value, standing_names[i]) == 0) {
			p->standing = (enum dciprofile_standing)i;
			return true;
		}
	return error_set(err, DCP_BAD_INPUT, "have %s, want %s, %s or %s",
	    value, standing_names[0], standing_names[1], standing_names[2]);
}

/* Cut the next word off ${rest}; NULL if there is none. */
static char *
next_word(char **rest)
{
	char *word = *rest + strspn(*rest, " \t");
	size_t size = strcspn(word, " \t");

	if (size == 0)
		return NULL;
	*rest = word + size;
	if (**rest != '\0')
		*(*rest)++ = '\0';
	return word;
}

static bool
too_many(struct dcp_error *err)
{
	return error_set(err, DCP_BAD_INPUT, "want at most %d",
	    DCIPROFILE_LIST_MAX);
}

static bool
read_side(const char *text, uint32_t *side, struct dcp_error *err)
{
	uint64_t v;

	if (!number_parse(text, 1, LIMIT_PICTURE_SIDE, &v, err))
		return false;
	*side = (uint32_t)v;
	return true;
}

static bool
read_containers(struct dciprofile *p, char *value, struct dcp_error *err)
{
	struct dciprofile_container *c;
	char *word, *x;

	while ((word = next_word(&value)) != NULL) {
		if (p->container_count == DCIPROFILE_LIST_MAX)
			return too_many(err);
		c = &p->container[p->container_count++];
		if ((x = strchr(word, 'x')) == NULL)
			return error_set(err, DCP_BAD_INPUT,
			    "have %s, want WIDTHxHEIGHT", word);
		*x = '\0';
		if (!read_side(word, &c->width, err) ||
		    !read_side(x + 1, &c->height, err))
			return false;
	}
	return true;
}

static bool
read_rates(struct dciprofile_rates *rates, char *value, struct dcp_error *err)
{
	char *word;
	uint64_t v;

	while ((word = next_word(&value)) != NULL) {
		if (rates->count == DCIPROFILE_LIST_MAX)
			return too_many(err);
		if (!number_parse(word, 1, RATE_MAX, &v, err))
			return false;
		rates->rate[rates->count++] = (uint32_t)v;
	}
	return true;
}

static bool
read_mono(struct dciprofile *p, char *value, struct dcp_error *err)
{
	return read_rates(&p->mono, value, err);
}

static bool
read_stereo(struct dciprofile *p, char *value, struct dcp_error *err)
{
	return read_rates(&p->stereo, value, err);
}

static bool
read_bit_rate(struct dciprofile *p, char *value, struct dcp_error *err)
{
	return number_parse(value, 1, BIT_RATE_MAX, &p->bit_rate, err);
}

static bool
read_component_bit_rate(struct dciprofile *p, char *value,
    struct dcp_error *err)
{
	return number_parse(value, 1, BIT_RATE_MAX, &p->component_bit_rate,
	    err);
}

static bool
read_counts(struct dciprofile *p, char *value, struct dcp_error *err)
{
	p->counts_both_eyes = strcmp(value, "both-eyes") == 0;
	return p->counts_both_eyes || strcmp(value, "each-eye") == 0 ||
	    error_set(err, DCP_BAD_INPUT,
	    "have %s, want both-eyes or each-eye", value);
}

static bool
read_rsiz(struct dciprofile *p, char *value, struct dcp_error *err)
{
	uint64_t v;

	if (!number_parse(value, 0, UINT16_MAX, &v, err))
		return false;
	p->rsiz = (uint16_t)v;
	return true;
}

static bool
read_byte(const char *value, uint64_t min, uint64_t max, uint8_t *to,
    struct dcp_error *err)
{
	uint64_t v;

	if (!number_parse(value, min, max, &v, err))
		return false;
	*to = (uint8_t)v;
	return true;
}

static bool
read_guard_bits(struct dciprofile *p, char *value, struct dcp_error *err)
{
	return read_byte(value, 0, 7, &p->guard_bits, err);
}

static bool
read_levels(struct dciprofile *p, char *value, struct dcp_error *err)
{
	return read_byte(value, 1, 32, &p->levels, err);
}

static bool
read_tile_parts(struct dciprofile *p, char *value, struct dcp_error *err)
{
	if (!read_byte(value, 3, 6, &p->tile_parts, err))
		return false;
	return p->tile_parts % 3 == 0 || error_set(err, DCP_BAD_INPUT,
	    "have %u, want 3 or 6", p->tile_parts);
}

static bool
read_note(struct dciprofile *p, char *value, struct dcp_error *err)
{
	size_t have = strlen(p->notes), size = strlen(value);

	if (size + 1 >= sizeof(p->notes) - have || !str_is_utf8(value, size))
		return error_set(err, DCP_BAD_INPUT,
		    "want at most %d bytes of UTF-8 in all notes",
		    DCIPROFILE_NOTES_SIZE - 1);
	memcpy(p->notes + have, value, size);
	memcpy(p->notes + have + size, "\n", 2);
	return true;
}

/* Every key must stand there once; `note` is free. */
static const struct key {
	const char *name;
	bool (*read)(struct dciprofile *, char *, struct dcp_error *);
} keys[] = {
	{"title", read_title},
	{"standing", read_standing},
	{"containers", read_containers},
	{"mono", read_mono},
	{"stereo", read_stereo},
	{"bit-rate", read_bit_rate},
	{"component-bit-rate", read_component_bit_rate},
	{"bit-rate-counts", read_counts},
	{"rsiz", read_rsiz},
	{"guard-bits", read_guard_bits},
	{"levels", read_levels},
	{"tile-parts", read_tile_parts},
	{"note", read_note},	/* must be the last */
};

#define KEYS	(sizeof(keys) / sizeof(keys[0]))
#define NOTE	(KEYS - 1)

static bool
read_line(struct dciprofile *p, char *line, bool seen[KEYS],
    struct dcp_error *err)
{
	char *equals, *name;
	size_t i;

	line = str_trim(line);
	if (*line == '\0' || *line == '#')
		return true;
	if ((equals = strchr(line, '=')) == NULL)
		return error_set(err, DCP_BAD_INPUT, "want `key = value'");
	*equals = '\0';
	name = str_trim(line);
	for (i = 0; i < KEYS && strcmp(keys[i].name, name) != 0; i++)
		continue;
	if (i == KEYS)
		return error_set(err, DCP_BAD_INPUT, "no such key: %s", name);
	if (seen[i] && i != NOTE)
		return error_set(err, DCP_BAD_INPUT, "%s stands there twice",
		    name);
	seen[i] = true;
	return keys[i].read(p, str_trim(equals + 1), err) ||
	    error_in(err, "%s", name);
}

static bool
read_lines(struct dciprofile *p, char *text, struct dcp_error *err)
{
	bool seen[KEYS] = {false};
	unsigned number = 1;
	char *line, *end;
	size_t i;

	for (line = text; line != NULL; line = end, number++) {
		if ((end = strchr(line, '\n')) != NULL)
			*end++ = '\0';
		if (!read_line(p, line, seen, err))
			return error_in(err, "line %u", number);
	}
	for (i = 0; i < NOTE; i++)
		if (!seen[i])
			return error_set(err, DCP_BAD_INPUT, "no %s",
			    keys[i].name);
	return true;
}

bool
dciprofile_parse(struct dciprofile *p, const char *name, struct span text,
    struct dcp_error *err)
{
	size_t size = span_left(&text);
	char *copy = malloc(size + 1);
	bool ok;

	*p = (struct dciprofile){0};
	if (copy == NULL)
		return error_memory(err);
	span_copy(&text, copy, size);
	copy[size] = '\0';
	if (!str_is_utf8(copy, size))
		ok = error_set(err, DCP_BAD_INPUT, "is no UTF-8 text");
	else
		ok = read_text(p->name, name, err) && read_lines(p, copy, err);
	if (!ok)
		*p = (struct dciprofile){0};
	free(copy);
	return ok;
}

/* "dci-2k dci-4k ...", for the message about a name that is none. */
static void
list_names(struct bytes *to)
{
	const struct embedded *e;
	size_t i, size;

	for (i = 0; (e = embedded_at(i)) != NULL; i++) {
		if (strncmp(e->name, FOLDER, strlen(FOLDER)) != 0 ||
		    !path_has_suffix(e->name, SUFFIX))
			continue;
		size = strlen(e->name) - strlen(FOLDER) - strlen(SUFFIX);
		bytes_u8(to, ' ');
		bytes_put(to, e->name + strlen(FOLDER), size);
	}
}

static bool
load_embedded(struct dciprofile *p, const char *name, struct dcp_error *err)
{
	const struct embedded *e;
	struct bytes text = {0};

	bytes_printf(&text, FOLDER "%s" SUFFIX, name);
	e = embedded_find(bytes_text(&text));
	bytes_reset(&text);
	if (e == NULL) {
		list_names(&text);
		error_set(err, DCP_REFUSED, "no profile is called %s; there are"
		    "%s, and files by a name with a `/'", name,
		    bytes_text(&text));
	}
	bytes_clear(&text);
	return e != NULL && dciprofile_parse(p, name,
	    span_of(e->bytes, e->size, 0), err);
}

/* A file is called by its name without folder and suffix. */
static bool
load_file(struct dciprofile *p, const char *path, struct dcp_error *err)
{
	struct bytes text = {0}, name = {0};
	const char *last = path_name(path);
	size_t size = strlen(last);
	bool ok;

	if (path_has_suffix(last, SUFFIX))
		size -= strlen(SUFFIX);
	bytes_put(&name, last, size);
	ok = input_load(path, LIMIT_PROFILE_SIZE, &text, err);
	if (ok && !dciprofile_parse(p, bytes_text(&name),
	    span_of(text.at, text.size, 0), err))
		ok = error_in(err, "%s", path);
	bytes_clear(&name);
	bytes_clear(&text);
	return ok;
}

bool
dciprofile_load(struct dciprofile *p, const char *name, struct dcp_error *err)
{
	*p = (struct dciprofile){0};
	return strchr(name, '/') == NULL ? load_embedded(p, name, err)
	    : load_file(p, name, err);
}

bool
dciprofile_default(struct dciprofile *p, uint32_t width, uint32_t height,
    struct dcp_error *err)
{
	if (!dciprofile_load(p, "dci-2k", err))
		return false;
	if (dciprofile_has_container(p, width, height))
		return true;
	if (!dciprofile_load(p, "dci-4k", err))
		return false;
	if (dciprofile_has_container(p, width, height))
		return true;
	*p = (struct dciprofile){0};
	return error_set(err, DCP_REFUSED, "%" PRIu32 "x%" PRIu32
	    " is no container of digital cinema: want 2048x1080, 1998x1080, "
	    "2048x858, 4096x2160, 3996x2160 or 4096x1716; choose one with "
	    "--container, and with --fit how pictures go into it", width,
	    height);
}

bool
dciprofile_has_container(const struct dciprofile *p, uint32_t width,
    uint32_t height)
{
	unsigned i;

	for (i = 0; i < p->container_count; i++)
		if (p->container[i].width == width &&
		    p->container[i].height == height)
			return true;
	return false;
}

bool
dciprofile_has_rate(const struct dciprofile *p, struct rational rate,
    bool stereo)
{
	const struct dciprofile_rates *rates = stereo ? &p->stereo : &p->mono;
	unsigned i;

	for (i = 0; i < rates->count; i++)
		if (rational_equal(rate, (struct rational){
		    (int32_t)rates->rate[i], 1}))
			return true;
	return false;
}

struct dciprofile_limits
dciprofile_limits(const struct dciprofile *p, struct rational rate,
    bool stereo)
{
	uint64_t shares = stereo && p->counts_both_eyes ? 2 : 1;
	uint64_t divisor = 8 * shares * (uint64_t)rate.num;
	struct dciprofile_limits limits;

	limits.frame_size = p->bit_rate * (uint64_t)rate.den / divisor;
	limits.component_size = p->component_bit_rate * (uint64_t)rate.den /
	    divisor;
	return limits;
}
