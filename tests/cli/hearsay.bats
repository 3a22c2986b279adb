#!/usr/bin/env bats
# Goal: two days of a caseworker on which others only say that they know: the
# press, and a broker.  Typed as in tendays.bats.  Everybody and everything told
# here is invented.
bats_require_minimum_version 1.5.0
load help.bash
load story.bash

setup_file() { make_vault "$BATS_FILE_TMPDIR"; }
setup() {
	use_vault "$BATS_FILE_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || return 1
	export TERM=dumb
}

# ---- two papers contradict each other ----

papers() {
	id=$(day add 'person[+p].name.full=-' 'person[+p].role=victim' <<<"$(either "Seo Ga Ram" "서가람")" 2>made)
	p=$(sed -nE 's/^\+p = person\[(.*)\]$/\1/p' made)
	# The first paper, with a date as Americans or Britons write it.
	plays update "$id" <<-S
		set source[+a].kind=press || 출처[+a].종류=press
		set source[+a].title=Northern Daily || 출처[+a].제목=북방일보
		set event[+e].type=arrest || 경위[+e].유형구분=arrest
		set event[+e].who=$p || 경위[+e].누구=$p
		set event[+e].date=12/11/2013 || 경위[+e].날짜=12/11/2013
		see --dates || --dates
		set event[+e].date=about 12 November 2013 || 경위[+e].날짜=2013년 11월 12일경
		set event[+e].src=+a || 경위[+e].출처목록=+a
		set person.status[+s].code=repat-unk || 사람.상태[+s].상태=repat-unk
		set person.status[+s].date=between January and March 2014 || 사람.상태[+s].기준일=2014년 1월과 3월 사이
		set person.status[+s].basis=media || 사람.상태[+s].인지경위=media
		set person.status[+s].src=+a || 사람.상태[+s].출처목록=+a
		set
	S
	first=$(made a) arrest=$(made e) sent=$(made s)
	# One paper alone ends no detention.
	run -0 day show "$id"
	shows "a single hearsay source ends no" "전해 들은 출처 하나만으로는"

	# The second paper tells it otherwise, a third copies from the first.
	plays update "$id" <<-S
		set source[+b].kind=press || 출처[+b].종류=press
		set source[+b].title=Southern Herald || 출처[+b].제목=남방신보
		set event[+f].type=arrest || 경위[+f].유형구분=arrest
		set event[+f].who=$p || 경위[+f].누구=$p
		set event[+f].date=20 November 2013 || 경위[+f].날짜=2013년 11월 20일
		set event[+f].src=+b || 경위[+f].출처목록=+b
		set person.status[+t].code=arived || 사람.상태[+t].상태=arived
		set person.status[+t].date=2014 || 사람.상태[+t].기준일=2014년
		set person.status[+t].basis=media || 사람.상태[+t].인지경위=media
		set person.status[+t].src=+b || 사람.상태[+t].출처목록=+b
		set source[+c].kind=press || 출처[+c].종류=press
		set source[+c].based-on[+d]=$first || 출처[+c].근거자료[+d]=$first
		set event[$arrest].src+=+c || 경위[$arrest].출처목록+=+c
		set
		see did you mean 'arrived'? || 혹시 'arrived'입니까?
		see Nothing is stored yet: mend it with another line.  Ctrl-C gives up.
		set person.status[+t].code=arrived || 사람.상태[+t].상태=arrived
		set
	S
	run -0 day show "$id" --reveal
	shows "event: two accounts that contradict each other" "경위: 서로 어긋나는 진술 2개"
	shows "status: two accounts that contradict each other" "상태: 서로 어긋나는 진술 2개"
	shows "]: disputed" "]: 진술 엇갈림"
	shows "Northern Daily" "북방일보"
	shows "Southern Herald" "남방신보"
	# Two papers tell of the twelfth, and they are one origin.
	[ "$(hj show "$id" --json | json 'sorted((len(a["sources"]), a["origins"]) for g in d["data"]["accounts"] if g["element"] == "event" for a in g["accounts"])')" = "[(1, 1), (2, 1)]" ]
	run -0 day list
	shows "disputed" "진술 엇갈림"

	# Somebody who knows the papers prefers one.
	plays update "$id" <<-S
		set person.status[$sent].pref=yes || 사람.상태[$sent].우선=yes
		set
	S
	run -0 day show "$id"
	shows "the first is preferred" "맨 앞의 것을 우선함"
	hides "(arrived), as of" "(arrived), 기준일"
	# And yet it is what a paper heard: it ends no detention.
	shows "]: disputed" "]: 진술 엇갈림"
	# What is printed for others keeps both days of arrest.
	petition=$(day petition new hrc "$id" 2>/dev/null)
	hj consent "$id" "$p" --scope un-public --status given 2>/dev/null
	run -0 day petition export "$petition" --format txt
	shows "about 12 November 2013" "2013년 11월 12일경"
	shows "20 November 2013" "2013년 11월 20일"
	hj validate
}

