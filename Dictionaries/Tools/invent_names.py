#!/usr/bin/env python3
"""invent_names.py CORPUS OUT --words words.txt --surnames surnames.txt --names person-names.txt --frames name-frames.txt

Writes training sentences for the segmenter in which personal names are whole tokens. OUT gets the sentences of CORPUS (tokens with
a space between) whose personal names, pronouns and words for persons are replaced by invented names, and the frames, filled with
invented names. The same input gives the same bytes.

A treebank has few names: a segmenter that was trained on them alone cuts half of the names that it meets. The contexts of names
are learnt from the sentences of the treebank, their form from the invented names.
"""
import bisect
import itertools
import random
import re

import training_text
from training_text import HAN, lines

# Where one of these occurs, a name could occur as well.
STAND_INS = set("""他 她 我 你 您 对方 自己 本人 前者 后者 他们 她们 我们 人们 作者 学生 老师 教授 教师 医生 患者 病人 记者 作家 诗人 画家 导演 演员 歌手 球员
教练 选手 校长 院长 主任 局长 市长 省长 县长 书记 总统 总理 主席 部长 大臣 国王 皇帝 皇后 公主 王子 将军 司令 士兵 警察 律师 法官 检察官 专家 学者 科学家 工程师 经理 老板 员工 工人
农民 村民 居民 市民 司机 乘客 旅客 游客 父亲 母亲 妻子 丈夫 儿子 女儿 哥哥 弟弟 姐姐 妹妹 爷爷 奶奶 朋友 同学 同事 孩子 女孩 男孩 男子 女子 老人 青年 英雄 领袖 创始人 董事长
主持人 发言人 负责人 嫌疑人 受害人 候选人""".split())
# Surnames that are common words as well: a token of a treebank that begins with one is seldom a name.
WORDS = set("党总原所为因之每不一前后上下里中内外当在用要让给对与同把被比按由自随跟替朝往离距于和有成全时向应连商边冷白高安平党来解明关任单车水方文华支过经将由如能多从满会可第相司者同")
# Of a hundred names: how many have two characters, three, a surname of two characters.
LENGTHS = (41, 47, 12)
# How often a given name is one of the listed persons', and how often a character of the others is any of the common ones.
LISTED = .5
ANY_CHARACTER = .3
# Words that are commoner than this are no given names (产品 in 林产品), in hundredths of the Zipf scale; and verbs and adverbs that
# are commoner than the second are no characters of them: a name would swallow the verb behind it.
COMMON_WORD, COMMON_VERB = 380, 480


class Names:
    """Invented names: surnames and characters of given names by their rank, as in the sections of person-names.txt."""

    def __init__(self, path, surnames, words, seed):
        self.random = random.Random(seed)
        self.sections = {}
        for line in lines(path):
            if line.startswith("["):
                section = self.sections.setdefault(line.strip("[]"), [])
            else:
                section += line.split()
        self.rare = sorted(surnames - WORDS)
        given = set(self.sections["given"])
        # Given names are words now and then (建国, 文学), and hold any character that is common.
        self.common_words = sorted(word for word in words if len(word) == 2 and set(word) <= given and words[word][0] > 300)
        self.common_characters = sorted(word for word in words if len(word) == 1 and words[word][0] > 450)
        self.any_characters = sorted(word for word, (zipf, letter) in words.items()
                                     if len(word) == 1 and HAN.match(word) and zipf > 200 and not (zipf >= COMMON_VERB and letter in "vxdf"))
        # Listed words of three characters that begin with a common surname are persons, most of them.
        common, syllables = set(self.sections["surnames"]) - WORDS, set(self.sections["transliteration"])
        self.listed = sorted({word[1:] for word, (_, letter) in words.items()
                              if len(word) == 3 and letter in "-p" and word[0] in common and HAN.match(word)
                              and not set(word[1:]) <= syllables and words.get(word[1:], (0,))[0] < COMMON_WORD})
        self.weights = {}

    def ranked(self, section, power=.7):
        """A member of a section; the r-th is chosen with a probability in proportion to r^-power (Zipf)."""
        members = self.sections[section]
        if section not in self.weights:
            self.weights[section] = list(itertools.accumulate((rank + 3) ** -power for rank in range(1, len(members) + 1)))
        weights = self.weights[section]
        return members[bisect.bisect(weights, self.random.random() * weights[-1])]

    def given(self, length):
        if length == 1:
            return self.character()
        if self.random.random() < .1:
            return self.ranked("doubled") * 2
        if self.random.random() < .04:
            return self.random.choice(self.common_words)
        if self.random.random() < LISTED:
            return self.random.choice(self.listed)
        return self.character() + self.character()

    def character(self):
        """A character of a given name: a listed person's, by rank, or any of them, so that uncommon ones are seen as well."""
        if self.random.random() < LISTED:
            return self.random.choice(self.random.choice(self.listed))
        if self.random.random() < ANY_CHARACTER:
            return self.random.choice(self.any_characters)
        kind = self.random.random()
        if kind < .6:
            return self.ranked("given")
        return self.random.choice(self.sections["given"] if kind < .92 else self.common_characters)

    def surname(self):
        return self.ranked("surnames", .9) if self.random.random() < .85 else self.random.choice(self.rare)

    def han(self):
        kind = self.random.choices(("two", "three", "compound"), LENGTHS)[0]
        if kind == "two":
            return self.surname() + self.given(1)
        if kind == "three":
            return self.surname() + self.given(2)
        return self.random.choice(self.sections["compound"]) + self.given(self.random.choice((1, 2, 2)))

    def nickname(self):
        form = self.random.random()
        if form < .4:
            return "小" + self.ranked("given")
        if form < .7:
            return self.random.choice("老小阿大") + self.surname()
        return "阿" + self.ranked("given")

    def syllables(self, section):
        return "".join(self.random.choice(self.sections[section]) for _ in range(self.random.choice((2, 2, 3, 3, 4))))

    def dotted(self):
        """A transliterated name: parts with a middle dot between, seldom a hyphen."""
        if self.random.random() < .35:
            return "·".join(self.minority() for _ in range(2))
        mark = "-" if self.random.random() < .08 else "·"
        return mark.join(self.syllables("transliteration") for _ in range(self.random.choice((2, 2, 2, 3))))

    def minority(self):
        """A part of a name of one of China's minorities: a known one, or syllables."""
        if self.random.random() < .5:
            return self.random.choice(self.sections["minority"])
        return self.syllables("minority-syllables")


