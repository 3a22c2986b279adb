#!/usr/bin/env bats
# Goal: a counsellor at a Hana centre follows a person up, in English and in
# Korean, and nothing of it ever stands beside the case.  Everybody is invented.

bats_require_minimum_version 1.5.0
load help.bash

MARK=Zzmarker

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	export TERM=dumb
	cd "$BATS_TEST_TMPDIR" || return 1
	id=$(hj add 'person[+p].name.full=-' 'person[+p].role=victim' 'person[+p].sex=f' \
	    'person[+p].contact[+k].channel=kakao' 'person[+p].contact[+k].value=nabi-7712' \
	    'person[+p].contact[+k].safe=evenings, text first' <<<"${name:-Na Bi}" 2>/dev/null)
}

plays() { # WORD ...: script from standard input, on a terminal
	{
		echo "expect ${passphrase:-Passphrase:}"
		echo "type $PHRASE"
		cat
	} >script
	run on_terminal script -- "$HANJI" "$@"
	[ "$status" -eq "${expect:-0}" ] || { echo "$output" && return 1; }
}
# Enter at a question.
pass() { printf 'expect %s\nexpect > \ntype \n' "$1"; }
answer() { printf 'expect %s\nexpect > \ntype %s\n' "$1" "$2"; }
story() { hj list --json | json '[r["id"] for r in d["data"] if r["kind"] == "followup"][0]'; }

@test "the follow-up at a Hana centre, from the first meeting to the next call" {
	plays followup "$id" <<-S
		expect Consent
		$(answer "agree that we keep" given)
		$(answer "What else may it be used for" "referral, recontact")
		expect Is that so?
		expect yes or no?
		type yes
		$(answer "How was the consent given" written)
		$(pass "Until when")
		$(pass "What danger")
		$(pass "reached safely now")
		$(answer "needed most" housing)
		$(answer "How urgent" high)
		$(answer "What exactly" "near the school of her son")
		expect | 
		type 
		$(answer "What else is needed" job)
		$(pass "How urgent is that")
		$(pass "What exactly is that")
		$(pass "And what more")
		$(answer "to be done first" "call her about the flat")
		expect | 
		type 
		$(answer "By when" 2026-01-31)
		$(answer "next contact" 2026-02-07)
		$(pass "Anything else")
		expect What will be saved
		expect Save it?
		type yes
	S
	f=$(story)
	[ "$(hj need "$f" --json | json '[(n["type"], n["priority"]) for n in d["data"]]')" = "[('housing', 'high'), ('job', None)]" ]
	[ "$(hj show "$id" --json | json 'len(d["data"]["links"])')" -eq 1 ]

	# The weekly call, which her rule allows now.
	plays call "$f" <<-S
		expect Before you contact Na Bi
		expect agreed to be contacted again
		expect SAFE: evenings, text first
		expect stops:
		type safe
		expect nabi-7712
		send q
		expect Record what came of it, now?
		expect yes or no?
		type yes
		$(answer "Was the person reached" reached)
		expect KakaoTalk
		expect > 
		type 
		$(answer "What was said" "the flat is too dear")
		expect | 
		type 
		$(answer "When is the next contact" 2026-02-14)
		expect next contact: 14 February 2026
		expect Record it so?
		expect yes or no?
		type yes
	S
	[ "$(hj contact "$f" --json | json '[c["result"] for c in d["data"]]')" = "['reached', 'reached']" ]

	# Money, and a referral that rests on the consent of the meeting.
	plays service "$f" <<-S
		expect Record a service, now?
		expect yes or no?
		type yes
		$(answer "Which kind" cash)
		$(pass "On which day")
		$(answer "Who provided" "Hana Centre")
		$(answer "How much" "1,500,00")
		expect in digits
		expect > 
		type 1,500,000
		$(answer "In which currency" won)
		expect not a code
		expect > 
		type KRW
		$(pass "What exactly")
		expect amount: 1,500,000
		expect Record it so?
		expect yes or no?
		type yes
	S
	run -0 hj service "$f"
	[[ $output == *"given so far: 1,500,000 KRW"* ]]
	plays refer "$f" <<-S
		expect Record a referral, now?
		expect yes or no?
		type yes
		$(answer "To which kind" psych)
		$(answer "To whom" "Invented Clinic")
		$(answer "What for" "nightmares")
		$(answer "What were they told" "direct, sensitive")
		$(pass "On which day")
		$(pass "What came of it")
		expect what was told: Name, contact
		expect consent it rests on
		expect Record it so?
		expect yes or no?
		type yes
	S

	# The task comes again on the last of the month, and all of it is due.
	hj update "$f" task.every=1 task.unit=month 2>/dev/null
	task=$(hj task "$f" --json | json 'd["data"][0]["id"]')
	plays done "$task" --date 2026-01-31 <<-S
		expect What came of it?
		type two flats to see
		expect It comes again: 28 February 2026
	S
	run -0 hj due
	[[ $output == *"14 February 2026"*"next contact"*"28 February 2026"*"call her about the flat"* ]]
	hj validate
}

