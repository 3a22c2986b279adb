/*
 * hanji-parse: foreign bytes on descriptor 0, frames on descriptor 1.
 *
 * Started by hanji, never by hand.  Exit status: 0 = all was said in frames,
 * also that a file is refused; 1 = it could not even say that.
 */
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <unistd.h>

#include <sodium.h>

#include "core/confine/confine.h"
#include "import/xml.h"

#define PIECE ((size_t)64 << 10)
#define REPORT_EVERY ((uint64_t)1 << 20)

static int
put(void *to, const uint8_t *p, size_t n, struct hj_error *err)
{
	(void)to;
	while (n != 0) {
		ssize_t k = write(STDOUT_FILENO, p, n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return hj_fail_errno(err, errno, "cannot write");
		p += k;
		n -= (size_t)k;
	}
	return HJ_OK;
}

/* A whole piece, or what is left of the file. */
static int
get(uint8_t *p, size_t *got, struct hj_error *err)
{
	*got = 0;
	while (*got < PIECE) {
		ssize_t k = read(STDIN_FILENO, p + *got, PIECE - *got);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return hj_fail_errno(err, errno, "cannot read");
		if (k == 0)
			break;
		*got += (size_t)k;
	}
	return HJ_OK;
}

static int
parse(struct hj_xml *x, struct hj_outbox *r, uint8_t *piece,
    struct hj_error *err)
{
	crypto_hash_sha256_state hash;
	uint64_t bytes = 0, said = 0;
	uint8_t sha256[32];
	bool more = true;
	size_t got;

	(void)crypto_hash_sha256_init(&hash);
	while (more) {
		if (get(piece, &got, err) != HJ_OK)
			return hj_outbox_find(r, HJ_F_READ, 0, "", "", err);
		if (got == 0)
			break;
		bytes += got;
		(void)crypto_hash_sha256_update(&hash, piece, got);
		if (hj_xml_push(x, piece, got, &more, err) != HJ_OK)
			return (int)err->code;
		if (bytes - said >= REPORT_EVERY) {
			said = bytes;
			if (hj_outbox_progress(r, bytes, err) != HJ_OK)
				return (int)err->code;
		}
	}
	if (more && hj_xml_finish(x, err) != HJ_OK)
		return (int)err->code;
	(void)crypto_hash_sha256_final(&hash, sha256);
	return hj_outbox_end(r, bytes, sha256, err);
}

int
main(void)
{
	static const int keep[] = { STDIN_FILENO, STDOUT_FILENO };
	struct hj_confine_report confined;
	struct hj_error err = HJ_ERROR;
	struct hj_outbox report;
	struct hj_xml *x = NULL;
	uint8_t *piece = malloc(PIECE);
	int rc = 1;

	/* What is freed is overwritten: the library does not wipe. */
	(void)mallopt(M_PERTURB, 0xa5);
	hj_outbox_init(&report, put, NULL);
	if (piece == NULL || sodium_init() < 0)
		goto out;
	hj_xml_setup();
	if (hj_xml_new(&report, &x, &err) != HJ_OK ||
	    hj_confine(&hj_confine_parse, keep, HJ_LEN(keep), &confined,
		&err) != HJ_OK ||
	    hj_outbox_begin(&report, &confined, &err) != HJ_OK)
		goto out;
	rc = parse(x, &report, piece, &err) == HJ_OK ? 0 : 1;
out:
	hj_xml_free(x);
	hj_outbox_clear(&report);
	free(piece);
	/* No handlers of exit(3): they may call what is forbidden now. */
	_exit(rc);
}
