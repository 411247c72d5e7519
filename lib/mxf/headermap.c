/* headermap.c: see headermap.h. */
#include "mxf/headermap.h"

#include <stdlib.h>
#include <string.h>

#include "mxf/header.h"
#include "mxf/identification.h"
#include "mxf/klv.h"
#include "mxf/setwrite.h"

#define ID_SIZE		16u	/* bytes of a UUID, which has no padding */
#define UMID_SIZE	32u	/* bytes; the second half is the number */
#define LIST_MAX	4095u	/* elements of an item of 65535 bytes */

/* A package of the old file, and its number in the new one. */
struct renamed {
	uint8_t umid[UMID_SIZE];
	struct uuid id;
};

struct map {
	const struct headermap *facts;
	struct header old;
	bool *dropped;		/* by set: it is not carried over */
	struct renamed renamed[2];	/* file package, material package */
	size_t renamed_count;
	struct cryptoset crypto;	/* to be added, if there is to be one */
	struct identification who;

	struct bytes sets;	/* of the new file, and other packets */
	bool full;		/* a list has become too long */
	struct setwrite set;
	struct derive ids;
};

static bool
was_encrypted(const struct map *m)
{
	return m->facts->from->crypto.present;
}

/* Of the plain essence, whatever is written about the encrypted one. */
static struct ul
plain_container(const struct headermap *facts)
{
	const struct trackfile *t = facts->from;

	return t->crypto.present ? t->crypto.container : t->container;
}

static bool
is_encrypted_container(const struct ul *ul)
{
	return ul_is(ul, UL_ENCRYPTED_FRAME_WRAPPED) ||
	    ul_is(ul, UL_ENCRYPTED_CLIP_WRAPPED);
}

struct ul
headermap_container(const struct headermap *facts, const struct ul *ul)
{
	struct ul plain = plain_container(facts);

	if (facts->crypto == NULL && is_encrypted_container(ul))
		return plain;
	if (facts->crypto != NULL && ul_equal(ul, &plain))
		return ul_of(UL_ENCRYPTED_FRAME_WRAPPED);
	return *ul;
}

/* The old file's name for a package is to become another. */
static void
rename_package(struct map *m, const struct set *package, struct uuid id)
{
	struct renamed *r = &m->renamed[m->renamed_count];
	struct span umid;

	if (!set_find(package, MODEL_PackageUID, &umid) ||
	    span_left(&umid) != UMID_SIZE)
		return;
	span_copy(&umid, r->umid, UMID_SIZE);
	r->id = id;
	m->renamed_count++;
}

static const struct set *
file_package(const struct map *m)
{
	const struct set *s = NULL;
	struct uuid id;

	while ((s = header_next(&m->old, MODEL_SET_SourcePackage, s)) !=
	    NULL) {
		id = set_umid(s, MODEL_PackageUID);
		if (uuid_equal(&id, &m->facts->from->id))
			return s;
	}
	return NULL;
}

static bool
rename_packages(struct map *m, struct dcp_error *err)
{
	const struct set *file = file_package(m);
	const struct set *material = header_next(&m->old,
	    MODEL_SET_MaterialPackage, NULL);

	if (file == NULL)
		return error_set(err, DCP_BAD_INPUT,
		    "there is no file package");
	rename_package(m, file, m->facts->id);
	if (material != NULL)
		rename_package(m, material,
		    derive_id(&m->ids, "material package", 0));
	return true;
}

static bool
is_dropped(const struct map *m, const struct set *set)
{
	return set != NULL && m->dropped[set - m->old.set];
}

/* All elements of a list of references refer to what is dropped. */
static bool
are_dropped(const struct map *m, const struct set *set, enum model_item item)
{
	size_t i, count = header_count(set, item);

	for (i = 0; i < count; i++)
		if (!is_dropped(m, header_each(&m->old, set, item, i)))
			return false;
	return count > 0;
}

/* Drop sets of ${kind} that are nothing without what is dropped. */
static void
drop_empty(struct map *m, enum model_set kind, enum model_item item)
{
	const struct set *s = NULL;
	bool list = model_item_type(item) == MODEL_REFS;

	while ((s = header_next(&m->old, kind, s)) != NULL)
		if (list ? are_dropped(m, s, item) :
		    is_dropped(m, header_follow(&m->old, s, item)))
			m->dropped[s - m->old.set] = true;
}

static void
drop_all(struct map *m, enum model_set kind)
{
	const struct set *s = NULL;

	while ((s = header_next(&m->old, kind, s)) != NULL)
		m->dropped[s - m->old.set] = true;
}

/* Framework and context go, and the track that they hang on. */
static void
drop_crypto(struct map *m)
{
	drop_all(m, MODEL_SET_CryptographicFramework);
	drop_all(m, MODEL_SET_CryptographicContext);
	drop_empty(m, MODEL_SET_DMSegment, MODEL_DMFramework);
	drop_empty(m, MODEL_SET_Sequence, MODEL_StructuralComponents);
	drop_empty(m, MODEL_SET_GenericTrack, MODEL_Sequence);
}

