/* pages.h: what stands beside the code of each command (command.h). */
#ifndef HJ_CLI_PAGES_H
#define HJ_CLI_PAGES_H

#include "cli/command.h"

extern const struct command_page add_page;
extern const struct command_page attach_page;
extern const struct command_page audit_checkpoint_page;
extern const struct command_page audit_log_page;
extern const struct command_page audit_prove_page;
extern const struct command_page audit_verify_page;
extern const struct command_page audit_witness_page;
extern const struct command_page backup_page;
extern const struct command_page call_page;
extern const struct command_page check_page;
extern const struct command_page codes_add_page;
extern const struct command_page codes_change_page;
extern const struct command_page codes_drop_page;
extern const struct command_page codes_page;
extern const struct command_page conflicts_page;
extern const struct command_page consent_page;
extern const struct command_page contact_page;
extern const struct command_page diff_page;
extern const struct command_page disclosures_page;
extern const struct command_page doctor_page;
extern const struct command_page done_page;
extern const struct command_page draft_drop_page;
extern const struct command_page draft_list_page;
extern const struct command_page due_page;
extern const struct command_page duplicates_page;
extern const struct command_page edit_page;
extern const struct command_page export_page;
extern const struct command_page custody_page;
extern const struct command_page view_page;
extern const struct command_page extract_page;
extern const struct command_page find_page;
extern const struct command_page followup_page;
extern const struct command_page help_page;
extern const struct command_page history_page;
extern const struct command_page identify_page;
extern const struct command_page import_page;
extern const struct command_page init_page;
extern const struct command_page letter_page;
extern const struct command_page link_page;
extern const struct command_page list_page;
extern const struct command_page lock_page;
extern const struct command_page member_list_page;
extern const struct command_page merge_page;
extern const struct command_page need_page;
extern const struct command_page note_page;
extern const struct command_page passwd_page;
extern const struct command_page recover_restore_page;
extern const struct command_page recover_revoke_page;
extern const struct command_page recover_shares_page;
extern const struct command_page recover_test_page;
extern const struct command_page petition_check_page;
extern const struct command_page petition_export_page;
extern const struct command_page petition_list_page;
extern const struct command_page petition_new_page;
extern const struct command_page petition_reply_page;
extern const struct command_page petition_sent_page;
extern const struct command_page petition_status_page;
extern const struct command_page refer_page;
extern const struct command_page resolve_page;
extern const struct command_page restore_page;
extern const struct command_page revert_page;
extern const struct command_page schema_page;
extern const struct command_page search_drop_page;
extern const struct command_page search_list_page;
extern const struct command_page service_page;
extern const struct command_page show_page;
extern const struct command_page split_page;
extern const struct command_page stats_page;
extern const struct command_page submitter_page;
extern const struct command_page status_page;
extern const struct command_page task_page;
extern const struct command_page unlock_page;
extern const struct command_page unmerge_page;
extern const struct command_page update_page;
extern const struct command_page validate_page;
extern const struct command_page verify_page;

#endif
