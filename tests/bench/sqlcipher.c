/*
 * sqlcipher: what a user would take instead, doing the same work on the same
 * records: one encrypted SQL database.  Linked with SQLCipher it is encrypted;
 * linked with SQLite, which knows no key, it is the same without.
 *
 *	sqlcipher import DIR FILE | export DIR FILE | get DIR N | update DIR N
 *
 * Like ours it parses with libxml2, keeps canonical bytes under a fingerprint
 * with a salt, every revision, names with an index, codes and dates, and a log
 * that is a chain of hashes.  Unlike ours it signs nothing, checks no record
 * and seals none with a key of its own.  Raw key, write-ahead log, a commit is
 * durable (synchronous=FULL), commits of 8 MB at import, 64 MB of cache.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>
#include <sqlite3.h>

#include "tests/bench/floor.h"
#include "tests/bench/saxcase.h"

#define BATCH ((size_t)8 << 20)

enum sql { BEGIN, COMMIT, CASE, REVISION, NAME, LOG, GET, HEAD, SQLS };

static const char *const texts[SQLS] = {
	[BEGIN] = "BEGIN IMMEDIATE",
	[COMMIT] = "COMMIT",
	[CASE] = "INSERT INTO cases(id, head, codes, dates) VALUES(?,?,?,?)",
	[REVISION] = "INSERT INTO revisions(digest, salt, xml) VALUES(?,?,?)",
	[NAME] = "INSERT INTO names(form, of) VALUES(?,?)",
	[LOG] = "INSERT INTO log(at, action, digest, hash) "
		"VALUES(strftime('%s', 'now'),?,?,?)",
	[GET] = "SELECT r.xml, c.n, r.digest, r.salt FROM cases c "
		"JOIN revisions r ON r.n = c.head WHERE c.id = ?",
	[HEAD] = "UPDATE cases SET head = ? WHERE n = ?",
};

struct db {
	sqlite3 *db;
	sqlite3_stmt *of[SQLS];
	uint8_t hash[32]; /* of the log so far */
	size_t pending;
};

static void
must(const struct db *d, int rc)
{
	if (rc != SQLITE_OK && rc != SQLITE_DONE)
		floor_die(sqlite3_errmsg(d->db));
}

static void
run(const struct db *d, const char *sql)
{
	must(d, sqlite3_exec(d->db, sql, NULL, NULL, NULL));
}

/* Without a row. */
static void
step(const struct db *d, enum sql s)
{
	must(d, sqlite3_step(d->of[s]));
	must(d, sqlite3_reset(d->of[s]));
}

static void
bytes(const struct db *d, enum sql s, int at, const void *p, size_t n)
{
	must(d, sqlite3_bind_blob(d->of[s], at, p, (int)n, SQLITE_STATIC));
}

static void
text(const struct db *d, enum sql s, int at, const void *p, size_t n)
{
	must(d, sqlite3_bind_text(d->of[s], at, p, (int)n, SQLITE_STATIC));
}

static void
number(const struct db *d, enum sql s, int at, sqlite3_int64 n)
{
	must(d, sqlite3_bind_int64(d->of[s], at, n));
}

