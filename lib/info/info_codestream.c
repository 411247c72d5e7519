/* info_codestream.c: see info_codestream.h. */
#include "info/info_codestream.h"

#include "base/input.h"
#include "base/limits.h"
#include "j2k/codestream.h"
#include "j2k/jp2.h"

/* Rsiz, for people (ISO/IEC 15444-1, Table A.10 and its amendments). */
static const char *
profile_name(uint16_t rsiz)
{
	switch (rsiz) {
	case 0:
		return "no restrictions";
	case 1:
		return "profile 0";
	case 2:
		return "profile 1";
	case 3:
		return "2K digital cinema";
	case 4:
		return "4K digital cinema";
	case 5:
		return "scalable 2K digital cinema";
	case 6:
		return "scalable 4K digital cinema";
	}
	if (rsiz & 0x4000)
		return "HTJ2K";
	switch (rsiz & 0xff00) {
	case 0x0100:
	case 0x0200:
	case 0x0300:
		return "broadcast";
	case 0x0400:
	case 0x0500:
	case 0x0600:
	case 0x0700:
	case 0x0800:
	case 0x0900:
		return "IMF";
	}
	return "unknown profile";
}

static void
describe_size(const struct codestream *cs, struct outline *o)
{
	const struct codestream_component *c = &cs->component[0];
	struct json *json = outline_json(o);

	outline_say(o, "picture", "%ux%u pixels, %u components of %u bits%s",
	    (unsigned)cs->width, (unsigned)cs->height,
	    (unsigned)cs->component_count, (unsigned)c->bits,
	    c->is_signed ? ", signed" : "");
	json_number(json, "width", cs->width);
	json_number(json, "height", cs->height);
	json_number(json, "components", cs->component_count);
	json_number(json, "bits", c->bits);
	outline_say(o, "profile", "%u (%s)", (unsigned)cs->rsiz,
	    profile_name(cs->rsiz));
	json_number(json, "rsiz", cs->rsiz);
	outline_number(o, "tiles", cs->tile_count);
	outline_number(o, "tile_parts", cs->tile_part_count);
}

static void
describe_coding(const struct codestream *cs, struct outline *o)
{
	const char *order = codestream_progression_name(cs->progression);
	struct json *json = outline_json(o);
	unsigned width = 1u << (cs->coding.block_width_exponent & 31);
	unsigned height = 1u << (cs->coding.block_height_exponent & 31);

	outline_say(o, "wavelet", "%s, %u levels", cs->coding.wavelet == 0 ?
	    "9-7" : "5-3", (unsigned)cs->coding.levels);
	json_text(json, "wavelet", cs->coding.wavelet == 0 ? "9-7" : "5-3");
	json_number(json, "levels", cs->coding.levels);
	outline_say(o, "code_blocks", "%ux%u", width, height);
	json_number(json, "code_block_width", width);
	json_number(json, "code_block_height", height);
	outline_text(o, "progression", order == NULL ? "unknown" : order);
	outline_number(o, "layers", cs->layers);
	outline_number(o, "guard_bits", cs->quantisation.guard_bits);
	outline_flag(o, "component_transform", cs->component_transform != 0);
	outline_text(o, "comment", cs->comment);
}

bool
info_codestream(struct span data, struct outline *o, struct dcp_error *err)
{
	struct codestream cs;
	size_t i;

	if (!codestream_parse(&cs, data, err))
		return false;
	describe_size(&cs, o);
	describe_coding(&cs, o);
	outline_size(o, "codestream_size", cs.size);
	if (cs.sizes_known) {
		outline_say(o, "component_sizes", "%zu, %zu, %zu bytes",
		    (size_t)cs.component_size[0], (size_t)cs.component_size[1],
		    (size_t)cs.component_size[2]);
		json_open_array(outline_json(o), "component_sizes");
		for (i = 0; i < 3; i++)
			json_number(outline_json(o), NULL,
			    cs.component_size[i]);
		json_close(outline_json(o));
	}
	if (!cs.has_eoc)
		outline_flag(o, "ends_without_eoc", true);
	if (cs.trailing_size > 0)
		outline_number(o, "trailing_size", cs.trailing_size);
	return true;
}

bool
info_codestream_file(const char *path, struct outline *o,
    struct dcp_error *err)
{
	struct bytes file = {0};
	bool ok = input_load(path, LIMIT_FRAME_SIZE, &file, err);

	if (ok && !info_codestream(span_of(file.at, file.size, 0), o, err))
		ok = error_in(err, "%s", path);
	bytes_clear(&file);
	return ok;
}

bool
info_codestream_jp2(const char *path, struct outline *o,
    struct dcp_error *err)
{
	struct bytes file = {0};
	struct span found;
	bool ok = input_load(path, LIMIT_FRAME_SIZE, &file, err);

	if (ok && (!jp2_codestream(span_of(file.at, file.size, 0), &found,
	    err) || !info_codestream(found, o, err)))
		ok = error_in(err, "%s", path);
	bytes_clear(&file);
	return ok;
}
