/*
 * leaks.h: invented people, and the ways in which one of them leaks into a text.
 *
 * Names are of syllables thrown together; how each is written in other scripts
 * stands here by hand, so that the matcher does not judge itself.
 */
#ifndef HJ_TESTS_LEAKS_H
#define HJ_TESTS_LEAKS_H

#include <stdint.h>

struct leak_syllable {
	const char *hangul, *revised, *older, *hanja, *pinyin, *cyrillic;
};

static const struct leak_syllable leak_families[] = {
	{ "김", "Kim", "Kim", "金", "Jin", "Ким" },
	{ "박", "Park", "Pak", "朴", "Piao", "Пак" },
	{ "한", "Han", "Han", "韓", "Han", "Хан" },
	{ "서", "Seo", "So", "徐", "Xu", "Со" },
	{ "최", "Choi", "Ch’oe", "崔", "Cui", "Цой" },
	{ "강", "Kang", "Kang", "姜", "Jiang", "Кан" },
	{ "조", "Cho", "Cho", "趙", "Zhao", "Чо" },
	{ "윤", "Yoon", "Yun", "尹", "Yin", "Юн" },
	{ "임", "Lim", "Im", "林", "Lin", "Лим" },
	{ "오", "Oh", "O", "吳", "Wu", "О" },
};

static const struct leak_syllable leak_givens[] = {
	{ "영", "young", "yŏng", "英", "ying", "ён" },
	{ "순", "soon", "sun", "順", "shun", "сун" },
	{ "미", "mi", "mi", "美", "mei", "ми" },
	{ "옥", "ok", "ok", "玉", "yu", "ок" },
	{ "철", "cheol", "ch’ŏl", "哲", "zhe", "чхоль" },
	{ "수", "soo", "su", "秀", "xiu", "су" },
	{ "명", "myung", "myŏng", "明", "ming", "мён" },
	{ "성", "sung", "sŏng", "成", "cheng", "сон" },
	{ "호", "ho", "ho", "浩", "hao", "хо" },
	{ "금", "geum", "kŭm", "琴", "qin", "кым" },
	{ "혜", "hye", "hye", "惠", "hui", "хе" },
	{ "진", "jin", "chin", "珍", "zhen", "чин" },
	{ "길", "gil", "kil", "吉", "ji", "гиль" },
	{ "화", "hwa", "hwa", "花", "hua", "хва" },
	{ "춘", "chun", "ch’un", "春", "chun", "чхун" },
};

struct leak_county {
	const char *code, *en, *ko;
};
static const struct leak_county leak_counties[] = {
	{ "KP-09-musan", "Musan", "무산군" },
	{ "KP-09-hoeryong", "Hoeryong", "회령시" },
	{ "KP-09-onsong", "Onsong", "온성군" },
	{ "KP-09-kyongwon", "Kyongwon", "경원군" },
};

enum leak {
	LEAK_HANGUL, /* as recorded, a particle behind it */
	LEAK_HANGUL_APART,
	LEAK_REVISED,
	LEAK_CAPITALS, /* KIM Youngsoon */
	LEAK_TURNED, /* Young-soon Kim */
	LEAK_COMMA, /* KIM, Young Soon */
	LEAK_OLDER, /* Kim Yŏng-sun */
	LEAK_HANJA,
	LEAK_PINYIN,
	LEAK_CYRILLIC,
	LEAK_PHONE,
	LEAK_PHONE_ABROAD,
	LEAK_DOCUMENT,
	LEAK_MAIL,
	LEAK_STAFF,
	LEAK_STAFF_LATIN,
	LEAK_CASE_ID,
	LEAK_ELEMENT_ID,
	LEAK_CELL, /* born in that year, from that county */
	LEAK_CELL_KOREAN,
	NLEAKS,
};

static const char *const leak_words[NLEAKS] = { "Hangul", "Hangul apart",
	"revised romanisation", "capitals", "turned", "with a comma",
	"McCune-Reischauer", "Hanja", "pinyin", "Cyrillic", "telephone",
	"telephone with country", "document number", "e-mail", "staff",
	"staff in Latin letters", "case id", "element id", "small cell",
	"small cell in Korean" };

/* What a submission says anyway. */
static const char *const leak_sentences[] = {
	"In May 2013 nine young people were arrested near the Tumen River.",
	"The Working Group on Arbitrary Detention asked for a reply.",
	"According to the source they were held without a warrant.",
	"She said that nobody told the family where they were taken.",
	"Neither China nor the Democratic People's Republic of Korea replied.",
	"그들은 중국 공안에 체포되어 강제로 북송되었다.",
	"가족은 지금까지 아무 소식도 듣지 못했다.",
	"On 28 May 2013 the group was flown from Vientiane to Pyongyang.",
	"The Special Rapporteur visited the region in 2019 and in 2023.",
	"Article 9 of the Covenant and article 3 of the Convention apply.",
};

#endif
