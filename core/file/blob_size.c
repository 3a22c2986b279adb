#include "core/file/blob_own.h"
#include "core/file/padme.h"

#define SALT HJ_BLOB_SALT
#define TAG HJ_STREAM_TAG
#define CHUNK HJ_STREAM_CHUNK
#define SEALED (CHUNK + TAG)
#define LENGTH HJ_BLOB_LENGTH

uint64_t
hj_blob_plaintext(uint64_t size)
{
	uint64_t chunks, last;

	if (size < SALT + LENGTH + TAG)
		return 0;
	chunks = (size - SALT + SEALED - 1) / SEALED;
	last = size - SALT - (chunks - 1) * SEALED;
	return last < LENGTH + TAG ? 0 : size - SALT - chunks * TAG;
}

uint64_t
hj_blob_size(uint64_t n)
{
	uint64_t want = n + LENGTH;
	uint64_t size = SALT + want + (want + CHUNK - 1) / CHUNK * TAG;

	/* No file ends just behind a chunk; 768 MiB, a Padme size, would. */
	for (size = hj_padme(size); hj_blob_plaintext(size) < want;)
		size = hj_padme(size + 1);
	return size;
}
