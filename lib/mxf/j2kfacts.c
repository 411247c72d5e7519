/* j2kfacts.c: see j2kfacts.h. */
#include "mxf/j2kfacts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "j2k/codestream.h"

#define RSIZ_2K		3	/* ISO/IEC 15444-1, Table A.10 */
#define RSIZ_4K		4
#define WIDTH_2K	2048	/* the 2K container, ST 428-1 */
#define HEIGHT_2K	1080
#define FULL_FRAME	0	/* frame layout, ST 377-1 */
#define SIGNED_BIT	0x80	/* of Ssiz */

#define COMPONENTS_MAX	4u

/*
 * ST 429-4 knows two codings.  A codestream that names neither of their
 * profiles is labelled by its size: readers refuse any other label.
 */
static struct ul
coding(const struct codestream *cs)
{
	bool small = cs->width <= WIDTH_2K && cs->height <= HEIGHT_2K;

	if (cs->rsiz == RSIZ_2K || (cs->rsiz != RSIZ_4K && small))
		return ul_of(UL_CODING_JPEG2000_2K);
	return ul_of(UL_CODING_JPEG2000_4K);
}

static bool
copy_segment(const struct codestream_segment *s, uint8_t **to, size_t *size)
{
	if ((*to = malloc(s->size + 1)) == NULL)
		return false;
	memcpy(*to, s->bytes, s->size);
	*size = s->size;
	return true;
}

static bool
describe(const struct codestream *cs, struct trackfile_j2k *j)
{
	size_t i;

	j->present = true;
	j->rsiz = cs->rsiz;
	j->width = cs->x_size;
	j->height = cs->y_size;
	j->x_offset = cs->x_offset;
	j->y_offset = cs->y_offset;
	j->tile_width = cs->tile_width;
	j->tile_height = cs->tile_height;
	j->tile_x_offset = cs->tile_x_offset;
	j->tile_y_offset = cs->tile_y_offset;
	j->component_count = cs->component_count;
	for (i = 0; i < cs->component_count; i++) {
		const struct codestream_component *c = &cs->component[i];

		j->component[i].ssiz = (uint8_t)(c->bits - 1);
		if (c->is_signed)
			j->component[i].ssiz |= SIGNED_BIT;
		j->component[i].xrsiz = c->dx;
		j->component[i].yrsiz = c->dy;
	}
	return copy_segment(&cs->cod, &j->cod, &j->cod_size) &&
	    copy_segment(&cs->qcd, &j->qcd, &j->qcd_size);
}

static bool
parse(struct codestream *cs, const void *bytes, size_t size,
    struct dcp_error *err)
{
	if (!codestream_parse(cs, span_of(bytes, size, 0), err))
		return false;
	if (cs->component_count == 0 || cs->component_count > COMPONENTS_MAX ||
	    cs->cod.size == 0 || cs->qcd.size == 0)
		return error_set(err, DCP_BAD_INPUT, "codestream has %u "
		    "components and COD and QCD segments of %zu and %zu bytes",
		    cs->component_count, cs->cod.size, cs->qcd.size);
	return true;
}

bool
j2kfacts_read(const void *bytes, size_t size, struct trackfile_picture *p,
    struct dcp_error *err)
{
	struct codestream *cs = malloc(sizeof(*cs));
	bool ok = false;

	*p = (struct trackfile_picture){0};
	if (cs == NULL)
		return error_memory(err);
	if (!parse(cs, bytes, size, err))
		goto out;
	p->rgba = true;
	p->stored_width = cs->width;
	p->stored_height = cs->height;
	p->aspect = (struct rational){(int32_t)cs->width, (int32_t)cs->height};
	p->frame_layout = FULL_FRAME;
	p->coding = coding(cs);
	p->component_max = (uint32_t)((UINT64_C(1) << cs->component[0].bits) -
	    1);
	ok = describe(cs, &p->j2k) || error_memory(err);
out:
	free(cs);
	if (!ok)
		j2kfacts_clear(p);
	return ok;
}

void
j2kfacts_clear(struct trackfile_picture *p)
{
	free(p->j2k.cod);
	free(p->j2k.qcd);
	*p = (struct trackfile_picture){0};
}

static bool
match(const struct trackfile_picture *a, const struct trackfile_picture *b,
    struct dcp_error *err)
{
	if (a->stored_width != b->stored_width ||
	    a->stored_height != b->stored_height)
		return error_set(err, DCP_BAD_INPUT, "have a picture of %"
		    PRIu32 "x%" PRIu32 ", want %" PRIu32 "x%" PRIu32
		    " like the first", b->stored_width, b->stored_height,
		    a->stored_width, a->stored_height);
	if (a->j2k.rsiz != b->j2k.rsiz)
		return error_set(err, DCP_BAD_INPUT, "have JPEG 2000 profile "
		    "%u, want %u like the first", b->j2k.rsiz, a->j2k.rsiz);
	if (a->j2k.component_count != b->j2k.component_count ||
	    memcmp(a->j2k.component, b->j2k.component,
	    sizeof(a->j2k.component)) != 0)
		return error_set(err, DCP_BAD_INPUT,
		    "have other components than the first picture");
	if (a->j2k.tile_width != b->j2k.tile_width ||
	    a->j2k.tile_height != b->j2k.tile_height ||
	    a->j2k.x_offset != b->j2k.x_offset ||
	    a->j2k.y_offset != b->j2k.y_offset)
		return error_set(err, DCP_BAD_INPUT,
		    "have other tiles or offsets than the first picture");
	if (a->j2k.cod_size != b->j2k.cod_size ||
	    memcmp(a->j2k.cod, b->j2k.cod, a->j2k.cod_size) != 0)
		return error_set(err, DCP_BAD_INPUT,
		    "have another coding style (COD) than the first picture");
	return true;
}

bool
j2kfacts_match(const struct trackfile_picture *first, const void *bytes,
    size_t size, struct dcp_error *err)
{
	struct trackfile_picture p;
	bool ok;

	if (!j2kfacts_read(bytes, size, &p, err))
		return false;
	ok = match(first, &p, err);
	j2kfacts_clear(&p);
	return ok;
}
