#!/usr/bin/env bats
# Goal: days of a caseworker, typed as a person types: dates in words, slips of
# the hand, interruptions.  Each day is written once and acted in both
# languages.  What is only heard is in hearsay.bats, the follow-up at a Hana
# centre in hanacentre.bats.  Everybody and everything told here is invented.
bats_require_minimum_version 1.5.0
load help.bash
load story.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	export TERM=dumb
}

# ---- a mother in Seoul calls for the first time ----

mother() {
	# She is in a hurry, and in the middle of it the line breaks off.
	expect=130 plays add <<-'S'
		ask Who is speaking with you? || the caller || 전화한 분
		see not a code || 없는 코드입니다
		see >  || > 
		type ? || ?
		see Parent || 부모
		see >  || > 
		type mother || 어머니
		see Parent (parent) || 부모 (parent)
		ask Do they agree that we keep this record? || proxy || 가족·후견인 동의
		ask What else may it be used for? || un-conf, recontact || 유엔 제출(비공개), 재연락
		yes
		ask How was the consent given? || remote || 메시지·전화
		ask What danger is there now? || repat || 강제송환 임박
		ask What exactly is the danger? || They told her aunt it is next week. || 다음 주라고 이모에게 들었다고 함.
		more
		ask How can the one who speaks with you be reached safely? || kakao || 카카오톡
		ask Which number or address? || nabi-0412 || nabi-0412
		ask When and how is a call safe? || never at work; text first || 직장에서는 안 됨, 문자 먼저
		more
		ask When was the person last seen or heard of? || 03/07/2024 || 03/07/2024
		see day || 일
		see >  || > 
		type about March 2024 || 2024년 3월경
		see about March 2024 || 2024년 3월경
		yes
		ask In which country? || Chnia || 중극
		see >  || > 
		keys \x03
	S
	[ ! -s out ]
	# She calls back; nothing is asked twice.
	plays add --resume <<-'S'
		ask In which country? || CN || 중국
		ask In which city, county or place? || Yanji || 옌지
		ask What happened, as they tell it? || She went out for bread and did not come back. || 빵을 사러 나갔다가 돌아오지 않았다.
		more A neighbour saw a van. || 이웃이 승합차를 보았다.
		more
		ask What is known of the person today? || det-abroad || 해외 구금 중
		ask Which State holds the person? || CN || 중국
		ask Which authority? || cn-psb || 중국 공안
		pass In which facility?
		ask Family name, in Hangul || 남 || 남
		ask Given name, in Hangul || 고은 || 고은
		ask Family name, in Latin letters || < || <
		ask Given name, in Hangul || 고운 || 고운
		ask Family name, in Latin letters || Nam || Nam
		ask Given name, in Latin letters || Goun || Goun
		ask Sex || f || 여성
		ask Date of birth || about 1996 || 1996년경
		yes
		ask Home province || KP-09 || 함경북도
		ask When was the person arrested? || between 1 March 2024 and 10 March 2024 || 2024년 3월 1일에서 10일 사이
		yes
		ask By which State? || CN || 중국
		pass In which city, county or place?
		ask Held since when? || - || -
		pass When was the person sent back, if they were?
		ask What kind of source is this? || family || 가족
		ask Name of the one who told us || 한나무 || 한나무
		ask What is this one to the person: parent, sibling ...? || child || 자녀
		no
		see >  || > 
		type parent || 부모
		yes
		pass Anything else?
		see Save it? yes, no (keep the draft), < back: 
		type yes || 예
	S
	id=$(cat out)
	[ "$(hj draft list --json | json 'd["data"]')" = "[]" ]
	run -0 day show "$id"
	shows "Detained abroad" "해외 구금 중"
	shows "about March 2024" "2024년 3월경"
	hides nabi-0412
	hides "고은"
	# How she may be called stands before the number; who is not sure stops.
	expect=130 plays call "$id" <<-'S'
		see Before you contact 한나무 || 한나무 님에게 연락하기 전에
		see never at work; text first || 직장에서는 안 됨, 문자 먼저
		see 'safe' || '안전'
		keys \x03
	S
	hides nabi-0412
	plays call "$id" <<-'S'
		see 'safe' || '안전'
		type safe || 안전
		see nabi-0412 || nabi-0412
		keys q
		see Record what came of it, now?
		no
	S
	hj validate
}

# ---- thirteen are caught in Kunming, and two of them get names later ----

