/* secret.c: see secret.h. */
#define _DEFAULT_SOURCE		/* MAP_ANONYMOUS, madvise */
#include "crypt/secret.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <unistd.h>

#include <openssl/crypto.h>

/* In front of the bytes: how much to unmap.  Keeps any type aligned. */
union secret_head {
	size_t mapped;		/* bytes, this head included */
	max_align_t align;
};

static size_t
whole_pages(size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	return (size + page - 1) / page * page;
}

void *
secret_new(size_t size, struct dcp_error *err)
{
	size_t mapped = whole_pages(size + sizeof(union secret_head));
	union secret_head *head;

	if (mapped < size) {
		error_memory(err);
		return NULL;
	}
	head = mmap(NULL, mapped, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (head == MAP_FAILED) {
		error_memory(err);
		return NULL;
	}
	(void)mlock(head, mapped);
#ifdef MADV_DONTDUMP
	(void)madvise(head, mapped, MADV_DONTDUMP);
#endif
	head->mapped = mapped;
	return head + 1;
}

void
secret_free(void *secret)
{
	union secret_head *head;
	size_t mapped;

	if (secret == NULL)
		return;
	head = (union secret_head *)secret - 1;
	mapped = head->mapped;
	OPENSSL_cleanse(head, mapped);
	(void)munmap(head, mapped);
}

void
secret_wipe(void *secret, size_t size)
{
	if (size > 0)
		OPENSSL_cleanse(secret, size);
}

bool
secret_equal(const void *a, const void *b, size_t size)
{
	return CRYPTO_memcmp(a, b, size) == 0;
}

#ifdef __GLIBC__
static void *
take(size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return malloc(size);
}

static void
give_back(void *at, const char *file, int line)
{
	(void)file;
	(void)line;
	if (at != NULL)
		OPENSSL_cleanse(at, malloc_usable_size(at));
	free(at);
}

static void *
resize(void *at, size_t size, const char *file, int line)
{
	size_t old = malloc_usable_size(at);	/* 0 for NULL */
	void *moved;

	if (at != NULL && size <= old && size > 0)
		return at;
	moved = size == 0 ? NULL : take(size, file, line);
	if (moved != NULL && at != NULL)
		memcpy(moved, at, old < size ? old : size);
	if (moved != NULL || size == 0)
		give_back(at, file, line);
	return moved;
}
#endif

/*
 * OpenSSL wipes keys before it gives their memory back, but not all that it
 * reads them from, such as the lines of a PEM file.  It takes these functions
 * only before it has asked for any memory.
 */
static void
guard_openssl(void)
{
#ifdef __GLIBC__
	(void)CRYPTO_set_mem_functions(take, resize, give_back);
#endif
}

void
secret_guard(void)
{
	const struct rlimit none = {0, 0};

	guard_openssl();
	(void)setrlimit(RLIMIT_CORE, &none);
#ifdef PR_SET_DUMPABLE
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}
