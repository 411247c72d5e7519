/*
 * sha1kernel.h: the body of every kernel of sha1lanes.h.  A vector holds the
 * same word of all messages, so that each line is the standard's (FIPS 180-4,
 * 6.1.2), for all of them.
 */
#ifndef CRYPT_SHA1KERNEL_H
#define CRYPT_SHA1KERNEL_H

#include <string.h>

#include "crypt/sha1lanes.h"

#define KERNEL		static inline __attribute__((always_inline))
#define RING		16u	/* words of the schedule that are kept */

/* A word of each message. */
struct words {
	uint32_t v __attribute__((vector_size(4 * SHA1LANES_COUNT)));
};

/* The kinds of rounds: FIPS 180-4, 4.1.1 and 4.2.1. */
enum kind { CHOOSE, PARITY_1, MAJORITY, PARITY_2 };

KERNEL void
rotate(struct words *x, unsigned bits)
{
	x->v = x->v << bits | x->v >> (32 - bits);
}

/* The halves of two vectors, their elements in turn. */
#define LOW_HALVES(a, b)	__builtin_shufflevector(a, b, 0, 16, 1, 17, \
	2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define HIGH_HALVES(a, b)	__builtin_shufflevector(a, b, 8, 24, 9, 25, \
	10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)

/*
 * A vector for each message becomes a vector for each word: four times as
 * cards are shuffled, which each time moves one bit of the number of the row
 * to the number of the column, and one the other way.
 */
KERNEL void
transpose(struct words w[RING])
{
	struct words shuffled[RING];
	size_t i, turn;

	for (turn = 0; turn < 4; turn++) {
		for (i = 0; i < RING / 2; i++) {
			shuffled[2 * i].v = LOW_HALVES(w[i].v,
			    w[i + RING / 2].v);
			shuffled[2 * i + 1].v = HIGH_HALVES(w[i].v,
			    w[i + RING / 2].v);
		}
		memcpy(w, shuffled, sizeof(shuffled));
	}
}

/* The next block of each message, as words in the order of this machine. */
KERNEL void
load(struct words w[RING], const uint8_t *const at[SHA1LANES_COUNT])
{
	struct words other;
	size_t i;

	for (i = 0; i < SHA1LANES_COUNT; i++)
		memcpy(&w[i], at[i], sizeof(w[i]));
	transpose(w);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	for (i = 0; i < RING; i++) {
		other = w[i];
		rotate(&w[i], 8);
		rotate(&other, 24);
		w[i].v = (w[i].v & 0x00ff00ff) | (other.v & 0xff00ff00);
	}
#else
	(void)other;
#endif
}

/* Word ${t} of the schedule; from 16 on it takes the place of an old one. */
KERNEL const struct words *
schedule(struct words w[RING], size_t t)
{
	struct words *to = &w[t % RING];

	if (t >= RING) {
		to->v ^= w[(t + 13) % RING].v ^ w[(t + 8) % RING].v ^
		    w[(t + 2) % RING].v;
		rotate(to, 1);
	}
	return to;
}

/* A round, but that the words keep their places: the next one's are others. */
KERNEL void
one_round(const struct words *a, struct words *b, const struct words *c,
    const struct words *d, struct words *e, const struct words *w,
    enum kind kind)
{
	static const uint32_t constant[] = {
		0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6,
	};
	struct words f, next = *a;

	if (kind == CHOOSE)
		f.v = d->v ^ (b->v & (c->v ^ d->v));
	else if (kind == MAJORITY)
		f.v = (b->v & c->v) | (d->v & (b->v ^ c->v));
	else
		f.v = b->v ^ c->v ^ d->v;
	rotate(&next, 5);
	e->v += next.v + f.v + (w->v + constant[kind]);
	rotate(b, 30);
}

KERNEL void
rounds(struct words s[5], struct words w[RING], size_t from, enum kind kind)
{
	struct words a = s[0], b = s[1], c = s[2], d = s[3], e = s[4];
	size_t t;

	for (t = from; t < from + 20; t += 5) {
		one_round(&a, &b, &c, &d, &e, schedule(w, t), kind);
		one_round(&e, &a, &b, &c, &d, schedule(w, t + 1), kind);
		one_round(&d, &e, &a, &b, &c, schedule(w, t + 2), kind);
		one_round(&c, &d, &e, &a, &b, schedule(w, t + 3), kind);
		one_round(&b, &c, &d, &e, &a, schedule(w, t + 4), kind);
	}
	s[0] = a;
	s[1] = b;
	s[2] = c;
	s[3] = d;
	s[4] = e;
}

KERNEL void
sha1kernel_run(struct sha1lanes *state,
    const uint8_t *const begin[SHA1LANES_COUNT], size_t blocks)
{
	const uint8_t *at[SHA1LANES_COUNT];
	struct words h[5], s[5], w[RING];
	size_t i;

	memcpy(at, begin, sizeof(at));
	memcpy(h, state->h, sizeof(h));
	for (; blocks > 0; blocks--) {
		load(w, at);
		memcpy(s, h, sizeof(s));
		rounds(s, w, 0, CHOOSE);
		rounds(s, w, 20, PARITY_1);
		rounds(s, w, 40, MAJORITY);
		rounds(s, w, 60, PARITY_2);
		for (i = 0; i < 5; i++)
			h[i].v += s[i].v;
		for (i = 0; i < SHA1LANES_COUNT; i++)
			at[i] += SHA1LANES_BLOCK;
	}
	memcpy(state->h, h, sizeof(h));
}

#endif
