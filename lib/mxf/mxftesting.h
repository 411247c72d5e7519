/*
 * mxftesting.h: small track files for tests: made with the writer, from
 * codestreams that hold no picture but all the markers that matter.
 */
#ifndef MXF_MXFTESTING_H
#define MXF_MXFTESTING_H

#include "base/bytes.h"
#include "base/testing.h"
#include "mxf/mxfread.h"
#include "mxf/mxfwrite.h"

/* The track file, in the folder of testing_enter(). */
#define MXFTESTING_PATH	"track.mxf"

/*
 * Replace the content of ${to} by a codestream of ${width} x 16 that ends
 * with ${size} bytes of data of value ${fill}.
 */
static inline void
mxftesting_codestream(struct bytes *to, uint32_t width, uint8_t fill,
    size_t size)
{
	static const uint8_t siz_end[] = {0, 3, 11, 1, 1, 11, 1, 1, 11, 1, 1};
	static const uint8_t cod[] = {
		0xff, 0x52, 0, 14, 1, 4, 0, 1, 1, 1, 3, 3, 0, 0, 0x77, 0x88,
	};
	static const uint8_t qcd[] = {
		0xff, 0x5c, 0, 11, 0x22, 1, 2, 3, 4, 5, 6, 7, 8,
	};
	unsigned i;

	bytes_reset(to);
	bytes_u32(to, 0xff4fff51);		/* SOC, SIZ */
	bytes_u16(to, 47);
	bytes_u16(to, 3);			/* Rsiz: 2K cinema */
	for (i = 0; i < 8; i++)			/* sizes, offsets, tiles */
		bytes_u32(to, i % 4 > 1 ? 0 : i % 2 == 0 ? width : 16);
	bytes_put(to, siz_end, sizeof(siz_end));
	bytes_put(to, cod, sizeof(cod));
	bytes_put(to, qcd, sizeof(qcd));
	bytes_u32(to, 0xff90000a);		/* SOT */
	bytes_u16(to, 0);
	bytes_u32(to, (uint32_t)(14 + size));
	bytes_u16(to, 1);
	bytes_u16(to, 0xff93);			/* SOD */
	bytes_fill(to, fill, size);
	bytes_u16(to, 0xffd9);			/* EOC */
	ck_assert(!to->bad);
}

/* Edit unit ${unit} of a track file: as all these tests write it. */
static inline void
mxftesting_unit(const struct mxfwrite_options *o, uint64_t unit, unsigned eye,
    struct bytes *to)
{
	struct dcp_error err = {0};

	if (o->kind != TRACKFILE_SOUND) {
		mxftesting_codestream(to, 32, (uint8_t)(2 * unit + eye),
		    unit % 7 * 3 + eye);
		return;
	}
	bytes_reset(to);
	bytes_fill(to, (uint8_t)unit, mxfwrite_unit_size(o, &err));
	ck_assert(!to->bad);
}

static inline unsigned
mxftesting_eyes(const struct mxfwrite_options *o)
{
	return o->kind == TRACKFILE_STEREO ? 2 : 1;
}

static inline struct mxfwrite_options
mxftesting_options(enum trackfile_kind kind, int32_t rate)
{
	return (struct mxfwrite_options){
		.kind = kind,
		.id = {{1, 2, 3, 4, 5, 6, 0x47, 8, 0x89, 10, 11, 12, 13, 14,
		    15, 16}},
		.edit_rate = {rate, 1},
		.made = {.seconds = 1000000000},
		.sampling_rate = {48000, 1},
		.channel_count = 2,
	};
}

/* Say beforehand what mxftesting_write() will write. */
static inline void
mxftesting_announce(struct mxfwrite_options *o, uint64_t duration)
{
	struct bytes b = {0};
	uint64_t i;
	unsigned eye;

	o->duration = duration;
	for (i = 0; o->kind != TRACKFILE_SOUND && i < duration; i++)
		for (eye = 0; eye < mxftesting_eyes(o); eye++) {
			mxftesting_unit(o, i, eye, &b);
			o->packets_size += mxfwrite_packet_size(o, b.size);
		}
	bytes_clear(&b);
}

/* Append edit units ${from} to ${end} - 1. */
static inline void
mxftesting_append(struct mxfwrite *w, const struct mxfwrite_options *o,
    uint64_t from, uint64_t end)
{
	struct dcp_error err = {0};
	struct bytes b = {0};
	unsigned eye;

	for (; from < end; from++)
		for (eye = 0; eye < mxftesting_eyes(o); eye++) {
			mxftesting_unit(o, from, eye, &b);
			ck_assert_msg(mxfwrite_unit(w, b.at, b.size, &err),
			    "%s", err.text);
		}
	bytes_clear(&b);
}

static inline struct mxfwrite_result
mxftesting_write(const struct mxfwrite_options *o, uint64_t duration)
{
	struct mxfwrite_result result;
	struct dcp_error err = {0};
	struct mxfwrite *w = mxfwrite_open(MXFTESTING_PATH, o, &err);

	ck_assert_msg(w != NULL, "%s", err.text);
	mxftesting_append(w, o, 0, duration);
	ck_assert_msg(mxfwrite_close(w, &result, &err), "%s", err.text);
	return result;
}

/* All edit units that are said to be there are there, and right. */
static inline void
mxftesting_check_units(const struct mxfread *r,
    const struct mxfwrite_options *o)
{
	const struct trackfile *f = mxfread_trackfile(r);
	struct bytes want = {0}, have = {0};
	struct dcp_error err = {0};
	uint64_t i;
	unsigned eye;

	for (i = 0; i < f->duration; i++)
		for (eye = 0; eye < mxftesting_eyes(o); eye++) {
			mxftesting_unit(o, i, eye, &want);
			ck_assert_msg(mxfread_unit(r, i,
			    (enum trackfile_eye)eye, &have, &err), "%s",
			    err.text);
			ck_assert_uint_eq(have.size, want.size);
			ck_assert_mem_eq(have.at, want.at, want.size);
		}
	bytes_clear(&want);
	bytes_clear(&have);
}

#endif
