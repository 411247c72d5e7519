/* hex.h: bytes as hexadecimal text. */
#ifndef BASE_HEX_H
#define BASE_HEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Lower-case digits and a NUL: ${to} holds 2 * ${size} + 1 characters. */
void hex_format(char *to, const void *bytes, size_t size);

/*
 * hex_parse(text, to, size):
 * Read exactly 2 * ${size} digits of either case from ${text}, which may go
 * on behind them.  False if any of them is no digit; ${to} is then zero.
 */
bool hex_parse(const char *text, uint8_t *to, size_t size);

#endif
