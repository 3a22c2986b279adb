#include <assert.h>
#include <pthread.h>
#include <string.h>

#include "core/base/text.h"
#include "core/date/dateread_own.h"

struct words {
	enum hj_sign_kind kind;
	uint32_t value;
	const char *list; /* folded, '|' between */
};

/* A word that stands behind its date, not before it. */
#define BEHIND 1

/*
 * A word of letters ends where the letters end; Hangul and Chinese run on.
 * The longest that fits is taken, so that the order says nothing.
 */
static const struct words english[] = {
	{ HJ_S_MONTH, 1, "january|jan" },
	{ HJ_S_MONTH, 2, "february|feb" },
	{ HJ_S_MONTH, 3, "march|mar" },
	{ HJ_S_MONTH, 4, "april|apr" },
	{ HJ_S_MONTH, 5, "may" },
	{ HJ_S_MONTH, 6, "june|jun" },
	{ HJ_S_MONTH, 7, "july|jul" },
	{ HJ_S_MONTH, 8, "august|aug" },
	{ HJ_S_MONTH, 9, "september|sept|sep" },
	{ HJ_S_MONTH, 10, "october|oct" },
	{ HJ_S_MONTH, 11, "november|nov" },
	{ HJ_S_MONTH, 12, "december|dec" },
	{ HJ_S_SEASON, 21, "spring" },
	{ HJ_S_SEASON, 22, "summer" },
	{ HJ_S_SEASON, 23, "autumn|fall" },
	{ HJ_S_SEASON, 24, "winter" },
	{ HJ_S_SEASON, 33, "first quarter|q1" },
	{ HJ_S_SEASON, 34, "second quarter|q2" },
	{ HJ_S_SEASON, 35, "third quarter|q3" },
	{ HJ_S_SEASON, 36, "fourth quarter|q4" },
	{ HJ_S_SEASON, 40, "first half" },
	{ HJ_S_SEASON, 41, "second half" },
	{ HJ_S_WEEKDAY, 0, "sunday|sun" },
	{ HJ_S_WEEKDAY, 1, "monday|mon" },
	{ HJ_S_WEEKDAY, 2, "tuesday|tue" },
	{ HJ_S_WEEKDAY, 3, "wednesday|wed" },
	{ HJ_S_WEEKDAY, 4, "thursday|thu" },
	{ HJ_S_WEEKDAY, 5, "friday|fri" },
	{ HJ_S_WEEKDAY, 6, "saturday|sat" },
	{ HJ_S_VAGUE, 0,
	    "early|mid|mid-|late|beginning of|start of|middle of|end of" },
	/* "n." is noin, about, in Finnish registers. */
	{ HJ_S_ABOUT, 0,
	    "about|around|roughly|approximately|approx|approx.|approximate|circa|c|c.|ca|ca.|n.|or so" },
	{ HJ_S_DOUBTFUL, 0,
	    "possibly|perhaps|probably|maybe|may be|uncertain|not certain|not sure" },
	{ HJ_S_JUCHE, 0, "juche" },
	{ HJ_S_LUNAR, 0, "lunar|lunar calendar|lunar calendar:" },
	{ HJ_S_SOLAR, 0, "solar|solar calendar|solar calendar:" },
	{ HJ_S_LEAP, 0, "leap|leap month" },
	{ HJ_S_FROM, 0, "from" },
	{ HJ_S_TO, 0, "to|until|till|through|up to" },
	{ HJ_S_BETWEEN, 0,
	    "between|some time between|sometime between|some time from" },
	{ HJ_S_AND, 0, "and" },
	{ HJ_S_OR, 0, "or" },
	{ HJ_S_BEFORE, 0, "before|earlier than|prior to" },
	{ HJ_S_AFTER, 0, "after|later than" },
	{ HJ_S_BY, 0, "by|no later than|not later than|not after" },
	{ HJ_S_BY, BEHIND, "or earlier|or before|at the latest" },
	{ HJ_S_ON, 0, "not before|no earlier than|not earlier than" },
	{ HJ_S_ON, BEHIND, "or later|or after|at the earliest" },
	{ HJ_S_SINCE, 0, "since" },
	{ HJ_S_STILL, 0,
	    "still going on|until now|up to now|to now|until today|to this day|to the present|to present|onwards" },
	{ HJ_S_ENDLESS, 0, "no beginning" },
	{ HJ_S_UNKNOWN_END, 0, "end not known|beginning not known" },
	{ HJ_S_NOBODY, 0,
	    "unknown|not known|year not known|day not known|month not known" },
	{ HJ_S_RELATIVE, 0,
	    "last year|this year|next year|last month|this month|next month|last week|this week|last|this|next|yesterday|today|tomorrow|recently|ago|years ago|now" },
	{ HJ_S_DURATION, 0,
	    "less than|more than|for|days|week|weeks|months|years|hour|hours" },
	{ HJ_S_DURATION, HJ_S_YEAR, "year" },
	{ HJ_S_DURATION, HJ_S_MONTHS, "month" },
	{ HJ_S_DURATION, HJ_S_DAY, "day" },
	{ HJ_S_CLOCK, 0, "am|pm|noon|midnight|o'clock" },
	{ HJ_S_AGE, 0, "age|aged|years old" },
	{ HJ_S_NOISE, 0,
	    "born|born in|the month of|month of|in|on|the|of|some time|sometime|some time in|sometime in|some year in|some year of|either" },
};

