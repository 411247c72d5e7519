/*
 * kdmblock.h: key blocks, the plain text of a KDM's encrypted keys (ST 430-1,
 * 6.1.2; 138 bytes), and those of Interop KDMs, which lack the key type (134).
 */
#ifndef TRUST_KDMBLOCK_H
#define TRUST_KDMBLOCK_H

#include "trust/kdm.h"

#define KDMBLOCK_SIZE		138
#define KDMBLOCK_INTEROP_SIZE	134
#define KDMBLOCK_KEY_SIZE	16

/* What a block says, without its key; all as written. */
struct kdmblock {
	size_t size;			/* of the block, 0: not opened */
	uint8_t structure_id[16];
	struct digest signer;		/* SHA-1 thumbprint */
	struct uuid cpl_id;
	char type[5];			/* "MDIK"; "" in Interop blocks */
	struct uuid key_id;
	char not_before[26], not_after[26];
};

/* In what a block differs from the public part, or from the standard. */
enum kdmblock_fault {
	KDMBLOCK_UNOPENED = 1 << 0,	/* RSA-OAEP: not for this key */
	KDMBLOCK_LENGTH = 1 << 1,	/* neither 138 nor 134 bytes */
	KDMBLOCK_STRUCTURE = 1 << 2,	/* structure id */
	KDMBLOCK_SIGNER = 1 << 3,	/* thumbprint of the signer */
	KDMBLOCK_CPL = 1 << 4,
	KDMBLOCK_TYPE = 1 << 5,
	KDMBLOCK_KEY_ID = 1 << 6,	/* the public part has no such key */
	KDMBLOCK_NOT_BEFORE = 1 << 7,
	KDMBLOCK_NOT_AFTER = 1 << 8,
	KDMBLOCK_ORDER = 1 << 9		/* not at its place in KeyIdList */
};
#define KDMBLOCK_FAULTS	10

/*
 * kdmblock_parse(bytes, size, block, key, err):
 * ${key}, of KDMBLOCK_KEY_SIZE bytes of memory for secrets, gets the content
 * key.  False, and zero in both, for another size than the two.
 */
bool kdmblock_parse(const uint8_t *, size_t size, struct kdmblock *,
    uint8_t *key, struct dcp_error *) CHECKED;

/* The 138 bytes of a block, whose structure id is filled in, to ${to}. */
void kdmblock_format(const struct kdmblock *, const uint8_t *key,
    uint8_t to[KDMBLOCK_SIZE]);

/*
 * kdmblock_compare(block, kdm, index, signer):
 * Faults, ored, of the block that was sealed at ${index} in ${kdm}.  ${signer}
 * is the thumbprint of the KDM's signer, or NULL: it is not compared.
 */
unsigned kdmblock_compare(const struct kdmblock *, const struct kdm *,
    size_t index, const struct digest *signer);

/*
 * kdmblock_is_of(block, key):
 * The block was opened, and holds this key of the public part: its id and, but
 * for Interop blocks, which have none, its type.
 */
bool kdmblock_is_of(const struct kdmblock *, const struct kdm_key *);

/*
 * kdmblock_describe(block, kdm, index, signer, fault, to):
 * Append what ${fault}, one of those that kdmblock_compare() found, is: "the
 * key block has the composition x, the public part y".
 */
void kdmblock_describe(const struct kdmblock *, const struct kdm *,
    size_t index, const struct digest *signer, enum kdmblock_fault,
    struct bytes *to);

#endif
