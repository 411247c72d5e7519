/* kdmtesting.h: a key delivery message for the tests of this folder. */
#ifndef TRUST_KDMTESTING_H
#define TRUST_KDMTESTING_H

#include "base/testing.h"
#include "trust/devices.h"
#include "trust/kdmmake.h"

/* 2026-01-01T10:00:00+01:00 */
#define KDMTESTING_START	1767258000

static inline struct uuid
kdmtesting_uuid(unsigned last)
{
	return (struct uuid){{0xaa, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0,
	    0, (uint8_t)last}};
}

static inline void
kdmtesting_key(struct kdm *kdm, const char *type, const char *scope,
    unsigned id)
{
	struct dcp_error err = {0};
	struct kdm_key *k = kdm_add_key(kdm, &err);
	struct kdm_sealed *s = kdm_add_sealed(kdm, &err);

	ck_assert_ptr_nonnull(k);
	ck_assert_ptr_nonnull(s);
	*k = (struct kdm_key){.type = type, .scope = scope, .has_id = true,
	    .id = kdmtesting_uuid(id)};
	s->bytes = calloc(1, 256);
	ck_assert_ptr_nonnull(s->bytes);
	s->bytes[0] = (uint8_t)id;
	s->size = 256;
}

/* A message with two keys, one device and one mark; all texts are literals. */
static inline struct kdm
kdmtesting_make(void)
{
	struct dcp_error err = {0};
	struct kdm kdm = {.has_message_id = true, .has_issue_date = true,
	    .has_cpl_id = true, .has_not_before = true, .has_not_after = true,
	    .has_device_list_id = true, .has_authenticator = true};
	struct kdm_device *d;
	struct kdm_mark *m;

	kdm.message_id = kdmtesting_uuid(1);
	kdm.annotation = "A & B";
	kdm.issue_date = (struct timestamp){KDMTESTING_START, 0, true};
	kdm.signer = (struct kdm_certificate_name){0, "O=signer", "7"};
	kdm.recipient = (struct kdm_certificate_name){0, "O=maker", "18"};
	kdm.recipient_subject = "O=screen";
	kdm.cpl_id = kdmtesting_uuid(2);
	kdm.title = "A film";
	kdm.authenticator = (struct digest){{9, 8, 7}, 20};
	kdm.not_before = (struct timestamp){KDMTESTING_START, 60, true};
	kdm.not_after = (struct timestamp){KDMTESTING_START + 86400, 60, true};
	kdm.not_before_text = "2026-01-01T10:00:00+01:00";
	kdm.not_after_text = "2026-01-02T10:00:00+01:00";
	kdm.device_list_id = kdmtesting_uuid(3);
	kdm.device_list_description = "hall 1";
	d = kdm_add_device(&kdm, &err);
	ck_assert_ptr_nonnull(d);
	d->has_thumbprint = digest_parse(KDM_ASSUME_TRUST, DIGEST_SHA1,
	    &d->thumbprint, &err);
	m = kdm_add_mark(&kdm, &err);
	ck_assert_ptr_nonnull(m);
	m->uri = KDM_MARK_PICTURE;
	kdmtesting_key(&kdm, "MDIK", KDM_SCOPE, 0x10);
	kdmtesting_key(&kdm, "MDEK", KDM_SCOPE_MDEK, 0x11);
	return kdm;
}

#define KDMTESTING_CERTS	"testdata/certs/"
#define KDMTESTING_PLAYER	KDMTESTING_CERTS "server/leaf.pem"

/* All that it takes to make a message.  End with kdmtesting_close(). */
struct kdmtesting {
	struct signer signer;
	struct cert *player;
	struct privkey *player_key;
	struct keyring *ring;
	struct kdm_key keys[2];
	struct kdmmake make;
	struct kdmmake_recipient to;
};

static inline struct privkey *
kdmtesting_load(const char *path)
{
	struct dcp_error err = {0};
	struct privkey *key = privkey_load(path, NULL, NULL, &err);

	ck_assert_msg(key != NULL, "%s", err.text);
	return key;
}

static inline void
kdmtesting_open(struct kdmtesting *t)
{
	static const uint8_t secret[2][KEYRING_KEY_SIZE] = {{1, 2}, {3, 4}};
	struct dcp_error err = {0};
	size_t i;

	*t = (struct kdmtesting){.ring = keyring_new(&err),
	    .player = devices_leaf(KDMTESTING_PLAYER, &err),
	    .player_key = kdmtesting_load(KDMTESTING_CERTS "server/leaf.key"),
	    .keys = {{0, "MDIK", KDM_SCOPE, true, kdmtesting_uuid(0x10)},
	    {0, "MDEK", KDM_SCOPE_MDEK, true, kdmtesting_uuid(0x11)}}};
	ck_assert_msg(t->player != NULL, "%s", err.text);
	ck_assert_msg(signer_load(&t->signer, KDMTESTING_CERTS
	    "studio/chain.pem", kdmtesting_load(KDMTESTING_CERTS
	    "studio/leaf.key"), &err), "%s", err.text);
	for (i = 0; i < 2; i++)
		ck_assert(keyring_add(t->ring, &t->keys[i].id,
		    t->keys[i].type, NULL, secret[i], &err));
	t->make = (struct kdmmake){.cpl_id = kdmtesting_uuid(2),
	    .title = "A film", .keys = t->keys, .key_count = 2,
	    .issue_date = {KDMTESTING_START, 0, true}, .ring = t->ring,
	    .signer = &t->signer};
	t->to = (struct kdmmake_recipient){.cert = t->player,
	    .not_before = {KDMTESTING_START, 60, true},
	    .not_after = {KDMTESTING_START + 86400, 60, true},
	    .message_id = kdmtesting_uuid(1),
	    .device_list_id = kdmtesting_uuid(3)};
}

static inline void
kdmtesting_close(struct kdmtesting *t)
{
	keyring_free(t->ring);
	privkey_free(t->player_key);
	cert_free(t->player);
	signer_clear(&t->signer);
}

#endif
