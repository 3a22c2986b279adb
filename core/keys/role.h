/*
 * role.h: what a member of a vault may do, and what stands behind it.
 *
 * Three things hold a member back, and only the first two are more than this
 * program's word:
 *
 *  - keys that are not in their keyring (keyring.h): what it does not hold
 *    does not open, whatever program is used;
 *  - their signature: what they write counts only where roll.h gives them the
 *    right to it, and every `audit verify` finds what does not;
 *  - this program, which refuses beforehand what would be found afterwards.
 *
 *	            keyring                       signs in the log
 *	owner       `log id header erase`, all    everything
 *	            teams
 *	caseworker  `log id header erase`, own    everything but members,
 *	            teams                         teams, the end of a legal
 *	                                          hold, the period of keeping
 *	reader      as a caseworker               what was looked at and let out:
 *	                                          no revision
 *	auditor     `log id`                      nothing
 *
 * So an auditor cannot read: no row, no name, no case.  A caseworker and a
 * reader cannot read cases of other teams.  A reader could write bytes that
 * open, since whoever reads a page holds the key that sealed it; but no commit
 * of theirs with a revision passes a verification.  Whoever holds `header` can
 * write header files that pass the MAC (a new passphrase of one's own needs
 * that), but who is a member, and as what, is said by the roll alone, in which
 * only owners sign.
 */
#ifndef HJ_CORE_ROLE_H
#define HJ_CORE_ROLE_H

#include <stdbool.h>
#include <stddef.h>

enum hj_role {
	HJ_ROLE_NONE = 0, /* not yet, or no longer, a member */
	HJ_ROLE_OWNER = 1,
	HJ_ROLE_CASEWORKER = 2,
	HJ_ROLE_READER = 3,
	HJ_ROLE_AUDITOR = 4,
};

/* "owner" and so on; "none". */
const char *hj_role_word(enum hj_role role);
/* HJ_ROLE_NONE: no such word. */
enum hj_role hj_role_find(const char *word);

/* May a member of this role sign a log entry of this action?  `revises`: it
 * made a revision. */
bool hj_role_may(enum hj_role role, const char *action, bool revises);
/* Does the action change who is a member, as what, or which teams there are? */
bool hj_role_is_membership(const char *action);

#endif
