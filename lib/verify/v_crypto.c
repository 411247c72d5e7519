/* v_crypto.c: see v_crypto.h. */
#include "verify/v_crypto.h"

#include <inttypes.h>

#include "mxf/essence.h"
#include "mxf/ul.h"

/* Both say that the key is another, or the bytes are. */
#define CLOSED	((unsigned)(TRIPLET_CHECK | TRIPLET_MIC))

void
v_crypto_begin(struct v_crypto *v, struct diag *diag,
    const struct diag_place *place, const struct trackfile *t, bool is_sample)
{
	const struct trackfile_crypto *c = &t->crypto;

	*v = (struct v_crypto){.diag = diag, .place = place, .trackfile = t,
	    .is_sample = is_sample};
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

static void
report_id(const struct v_crypto *v, enum rule rule, uint64_t unit,
    const struct uuid *have, const struct uuid *want)
{
	char a[UUID_SIZE], b[UUID_SIZE];

	if (uuid_equal(have, want))
		return;
	uuid_format(a, have);
	uuid_format(b, want);
	diag_frame(v->diag, rule, v->place, v->trackfile->edit_rate, unit,
	    "have %s, want %s", a, b);
}

/* From which file it is, and at which place in it. */
static void
judge_origin(struct v_crypto *v, uint64_t unit, const struct triplet *t)
{
	const struct trackfile *file = v->trackfile;
	const struct essence *essence = essence_of(file->kind);
	uint64_t want = v->sequence + 1;

	report_id(v, RULE_CRYPTO_CONTEXT, unit, &t->context_id,
	    &file->crypto.context_id);
	if (t->has_track_file_id)
		report_id(v, RULE_CRYPTO_TRACK_FILE_ID, unit,
		    &t->track_file_id, &file->id);
	if (essence != NULL && file->kind != TRACKFILE_TIMED_TEXT &&
	    !ul_is(&t->source_key, essence->packet))
		diag_frame(v->diag, RULE_CRYPTO_SOURCE_KEY, v->place,
		    file->edit_rate, unit, "%s", "");
	if (!t->has_sequence)
		return;
	if (!v->is_sample && t->sequence != want)
		diag_frame(v->diag, RULE_CRYPTO_SEQUENCE, v->place,
		    file->edit_rate, unit, "have %" PRIu64 ", want %" PRIu64,
		    t->sequence, want);
	v->sequence = t->sequence;
}

static void
judge_opened(struct v_crypto *v, uint64_t unit, unsigned faults)
{
	struct rational rate = v->trackfile->edit_rate;
	struct diag *d = v->opened > 0 ? v->diag : &v->trial;

	if ((faults & CLOSED) != CLOSED) {
		v->opened++;
		diag_append(v->diag, &v->trial);
		d = v->diag;
	} else {
		v->closed++;
	}
	if ((faults & TRIPLET_CHECK) != 0)
		diag_frame(d, RULE_CRYPTO_CHECK_VALUE, v->place, rate, unit,
		    "%s", "");
	if ((faults & TRIPLET_MIC) != 0)
		diag_frame(d, RULE_CRYPTO_MIC, v->place, rate, unit, "%s", "");
	/* Behind a wrong key everything is noise. */
	if ((faults & TRIPLET_PADDING) != 0 && (faults & CLOSED) != CLOSED)
		diag_frame(d, RULE_CRYPTO_PADDING, v->place, rate, unit, "%s",
		    "");
}

void
v_crypto_packet(struct v_crypto *v, uint64_t unit,
    const struct opener_packet *p)
{
	struct rational rate = v->trackfile->edit_rate;
	struct dcp_error err = {0};
	struct triplet again;

	if (!p->parsed) {
		/* It fails once more, and says why. */
		if (p->whole && triplet_parse(p->value.at,
		    span_left(&p->value), &again, &err))
			return;
		diag_frame(v->diag, RULE_CRYPTO_PACKET, v->place, rate, unit,
		    "%s", p->whole ? err.text : "it is too large");
		return;
	}
	judge_origin(v, unit, &p->triplet);
	if (!p->triplet.has_mic && !ul_is_zero(&v->trackfile->crypto.mic))
		diag_frame(v->diag, RULE_CRYPTO_MIC_MISSING, v->place, rate,
		    unit, "%s", "");
	if (!p->opened)
		return;
	if ((p->faults & TRIPLET_LENGTHS) != 0)
		diag_frame(v->diag, RULE_CRYPTO_PACKET, v->place, rate, unit,
		    "the lengths of the plain and the encrypted value do not "
		    "fit");
	judge_opened(v, unit, p->faults);
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