static double
cpu(void)
{
	struct rusage u;

	(void)getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e6 +
	    (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

/* ---- opened ---- */

static void
last_hash(struct db *d)
{
	sqlite3_stmt *s;

	must(d,
	    sqlite3_prepare_v2(d->db,
		"SELECT hash FROM log ORDER BY seq DESC LIMIT 1", -1, &s,
		NULL));
	if (sqlite3_step(s) == SQLITE_ROW)
		memcpy(d->hash, sqlite3_column_blob(s, 0), 32);
	must(d, sqlite3_finalize(s));
}

static void
start(struct db *d, const char *dir, bool create)
{
	char path[4096];

	if (create && mkdir(dir, 0700) != 0)
		floor_die(dir);
	(void)snprintf(path, sizeof(path), "%s/cases.db", dir);
	must(d, sqlite3_open(path, &d->db));
	run(d,
	    "PRAGMA key = \"x'2dd29ca851e7b56e4697b0e1f08507293d761a05ce4d1b"
	    "628663f411a8086d99'\"");
	run(d,
	    "PRAGMA page_size = 4096; PRAGMA cipher_page_size = 4096;"
	    "PRAGMA cache_size = -65536");
	run(d, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
	if (create)
		run(d,
		    "CREATE TABLE cases(n INTEGER PRIMARY KEY, "
		    "id BLOB UNIQUE, head INTEGER, codes TEXT, dates TEXT);"
		    "CREATE TABLE revisions(n INTEGER PRIMARY KEY, "
		    "digest BLOB, salt BLOB, xml BLOB);"
		    "CREATE TABLE names(form TEXT, of INTEGER);"
		    "CREATE INDEX by_name ON names(form);"
		    "CREATE TABLE log(seq INTEGER PRIMARY KEY, at INTEGER, "
		    "action TEXT, digest BLOB, hash BLOB)");
	last_hash(d);
	for (int s = 0; s < SQLS; s++)
		must(d,
		    sqlite3_prepare_v2(d->db, texts[s], -1, &d->of[s], NULL));
}

static void
end(struct db *d)
{
	for (int s = 0; s < SQLS; s++)
		must(d, sqlite3_finalize(d->of[s]));
	must(d, sqlite3_close(d->db));
}

/* ---- a revision and its entry ---- */

static sqlite3_int64
put(struct db *d, const char *action, const void *p, size_t n)
{
	uint8_t digest[32], salt[FLOOR_SALT];
	crypto_hash_sha256_state h;

	randombytes_buf(salt, sizeof(salt));
	floor_digest(p, n, salt, digest);
	bytes(d, REVISION, 1, digest, 32);
	bytes(d, REVISION, 2, salt, sizeof(salt));
	bytes(d, REVISION, 3, p, n);
	step(d, REVISION);
	(void)crypto_hash_sha256_init(&h);
	(void)crypto_hash_sha256_update(&h, d->hash, 32);
	(void)crypto_hash_sha256_update(&h, digest, 32);
	(void)crypto_hash_sha256_final(&h, d->hash);
	n = (size_t)sqlite3_last_insert_rowid(d->db);
	text(d, LOG, 1, action, strlen(action));
	bytes(d, LOG, 2, digest, 32);
	bytes(d, LOG, 3, d->hash, 32);
	step(d, LOG);
	return (sqlite3_int64)n;
}

/* The codes, with blanks between. */
static void
bind_codes(struct db *d, const struct saxcase *c, char *room)
{
	const uint8_t *p = c->notes;
	size_t n = 0;

	for (size_t i = 0; i < c->nnotes; p += c->note[i++].len) {
		if (c->note[i].what != 'c')
			continue;
		memcpy(room + n, p, c->note[i].len);
		n += c->note[i].len;
		room[n++] = ' ';
	}
	text(d, CASE, 3, room, n);
}

static void
put_names(struct db *d, const struct saxcase *c, sqlite3_int64 of)
{
	const uint8_t *p = c->notes;

	for (size_t i = 0; i < c->nnotes; p += c->note[i++].len) {
		if (c->note[i].what != 'n')
			continue;
		text(d, NAME, 1, p, c->note[i].len);
		number(d, NAME, 2, of);
		step(d, NAME);
	}
}

static void
import_one(void *to, const struct saxcase *c)
{
	char codes[8192];
	struct db *d = to;
	sqlite3_int64 head = put(d, "import", c->bytes, c->n);

	bytes(d, CASE, 1, c->id, 10);
	number(d, CASE, 2, head);
	bind_codes(d, c, codes);
	text(d, CASE, 4, c->dates, c->dates_len);
	step(d, CASE);
	put_names(d, c, sqlite3_last_insert_rowid(d->db));
	if ((d->pending += c->n) < BATCH)
		return;
	step(d, COMMIT);
	step(d, BEGIN);
	d->pending = 0;
}

/* ---- reading ---- */

static void export(struct db *d, const char *file)
{
	FILE *f = fopen(file, "w");
	crypto_hash_sha256_state h;
	sqlite3_stmt *s;
	uint8_t hash[32];
	char hex[2][65];

	if (f == NULL)
		floor_die(file);
	(void)crypto_hash_sha256_init(&h);
	must(d,
	    sqlite3_prepare_v2(d->db,
		"SELECT r.xml, r.digest, r.salt "
		"FROM cases c JOIN revisions r ON r.n = c.head ORDER BY c.n",
		-1, &s, NULL));
	while (sqlite3_step(s) == SQLITE_ROW) {
		const uint8_t *xml = sqlite3_column_blob(s, 0);
		size_t n = (size_t)sqlite3_column_bytes(s, 0);

		for (int i = 0; i < 2; i++)
			(void)sodium_bin2hex(hex[i], 65,
			    sqlite3_column_blob(s, 1 + i), 32);
		(void)fprintf(f, "<x:record digest=\"%s\" salt=\"%s\">\n",
		    hex[0], hex[1]);
		(void)fwrite(xml, 1, n, f);
		(void)fputs("\n</x:record>\n", f);
		(void)crypto_hash_sha256_update(&h, (uint8_t *)hex, 130);
		(void)crypto_hash_sha256_update(&h, xml, n);
	}
	must(d, sqlite3_finalize(s));
	(void)crypto_hash_sha256_final(&h, hash);
	if (fflush(f) != 0 || fsync(fileno(f)) != 0 || fclose(f) != 0)
		floor_die(file);
}

static uint8_t (*all_ids(struct db *d, size_t *n))[10]
{
	uint8_t(*ids)[10] = NULL;
	sqlite3_stmt *s;

	must(d,
	    sqlite3_prepare_v2(d->db, "SELECT id FROM cases ORDER BY n", -1, &s,
		NULL));
	for (*n = 0; sqlite3_step(s) == SQLITE_ROW; ++*n) {
		if ((*n & (*n - 1)) == 0 &&
		    (ids = realloc(ids, (2 * *n + 1) * sizeof(*ids))) == NULL)
			floor_die("out of memory");
		memcpy(ids[*n], sqlite3_column_blob(s, 0), 10);
	}
	must(d, sqlite3_finalize(s));
	if (*n == 0)
		floor_die("no cases");
	return ids;
}

/* Of one case: its bytes (freed by the caller), its row. */
static uint8_t *
get_one(struct db *d, const uint8_t *id, size_t *n, sqlite3_int64 *row)
{
	uint8_t *p;

	bytes(d, GET, 1, id, 10);
	if (sqlite3_step(d->of[GET]) != SQLITE_ROW)
		floor_die("no such case");
	*n = (size_t)sqlite3_column_bytes(d->of[GET], 0);
	*row = sqlite3_column_int64(d->of[GET], 1);
	if ((p = malloc(*n)) == NULL)
		floor_die("out of memory");
	memcpy(p, sqlite3_column_blob(d->of[GET], 0), *n);
	must(d, sqlite3_reset(d->of[GET]));
	return p;
}

static void
reads(struct db *d, size_t times)
{
	size_t n, len, sum = 0;
	uint8_t(*ids)[10] = all_ids(d, &n);
	uint64_t state = 1;
	sqlite3_int64 row;
	double began = cpu();

	for (size_t i = 0; i < times; i++) {
		state = state * UINT64_C(6364136223846793005) + 1;
		free(get_one(d, ids[(state >> 33) % n], &len, &row));
		sum += len;
	}
	(void)printf("us_each %.3f\nbytes %zu\n",
	    (cpu() - began) / (double)times, sum);
	free(ids);
}

static void
update(struct db *d, size_t times)
{
	size_t n, len;
	uint8_t(*ids)[10] = all_ids(d, &n), *xml;
	sqlite3_int64 row;
	double began = cpu();

	for (size_t i = 0; i < times; i++) {
		step(d, BEGIN);
		xml = get_one(d, ids[i * 104729 % n], &len, &row);
		/* A digit in the title of the last source (gencase.c). */
		xml[len - 80] ^= 1;
		number(d, HEAD, 1, put(d, "update", xml, len));
		number(d, HEAD, 2, row);
		step(d, HEAD);
		step(d, COMMIT);
		free(xml);
	}
	(void)printf("us_each %.3f\n", (cpu() - began) / (double)times);
	free(ids);
}

int
main(int argc, char *argv[])
{
	const char *what = argc == 4 ? argv[1] : "";
	struct db d = { .db = NULL };
	size_t times;

	if (argc != 4 || sodium_init() < 0)
		floor_die("usage: sqlcipher WHAT DIR FILE | N");
	times = strtoul(argv[3], NULL, 10);
	start(&d, argv[2], strcmp(what, "import") == 0);
	if (strcmp(what, "import") == 0) {
		step(&d, BEGIN);
		saxcase_read(argv[3], import_one, &d);
		step(&d, COMMIT);
	} else if (strcmp(what, "export") == 0)
		export(&d, argv[3]);
	else if (strcmp(what, "get") == 0)
		reads(&d, times);
	else if (strcmp(what, "update") == 0)
		update(&d, times);
	else
		floor_die("no such work");
	end(&d);
	return fflush(stdout) == 0 ? 0 : 1;
}
