#include <string.h>

#include "core/store/store_env.h"

struct key {
	uint8_t b[8];
};

static struct key
key_of(uint64_t number)
{
	struct key k;

	for (size_t i = 0; i < sizeof(k.b); i++)
		k.b[i] = (uint8_t)(number >> (8 * (sizeof(k.b) - 1 - i)));
	return k;
}

static bool
number_of(const MDB_val *v, uint64_t *ret)
{
	const uint8_t *p = v->mv_data;

	if (v->mv_size != 8)
		return false;
	*ret = 0;
	for (size_t i = 0; i < 8; i++)
		*ret = *ret << 8 | p[i];
	return true;
}

/* After a failure LMDB says only that the transaction is bad, whatever else
 * is asked of it; what it met first stays the reason. */
static int
failed(struct hj_txn *t, int rc, const char *what, struct hj_error *err)
{
	if (rc == MDB_MAP_FULL)
		t->full = true;
	if (rc == MDB_BAD_TXN && t->met != 0)
		rc = t->met;
	t->met = rc;
	return hj_store_failed(t->store, rc, what, err);
}

uint64_t
hj_txn_snapshot(struct hj_txn *t)
{
	return mdb_txn_id(t->txn);
}

int
hj_txn_get(struct hj_txn *t, uint64_t number, const uint8_t **ret, size_t *n,
    struct hj_error *err)
{
	struct key k = key_of(number);
	MDB_val key = { sizeof(k.b), k.b }, v;
	int rc;

	if ((rc = mdb_get(t->txn, t->records, &key, &v)) == MDB_NOTFOUND)
		return hj_fail(err, HJ_ENOTFOUND, "record %llu is not there",
		    (unsigned long long)number);
	if (rc != 0)
		return failed(t, rc, HJ_N_("read"), err);
	*ret = v.mv_data;
	*n = v.mv_size;
	return HJ_OK;
}

static int
put(struct hj_txn *t, uint64_t number, const uint8_t *p, size_t n,
    unsigned flags, struct hj_error *err)
{
	struct key k = key_of(number);
	MDB_val key = { sizeof(k.b), k.b }, v;
	int rc;

	/* LMDB copies from it and never writes there. */
	memcpy(&v.mv_data, &p, sizeof(v.mv_data));
	v.mv_size = n;
	if ((rc = mdb_put(t->txn, t->records, &key, &v, flags)) != 0)
		return failed(t, rc, HJ_N_("write"), err);
	return HJ_OK;
}

int
hj_txn_put(struct hj_txn *t, uint64_t number, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	return put(t, number, p, n, 0, err);
}

int
hj_txn_append(struct hj_txn *t, uint64_t number, const uint8_t *p, size_t n,
    struct hj_error *err)
{
	return put(t, number, p, n, MDB_APPEND, err);
}

int
hj_txn_delete(struct hj_txn *t, uint64_t number, struct hj_error *err)
{
	struct key k = key_of(number);
	MDB_val key = { sizeof(k.b), k.b };
	int rc = mdb_del(t->txn, t->records, &key, NULL);

	if (rc != 0 && rc != MDB_NOTFOUND)
		return failed(t, rc, HJ_N_("write"), err);
	return HJ_OK;
}

int
hj_txn_last(struct hj_txn *t, uint64_t *ret, struct hj_error *err)
{
	MDB_cursor *cursor;
	MDB_val key, v;
	int rc;

	if ((rc = mdb_cursor_open(t->txn, t->records, &cursor)) != 0)
		return failed(t, rc, HJ_N_("read"), err);
	rc = mdb_cursor_get(cursor, &key, &v, MDB_LAST);
	mdb_cursor_close(cursor);
	if (rc == MDB_NOTFOUND) {
		*ret = 0;
		return HJ_OK;
	}
	if (rc == 0 && !number_of(&key, ret))
		rc = MDB_CORRUPTED;
	return rc == 0 ? HJ_OK : failed(t, rc, HJ_N_("read"), err);
}

int
hj_txn_each(struct hj_txn *t, uint64_t from, hj_record_fn *fn, void *to,
    struct hj_error *err)
{
	struct key k = key_of(from);
	MDB_val key = { sizeof(k.b), k.b }, v;
	MDB_cursor *cursor;
	uint64_t number;
	int stop = HJ_OK, rc;

	if ((rc = mdb_cursor_open(t->txn, t->records, &cursor)) != 0)
		return failed(t, rc, HJ_N_("read"), err);
	rc = mdb_cursor_get(cursor, &key, &v, MDB_SET_RANGE);
	while (rc == 0 && stop == HJ_OK) {
		if (!number_of(&key, &number)) {
			rc = MDB_CORRUPTED;
			break;
		}
		stop = fn(to, number, v.mv_data, v.mv_size, err);
		if (stop == HJ_OK)
			rc = mdb_cursor_get(cursor, &key, &v, MDB_NEXT);
	}
	mdb_cursor_close(cursor);
	if (rc != 0 && rc != MDB_NOTFOUND)
		return failed(t, rc, HJ_N_("read"), err);
	return stop;
}

int
hj_txn_index_get(struct hj_txn *t, const uint8_t id[static HJ_INDEX_KEY],
    uint64_t *ret, struct hj_error *err)
{
	uint8_t copy[HJ_INDEX_KEY];
	MDB_val key = { sizeof(copy), copy }, v;
	int rc;

	memcpy(copy, id, sizeof(copy));
	if ((rc = mdb_get(t->txn, t->index, &key, &v)) == MDB_NOTFOUND)
		return hj_fail(err, HJ_ENOTFOUND, "not in the index");
	if (rc == 0 && !number_of(&v, ret))
		rc = MDB_CORRUPTED;
	return rc == 0 ? HJ_OK : failed(t, rc, HJ_N_("read"), err);
}

int
hj_txn_index_put(struct hj_txn *t, const uint8_t id[static HJ_INDEX_KEY],
    uint64_t number, struct hj_error *err)
{
	struct key k = key_of(number);
	uint8_t copy[HJ_INDEX_KEY];
	MDB_val key = { sizeof(copy), copy }, v = { sizeof(k.b), k.b };
	int rc;

	memcpy(copy, id, sizeof(copy));
	if (number != 0)
		rc = mdb_put(t->txn, t->index, &key, &v, 0);
	else if ((rc = mdb_del(t->txn, t->index, &key, NULL)) == MDB_NOTFOUND)
		rc = 0;
	return rc == 0 ? HJ_OK : failed(t, rc, HJ_N_("write"), err);
}

int
hj_txn_index_clear(struct hj_txn *t, struct hj_error *err)
{
	int rc = mdb_drop(t->txn, t->index, 0);

	return rc == 0 ? HJ_OK : failed(t, rc, HJ_N_("write"), err);
}

int
hj_txn_index_count(struct hj_txn *t, uint64_t *ret, struct hj_error *err)
{
	MDB_stat st;
	int rc = mdb_stat(t->txn, t->index, &st);

	if (rc != 0)
		return failed(t, rc, HJ_N_("read"), err);
	*ret = st.ms_entries;
	return HJ_OK;
}