/* The cryptographic sets are to be added: their track's id is a new one. */
static void
plan_crypto(struct map *m)
{
	const struct set *package = file_package(m), *track;
	size_t i;

	m->crypto = *m->facts->crypto;
	m->crypto.container = plain_container(m->facts);
	m->crypto.track_id = 1;
	for (i = 0; i < header_count(package, MODEL_Tracks); i++) {
		track = header_each(&m->old, package, MODEL_Tracks, i);
		if (track != NULL && set_unsigned(track, MODEL_TrackID, 0) >=
		    m->crypto.track_id)
			m->crypto.track_id = 1 + (uint32_t)set_unsigned(track,
			    MODEL_TrackID, 0);
	}
}

/*
 * The id of our entry in the history: another one each time that a file is
 * altered, though its asset may keep its id.
 */
static void
plan_identification(struct map *m)
{
	size_t n = m->facts->from->identification_count;

	m->who = (struct identification){
		.id = derive_id(&m->ids, "alteration", 2 * n),
		.generation = derive_id(&m->ids, "alteration", 2 * n + 1),
		.made = m->facts->made,
	};
}

/* An item as it was. */
static void
copy_item(struct map *m, const struct set_item *item)
{
	size_t size = span_left(&item->value);

	bytes_u16(m->set.to, item->tag);
	bytes_u16(m->set.to, (uint16_t)size);
	if (size > 0)
		bytes_put(m->set.to, item->value.at, size);
}

/* A UMID, or what looks like that of a package that has got another. */
static void
put_umid(struct map *m, const struct set_item *item)
{
	uint8_t umid[UMID_SIZE];
	struct set_item mapped = *item;
	size_t i;

	span_copy(&mapped.value, umid, UMID_SIZE);
	for (i = 0; i < m->renamed_count; i++)
		if (memcmp(umid, m->renamed[i].umid, UMID_SIZE) == 0) {
			memcpy(umid + UMID_SIZE / 2, m->renamed[i].id.bytes,
			    ID_SIZE);
			break;
		}
	mapped.value = span_of(umid, UMID_SIZE, 0);
	copy_item(m, &mapped);
}

/* A list in the making, from one that was. */
struct list {
	struct bytes at;
	size_t count;
};

static void
add(struct list *l, const void *element)
{
	bytes_put(&l->at, element, ID_SIZE);
	l->count++;
}

/* References of ${set}, without those to what is dropped. */
static void
take_references(struct map *m, const struct set *set, enum model_item item,
    struct list *l)
{
	size_t count;
	struct span ids = set_array(set, item, ID_SIZE, &count);
	struct uuid id;

	for (; count > 0; count--) {
		span_copy(&ids, id.bytes, ID_SIZE);
		if (!is_dropped(m, header_find(&m->old, &id)))
			add(l, id.bytes);
	}
}

static void
put_list(struct map *m, enum model_item item, struct list *l)
{
	if (l->at.bad)
		m->sets.bad = true;
	else if (l->count > LIST_MAX)
		m->full = true;
	else
		setwrite_array(&m->set, item, l->at.at, l->count, ID_SIZE);
	bytes_clear(&l->at);
}

static void
put_references(struct map *m, const struct set *set, enum model_item item)
{
	struct list l = {{0}, 0};
	struct uuid track;

	take_references(m, set, item, &l);
	if (item == MODEL_Identifications)
		add(&l, m->who.id.bytes);
	if (item == MODEL_Tracks && set == file_package(m) &&
	    m->facts->crypto != NULL && !was_encrypted(m)) {
		track = cryptoset_track(&m->ids);
		add(&l, track.bytes);
	}
	put_list(m, item, &l);
}

/* Lists of essence containers, and of descriptive schemes. */
static void
put_labels(struct map *m, const struct set *set, enum model_item item)
{
	struct ul framework = ul_of(UL_CRYPTO_FRAMEWORK), ul;
	struct list l = {{0}, 0};
	size_t count;
	struct span labels = set_array(set, item, UL_SIZE, &count);

	for (; count > 0; count--) {
		span_copy(&labels, ul.bytes, UL_SIZE);
		if (item == MODEL_EssenceContainers)
			ul = headermap_container(m->facts, &ul);
		if (item == MODEL_DMSchemes && ul_equal(&ul, &framework))
			continue;
		add(&l, ul.bytes);
	}
	if (item == MODEL_DMSchemes && m->facts->crypto != NULL)
		add(&l, framework.bytes);
	put_list(m, item, &l);
}

