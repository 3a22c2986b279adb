#include "export/subject/subjectpage_own.h"

static const struct hj_subject_words english = {
	.lang = "en",
	.title = "Copy of what we keep about you",
	.about =
	    "This is what our records say about you, as they stand today. It is for you. Keep it where nobody finds it who could harm you or others, or destroy it once you have read it.",
	.date = "Made on",
	.file = "Record",
	.given = "Who was given something about you",
	.nobody = "Nothing about you was given to anybody.",
	.day = "Date",
	.who = "To whom",
	.what = "What",
	.unknown = "not known",
	.unsure = " (whether you stand in it is not certain)",
	.backups =
	    "Sealed backups of all our records exist; nobody outside our office can read them.",
	.missing = "What is not in this copy",
	.left = { "Other people: whoever was with you, saw it or is related to you stands here without name, relatives as \"a family member\".",
	    "Who told us something about you, and their words, where these are not public or your own.",
	    "Our staff, interpreters and helpers, and notes for our own work.",
	    "Texts that name somebody else and could not be given without that." },
	.rights = "What you may ask for",
	.right = { "That what is wrong be corrected, and what is missing added.",
	    "That a consent be withdrawn, at any time and without a reason. We then ask those who were given something to take it out.",
	    "That what is kept about you be erased, as far as nothing obliges us to keep it.",
	    "Who decided what, and why, about any line of this copy." },
};

static const struct hj_subject_words in_korean = {
	.lang = "ko",
	.title = "본인 기록 사본",
	.about =
	    "저희가 보관하는 기록 가운데 귀하에 관한 내용을 오늘 기준으로 옮긴 사본입니다. 귀하 본인을 위한 문서입니다. 귀하나 다른 분에게 해를 끼칠 수 있는 사람의 눈에 띄지 않는 곳에 보관하시고, 다 읽으신 뒤에는 없애셔도 됩니다.",
	.date = "작성일",
	.file = "기록",
	.given = "귀하에 관한 자료를 제공받은 곳",
	.nobody = "귀하에 관한 자료를 제공받은 곳이 없습니다.",
	.day = "날짜",
	.who = "제공받은 곳",
	.what = "내용",
	.unknown = "알 수 없음",
	.unsure = " (귀하가 포함되었는지는 분명하지 않습니다)",
	.backups =
	    "전체 기록을 암호화한 백업이 있으며, 저희 단체 밖에서는 아무도 읽을 수 없습니다.",
	.missing = "이 사본에 없는 내용",
	.left = { "다른 사람: 함께 있었거나 목격하였거나 친족인 분은 이름 없이 적었고, 친족은 “가족”이라고만 적었습니다.",
	    "귀하에 관하여 말해 준 사람과 그 진술. 공개된 것과 귀하 본인의 진술은 실었습니다.",
	    "저희 직원, 통역, 조력자와 업무용 메모.",
	    "다른 사람의 이름이 들어 있어 그대로 드릴 수 없는 글." },
	.rights = "요청하실 수 있는 것",
	.right = { "틀린 내용을 바로잡고 빠진 내용을 더하는 것.",
	    "동의를 철회하는 것. 언제든지 이유 없이 하실 수 있으며, 철회하시면 자료를 제공받은 곳에 삭제를 요청합니다.",
	    "저희가 보관하여야 할 의무가 없는 범위에서 귀하에 관한 기록을 삭제하는 것.",
	    "이 사본의 어느 내용이든 누가 왜 그렇게 정하였는지 설명을 듣는 것." },
};

const struct hj_subject_words *
hj_subject_words(bool korean)
{
	return korean ? &in_korean : &english;
}