class Corpus:
    def __init__(self, words, surnames, names):
        self.words, self.names = words, names
        self.surnames = surnames | set(names.sections["compound"])
        self.common = set(names.sections["surnames"]) - WORDS
        self.compound = tuple(names.sections["compound"])

    def words_of(self, wordclass):
        """A function that answers words of a class, common ones of one or two characters."""
        return self.choice(wordclass, (1, 2))

    def characters_of(self, wordclass):
        """The same for common words of one character."""
        return self.choice(wordclass, (1,))

    def choice(self, wordclass, lengths):
        found = sorted(word for word, (zipf, letter) in self.words.items() if letter == wordclass and len(word) in lengths and zipf > 400 and HAN.match(word))
        return lambda: self.names.random.choice(found)

    def is_name(self, token):
        """Whether a token of a treebank is taken for a personal name."""
        if not HAN.match(token) or not 2 <= len(token) <= 4:
            return False
        known = self.words.get(token, (0, None))[1]
        if token.startswith(self.compound) and len(token) >= 3:
            return known in (None, "p")
        return len(token) <= 3 and token[0] in self.common and (known is None or known == "p" and len(token) == 3)

    def renamed(self, tokens, is_wanted):
        """The sentence with the wanted tokens replaced; the same token becomes the same name."""
        found = {}
        out = []
        for token in tokens:
            if is_wanted(token):
                out.append(found.setdefault(token, self.names.han()))
            elif "·" in token and HAN.match(token.replace("·", "")) and is_wanted is self.is_name:
                out.append(found.setdefault(token, self.names.dotted()))
            else:
                out.append(token)
        return out


def main():
    parser = training_text.parser(__doc__, "surnames", "names")
    parser.add_argument("--frames")
    parser.add_argument("--copies", type=int, default=6, help="copies of sentences whose names become others")
    parser.add_argument("--stand-ins", type=int, default=24, help="copies of sentences whose words for persons become names")
    parser.add_argument("--rounds", type=int, default=20, help="how often each frame is filled")
    options = parser.parse_args()
    surnames = set(lines(options.surnames))
    words = training_text.words(options.words)
    names = Names(options.names, surnames, words, 20261129)
    corpus = Corpus(words, surnames, names)
    sentences = [line.split() for line in lines(options.corpus)]
    out = []
    for _ in range(options.copies):
        out += [corpus.renamed(tokens, corpus.is_name) for tokens in sentences if any(map(corpus.is_name, tokens)) or any("·" in token and len(token) > 2 for token in tokens)]
    for _ in range(options.stand_ins):
        out += [corpus.renamed(tokens, STAND_INS.__contains__) for tokens in sentences if STAND_INS & set(tokens)]
    slots = {"{n}": names.han, "{k}": names.nickname, "{f}": names.dotted}
    for slot, wordclass in (("{v}", "v"), ("{o}", "n"), ("{d}", "d"), ("{p}", "f")):
        slots[slot] = corpus.words_of(wordclass)
    for slot, wordclass in (("{V}", "v"), ("{D}", "d"), ("{P}", "f")):
        slots[slot] = corpus.characters_of(wordclass)
    for frame in lines(options.frames) if options.frames else []:
        for _ in range(options.rounds * (4 if re.search("{[vodpVDP]}", frame) else 1)):
            out.append([slots[token]() if token in slots else token for token in frame.split()])
    training_text.write(options.out, out)


if __name__ == "__main__":
    main()
