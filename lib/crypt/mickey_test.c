/*
 * mickey_test.c: keys made by another program (the generator of FIPS 186-2 in
 * a few lines of Python, itself tested by SHA-1's vectors, and by the integrity
 * checks of files that other people's writers made: testdata/corpus).
 */
#include "base/hex.h"
#include "base/testing.h"
#include "crypt/mickey.h"

static const struct {
	const char *key, *smpte, *interop;
} vectors[] = {
	{"00000000000000000000000000000000",
	    "55acad4d81ef20b346f80f4a2bf74a28",
	    "775c4f02e9de263dbf4a9f542db722f8"},
	{"000102030405060708090a0b0c0d0e0f",
	    "bb12f6b84b2e7b258cd8c35e8f87fc18",
	    "9a7bc06801b26cb930b9709e578be8be"},
	{"ffffffffffffffffffffffffffffffff",
	    "0d18d62106b6088e384a9df4740aca77",
	    "1b048ea4e5a197b6c595eb6b00c645cd"},
	{"2b7e151628aed2a6abf7158809cf4f3c",
	    "dc8b751a8c1beceda590172ffed8af44",
	    "135ade121a3c38f30fcfd287b6ea5ae8"},
};

START_TEST(keys_of_both_dialects)
{
	uint8_t key[16], out[MICKEY_SIZE];
	char text[2 * MICKEY_SIZE + 1];
	size_t i;

	for (i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		ck_assert(hex_parse(vectors[i].key, key, sizeof(key)));
		mickey_derive(MICKEY_SMPTE, key, out);
		hex_format(text, out, sizeof(out));
		ck_assert_str_eq(text, vectors[i].smpte);
		mickey_derive(MICKEY_INTEROP, key, out);
		hex_format(text, out, sizeof(out));
		ck_assert_str_eq(text, vectors[i].interop);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("mickey");

	tcase_add_test(t, keys_of_both_dialects);
	return testing_run("mickey", t);
}
