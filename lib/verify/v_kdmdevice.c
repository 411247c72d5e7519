/* v_kdmdevice.c: see v_kdmdevice.h. */
#include "verify/v_kdmdevice.h"

#include <string.h>

#include "crypt/cert.h"
#include "trust/formulation.h"

/* The same flag under the name of the other body, which libraries write. */
#define MARK_ABOVE_SMPTE	"http://www.smpte-ra.org/430-1/2006/KDM" \
	"#mrkflg-audio-disable-above-channel-"

static bool
trusts_all(const struct kdm_device *d)
{
	return d->text != NULL && strcmp(d->text, KDM_ASSUME_TRUST) == 0;
}

static bool
is_listed_before(const struct kdm *k, size_t index)
{
	size_t i;

	for (i = 0; i < index; i++)
		if (k->devices[i].has_thumbprint &&
		    digest_equal(&k->devices[i].thumbprint,
		    &k->devices[index].thumbprint))
			return true;
	return false;
}

static void
judge_list(const struct v_kdm *v)
{
	const struct kdm *k = v->kdm;
	bool trust = false;
	size_t i;

	for (i = 0; i < k->device_count; i++) {
		const struct kdm_device *d = &k->devices[i];
		struct diag_place at = diag_line(v->place, d->line);

		if (!d->has_thumbprint)
			diag_report(v->diag, RULE_KDM_DEVICE_THUMBPRINT, &at,
			    "have \"%s\"", d->text == NULL ? "" : d->text);
		else if (is_listed_before(k, i))
			diag_report(v->diag, RULE_KDM_DEVICE_TWICE, &at,
			    "have %s", d->text);
		trust = trust || trusts_all(d);
	}
	if (trust && !kdm_is_assume_trust(k))
		diag_report(v->diag, RULE_KDM_DEVICE_TRUST, v->place,
		    "have %zu thumbprints", k->device_count);
	if (k->has_device_list && k->device_count == 0)
		diag_report(v->diag, RULE_KDM_DEVICE_NONE, v->place, "%s", "");
}

/* The only device is the recipient; false if its certificate is not known. */
static bool
is_recipient_alone(const struct v_kdm *v)
{
	const struct cert *c = v->options->kdm.recipient;

	return c != NULL && v->kdm->device_count == 1 &&
	    v->kdm->devices[0].has_thumbprint &&
	    digest_equal(&v->kdm->devices[0].thumbprint,
	    &cert_facts(c)->thumbprint);
}

static void
judge_formulation(const struct v_kdm *v)
{
	enum formulation f = formulation_of(v->kdm);

	if (f == FORMULATION_NONE)
		return;
	if (!formulation_has_authenticator(f) && is_recipient_alone(v))
		diag_report(v->diag, RULE_KDM_FORMULATION_OLD, v->place,
		    "have transitional-1");
	diag_report(v->diag, RULE_KDM_FORMULATION, v->place, "%s, %zu %s",
	    formulation_name(f), v->kdm->device_count,
	    v->kdm->device_count == 1 ? "thumbprint" : "thumbprints");
}

/* "01" to "99"; some write one digit. */
static bool
is_channel(const char *text)
{
	size_t n = strspn(text, "0123456789");

	return text[n] == '\0' && (n == 1 || n == 2) &&
	    strspn(text, "0") != n;
}

static bool
is_above(const char *uri, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncmp(uri, prefix, n) == 0 && is_channel(uri + n);
}

static bool
is_known_mark(const char *uri)
{
	return strcmp(uri, KDM_MARK_PICTURE) == 0 ||
	    strcmp(uri, KDM_MARK_AUDIO) == 0 ||
	    is_above(uri, KDM_MARK_ABOVE) || is_above(uri, MARK_ABOVE_SMPTE);
}

static bool
is_audio_mark(const char *uri)
{
	return strcmp(uri, KDM_MARK_PICTURE) != 0 && is_known_mark(uri);
}

static void
judge_marks(const struct v_kdm *v)
{
	const struct kdm *k = v->kdm;
	size_t i, j;

	for (i = 0; i < k->mark_count; i++) {
		const char *uri = k->marks[i].uri;
		struct diag_place at = diag_line(v->place, k->marks[i].line);

		if (uri == NULL || !is_known_mark(uri)) {
			diag_report(v->diag, RULE_KDM_FORENSIC_FLAG, &at,
			    "have %s", uri == NULL ? "none" : uri);
			continue;
		}
		for (j = 0; j < i; j++)
			if (k->marks[j].uri != NULL &&
			    (strcmp(k->marks[j].uri, uri) == 0 ||
			    (is_audio_mark(k->marks[j].uri) &&
			    is_audio_mark(uri))))
				break;
		if (j < i)
			diag_report(v->diag, RULE_KDM_FORENSIC_TWICE, &at,
			    "have %s beside %s", uri, k->marks[j].uri);
	}
}

void
v_kdmdevice_judge(const struct v_kdm *v)
{
	judge_list(v);
	judge_formulation(v);
	judge_marks(v);
}
