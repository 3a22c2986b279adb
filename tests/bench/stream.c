/*
 * stream: the floor of an attachment: a file through the STREAM of age.
 *
 *	stream in FILE TO [hash] | out FILE TO
 *
 * Chunks of 64 KiB, ChaCha20-Poly1305, one flush; with `hash` also SHA-256 and
 * SHA-512 of the plaintext, which a case file has to say of its evidence.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <sodium.h>

#define CHUNK 65536
#define TAG crypto_aead_chacha20poly1305_ietf_ABYTES

static _Noreturn void
die(const char *what)
{
	(void)fprintf(stderr, "stream: %s\n", what);
	_exit(1);
}

static size_t
fill(int fd, unsigned char *p, size_t n)
{
	size_t have = 0;
	ssize_t k;

	while (have < n && (k = read(fd, p + have, n - have)) > 0)
		have += (size_t)k;
	return have;
}

static void
put(int fd, const unsigned char *p, size_t n)
{
	while (n > 0) {
		ssize_t k = write(fd, p, n);

		if (k <= 0)
			die("cannot write");
		p += k;
		n -= (size_t)k;
	}
}

struct way {
	bool seal, hash;
	int from, to;
	crypto_hash_sha256_state sha256;
	crypto_hash_sha512_state sha512;
};

static void
pass(struct way *w)
{
	static unsigned char in[CHUNK + TAG], out[CHUNK + TAG];
	unsigned char nonce[12] = { 0 };
	static const unsigned char key[32];
	size_t size = w->seal ? CHUNK : CHUNK + TAG, n;
	unsigned long long m;

	while ((n = fill(w->from, in, size)) > 0) {
		if (w->hash) {
			crypto_hash_sha256_update(&w->sha256, in, n);
			crypto_hash_sha512_update(&w->sha512, in, n);
		}
		if (w->seal)
			(void)crypto_aead_chacha20poly1305_ietf_encrypt(out, &m,
			    in, n, NULL, 0, NULL, nonce, key);
		else if (crypto_aead_chacha20poly1305_ietf_decrypt(out, &m,
			     NULL, in, n, NULL, 0, nonce, key) != 0)
			die("does not open");
		put(w->to, out, (size_t)m);
		sodium_increment(nonce, 11);
	}
}

int
main(int argc, char *argv[])
{
	struct way w = { .seal = argc > 1 && strcmp(argv[1], "in") == 0,
		.hash = argc > 4 };
	unsigned char digest[64];

	if (argc < 4 || sodium_init() < 0)
		die("usage: stream in|out FILE TO [hash]");
	w.from = open(argv[2], O_RDONLY);
	w.to = open(argv[3], O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (w.from < 0 || w.to < 0)
		die("cannot open");
	crypto_hash_sha256_init(&w.sha256);
	crypto_hash_sha512_init(&w.sha512);
	pass(&w);
	crypto_hash_sha256_final(&w.sha256, digest);
	crypto_hash_sha512_final(&w.sha512, digest);
	return fsync(w.to) == 0 ? 0 : 1;
}
