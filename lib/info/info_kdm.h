/* info_kdm.h: what a key delivery message says to who has no key. */
#ifndef INFO_INFO_KDM_H
#define INFO_INFO_KDM_H

#include "info/info.h"
#include "trust/kdm.h"

/* Put the message into what is open. */
void info_kdm(const struct kdm *, struct outline *);

#endif
