/* info_media.c: see info_media.h. */
#include "info/info_media.h"

#include <inttypes.h>

#include "audio/channels.h"
#include "audio/wav.h"
#include "image/picture.h"

bool
info_media_picture(const char *path, struct outline *o,
    struct dcp_error *err)
{
	struct picture_info info;
	struct json *json = outline_json(o);

	if (!picture_probe(path, NULL, &info, err))
		return false;
	outline_text(o, "format", info.format);
	outline_say(o, "picture", "%" PRIu32 "x%" PRIu32 " pixels, %u "
	    "channels", info.width, info.height, info.channels);
	json_number(json, "width", info.width);
	json_number(json, "height", info.height);
	json_number(json, "channels", info.channels);
	if (info.bits == IMAGE_FLOAT)
		outline_flag(o, "float", true);
	else
		outline_number(o, "bits", info.bits);
	outline_text(o, "primaries", colour_primaries_name(info.primaries));
	outline_text(o, "transfer", colour_transfer_name(info.transfer));
	return true;
}

bool
info_media_sound(const char *path, struct outline *o, struct dcp_error *err)
{
	const struct channels_label *label = channels_of_file(path);
	struct wav *wav = wav_open(path, err);
	const struct wav_info *info;
	uint64_t ms;

	if (wav == NULL)
		return false;
	info = wav_info(wav);
	outline_number(o, "channels", info->channels);
	outline_number(o, "sampling_rate", info->rate);
	outline_number(o, "bits", info->bits);
	outline_flag(o, "float", info->is_float);
	json_number(outline_json(o), "samples", info->samples);
	if (info->rate > 0) {
		ms = info->samples / info->rate * 1000 +
		    info->samples % info->rate * 1000 / info->rate;
		outline_say(o, "samples", "%" PRIu64 " (%02" PRIu64
		    ":%02u:%02u.%03u)", info->samples, ms / 3600000,
		    (unsigned)(ms / 60000 % 60), (unsigned)(ms / 1000 % 60),
		    (unsigned)(ms % 1000));
	}
	if (info->channels == 1 && label != NULL)
		outline_text(o, "name_says", label->name);
	wav_close(wav);
	return true;
}
