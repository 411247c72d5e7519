/* kdm.c: see kdm.h. */
#include "trust/kdm.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "xml/xmlread.h"

/* Room for one more in one of the lists, or NULL. */
static void *
add_room(void *at, size_t count, size_t size, const char *what,
    struct dcp_error *err)
{
	if (count < LIMIT_KDM_LIST)
		return array_room(at, count, size, err);
	error_set(err, DCP_REFUSED, "have more than %d %s", LIMIT_KDM_LIST,
	    what);
	return NULL;
}

struct kdm_device *
kdm_add_device(struct kdm *kdm, struct dcp_error *err)
{
	struct kdm_device *more = add_room(kdm->devices, kdm->device_count,
	    sizeof(*more), "devices", err);

	if (more == NULL)
		return NULL;
	kdm->devices = more;
	return &more[kdm->device_count++];
}

struct kdm_key *
kdm_add_key(struct kdm *kdm, struct dcp_error *err)
{
	struct kdm_key *more = add_room(kdm->keys, kdm->key_count,
	    sizeof(*more), "key ids", err);

	if (more == NULL)
		return NULL;
	kdm->keys = more;
	return &more[kdm->key_count++];
}

struct kdm_mark *
kdm_add_mark(struct kdm *kdm, struct dcp_error *err)
{
	struct kdm_mark *more = add_room(kdm->marks, kdm->mark_count,
	    sizeof(*more), "forensic marks", err);

	if (more == NULL)
		return NULL;
	kdm->marks = more;
	return &more[kdm->mark_count++];
}

struct kdm_sealed *
kdm_add_sealed(struct kdm *kdm, struct dcp_error *err)
{
	struct kdm_sealed *more = add_room(kdm->sealed, kdm->sealed_count,
	    sizeof(*more), "encrypted keys", err);

	if (more == NULL)
		return NULL;
	kdm->sealed = more;
	return &more[kdm->sealed_count++];
}

bool
kdm_load(const char *path, struct kdm *kdm, struct dcp_error *err)
{
	struct xml_document *doc = xmlread_load(path, err);

	if (doc == NULL) {
		*kdm = (struct kdm){0};
		return false;
	}
	return kdm_parse(doc, kdm, err);
}

void
kdm_clear(struct kdm *kdm)
{
	size_t i;

	for (i = 0; i < kdm->sealed_count; i++)
		free(kdm->sealed[i].bytes);
	free(kdm->sealed);
	free(kdm->marks);
	free(kdm->keys);
	free(kdm->devices);
	xmlnote_clear(&kdm->notes);
	xmlread_free(kdm->document);
	*kdm = (struct kdm){0};
}

const struct kdm_key *
kdm_find_key(const struct kdm *kdm, const struct uuid *id)
{
	size_t i;

	for (i = 0; i < kdm->key_count; i++)
		if (kdm->keys[i].has_id && uuid_equal(&kdm->keys[i].id, id))
			return &kdm->keys[i];
	return NULL;
}

bool
kdm_is_assume_trust(const struct kdm *kdm)
{
	return kdm->device_count == 1 &&
	    strcmp(kdm->devices[0].text, KDM_ASSUME_TRUST) == 0;
}
