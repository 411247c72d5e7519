/* essence.c: see essence.h. */
#include "mxf/essence.h"

/* Bytes 5 and 6 of the key of an item of essence, ST 379-1 and others. */
#define KEY_GROUP	4
#define KEY_REGISTRY	5
#define GROUP_ITEMS	0x01
#define REGISTRY_ESSENCE 0x02

static const struct essence table[] = {
	{TRACKFILE_PICTURE, UL_JPEG2000_FRAME, UL_JPEG2000_FRAME_WRAPPED,
	    UL_DATA_PICTURE, "Picture Track", "File Package: SMPTE 429-4 "
	    "frame wrapping of JPEG 2000 codestreams"},
	{TRACKFILE_STEREO, UL_JPEG2000_FRAME, UL_JPEG2000_FRAME_WRAPPED,
	    UL_DATA_PICTURE, "Picture Track", "File Package: SMPTE 429-10 "
	    "frame wrapping of stereoscopic JPEG 2000 codestreams"},
	{TRACKFILE_SOUND, UL_PCM_FRAME, UL_PCM_FRAME_WRAPPED,
	    UL_DATA_SOUND, "Sound Track", "File Package: SMPTE 382M "
	    "frame wrapping of wave audio"},
};

const struct essence *
essence_of(enum trackfile_kind kind)
{
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (table[i].kind == kind)
			return &table[i];
	return NULL;
}

bool
essence_is_packet(const struct ul *key)
{
	return (key->bytes[KEY_GROUP] == GROUP_ITEMS &&
	    key->bytes[KEY_REGISTRY] == REGISTRY_ESSENCE) ||
	    ul_is(key, UL_ENCRYPTED_TRIPLET);
}

uint32_t
essence_track_number(const struct essence *e)
{
	struct ul key = ul_of(e->packet);

	return (uint32_t)key.bytes[12] << 24 | (uint32_t)key.bytes[13] << 16 |
	    (uint32_t)key.bytes[14] << 8 | key.bytes[15];
}
