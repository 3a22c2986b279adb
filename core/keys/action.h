/*
 * action.h: what can be done with a vault, by the word for it in the log.
 *
 * A word is part of the published format of a leaf (log.h): none is ever renamed
 * or used for something else.  Who may do what is role.h's.
 */
#ifndef HJ_CORE_ACTION_H
#define HJ_CORE_ACTION_H

enum { HJ_ACTION_MAX = 16 }; /* bytes, with the NUL */

/* Lower-case letters and hyphens. */
#define HJ_DID_CREATE "create"
#define HJ_DID_UPDATE "update"
#define HJ_DID_IMPORT "import"
#define HJ_DID_MERGE "merge"
#define HJ_DID_RESOLVE "resolve" /* a conflict, with a reason */
#define HJ_DID_REVERT "revert" /* to what an earlier revision said */
#define HJ_DID_ATTACH "attach"
#define HJ_DID_EXTRACT "extract"
#define HJ_DID_CUSTODY "custody" /* of an attachment: handed over, verified */
#define HJ_DID_EXPORT "export"
#define HJ_DID_PETITION "petition-export"
#define HJ_DID_SENT "petition-sent"
#define HJ_DID_LETTER "letter" /* about a withdrawal */
#define HJ_DID_PROVE "prove" /* an entry or a state of the log, to others */
#define HJ_DID_COSIGN "cosign" /* the log of a partner */
#define HJ_DID_ATTEST "attest" /* what others attested of our log was kept */
#define HJ_DID_BACKUP "backup"
#define HJ_DID_BACKUP_GONE "backup-gone" /* destroyed, somebody says */
#define HJ_DID_CODES "codes" /* of their own: added, changed, dropped */
#define HJ_DID_SEARCHES "searches" /* saved or dropped */
#define HJ_DID_SUBMITTER "submitter" /* who submits petitions */
/* The ways into the vault (ways.h). */
#define HJ_DID_PASSPHRASE "passphrase" /* a new one */
#define HJ_DID_RECOVER "recover" /* a new one, with recovery shares */
#define HJ_DID_FILE_ADD "key-file-add" /* needed from now on */
#define HJ_DID_FILE_DROP "key-file-drop"
#define HJ_DID_SHARES_MADE "shares-made"
#define HJ_DID_SHARES_TRIED "shares-tried"
#define HJ_DID_SHARES_GONE "shares-revoked"
/* One of these seven, noted by the next who wrote: its own entry is missing. */
#define HJ_DID_LATE "late"
#define HJ_DID_SHOW "show"
#define HJ_DID_ROLLBACK "rollback" /* accepted, with a reason */
#define HJ_DID_DEVICE "device" /* a new device log begins */
#define HJ_DID_ENROL "member-add" /* a member, or another role or teams */
#define HJ_DID_REMOVE "member-remove"
#define HJ_DID_TEAM "team" /* a new one, or another name */
#define HJ_DID_MOVE "team-move" /* a case to another team */
#define HJ_DID_HOLD "hold" /* of a case (legalhold.h): reason under `log` */
#define HJ_DID_HOLD_LIFT "hold-lift"
#define HJ_DID_RETENTION "retention" /* of the vault: another period */
/* Case files taken in the field (trip.h). */
#define HJ_DID_INTAKE "intake" /* begun, for a headquarters */
#define HJ_DID_DELIVER "deliver" /* a sealed package written for it */
#define HJ_DID_RECEIPT "receipt" /* given, or taken */
#define HJ_DID_INCIDENT "incident" /* a device or a member was lost */
#define HJ_DID_ERASE "erase" /* of a case, or part: its ground is under `log` */
#define HJ_DID_RESEAL "reseal" /* of a revision that lost a part: same digest */
#define HJ_DID_COMMIT "commit"

#endif
