/* info_mxf.c: see info_mxf.h. */
#include "info/info_mxf.h"

#include <inttypes.h>

#include "info/info_codestream.h"
#include "info/info_frames.h"
#include "mxf/mxfread.h"
#include "mxf/unlock.h"

/* A label: its digits in JSON, and its name where it has one. */
static void
put_label(struct outline *o, const char *key, const struct ul *ul)
{
	enum ul_name name = ul_find(ul);
	char digits[UL_TEXT_SIZE];

	if (ul_is_zero(ul))
		return;
	ul_format(digits, ul);
	outline_say(o, key, "%s", name == UL_COUNT ? digits : ul_text(name));
	json_open(outline_json(o), key);
	json_text(outline_json(o), "label", digits);
	if (name != UL_COUNT)
		json_text(outline_json(o), "name", ul_text(name));
	json_close(outline_json(o));
}

static bool
is_picture(const struct trackfile *t)
{
	return t->kind == TRACKFILE_PICTURE || t->kind == TRACKFILE_STEREO ||
	    t->kind == TRACKFILE_MPEG2;
}

static void
describe_picture(const struct trackfile *t, struct outline *o)
{
	const struct trackfile_picture *p = &t->picture;

	outline_open(o, "picture");
	outline_say(o, "stored", "%" PRIu32 "x%" PRIu32 " pixels",
	    p->stored_width, p->stored_height);
	json_number(outline_json(o), "width", p->stored_width);
	json_number(outline_json(o), "height", p->stored_height);
	outline_rational(o, "aspect", p->aspect);
	outline_rational(o, "sample_rate", p->sample_rate);
	put_label(o, "coding", &p->coding);
	put_label(o, "transfer", &p->transfer);
	put_label(o, "primaries", &p->primaries);
	put_label(o, "equations", &p->equations);
	outline_close(o);
}

static void
describe_channels(const struct trackfile_sound *s, struct outline *o)
{
	const struct trackfile_label *l;
	size_t i;

	outline_list(o, "labels");
	for (i = 0; i < s->label_count; i++) {
		l = &s->label[i];
		outline_row(o);
		if (l->kind == TRACKFILE_CHANNEL) {
			outline_say(o, "channel", "channel %2" PRIu32,
			    l->channel);
			json_number(outline_json(o), "channel", l->channel);
		} else
			outline_text(o, "kind", l->kind == TRACKFILE_SOUNDFIELD
			    ? "soundfield" : "group");
		outline_text(o, "symbol", l->symbol);
		outline_text(o, "name", l->name);
		outline_text(o, "language", l->language);
		outline_close(o);
	}
	outline_close(o);
}

static void
describe_sound(const struct trackfile *t, struct outline *o)
{
	const struct trackfile_sound *s = &t->sound;

	outline_open(o, "sound");
	outline_rational(o, "sampling_rate", s->sampling_rate);
	outline_number(o, "channels", s->channel_count);
	outline_number(o, "bits", s->bits);
	put_label(o, "assignment", &s->assignment);
	if (s->label_count > 0)
		describe_channels(s, o);
	outline_close(o);
}

static void
describe_text(const struct trackfile *t, struct outline *o)
{
	const struct trackfile_text *text = &t->text;
	size_t i;

	outline_open(o, "timed_text");
	outline_uuid(o, "resource_id", &text->resource_id);
	outline_text(o, "namespace", text->namespace_uri);
	outline_text(o, "encoding", text->encoding);
	outline_text(o, "languages", text->languages);
	outline_text(o, "display_type", text->display_type);
	outline_list(o, "resources");
	for (i = 0; i < text->resource_count; i++) {
		outline_row(o);
		outline_uuid(o, "id", &text->resource[i].id);
		outline_text(o, "media_type", text->resource[i].media_type);
		outline_size(o, "size", text->resource[i].size);
		outline_close(o);
	}
	outline_close(o);
	outline_close(o);
}

static void
describe_immersive(const struct trackfile *t, struct outline *o)
{
	outline_open(o, "immersive");
	if (!uuid_is_zero(&t->iab.id))
		outline_uuid(o, "id", &t->iab.id);
	outline_number(o, "first_frame_number", t->iab.first_frame);
	outline_number(o, "channels_max", t->iab.channel_max);
	outline_number(o, "objects_max", t->iab.object_max);
	outline_number(o, "bitstream_version", t->iab.version);
	outline_close(o);
}

/* Opens it, if the key is there, for what follows. */
static bool
describe_encryption(struct mxfread *r, const struct info_options *options,
    struct outline *o, struct dcp_error *err)
{
	const struct trackfile *t = mxfread_trackfile(r);
	struct dcp_error why = {0};

	if (!unlock_with(r, options->keys, &why) &&
	    why.status == DCP_NO_MEMORY)
		return error_memory(err);
	outline_open(o, "encryption");
	outline_uuid(o, "key_id", &t->crypto.key_id);
	outline_uuid(o, "context_id", &t->crypto.context_id);
	put_label(o, "cipher", &t->crypto.cipher);
	outline_flag(o, "integrity", !ul_is_zero(&t->crypto.mic));
	outline_flag(o, "opened", !mxfread_is_locked(r));
	if (options->keys != NULL && why.status != DCP_OK)
		outline_text(o, "failure", why.text);
	outline_close(o);
	return true;
}