static const struct words russian[] = {
	{ HJ_S_MONTH, 1, "январь|января|январе|янв" },
	{ HJ_S_MONTH, 2, "февраль|февраля|феврале|фев|февр" },
	{ HJ_S_MONTH, 3, "март|марта|марте|мар" },
	{ HJ_S_MONTH, 4, "апрель|апреля|апреле|апр" },
	{ HJ_S_MONTH, 5, "май|мая|мае" },
	{ HJ_S_MONTH, 6, "июнь|июня|июне|июн" },
	{ HJ_S_MONTH, 7, "июль|июля|июле|июл" },
	{ HJ_S_MONTH, 8, "август|августа|августе|авг" },
	{ HJ_S_MONTH, 9, "сентябрь|сентября|сентябре|сен|сент" },
	{ HJ_S_MONTH, 10, "октябрь|октября|октябре|окт" },
	{ HJ_S_MONTH, 11, "ноябрь|ноября|ноябре|ноя|нояб" },
	{ HJ_S_MONTH, 12, "декабрь|декабря|декабре|дек" },
	{ HJ_S_SEASON, 21, "весна|весной|весны" },
	{ HJ_S_SEASON, 22, "лето|летом|лета" },
	{ HJ_S_SEASON, 23, "осень|осенью|осени" },
	{ HJ_S_SEASON, 24, "зима|зимой|зимы" },
	{ HJ_S_YEAR, 0, "г|г.|год|года|году" },
	{ HJ_S_VAGUE, 0, "начало|начале|середина|середине|конец|конце" },
	{ HJ_S_ABOUT, 0, "около|примерно|приблизительно|ок." },
	{ HJ_S_DOUBTFUL, 0, "возможно|вероятно|предположительно" },
	{ HJ_S_FROM, 0, "с" },
	{ HJ_S_TO, 0, "по" },
	{ HJ_S_BETWEEN, 0, "между" },
	{ HJ_S_AND, 0, "и" },
	{ HJ_S_OR, 0, "или" },
	{ HJ_S_BEFORE, 0, "до" },
	{ HJ_S_AFTER, 0, "после" },
	{ HJ_S_RELATIVE, 0,
	    "вчера|сегодня|прошлом году|прошлый год|этом году|недавно" },
	{ HJ_S_NOBODY, 0, "неизвестно|неизвестна" },
	{ HJ_S_NOISE, 0, "в|во" },
};

