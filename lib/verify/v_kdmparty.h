/*
 * v_kdmparty.h: the parties of a key message: who signed it and for how long,
 * for whom it is and whether his certificate is one, and who signed the
 * composition.
 */
#ifndef VERIFY_V_KDMPARTY_H
#define VERIFY_V_KDMPARTY_H

#include "verify/v_kdm.h"

/* False if memory runs out or the cryptographic library fails. */
bool v_kdmparty_judge(const struct v_kdm *, struct dcp_error *) CHECKED;

#endif
