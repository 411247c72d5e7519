/* uri.c: see uri.h. */
#include "base/uri.h"

#include <string.h>

#define LETTERS \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS		"0123456789"
#define HEX_DIGITS	DIGITS "ABCDEFabcdef"

bool
uri_is_absolute(const char *text)
{
	size_t n = strspn(text, LETTERS DIGITS "+-.");

	/* scheme, RFC 3986, 3.1 */
	if (strspn(text, LETTERS) == 0 || text[n] != ':' ||
	    text[n + 1] == '\0')
		return false;
	for (text += n + 1; *text != '\0'; text += n) {
		/* unreserved and reserved, 2.2 and 2.3 */
		n = strspn(text, LETTERS DIGITS "-._~:/?#[]@!$&'()*+,;=");
		if (n > 0)
			continue;
		n = 3;	/* percent-encoded, 2.1 */
		if (*text != '%' || strspn(text + 1, HEX_DIGITS) < 2)
			return false;
	}
	return true;
}