@test "the same in Korean" {
	passphrase=암호
	plays --lang ko 사후지원 "$id" <<-S
		expect 동의
		$(answer "보관하는 데 동의" 동의)
		$(answer "어디에 써도" "서비스 기관 의뢰")
		expect 예 또는 아니요?
		type 예
		$(answer "어떤 방식으로" 서면)
		$(pass "언제까지")
		$(pass "위험이")
		$(pass "안전하게 연락할")
		$(answer "가장 필요한" 주거)
		$(answer "얼마나 급" "3일 이내")
		$(answer "구체적으로" "아들 학교 근처")
		expect | 
		type 
		$(pass "또 무엇이")
		$(answer "먼저 무엇을" "집 문제로 통화")
		expect | 
		type 
		$(answer "언제까지" 2026-01-31)
		$(answer "다음 연락은" 2026-02-07)
		$(pass "더")
		expect 저장
		type 예
	S
	f=$(story)
	plays --lang ko 전화 "$f" <<-S
		expect Na Bi 님에게 연락하기 전에
		expect 안전한 연락 방법: evenings, text first
		expect 멈춥니다:
		type 안전
		expect nabi-7712
		expect 아무 키나
		send q
		expect 지금 연락 결과를 기록할까요?
		expect 예 또는 아니요?
		type 예
		$(answer "연락이 닿았습니까" "받지 않음")
		expect 카카오톡
		expect > 
		type 
		$(pass "무슨 이야기")
		$(answer "다음 연락은 언제" 2026-02-08)
		expect 다음연락: 2026년 2월 8일
		expect 예 또는 아니요?
		type 예
	S
	plays --lang ko 지원 "$f" <<-S
		expect 지금 지원을 기록할까요?
		expect 예 또는 아니요?
		type 예
		$(answer "어떤 지원" "현금 지원")
		$(pass "언제입니까")
		$(answer "어디에서 제공" 하나센터)
		$(answer "얼마입니까" "1,500,000")
		$(answer "어느 통화" "대한민국 원")
		$(pass "구체적으로")
		expect 금액: 1,500,000
		expect 예 또는 아니요?
		type 예
	S
	run -0 hj --lang ko 지원 "$f"
	[[ $output == *"지금까지 지원: 1,500,000 KRW"* ]]
	plays --lang ko 의뢰 "$f" <<-S
		expect 지금 의뢰를 기록할까요?
		expect 예 또는 아니요?
		type 예
		$(answer "어떤 지원을 의뢰" 심리치료)
		$(answer "어느 기관" "가상 상담소")
		$(answer "무슨 목적" 악몽)
		$(answer "무엇을 알려" "건강·신앙·폭력 피해·경위")
		$(pass "언제입니까")
		$(pass "지금까지의 결과")
		expect 근거동의
		expect 예 또는 아니요?
		type 예
	S
	hj update "$f" task.every=1 task.unit=month 2>/dev/null
	plays --lang ko 완료 "$(hj task "$f" --json | json 'd["data"][0]["id"]')" --date 2026-01-31 <<-S
		expect 결과가 어땠습니까?
		type 집 두 곳을 보기로 함
		expect 다음 차례: 2026년 2월 28일
	S
	run -0 hj --lang ko 기한
	[[ $output == *"2026년 2월 8일"*"다음 연락"*"2026년 2월 28일"*"집 문제로 통화"*"마지막 확인된 백업"* ]]
	hj validate
}

@test "nothing of it stands in a petition, an annex or an export for others" {
	hj consent "$id" --scope "$(hj codes consent-scope --json | json '",".join(c["code"] for c in d["data"])')" --status given 2>/dev/null
	hj update "$id" conf=public 'person.name.conf=public' 2>/dev/null
	# Tasks and contacts in the case itself, the rest in its follow-up; all of
	# it marked public by somebody who did not know better.
	hj task "$id" "$MARK task" --due 2026-01 2>/dev/null
	hj contact "$id" other "with=$MARK aunt" "text=$MARK said" 2>/dev/null
	f=$(hj followup "$id" conf=public "note[+n].text=$MARK note" 2>/dev/null)
	hj need "$f" housing "text=$MARK need" 2>/dev/null
	hj service "$f" cash amount=1 currency=KRW "by=$MARK office" "text=$MARK rent" 2>/dev/null
	hj refer "$f" psych "to=$MARK clinic" shared=direct --reason "$MARK reason" 2>/dev/null
	for one in "$id" "$f"; do
		hj show "$one" --fields --json | json '"\n".join({f["path"].split(".")[0] for f in d["data"]["fields"] if f["path"].split("[")[0].split(".")[0] in ("task","contactlog","need","service","referral","note")})' |
			while read -r path; do hj update "$one" "$path.conf=public" 2>/dev/null; done
	done

	petition=$(hj petition new hrc "$id" 2>/dev/null)
	for format in html txt; do
		hj petition export "$petition" --format $format -o "out.$format"
		grep -q "Na Bi" "out.$format"
	done
	hj codes consent-scope --json | json '"\n".join(c["code"] for c in d["data"])' | while read -r scope; do
		for one in "$id" "$f" "$petition"; do
			hj export "$one" --scope "$scope" -o "out.$scope.$one.xml" 2>/dev/null || true
		done
	done
	! grep -rl "$MARK" out.*
	run hj petition new hrc "$f"
	[ "$status" -eq 8 ]
	run hj petition new hrc "$id" "$f"
	[ "$status" -eq 8 ]
	# Nor does one that came to name it in another way.
	hj update "$petition" "victim[+v].case=$(hj show "$id" --fields --json | json '[x["value"] for x in d["data"]["fields"] if x["path"] == "link.case"][0]')" 2>/dev/null
	run hj petition check "$petition"
	[ "$status" -eq 8 ]
	run hj petition export "$petition" --format txt
	[ "$status" -eq 8 ]
	[[ $output != *$MARK* ]]
	# For our own office it is all there.
	hj export "$f" "$id" --scope own -o own.xml
	[ "$(grep -o "$MARK" own.xml | wc -l)" -ge 7 ]
}
