/* identification.c: see identification.h. */
#include "mxf/identification.h"

#include <stddef.h>

#define COMPANY		"Reelwright"
#define PRODUCT		"Reelwright"
#define PRODUCT_VERSION	"0.1"

/* Names this toolchain, whatever its version. */
static const struct uuid product_id = {{
	0x8d, 0x1f, 0x60, 0x3c, 0x5b, 0x0e, 0x4a, 0x27,
	0x9c, 0x44, 0x72, 0x65, 0x65, 0x6c, 0x77, 0x72,
}};

static const char *
or_default(const char *text, const char *otherwise)
{
	return text == NULL ? otherwise : text;
}

void
identification_put(struct setwrite *w, const struct identification *who)
{
	setwrite_begin(w, MODEL_SET_Identification, &who->id);
	setwrite_uuid(w, MODEL_ThisGenerationUID, &who->generation);
	setwrite_text(w, MODEL_CompanyName,
	    or_default(who->company, COMPANY));
	setwrite_text(w, MODEL_ProductName,
	    or_default(who->product, PRODUCT));
	setwrite_text(w, MODEL_VersionString,
	    or_default(who->version, PRODUCT_VERSION));
	setwrite_uuid(w, MODEL_ProductUID, &product_id);
	setwrite_time(w, MODEL_ModificationDate, &who->made);
	setwrite_end(w);
}
