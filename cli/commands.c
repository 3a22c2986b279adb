/* The only list of commands: in the order in which help shows them. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/pages.h"
#include "cli/screen/say.h"
#include "core/base/near.h"

static const char *const languages[] = { "en", "ko", NULL };

#define AT(field) offsetof(struct globals, field)

const struct option_def global_options[] = {
	{ 0, "vault", OPT_FILE, AT(vault), "DIR", NULL,
	    N_("the folder of the vault; else $HANJI_VAULT") },
	{ 0, "passphrase-fd", OPT_FD, AT(passphrase_fd), "N", NULL,
	    N_("read the passphrase, one line, from descriptor N") },
	{ 0, "key-file", OPT_FILE, AT(key_file), "FILE", NULL,
	    N_("the key file that the passphrase needs, if it needs one") },
	{ 0, "json", OPT_FLAG, AT(json), NULL, NULL,
	    N_("print one JSON object for programs") },
	{ 0, "lang", OPT_CHOICE, AT(lang), "LANG", languages,
	    N_("en or ko; else the language of the system") },
	{ 'y', "yes", OPT_FLAG, AT(yes), NULL, NULL,
	    N_("agree to every question") },
	{ 0, "wait", OPT_TIME, AT(wait), "SECONDS", NULL,
	    N_("wait for another writer so long") },
	{ 0, "reason", OPT_TEXT, AT(reason), "TEXT", NULL,
	    N_("why; kept in the log, sealed") },
	{ 0, "accept-rollback", OPT_FLAG, AT(accept_rollback), NULL, NULL,
	    N_("open a vault older than this computer knows; needs --reason") },
	{ 0, "team", OPT_EACH, AT(teams), "TEAM", NULL,
	    N_("the team of new case files, or of a new member") },
	{ 'h', "help", OPT_FLAG, AT(help), NULL, NULL, N_("show help") },
	{ 0 },
};

#undef AT

const struct command commands[] = {
	/* name, Korean name, group, needs, operands: least, most, shown */
	{ "init", "만들기", EVERYDAY, NEED_PLACE, 0, 0, "",
	    N_("make a new vault"), &init_page },
	{ "unlock", "열기", EVERYDAY, NEED_KEYS, 0, 0, "",
	    N_("ask for the passphrase once in a while only"), &unlock_page },
	{ "lock", "잠그기", EVERYDAY, NEED_VAULT, 0, 0, "",
	    N_("forget the key that 'unlock' left; destroy all keys"),
	    &lock_page },
	{ "status", "상태", EVERYDAY, NEED_KEYS, 0, 0, "",
	    N_("show what the vault holds and the age of its backup"),
	    &status_page },
	{ "add", "추가", EVERYDAY, NEED_WRITE, 0, -1, "[PATH=VALUE ...]",
	    N_("store a new case file"), &add_page },
	{ "update", "고치기", EVERYDAY, NEED_WRITE, 1, -1,
	    "CASE [PATH=VALUE ...]", N_("change fields of a case file"),
	    &update_page },
	{ "edit", "편집", EVERYDAY, NEED_PLACE, 1, 1, "CASE",
	    N_("change a case file in an editor"), &edit_page },
	{ "note", "메모", EVERYDAY, NEED_WRITE, 1, 2, "CASE [TEXT]",
	    N_("add a note to a case file"), &note_page },
	{ "identify", "신원확인", EVERYDAY, NEED_WRITE, 1, 3,
	    "CASE [UNNAMED [PERSON]]", N_("say who an unnamed member is"),
	    &identify_page },
	{ "split", "분리", EVERYDAY, NEED_WRITE, 1, 2, "CASE [PERSON]",
	    N_("give a member a case file of their own"), &split_page },
	{ "merge", "병합", EVERYDAY, NEED_WRITE, 2, 2, "CASE CASE",
	    N_("make one of two case files about one person"), &merge_page },
	{ "unmerge", "병합취소", EVERYDAY, NEED_WRITE, 1, 2, "CASE [CASE]",
	    N_("part two case files that were merged"), &unmerge_page },
	{ "link", "연결", EVERYDAY, NEED_WRITE, 2, 3, "CASE CASE [KIND]",
	    N_("tie two case files together"), &link_page },
	{ "consent", "동의", EVERYDAY, NEED_KEYS, 1, 2, "CASE [PERSON]",
	    N_("show and record what a person agreed to"), &consent_page },
	{ "withdraw", "철회", EVERYDAY, NEED_WRITE, 2, 2, "CASE PERSON",
	    N_("record that a person does not agree any more"),
	    &withdraw_page },
	{ "task", "할일", EVERYDAY, NEED_KEYS, 1, 2, "CASE [TEXT]",
	    N_("show and add what is to be done on a case"), &task_page },
	{ "done", "완료", EVERYDAY, NEED_WRITE, 0, 2, "[TASK [TEXT]]",
	    N_("mark a task as done"), &done_page },
	{ "due", "기한", EVERYDAY, NEED_KEYS | USE_PAGER, 0, 0, "",
	    N_("list what is due in the whole vault"), &due_page },
	{ "contact", "연락", EVERYDAY, NEED_KEYS, 1, -1,
	    "CASE [FIELD=VALUE ...]", N_("show and record contacts"),
	    &contact_page },
	{ "call", "전화", EVERYDAY, NEED_WRITE, 1, 2, "CASE [PERSON]",
	    N_("show how a call is safe, then the number"), &call_page },
	{ "followup", "사후지원", EVERYDAY, NEED_WRITE, 1, -1,
	    "CASE [PERSON] [PATH=VALUE ...]",
	    N_("make a follow-up case, for resettlement"), &followup_page },
	{ "need", "필요", EVERYDAY, NEED_KEYS, 1, -1, "CASE [FIELD=VALUE ...]",
	    N_("show and record what a person needs"), &need_page },
	{ "service", "지원", EVERYDAY, NEED_KEYS, 1, -1,
	    "CASE [FIELD=VALUE ...]",
	    N_("show and record support, with amounts"), &service_page },
	{ "refer", "의뢰", EVERYDAY, NEED_KEYS, 1, -1, "CASE [FIELD=VALUE ...]",
	    N_("show and record referrals"), &refer_page },
	{ "show", "보기", EVERYDAY, NEED_KEYS | USE_PAGER, 1, 1, "CASE",
	    N_("show a case file"), &show_page },
	{ "list", "목록", EVERYDAY, NEED_KEYS | USE_PAGER, 0, 0, "",
	    N_("list the case files"), &list_page },
	{ "search list", "검색 목록", EVERYDAY, NEED_KEYS, 0, 0, "",
	    N_("list the saved searches"), &search_list_page },
	{ "search drop", "검색 버리기", EVERYDAY, NEED_WRITE, 1, 1, "NAME",
	    N_("forget a saved search"), &search_drop_page },
	{ "find", "찾기", EVERYDAY, NEED_KEYS | USE_PAGER, 0, 1, "[TEXT]",
	    N_("find case files by name or id"), &find_page },
	{ "duplicates", "중복", EVERYDAY, NEED_KEYS | USE_PAGER, 0, 1, "[CASE]",
	    N_("list who may be here twice"), &duplicates_page },
	{ "stats", "통계", EVERYDAY, NEED_KEYS | USE_WHOLE | USE_PAGER, 0, 0,
	    "", N_("count, by up to three fields"), &stats_page },
	{ "history", "이력", EVERYDAY, NEED_KEYS | USE_PAGER, 1, 2,
	    "CASE [PATH]",
	    N_("list who changed a case file or a field, when and why"),
	    &history_page },
	{ "diff", "비교", EVERYDAY, NEED_KEYS | USE_PAGER, 1, 3,
	    "CASE [REV [REV]]", N_("show what a change did"), &diff_page },
	{ "revert", "되돌리기", EVERYDAY, NEED_WRITE, 2, 2, "CASE REV",
	    N_("put back what an earlier revision said"), &revert_page },
	{ "attach", "첨부", EVERYDAY, NEED_WRITE, 1, -1,
	    "CASE [FILE] [PATH=VALUE ...]", N_("keep a file as evidence"),
	    &attach_page },
	{ "extract", "꺼내기", EVERYDAY, NEED_WRITE, 2, 2, "CASE EVIDENCE",
	    N_("copy an attachment out of the vault"), &extract_page },
	{ "view", "열람", EVERYDAY, NEED_PLACE, 2, 2, "CASE EVIDENCE",
	    N_("look at an attachment, in memory only"), &view_page },
	{ "custody", "보관이력", EVERYDAY, NEED_WRITE, 2, 3,
	    "CASE EVIDENCE [EVENT]",
	    N_("tell and record who had an attachment"), &custody_page },
	{ "conflicts", "불일치", EVERYDAY, NEED_KEYS | USE_PAGER, 0, 1,
	    "[CASE]", N_("list what two laptops said differently"),
	    &conflicts_page },
	{ "resolve", "정리", EVERYDAY, NEED_WRITE, 1, 2, "CASE [CONFLICT]",
	    N_("settle such a conflict"), &resolve_page },
	{ "import", "가져오기", EVERYDAY, NEED_WRITE, 1, -1, "FILE ...",
	    N_("bring in case files from others"), &import_page },
	{ "verify", "검증", EVERYDAY, NEED_NOTHING, 1, 1, "FILE",
	    N_("check a package that somebody sent"), &verify_page },
	{ "validate", "검사", EVERYDAY, NEED_KEYS | USE_PAGER, 0, 1, "[CASE]",
	    N_("check what case files say"), &validate_page },
	{ "codes", "코드", EVERYDAY, USE_OPEN | USE_PAGER, 0, 2,
	    "[LIST [TEXT]]", N_("show the code lists"), &codes_page },
	{ "codes add", "코드 추가", EVERYDAY, NEED_WRITE, 2, 2, "LIST CODE",
	    N_("add a code of your own to a list"), &codes_add_page },
	{ "codes change", "코드 수정", EVERYDAY, NEED_WRITE, 2, 2, "LIST CODE",
	    N_("correct the labels of a code of your own"),
	    &codes_change_page },
	{ "codes drop", "코드 삭제", EVERYDAY, NEED_WRITE | USE_WHOLE, 2, 2,
	    "LIST CODE", N_("take a code of your own out of its list"),
	    &codes_drop_page },
	{ "draft list", "초안 목록", EVERYDAY, NEED_KEYS, 0, 0, "",
	    N_("list what was begun and not finished"), &draft_list_page },
	{ "draft drop", "초안 버리기", EVERYDAY, NEED_WRITE, 1, 1, "DRAFT",
	    N_("throw a draft away"), &draft_drop_page },
	{ "export", "내보내기", EVERYDAY, NEED_WRITE | USE_WHOLE, 0, -1,
	    "[CASE ...]", N_("write case files as XML"), &export_page },
	{ "petition new", "진정 작성", EVERYDAY, NEED_WRITE, 2, -1,
	    "MECHANISM CASE ... [PATH=VALUE ...]",
	    N_("make a petition on case files"), &petition_new_page },
	{ "submitter", "제출자", EVERYDAY, NEED_WRITE, 0, -1,
	    "[PATH=VALUE ...]", N_("show and keep who submits petitions"),
	    &submitter_page },
	{ "petition check", "진정 점검", EVERYDAY, NEED_KEYS | USE_PAGER, 1, 1,
	    "PETITION", N_("show who will be named in it"),
	    &petition_check_page },
	{ "petition export", "진정 내보내기", EVERYDAY, NEED_WRITE, 1, 1,
	    "PETITION", N_("write its document"), &petition_export_page },
	{ "petition sent", "진정 제출", EVERYDAY, NEED_WRITE, 1, 1, "PETITION",
	    N_("keep what was sent, and check it again"), &petition_sent_page },
	{ "petition status", "진정 경과", EVERYDAY, NEED_KEYS | USE_PAGER, 1, 2,
	    "PETITION [STEP]", N_("show where it stands, record a step"),
	    &petition_status_page },
	{ "petition reply", "진정 답변", EVERYDAY, NEED_WRITE, 1, 2,
	    "PETITION [TEXT]", N_("record what the State answered"),
	    &petition_reply_page },
	{ "petition list", "진정 목록", EVERYDAY, NEED_KEYS | USE_PAGER, 0, 0,
	    "", N_("list the petitions"), &petition_list_page },
	{ "disclosures", "제공내역", EVERYDAY, NEED_KEYS | USE_PAGER, 1, 2,
	    "CASE [PERSON]", N_("show who already holds what"),
	    &disclosures_page },
	{ "erase", "영구삭제", EVERYDAY, NEED_WRITE | USE_WHOLE, 1, -1,
	    "CASE [PATH ...]", N_("erase a case file or part of it for good"),
	    &erase_page },
	{ "hold", "삭제금지", EVERYDAY, NEED_WRITE, 1, 1, "CASE",
	    N_("let nobody erase a case file"), &hold_page },
	{ "hold lift", "삭제금지 해제", EVERYDAY, NEED_WRITE, 1, 1, "CASE",
	    N_("allow a case file to be erased again"), &hold_lift_page },
	{ "hold list", "삭제금지 목록", EVERYDAY, NEED_KEYS | USE_PAGER, 0, 0,
	    "", N_("list what nobody may erase, and why"), &hold_list_page },
	{ "retention", "보유기간", EVERYDAY, NEED_KEYS, 0, 0, "",
	    N_("show how long case files are usually kept"), &retention_page },
	{ "retention set", "보유기간 지정", EVERYDAY, NEED_WRITE, 1, 1,
	    "PERIOD|none", N_("set how long case files are usually kept"),
	    &retention_set_page },
	{ "letter", "서한", EVERYDAY, NEED_WRITE, 1, 2, "CASE [PERSON]",
	    N_("write to who holds a name that was withdrawn"), &letter_page },
	{ "backup", "백업", EVERYDAY, NEED_WRITE | USE_WHOLE, 1, 1, "FILE",
	    N_("write the vault into one verified file"), &backup_page },
	{ "backup list", "백업 목록", EVERYDAY, NEED_KEYS | USE_PAGER, 0, 0, "",
	    N_("list the backups, and what they still hold"),
	    &backup_list_page },
	{ "backup gone", "백업 폐기", EVERYDAY, NEED_WRITE, 1, 1, "ENTRY",
	    N_("say that a backup was destroyed"), &backup_gone_page },
	{ "help", "도움말", EVERYDAY, NEED_NOTHING, 0, 2, "[COMMAND]",
	    N_("show help for a command"), &help_page },
	{ "restore", "복원", ADVANCED, NEED_PLACE, 1, 1, "FILE",
	    N_("make a vault of a backup"), &restore_page },
	{ "check", "점검", ADVANCED, NEED_VAULT, 0, 0, "",
	    N_("look for damage, and repair it"), &check_page },
	{ "compact", "정리", ADVANCED, NEED_WRITE | USE_WHOLE, 0, 0, "",
	    N_("write the data file without empty space"), &compact_page },
	{ "intake start", "현장 시작", ADVANCED, NEED_WRITE, 0, 0, "",
	    N_("take case files in for a headquarters"), &intake_start_page },
	{ "intake status", "현장 상태", ADVANCED, NEED_KEYS, 0, 0, "",
	    N_("show what was taken in and has not arrived yet"),
	    &intake_status_page },
	{ "intake close", "현장 마감", ADVANCED, NEED_WRITE | USE_WHOLE, 0, 0,
	    "", N_("seal what was taken in, for headquarters alone"),
	    &intake_close_page },
	{ "intake deliver", "현장 전달", ADVANCED, NEED_WRITE, 0, 1, "[FILE]",
	    N_("write it onto a stick, and erase it after the receipt"),
	    &intake_deliver_page },
	{ "intake key", "현장 열쇠", ADVANCED, NEED_KEYS, 1, 1, "NAME",
	    N_("at headquarters: its keys, for the field"), &intake_key_page },
	{ "intake receipt", "현장 수령증", ADVANCED, NEED_WRITE, 1, 1, "FILE",
	    N_("at headquarters: sign that all of it arrived"),
	    &intake_receipt_page },
	{ "member list", "구성원 목록", ADVANCED, NEED_KEYS, 0, 0, "",
	    N_("show who may open the vault, and their public keys"),
	    &member_list_page },
	{ "member add", "구성원 추가", ADVANCED, NEED_WRITE, 1, 1, "NAME",
	    N_("make somebody a member, with a passphrase of their own"),
	    &member_add_page },
	{ "member remove", "구성원 제외", ADVANCED, NEED_WRITE, 1, 1, "MEMBER",
	    N_("remove a member and renew the keys"), &member_remove_page },
	{ "incident", "유출대응", ADVANCED, NEED_WRITE | USE_WHOLE, 1, 1,
	    "DEVICE|MEMBER",
	    N_("whom to warn when a laptop or a member is lost"),
	    &incident_page },
	{ "team list", "팀 목록", ADVANCED, NEED_KEYS, 0, 0, "",
	    N_("list the teams"), &team_list_page },
	{ "team add", "팀 추가", ADVANCED, NEED_WRITE, 1, 1, "NAME",
	    N_("make a new team with a key of its own"), &team_add_page },
	{ "team rename", "팀 이름변경", ADVANCED, NEED_WRITE, 2, 2, "TEAM NAME",
	    N_("give a team another name"), &team_rename_page },
	{ "team move", "팀 이동", ADVANCED, NEED_WRITE, 2, 2, "CASE TEAM",
	    N_("bring a case into another team"), &team_move_page },
	{ "passwd", "암호변경", ADVANCED, NEED_WRITE, 0, 0, "",
	    N_("change the passphrase"), &passwd_page },
	{ "recover shares", "복구 조각", ADVANCED, NEED_WRITE, 0, 0, "",
	    N_("make papers that open the vault together"),
	    &recover_shares_page },
	{ "recover test", "복구 시험", ADVANCED, NEED_WRITE, 0, 0, "",
	    N_("try the recovery shares"), &recover_test_page },
	{ "recover restore", "복구 열기", ADVANCED, NEED_VAULT, 0, 0, "",
	    N_("set a new passphrase with recovery shares"),
	    &recover_restore_page },
	{ "recover revoke", "복구 폐기", ADVANCED, NEED_WRITE, 0, 0, "",
	    N_("make the recovery shares worthless"), &recover_revoke_page },
	{ "schema", "구조", ADVANCED, NEED_NOTHING | USE_PAGER, 0, 0, "",
	    N_("print what a case file may hold"), &schema_page },
	{ "audit log", "일지 목록", ADVANCED, NEED_KEYS | USE_PAGER, 0, 1,
	    "[CASE]", N_("list the entries of the log"), &audit_log_page },
	{ "audit verify", "일지 확인", ADVANCED, NEED_KEYS | USE_WHOLE, 0, 0,
	    "", N_("prove that nothing was altered"), &audit_verify_page },
	{ "audit report", "일지 보고", ADVANCED, NEED_KEYS, 0, 0, "",
	    N_("count what was done, without names"), &audit_report_page },
	{ "audit checkpoint", "일지 확인점", ADVANCED, NEED_KEYS, 0, 0, "",
	    N_("print the signed state of the log"), &audit_checkpoint_page },
	{ "audit prove", "일지 증명", ADVANCED, NEED_WRITE, 0, 1, "[CASE]",
	    N_("prove an entry to outsiders"), &audit_prove_page },
	{ "audit witness", "일지 증인", ADVANCED, NEED_WRITE, 1, 2,
	    "request|cosign|accept|list|key [FILE]",
	    N_("let a partner vouch for the log"), &audit_witness_page },
	{ "doctor", "진단", ADVANCED, NEED_PLACE, 0, 0, "",
	    N_("look at what this computer may leak"), &doctor_page },
};