/* An item of the context of a file that gets another key. */
static bool
put_context_item(struct map *m, enum model_item item)
{
	const struct cryptoset *c = m->facts->crypto;
	struct ul mic;

	switch (item) {
	case MODEL_ContextID:
		setwrite_uuid(&m->set, item, &c->context_id);
		return true;
	case MODEL_CryptographicKeyID:
		setwrite_uuid(&m->set, item, &c->key_id);
		return true;
	case MODEL_MICAlgorithm:
		mic = cryptoset_mic(c->mic);
		setwrite_label(&m->set, item, &mic);
		return true;
	default:
		return false;
	}
}

/* The descriptor names the plain container, in what we write. */
static void
put_descriptor_container(struct map *m, const struct set_item *item)
{
	struct ul ul = {{0}};
	struct span value = item->value;

	if (span_left(&value) == UL_SIZE)
		span_copy(&value, ul.bytes, UL_SIZE);
	if (!is_encrypted_container(&ul)) {
		copy_item(m, item);
		return;
	}
	ul = plain_container(m->facts);
	setwrite_label(&m->set, MODEL_EssenceContainer, &ul);
}

static void
put_item(struct map *m, const struct set *set, const struct set_item *item)
{
	enum model_item i = item->item;

	if (set->kind == MODEL_SET_CryptographicContext &&
	    put_context_item(m, i))
		return;
	if (i == MODEL_LastModifiedDate || i == MODEL_PackageModifiedDate)
		setwrite_time(&m->set, i, &m->facts->made);
	else if (i == MODEL_EssenceContainer)
		put_descriptor_container(m, item);
	else if (i == MODEL_EssenceContainers || i == MODEL_DMSchemes)
		put_labels(m, set, i);
	else if (i == MODEL_Identifications || i == MODEL_Tracks ||
	    i == MODEL_StructuralComponents)
		put_references(m, set, i);
	else if (span_left(&item->value) == UMID_SIZE)
		put_umid(m, item);
	else
		copy_item(m, item);
}

/* A set whose key is that of the old one. */
static void
put_set(struct map *m, const struct set *set)
{
	struct span rest = set->items, value;
	struct set_item item;

	m->set.begin = klv_put_begin(&m->sets, &set->key);
	while (set_next(set, &rest, &item))
		put_item(m, set, &item);
	if (set->kind == MODEL_SET_Preface &&
	    !set_find(set, MODEL_DMSchemes, &value))
		put_labels(m, set, MODEL_DMSchemes);
	setwrite_end(&m->set);
}

/* The packet at ${klv}, which is no set: as it is, unless it is made anew. */
static void
put_other(struct map *m, const struct klv *klv, struct span value)
{
	if (ul_is(&klv->key, UL_FILL) || ul_is(&klv->key, UL_PRIMER))
		return;
	klv_put_head(&m->sets, &klv->key, klv->value_size);
	bytes_put(&m->sets, value.at, span_left(&value));
}

/* All packets of the old metadata, which header_parse() has read once. */
static bool
put_packets(struct map *m, struct span in, struct dcp_error *err)
{
	struct span value;
	struct klv klv;
	size_t next = 0;

	while (span_left(&in) > 0) {
		if (!klv_read(&in, &klv, err))
			return false;
		value = span_take(&in, (size_t)klv.value_size);
		if (next == m->old.set_count ||
		    m->old.set[next].offset != klv.offset)
			put_other(m, &klv, value);
		else if (m->dropped[next++])
			continue;
		else
			put_set(m, &m->old.set[next - 1]);
	}
	identification_put(&m->set, &m->who);
	if (m->facts->crypto != NULL && !was_encrypted(m))
		cryptoset_put(&m->set, &m->ids, &m->crypto);
	return true;
}

static bool
put(struct map *m, struct span metadata, struct bytes *to,
    struct dcp_error *err)
{
	if (!header_parse(&m->old, metadata, err) ||
	    !rename_packages(m, err))
		return false;
	m->dropped = calloc(m->old.set_count + 1, sizeof(*m->dropped));
	if (m->dropped == NULL)
		return error_memory(err);
	if (m->facts->crypto == NULL)
		drop_crypto(m);
	else
		plan_crypto(m);
	plan_identification(m);
	m->set = (struct setwrite){.to = &m->sets, .primer = &m->old.primer};
	if (!put_packets(m, metadata, err) || !bytes_ok(&m->sets, err))
		return false;
	if (m->full)
		return error_set(err, DCP_REFUSED,
		    "a list has no room for one more element");
	if (m->ids.err.status != DCP_OK)
		return error_set(err, m->ids.err.status, "%s",
		    m->ids.err.text);
	primer_put(&m->old.primer, to);
	bytes_put(to, m->sets.at, m->sets.size);
	return bytes_ok(to, err);
}

bool
headermap_put(const struct headermap *facts, struct span metadata,
    struct bytes *to, struct dcp_error *err)
{
	struct map m = {.facts = facts, .ids = {.asset = facts->id}};
	bool ok = put(&m, metadata, to, err);

	header_clear(&m.old);
	free(m.dropped);
	bytes_clear(&m.sets);
	return ok || error_in(err, "header metadata");
}