/* Korean, and Chinese as it stands in documents of China. */
static const struct words asian[] = {
	{ HJ_S_YEAR, 0, "년|년도|年" },
	{ HJ_S_MONTHS, 0, "월|月|月份" },
	{ HJ_S_DAY, 0, "일|日|号|號" },
	{ HJ_S_DECADE, 0, "년대|年代" },
	{ HJ_S_QUARTER, 0, "분기|季度" },
	{ HJ_S_MONTH, 6, "유월" },
	{ HJ_S_MONTH, 10, "시월" },
	{ HJ_S_SEASON, 21, "봄|春|春天|春季" },
	{ HJ_S_SEASON, 22, "여름|夏|夏天|夏季" },
	{ HJ_S_SEASON, 23, "가을|秋|秋天|秋季" },
	{ HJ_S_SEASON, 24, "겨울|冬|冬天|冬季" },
	{ HJ_S_SEASON, 40, "상반기|上半年" },
	{ HJ_S_SEASON, 41, "하반기|下半年" },
	{ HJ_S_WEEKDAY, 0, "일요일|(일)|星期日|星期天" },
	{ HJ_S_WEEKDAY, 1, "월요일|(월)|星期一" },
	{ HJ_S_WEEKDAY, 2, "화요일|(화)|星期二" },
	{ HJ_S_WEEKDAY, 3, "수요일|(수)|星期三" },
	{ HJ_S_WEEKDAY, 4, "목요일|(목)|星期四" },
	{ HJ_S_WEEKDAY, 5, "금요일|(금)|星期五" },
	{ HJ_S_WEEKDAY, 6, "토요일|(토)|星期六" },
	{ HJ_S_VAGUE, 0,
	    "초|초반|초엽|중반|중엽|말|말엽|후반|늦|연초|연말|初|中|底|末" },
	{ HJ_S_THIRD, 1, "상순|초순|上旬" },
	{ HJ_S_THIRD, 2, "중순|中旬" },
	{ HJ_S_THIRD, 3, "하순|下旬" },
	{ HJ_S_ABOUT, 0,
	    "경|께|쯤|즈음|무렵|정도|가량|약|대략|대략적|대충|约|約|大约|大約|左右|전후|前后|前後|頃" },
	{ HJ_S_DOUBTFUL, 0,
	    "불확실|불확실함|확실하지 않음|확실치 않음|아마|아마도|추정|듯|可能|也许" },
	{ HJ_S_JUCHE, 0, "주체|主体|主體" },
	{ HJ_S_LUNAR, 0, "음력|구력|陰曆|陰历|阴历|農曆|农历|舊曆|旧历" },
	{ HJ_S_SOLAR, 0, "양력|陽曆|阳历|公历|公曆" },
	{ HJ_S_LEAP, 0, "윤|윤달|闰|閏" },
	{ HJ_S_FROM, BEHIND, "부터|에서|에서부터" },
	{ HJ_S_FROM, 0, "从|從" },
	{ HJ_S_TO, BEHIND, "까지" },
	{ HJ_S_TO, 0, "到|至" },
	{ HJ_S_BETWEEN, BEHIND, "사이|之间|之間" },
	{ HJ_S_AND, 0, "와|과|및|하고|和" },
	{ HJ_S_OR, 0, "또는|혹은|이나|이거나|아니면|或|或者" },
	{ HJ_S_BEFORE, BEHIND, "전|직전|之前|前" },
	{ HJ_S_AFTER, BEHIND, "후|뒤|다음|직후|之后|之後|后|後" },
	{ HJ_S_BY, BEHIND, "이전|以前" },
	{ HJ_S_BY, 0, "늦어도" },
	{ HJ_S_ON, BEHIND, "이후|以后|以後" },
	{ HJ_S_ON, 0, "빨라도" },
	{ HJ_S_SINCE, BEHIND, "이래|以来|以來" },
	{ HJ_S_STILL, 0, "계속|현재까지|지금까지|오늘까지|至今|到现在" },
	{ HJ_S_ENDLESS, 0, "시작 없음" },
	{ HJ_S_UNKNOWN_END, 0, "끝은 알 수 없음|시작은 알 수 없음" },
	{ HJ_S_NOBODY, 0, "미상|모름|모른다|불명|불상|不明|不详|不詳" },
	{ HJ_S_RELATIVE, 0,
	    "작년|재작년|올해|금년|내년|지난해|지난달|지난 달|지난주|이번|이달|어제|그제|그저께|오늘|내일|최근|요즘|얼마 전|그해|이듬해|다음 해|다음해|다음 달|다음달|당시|그때|현재|지금|去年|今年|前年|明年|昨天|今天" },
	{ HJ_S_DURATION, 0,
	    "동안|개월|년간|일간|주일|주간|주|시간|달|달간|이상|이하|미만" },
	{ HJ_S_CLOCK, 0, "시|분|오전|오후|새벽|아침|저녁|밤|정오|자정|点|點" },
	{ HJ_S_AGE, 0, "세|살|대|나이|만|세는나이|세는 나이|岁|歲" },
	{ HJ_S_NOISE, 0,
	    "에|에는|의|로|으로|생|출생|인|어느|때|날|해|중|중 하나|중 하루|중에|그|서기|지난|도|는|은|을|를|西元|公元|的" },
};

