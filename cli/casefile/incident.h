/*
 * incident.h: a device is gone, or a member is in the hands of others: what was
 * there, and whom it puts in danger.
 *
 * What the log can tell: who worked on the device, until when, which case files
 * there were by then, what was let out there.  The people are judged by the files
 * as they stand today (core/sense/peril.h): whoever was recorded since is warned too.
 */
#ifndef HJ_CLI_INCIDENT_H
#define HJ_CLI_INCIDENT_H

#include "cli/cli.h"
#include "core/base/buf.h"
#include "core/sense/peril.h"
#include "core/vault/vault_member.h"

#define INCIDENT_MEMBERS 64
#define INCIDENT_ROOM ((size_t)256 << 20)

struct incident {
	struct cli *c;
	bool is_member;
	char id[HJ_FINGERPRINT]; /* of the device, or of the member */
	char name[HJ_NAME_MAX + 1]; /* of the member; empty */
	/* Who wrote there, and the teams whose files their passphrases open. */
	size_t nmembers;
	char member[INCIDENT_MEMBERS][HJ_FINGERPRINT];
	uint16_t teams;
	int64_t first, last; /* seconds UTC of its entries; 0: none */
	uint64_t until; /* position: what was written before may be there */
	uint64_t entries;
	/* Case files. */
	struct hj_buf seen; /* of each entry: log-id and position, sorted */
	uint64_t cases, changed, sealed, erased, unseen;
	/* People, the most urgent first. */
	struct hj_buf people; /* struct incident_person */
	struct hj_buf texts; /* their names, and who warns them */
	uint64_t tasks; /* that were made, or would be */
};

struct incident_person {
	struct hj_id file;
	char id[8]; /* of the element */
	enum hj_peril peril;
	bool danger; /* a danger to life or health is on file */
	bool reachable; /* a rule of safe contact is on file */
	bool told; /* there is a task already */
	size_t name, owner; /* in texts, each ended by NUL */
	char due[16];
};

void incident_begin(struct incident *x, struct cli *c);
void incident_end(struct incident *x); /* wipes */

/* The device or member that somebody means, and what the log says of it.
 * HJ_ENOTFOUND, HJ_EAMBIGUOUS: with the devices that there are. */
int incident_find(struct incident *x, const char *text,
    struct hj_error *err) HJ_MUST_CHECK;

/* When a case file was there: 0 not, 1 as it is today, 2 an earlier version. */
int incident_held(const struct incident *x, const uint8_t *log_id);

/* Everybody in the files that were there; make: and a task for each, in commits
 * of one file, so that what was interrupted goes on.  None is made twice. */
int incident_people(struct incident *x, bool make,
    struct hj_error *err) HJ_MUST_CHECK;

#endif