thirteen() {
	id=$(day add kind=group)
	# Two slips: one is said at once, the other before anything is stored.
	plays update "$id" <<-'S'
		set source[+s].kind=news || 출처[+s].종류=언론
		set source.title=Southern Morning Post || 출처.제목=남방조보
		set group[+g].type=arrest || 집단[+g].유형구분=arrest
		set group.label=Party of November || 집단.명칭=11월 일행
		set group.coutn[+c].min=13 || 집단.인운수[+c].최소=13
		see did you mean 'count'? || 혹시 '인원수'입니까?
		set group.count[+c].min=13 || 집단.인원수[+c].최소=13
		set group.count.max=13 || 집단.인원수.최대=13
		set group.unnamed[+u].n=13 || 집단.미확인자[+u].인원=13
		set place[+k].country=CN || 장소[+k].국가=CN
		set place.locality=Kunming || 장소.마을=쿤밍
		set event[+e].type=arrest || 경위[+e].유형구분=arrest
		set event.who=+g || 경위.누구=+g
		set event.date=early November 2013 || 경위.날짜=2013년 11월 초
		set event.place=+k || 경위.장소=+k
		set event.src=+s || 경위.출처목록=+s
		set
		see source.kind: || source.kind:
		see Nothing is stored yet: mend it with another line.  Ctrl-C gives up.
		set source.kind=press || 출처.종류=press
		set
	S
	shows "event.date is read as: November 2013" "경위.날짜 값을 이렇게 이해했습니다: 2013년 11월"
	run -0 day show "$id"
	shows "besides: 13 people" "그 밖에 13명"
	shows "Detained abroad" "해외 구금 중"

	# In February a mother calls, in March a cousin writes.
	plays identify "$id" <<-'S'
		see Party of November || 11월 일행
		see Who is it? (a name, or an id from this list) >
		type Seo Ga Ram || 서가람
		see Nobody here is called that.  Enter somebody new by this name?
		no
		see Who is it? (a name, or an id from this list) >
		type Seo Ga Rim || 서가림
		yes
		see 12 of them are still || 12명
		see Record it so?
		yes
	S
	first=$(cat out)
	# A slip of the hand names the same girl twice: refused.
	expect=3 plays identify "$id" <<-'S'
		see Who is it? (a name, or an id from this list) >
		type ga rim || 가림
	S
	shows "identified as one of the group already" "이미"
	plays identify "$id" <<-'S'
		see Who is it? (a name, or an id from this list) >
		type Maru Na || 마루나
		yes
		see 11 of them are still || 11명
		see Record it so?
		yes
	S
	run -0 day show "$id"
	shows "named: 2; besides: 11 people" "2명"
	# What happened to the thirteen happened to her.
	run -0 day show "$id" --timeline --person "$first"
	shows "November 2013  " "2013년 11월  "
	shows "as one of: Party of November" "11월 일행"
	hj validate
}

# ---- an intake at a shelter without network, interrupted three times ----

shelter() {
	# Where the kernel allows it there is not even a loopback device.
	OFFLINE=
	! unshare -rn true 2>/dev/null || OFFLINE="unshare -rn"
	# The window is closed with the lid of the laptop.
	expect=129 plays add --full <<-'S'
		ask Who is speaking with you? || self || 본인
		ask Do they agree that we keep this record? || given || 동의
		ask What else may it be used for? || stats || 통계
		yes
		ask How was the consent given? || written || 서면
		see In which language was it explained?
		kill 1
	S
	# Somebody else is in need first; that one does not stay.
	expect=130 plays add <<-'S'
		ask Who is speaking with you? || self || 본인
		ask Do they agree that we keep this record? || ! || !
		see What danger is there now?
		keys \x03
	S
	# Which of the two, has to be said.
	expect=4 plays add --resume <<<''
	draft=$(hj draft list --json | json '[d["id"] for d in d["data"] if d["form"] == "full"][0]')
	other=$(hj draft list --json | json '[d["id"] for d in d["data"] if d["form"] != "full"][0]')
	hj draft drop "$other" --yes
	# The power goes in the middle of a long text.
	expect=137 plays add --resume "$draft" <<-'S'
		ask In which language was it explained? || ko || 한국어
		ask Were the risks explained? || yes || 예
		ask Does it cover health, faith and other sensitive data? || yes || 예
		ask Does it cover sending data abroad? || no || 아니요
		pass Until when is it valid?
		pass On which conditions?
		ask What danger is there now? || none || 확인된 위험 없음
		pass What exactly is the danger?
		pass How can the person be reached safely?
		pass Which number or address?
		pass When and how is a call safe?
		ask When was the person last seen or heard of? || today || 오늘
		see day || 날
		see > || >
		type
		pass In which country?
		pass In which city, county or place?
		ask What happened, as they tell it? || We crossed the river at night. || 밤에 강을 건넜다.
		more My brother went first. || 오빠가 먼저 갔다.
		more Then the light || 그때 불빛이
		see | || |
		kill 9
	S
	run grep -rlE 'brother went|오빠가' "$HOME/vault" "$XDG_STATE_HOME"
	[ "$status" -eq 1 ]
	# Going on, what was told stands there, and so does the way back.
	plays add --resume <<-'S'
		see My brother went first. || 오빠가 먼저 갔다.
		more came from both sides. || 양쪽에서 비쳤다.
		more
		ask What is known of the person today? || < || <
		see What happened, as they tell it?
		see > || >
		type
		ask What is known of the person today? || arrived || 안전국 도착
		pass Which State holds the person?
		skip 3
		ask Family name, in Hangul || 강 || 강
		ask Given name, in Hangul || 보리 || 보리
		skip 5
		ask Sex || f || 여성
		ask Date of birth || lunar 5 March 1990 || 음력 1990년 3월 5일
		yes
		# A beginning that means another country: seen, and put right.
		ask Nationality || North || 북마
		see North Macedonia (MK) || 북마케도니아 (MK)
		ask Country of origin || < || <
		ask Nationality || KP || 북한
		skip 21
		ask What kind of source is this? || interview || 직접 면담
		skip 2
		pass Anything else?
		see Save it? yes, no (keep the draft), < back:
		type yes || 예
	S
	[ "$(hj draft list --json | json 'd["data"]')" = "[]" ]
	run -0 day show "$(cat out)"
	shows "Then the light" "그때 불빛이"
	shows "came from both sides." "양쪽에서 비쳤다."
	shows "lunar calendar: 1990 month 3 day 5" "음력 1990년 3월 5일"
	shows "Arrived in a safe country" "안전국 도착"
	hj validate
	hj audit verify
}

@test "the first phone call of a mother in Seoul" { speak en; mother; }
@test "the first phone call of a mother in Seoul, in Korean" { speak ko; mother; }

@test "thirteen caught in Kunming, of whom two are named later" { speak en; thirteen; }
@test "thirteen caught in Kunming, of whom two are named later, in Korean" { speak ko; thirteen; }

@test "an intake at a shelter without network, interrupted three times" { speak en; shelter; }
@test "an intake at a shelter without network, interrupted three times, in Korean" { speak ko; shelter; }