/* Letters of words that end: Latin and Cyrillic. */
static bool
is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') ||
	    (c >= 0xc0 && c < 0x250 && c != 0xd7) || (c >= 0x400 && c < 0x530);
}

/* Does a word of `len` bytes at p end there? */
static bool
ends(const char *p, size_t n, size_t len)
{
	uint32_t last = 0, next = 0;
	size_t at = len;

	while (at > 0 && ((unsigned char)p[--at] & 0xc0) == 0x80)
		continue;
	(void)hj_text_decode(p + at, n - at, &last);
	if (len < n)
		(void)hj_text_decode(p + len, n - len, &next);
	return !(is_letter(last) && is_letter(next));
}

/* ---- the index: the words that begin with one byte, one behind another ---- */

#define WORDS_MOST 1024

struct entry {
	const struct words *of;
	const char *word; /* len bytes of the list */
	uint16_t len, next; /* 1 + its place; 0: the last */
};

static struct entry entries[WORDS_MOST];
static uint16_t first[UINT8_MAX + 1]; /* as `next` */
static size_t nentries;

static void
enter(const struct words *w, const char *word, size_t len)
{
	uint16_t *at = &first[(uint8_t)*word];

	assert(nentries < WORDS_MOST && len != 0);
	while (*at != 0)
		at = &entries[*at - 1].next;
	entries[nentries++] =
	    (struct entry){ .of = w, .word = word, .len = (uint16_t)len };
	*at = (uint16_t)nentries;
}

static void
enter_all(const struct words *w, size_t rows)
{
	for (size_t i = 0; i < rows; i++) {
		const char *word = w[i].list;

		for (size_t k; *word != '\0'; word += k + (word[k] == '|')) {
			k = strcspn(word, "|");
			enter(&w[i], word, k);
		}
	}
}

static void
make_index(void)
{
	enter_all(english, HJ_LEN(english));
	enter_all(russian, HJ_LEN(russian));
	enter_all(asian, HJ_LEN(asian));
}

bool
hj_word_find(const char *p, size_t n, struct hj_sign *ret, size_t *len)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	const struct entry *e;

	*len = 0;
	if (n == 0 || pthread_once(&once, make_index) != 0)
		return false;
	for (size_t at = first[(uint8_t)*p]; at != 0; at = e->next) {
		e = &entries[at - 1];
		if (e->len <= *len || e->len > n ||
		    memcmp(e->word, p, e->len) != 0 || !ends(p, n, e->len))
			continue;
		*len = e->len;
		ret->kind = e->of->kind;
		ret->value = e->of->value;
	}
	return *len != 0;
}
