/* cryptoset.c: see cryptoset.h. */
#include "mxf/cryptoset.h"

/*
 * What the segment says in words; readers in the field compare nothing with
 * it, and all of them have seen this.
 */
#define COMMENT		"AS-DCP KLV Encryption"
#define TRACK_NAME	"Descriptive Track"

static struct uuid
id_of(struct derive *ids, enum model_set set)
{
	static const char *const names[MODEL_SETS] = {
		[MODEL_SET_StaticTrack] = "cryptographic track",
		[MODEL_SET_Sequence] = "cryptographic sequence",
		[MODEL_SET_DMSegment] = "cryptographic segment",
		[MODEL_SET_CryptographicFramework] = "cryptographic framework",
		[MODEL_SET_CryptographicContext] = "cryptographic context",
	};

	return derive_id(ids, names[set], 0);
}

static void
begin(struct setwrite *w, struct derive *ids, enum model_set set)
{
	struct uuid id = id_of(ids, set);

	setwrite_begin(w, set, &id);
}

static void
put_reference(struct setwrite *w, struct derive *ids, enum model_item item,
    enum model_set to)
{
	struct uuid id = id_of(ids, to);

	setwrite_uuid(w, item, &id);
}

static void
put_name(struct setwrite *w, enum model_item item, enum ul_name name)
{
	struct ul ul = ul_of(name);

	setwrite_label(w, item, &ul);
}

/* A static track has neither edit rate nor duration (ST 377-1, B.14). */
static void
put_track(struct setwrite *w, struct derive *ids, uint32_t track_id)
{
	struct uuid segment = id_of(ids, MODEL_SET_DMSegment);

	begin(w, ids, MODEL_SET_StaticTrack);
	setwrite_number(w, MODEL_TrackID, track_id);
	setwrite_number(w, MODEL_TrackNumber, 0);
	setwrite_text(w, MODEL_TrackName, TRACK_NAME);
	put_reference(w, ids, MODEL_Sequence, MODEL_SET_Sequence);
	setwrite_end(w);

	begin(w, ids, MODEL_SET_Sequence);
	put_name(w, MODEL_DataDefinition, UL_DATA_DESCRIPTIVE);
	setwrite_array(w, MODEL_StructuralComponents, &segment, 1,
	    sizeof(segment));
	setwrite_end(w);

	begin(w, ids, MODEL_SET_DMSegment);
	put_name(w, MODEL_DataDefinition, UL_DATA_DESCRIPTIVE);
	setwrite_text(w, MODEL_EventComment, COMMENT);
	put_reference(w, ids, MODEL_DMFramework,
	    MODEL_SET_CryptographicFramework);
	setwrite_end(w);
}

void
cryptoset_put(struct setwrite *w, struct derive *ids,
    const struct cryptoset *facts)
{
	struct ul mic = cryptoset_mic(facts->mic);

	put_track(w, ids, facts->track_id);
	begin(w, ids, MODEL_SET_CryptographicFramework);
	put_reference(w, ids, MODEL_ContextSR, MODEL_SET_CryptographicContext);
	setwrite_end(w);

	begin(w, ids, MODEL_SET_CryptographicContext);
	setwrite_uuid(w, MODEL_ContextID, &facts->context_id);
	setwrite_label(w, MODEL_SourceEssenceContainer, &facts->container);
	put_name(w, MODEL_CipherAlgorithm, UL_CIPHER_AES_128_CBC);
	setwrite_label(w, MODEL_MICAlgorithm, &mic);
	setwrite_uuid(w, MODEL_CryptographicKeyID, &facts->key_id);
	setwrite_end(w);
}

struct uuid
cryptoset_track(struct derive *ids)
{
	return id_of(ids, MODEL_SET_StaticTrack);
}

struct ul
cryptoset_mic(bool mic)
{
	return mic ? ul_of(UL_MIC_HMAC_SHA1) : (struct ul){{0}};
}