static void
describe_writer(const struct trackfile *t, struct outline *o)
{
	const struct trackfile_identification *last;
	struct timestamp when = {.zoned = true};

	if (t->identification_count == 0)
		return;
	last = &t->identification[t->identification_count - 1];
	outline_open(o, "writer");
	outline_text(o, "company", last->company);
	outline_text(o, "product", last->product);
	outline_text(o, "version", last->version);
	outline_text(o, "platform", last->platform);
	when.seconds = last->modified;
	if (last->modified != 0)
		outline_time(o, "modified", &when);
	outline_close(o);
}

static void
describe_fault(const struct trackfile *t, const struct info_options *options,
    struct outline *o)
{
	if (t->fault == NULL)
		return;
	outline_text(o, "fault", t->fault);
	if (options->broken != NULL)
		*options->broken = true;
}

static void
describe_layout(const struct trackfile *t, struct outline *o)
{
	put_label(o, "operational_pattern", &t->operational_pattern);
	put_label(o, "container", &t->container);
	outline_number(o, "partitions", t->partition_count);
	outline_number(o, "index_segments", t->segment_count);
	outline_text(o, "wrapping", t->clip ? "clip" : "frame");
	if (t->index_broken)
		outline_flag(o, "index_broken", true);
}

/* The first frame tells how all were coded; a key is needed to see it. */
static bool
describe_first_frame(const struct mxfread *r, struct outline *o,
    struct dcp_error *err)
{
	const struct trackfile *t = mxfread_trackfile(r);
	struct dcp_error why = {0};
	struct bytes frame = {0};

	if ((t->kind != TRACKFILE_PICTURE && t->kind != TRACKFILE_STEREO) ||
	    mxfread_is_locked(r) || t->duration == 0)
		return true;
	outline_open(o, "first_frame");
	if (!mxfread_unit(r, 0, TRACKFILE_LEFT, &frame, &why) ||
	    !info_codestream(span_of(frame.at, frame.size, 0), o, &why))
		outline_text(o, "failure", why.text);
	outline_close(o);
	bytes_clear(&frame);
	return why.status != DCP_NO_MEMORY || error_memory(err);
}

static void
describe_track(const struct trackfile *t, uint64_t size, struct outline *o)
{
	outline_text(o, "essence", trackfile_kind_text(t->kind));
	outline_text(o, "dialect", trackfile_dialect_text(t->dialect));
	outline_size(o, "size", size);
	outline_uuid(o, "id", &t->id);
	outline_rational(o, "edit_rate", t->edit_rate);
	outline_units(o, "duration", t->duration, t->edit_rate);
	outline_flag(o, "encrypted", t->crypto.present);
}

bool
info_mxf(const char *path, const struct info_options *options,
    struct outline *o, struct dcp_error *err)
{
	struct mxfread *r = mxfread_open(path, err);
	const struct trackfile *t;
	bool ok = true;

	if (r == NULL)
		return false;
	t = mxfread_trackfile(r);
	describe_track(t, input_size(mxfread_input(r)), o);
	if (is_picture(t))
		describe_picture(t, o);
	else if (t->kind == TRACKFILE_SOUND)
		describe_sound(t, o);
	else if (t->kind == TRACKFILE_TIMED_TEXT)
		describe_text(t, o);
	else if (t->kind == TRACKFILE_IAB)
		describe_immersive(t, o);
	if (t->crypto.present)
		ok = describe_encryption(r, options, o, err);
	describe_writer(t, o);
	describe_layout(t, o);
	describe_fault(t, options, o);
	ok = ok && describe_first_frame(r, o, err);
	if (ok && options->frames && is_picture(t))
		ok = info_frames(r, options->progress, o, err);
	mxfread_close(r);
	return ok;
}

bool
info_mxf_brief(const char *path, const struct info_options *options,
    struct outline *o, struct dcp_error *err)
{
	struct mxfread *r = mxfread_open(path, err);
	const struct trackfile *t;

	if (r == NULL)
		return false;
	t = mxfread_trackfile(r);
	outline_text(o, "essence", trackfile_kind_text(t->kind));
	if (is_picture(t)) {
		outline_say(o, "picture", "%" PRIu32 "x%" PRIu32,
		    t->picture.stored_width, t->picture.stored_height);
		json_number(outline_json(o), "width", t->picture.stored_width);
		json_number(outline_json(o), "height",
		    t->picture.stored_height);
	} else if (t->kind == TRACKFILE_SOUND) {
		outline_say(o, "channels", "%" PRIu32 " channels",
		    t->sound.channel_count);
		json_number(outline_json(o), "channels",
		    t->sound.channel_count);
	}
	outline_rational(o, "edit_rate", t->edit_rate);
	outline_units(o, "duration", t->duration, t->edit_rate);
	if (t->crypto.present)
		outline_flag(o, "encrypted", true);
	describe_fault(t, options, o);
	mxfread_close(r);
	return true;
}