const size_t ncommands = HJ_LEN(commands);

/* "audit log" against "audit", "log". */
static bool
is_named(const char *name, const char *one, const char *two)
{
	size_t n = strlen(one);

	if (name == NULL || strncmp(name, one, n) != 0)
		return false;
	if (two == NULL)
		return name[n] == '\0';
	return name[n] == ' ' && strcmp(name + n + 1, two) == 0;
}

const struct command *
command_find(const char *one, const char *two)
{
	for (size_t i = 0; i < ncommands; i++)
		if (is_named(commands[i].name, one, two) ||
		    is_named(commands[i].alias, one, two))
			return &commands[i];
	return NULL;
}

bool
command_is_first(const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i < ncommands; i++)
		if ((strncmp(commands[i].name, word, n) == 0 &&
			commands[i].name[n] == ' ') ||
		    (strncmp(commands[i].alias, word, n) == 0 &&
			commands[i].alias[n] == ' '))
			return true;
	return false;
}

/* Which commands begin with this word: "audit log, audit verify". */
static int
half_a_name(const char *one, struct hj_error *err)
{
	char list[256] = "";
	size_t n = strlen(one), used = 0;

	for (size_t i = 0; i < ncommands; i++) {
		const char *name = commands[i].name;

		if ((strncmp(name, one, n) != 0 || name[n] != ' ') &&
		    (strncmp(commands[i].alias, one, n) != 0 ||
			commands[i].alias[n] != ' '))
			continue;
		if (used + strlen(name) + 3 > sizeof(list))
			break;
		used += (size_t)snprintf(list + used, sizeof(list) - used,
		    "%s%s", used != 0 ? ", " : "", name);
	}
	return cli_usage(err, "'%s' needs a second word: %s", one, list);
}

int
command_unknown(const char *one, const char *two, struct hj_error *err)
{
	char typed[64] = "";
	struct hj_near near;

	if (command_is_first(one) && two == NULL)
		return half_a_name(one, err);
	(void)snprintf(typed, sizeof(typed), "%s%s%s", one,
	    two != NULL ? " " : "", two != NULL ? two : "");
	near = HJ_NEAR(typed, strlen(typed));
	for (size_t i = 0; i < ncommands; i++)
		hj_near_offer(&near, commands[i].name);
	if (near.best != NULL)
		return cli_usage(err,
		    "unknown command '%s'; did you mean '%s'?", typed,
		    near.best);
	return cli_usage(err,
	    "unknown command '%s'; 'hanji help' lists the commands", typed);
}