# ---- a broker's word ----

broker() {
	month=$(either "$(date -d '-30 days' '+%-d %B %Y')" "$(date -d '-30 days' '+%Y년 %-m월 %-d일')")
	id=$(day add 'person[+p].name.full=-' 'person[+p].role=victim' 'event[+e].type=disappear' 'event.who=+p' "event.date=$month" \
	    'source[+f].kind=family' 'person.status[+m].code=missing' 'person.status[+m].basis=saw' 'person.status[+m].src=+f' \
	    <<<"$(either "Maru Na" "마루나")" 2>/dev/null)
	state() { hj list --json | json '[c["last_status"] for c in d["data"] if c["id"] == "'"$id"'"][0]'; }
	[ "$(state)" = disappear ]
	plays update "$id" <<-'S'
		set source[+b].kind=broker || 출처[+b].종류=broker
		set source[+b].reliability=E || 출처[+b].신뢰도=E
		set person.status[+s].code=dead || 사람.상태[+s].상태=dead
		set person.status[+s].date=before Chuseok || 사람.상태[+s].기준일=추석 전
		see person.status[+s].date || 사람.상태[+s].기준일
		set person.status[+s].date?=unknown || 사람.상태[+s].기준일?=unknown
		set person.status[+s].basis=rumour || 사람.상태[+s].인지경위=rumour
		set person.status[+s].cred=4 || 사람.상태[+s].신빙성=4
		set person.status[+s].src=+b || 사람.상태[+s].출처목록=+b
		set
	S
	b=$(made b)
	# She is not dead for that, and the clock of the urgent procedure runs.
	[ "$(state)" = disputed ]
	run -0 day show "$id"
	shows "a single hearsay source ends no" "전해 들은 출처 하나만으로는"
	shows "General rumour" "소문"
	shows "Doubtful" "의심스러움"
	run -0 day due
	shows "urgent procedure" "긴급절차"
	echo "$output"

	# A web page repeats what the broker said: that is no second origin.
	plays update "$id" <<-S
		set source[+w].kind=social || 출처[+w].종류=social
		set source[+w].based-on[+x]=$b || 출처[+w].근거자료[+x]=$b
		set person.status[+s].code=dead || 사람.상태[+s].상태=dead
		set person.status[+s].basis=rumour || 사람.상태[+s].인지경위=rumour
		set person.status[+s].src=+w || 사람.상태[+s].출처목록=+w
		set
	S
	[ "$(state)" = disputed ]
	run -0 day due
	shows "urgent procedure" "긴급절차"

	# A cousin inside heard it from somebody who buried her.
	plays update "$id" <<-'S'
		set source[+i].kind=informant || 출처[+i].종류=informant
		set person.status[+s].code=dead || 사람.상태[+s].상태=dead
		set person.status[+s].basis=heard || 사람.상태[+s].인지경위=heard
		set person.status[+s].cred=2 || 사람.상태[+s].신빙성=2
		set person.status[+s].src=+i || 사람.상태[+s].출처목록=+i
		set
	S
	# Two who heard it are enough to say so, and not to let the clock stand.
	[ "$(state)" = dead ]
	run -0 day due
	shows "urgent procedure" "긴급절차"
	run -0 day show "$id"
	shows "]: Died (dead), " "]: 사망 (dead), "
	# One who was held with her saw it.
	plays update "$id" <<-'S'
		set source[+h].kind=testimony || 출처[+h].종류=testimony
		set person.status[+s].code=dead-cust || 사람.상태[+s].상태=dead-cust
		set person.status[+s].basis=saw || 사람.상태[+s].인지경위=saw
		set person.status[+s].src=+h || 사람.상태[+s].출처목록=+h
		set
	S
	[ "$(state)" = dead-cust ]
	run -0 day due
	hides "urgent procedure" "긴급절차"
	hj validate
}

@test "two papers contradict each other" { speak en; papers; }
@test "two papers contradict each other, in Korean" { speak ko; papers; }

@test "a broker's word ends no disappearance until somebody else says the same" { speak en; broker; }
@test "a broker's word ends no disappearance until somebody else says the same, in Korean" { speak ko; broker; }
