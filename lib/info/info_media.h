/* info_media.h: pictures and sound as they are before they are wrapped. */
#ifndef INFO_INFO_MEDIA_H
#define INFO_INFO_MEDIA_H

#include "info/info.h"

bool info_media_picture(const char *path, struct outline *, struct dcp_error *)
    CHECKED;
bool info_media_sound(const char *path, struct outline *, struct dcp_error *)
    CHECKED;

#endif
