/* cms_fuzz.c: any bytes as a message, with a key that opens the seeds. */
#include "base/fuzzing.h"
#include "crypt/cms.h"
#include "crypt/secret.h"

#include <stdio.h>
#include <unistd.h>

/* Made for this, and of use for nothing else. */
static const char pem[] =
    "-----BEGIN RSA PRIVATE KEY-----\n"
    "MIICXQIBAAKBgQC5ykDkSFird+k5UCgK1OygjO68AwIXolXPAaG9be+Q3DaMK9Dd\n"
    "BfrzPiNp2uuN6aI3nY80KG7nGD6d5M13nOq+v8w//joUJ6wZITFCB0BZEyQb7GZB\n"
    "z2eDiqXu8nu7Tl1dCJ8gNTnhtI/O5dCUey1gOcmZaKiWqP9B/I/h7D/2eQIDAQAB\n"
    "AoGBAKW4E2PMaFMiFUULC3yF6j9XFkdbw40DPtjzkqpeGjczRfCH0Lilce9v+LSe\n"
    "Ekg2InzLLIYQnsPBK3E5OlC8BeH0JIMVitQGxqfzwpLs+XRTiBIeVjbJVF9FVwan\n"
    "zJiu65gXYgwkQmHAuGy4wuE9NYX/dAKjOfWEKBGRakjTVfLRAkEA3ZF5gqhP5lMf\n"
    "fAjeHWYJxmHaLzzCAe+zqJbFonQRFkO2ros4iz+PJNcSnl7Sfbk+8VEpP1B5iDM5\n"
    "flH1REV/7QJBANapbz4fvri5VFafKG59r7/TxWaA2RONrfiaPSJQPr/JbPPgshUB\n"
    "XCbPhfmgTQO3kNUX/iDRyf3AWtWyaHXVBz0CQF6+bi8oucHLmZL4V8JKd7OU9C9u\n"
    "06bwUOquTiSBbS0QF3Xbonoo25TtQtDlyyxnojqecfzY9J8BCHyznyVqcqECQQCH\n"
    "y8n+3/A0RbGv1qGqPEKZNKv1K1+n+gHreg9gjKkVhKQzJ5sgpKqaNsAHabwutMqf\n"
    "s7zlIDILH8uW0nU4zZn1AkAUEZOm5xP0EA2P9SecTeN/N8PGq+kCru8Z5HHzmZdA\n"
    "NHBeYxtQ9dlN+sI5E37tFwhXWblQIjf/l0Ope3Dh+yY2\n"
    "-----END RSA PRIVATE KEY-----\n";

static struct privkey *
load_key(void)
{
	struct dcp_error err = {0};
	char path[] = "/tmp/cms-fuzz-XXXXXX";
	int fd = mkstemp(path);
	struct privkey *key;

	fuzzing_assert(fd != -1 &&
	    write(fd, pem, sizeof(pem) - 1) == sizeof(pem) - 1);
	close(fd);
	key = privkey_load(path, NULL, NULL, &err);
	fuzzing_assert(key != NULL);
	unlink(path);
	return key;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct privkey *key;	/* as long as the process lives */
	struct dcp_error err = {0};
	struct cms cms = {0};
	size_t plain_size;
	void *plain;

	if (key == NULL)
		key = load_key();
	if (cms_parse(bytes, size, &cms, &err))
		fuzzing_assert(cms.recipient_count <= CMS_RECIPIENTS_MAX);
	else
		fuzzing_assert(cms.recipients == NULL);
	cms_clear(&cms);
	err = (struct dcp_error){0};
	plain = cms_open(bytes, size, key, &plain_size, &err);
	fuzzing_assert((plain != NULL) == (err.status == DCP_OK));
	fuzzing_assert(plain != NULL ? plain_size <= size : plain_size == 0);
	secret_free(plain);
	return 0;
}
