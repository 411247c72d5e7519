/* v_crypto.c: see v_crypto.h. */
#include "verify/v_crypto.h"

#include <inttypes.h>
#include <string.h>

#include "mxf/ul.h"

/* Both together say that the key is another, or the bytes are. */
#define CLOSED	((unsigned)(TRIPLET_CHECK | TRIPLET_MIC))

/* What only the key shows. */
#define OPENED	(CLOSED | TRIPLET_PADDING)

void
v_crypto_begin(struct v_crypto *v, struct diag *diag,
    const struct diag_place *place, const struct trackfile *t, bool is_sample)
{
	const struct trackfile_crypto *c = &t->crypto;

	*v = (struct v_crypto){.diag = diag, .place = place,
	    .audit = {.trackfile = t}, .is_sample = is_sample};
	if (!ul_is(&c->cipher, UL_CIPHER_AES_128_CBC))
		diag_report(diag, RULE_CRYPTO_ALGORITHM, place,
		    "the cipher is not AES-128-CBC");
	if (!ul_is_zero(&c->mic) && !ul_is(&c->mic, UL_MIC_HMAC_SHA1))
		diag_report(diag, RULE_CRYPTO_ALGORITHM, place,
		    "the integrity check is not HMAC-SHA1");
}

void
v_crypto_clear(struct v_crypto *v)
{
	diag_clear(&v->trial);
}

static enum rule
rule_of(enum triplet_fault fault)
{
	switch (fault) {
	case TRIPLET_NO_MIC:
		return RULE_CRYPTO_MIC_MISSING;
	case TRIPLET_CHECK:
		return RULE_CRYPTO_CHECK_VALUE;
	case TRIPLET_MIC:
		return RULE_CRYPTO_MIC;
	case TRIPLET_PADDING:
		return RULE_CRYPTO_PADDING;
	case TRIPLET_CONTEXT:
		return RULE_CRYPTO_CONTEXT;
	case TRIPLET_TRACK_FILE:
		return RULE_CRYPTO_TRACK_FILE_ID;
	case TRIPLET_SOURCE_KEY:
		return RULE_CRYPTO_SOURCE_KEY;
	case TRIPLET_OFFSET:
		return RULE_CRYPTO_OFFSET;
	case TRIPLET_SEQUENCE:
		return RULE_CRYPTO_SEQUENCE;
	case TRIPLET_UNREADABLE:
	case TRIPLET_LENGTHS:
		break;
	}
	return RULE_CRYPTO_PACKET;
}

/* The rule says what it is; behind it stands what is there and should be. */
static void
report(const struct v_crypto *v, struct diag *d, uint64_t unit,
    const struct tripletaudit_result *r, enum triplet_fault fault)
{
	size_t known = strlen(triplet_fault_text(fault));
	struct bytes text = {0};
	const char *detail;

	tripletaudit_explain(&v->audit, r, fault, &text);
	detail = bytes_text(&text);
	if (fault != TRIPLET_LENGTHS && strlen(detail) >= known)
		detail += known + strspn(detail + known, ": ");
	diag_frame(d, rule_of(fault), v->place,
	    v->audit.trackfile->edit_rate, unit, "%s", detail);
	bytes_clear(&text);
}

/* A wrong key and a packet that is damaged look alike, but not in all. */
static struct diag *
choose_diag(struct v_crypto *v, bool opened, unsigned faults)
{
	if (opened && (faults & CLOSED) == CLOSED) {
		v->closed++;
	} else if (opened) {
		v->opened++;
		diag_append(v->diag, &v->trial);
	}
	return v->opened > 0 ? v->diag : &v->trial;
}

void
v_crypto_packet(struct v_crypto *v, uint64_t unit, bool opened,
    struct tripletaudit_result *r)
{
	struct diag *d = choose_diag(v, opened, r->faults);
	enum triplet_fault fault;
	unsigned faults;

	if (!v->is_sample)
		tripletaudit_place(&v->audit, r);
	faults = r->faults;
	/* Behind a wrong key everything is noise. */
	if ((faults & CLOSED) == CLOSED)
		faults &= ~(unsigned)TRIPLET_PADDING;
	while (faults != 0) {
		fault = triplet_take_fault(&faults);
		report(v, (fault & OPENED) != 0 ? d : v->diag, unit, r, fault);
	}
}

void
v_crypto_end(struct v_crypto *v)
{
	if (v->closed == 0 || v->opened > 0)
		return;
	diag_report(v->diag, RULE_CRYPTO_KEY, v->place,
	    "none of %" PRIu64 " packets opens", v->closed);
	diag_clear(&v->trial);
}
