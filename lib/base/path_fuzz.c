/* path_fuzz.c: whatever the URI, its path stays below the package. */
#include "base/fuzzing.h"
#include "base/limits.h"
#include "base/path.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *uri = fuzzing_text(data, size), *path;
	struct dcp_error err = {0};
	struct bytes to = {0};

	if (path_from_uri(uri, &to, &err)) {
		path = (char *)to.at;
		fuzzing_assert(to.size == strlen(path) + 1);
		fuzzing_assert(to.size > 1 && to.size <= LIMIT_PATH + 1);
		fuzzing_assert(path[0] != '/' && path[to.size - 2] != '/');
		fuzzing_assert(strncmp(path, "../", 3) != 0);
		fuzzing_assert(strcmp(path, "..") != 0);
		fuzzing_assert(strstr(path, "/../") == NULL);
		fuzzing_assert(strstr(path, "//") == NULL);
		fuzzing_assert(to.size < 4 ||
		    strcmp(path + to.size - 4, "/..") != 0);
	} else {
		fuzzing_assert(err.status == DCP_REFUSED && to.size == 0);
	}
	bytes_clear(&to);
	free(uri);
	return 0;
}
