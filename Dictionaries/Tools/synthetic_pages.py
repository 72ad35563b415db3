"""Flattened pages with labels that no site has: bodies and boilerplate of real pages mixed across sites, shortened bodies, second articles,
teasers of other articles, comments, and the notes, lines and comments of Corpora/boilerplate. For train_cleaner.py alone; nothing of it ships
but what the trees learn.

A page is {"id", "site", "lines": [{"text", "label"}]}; labels are content, boilerplate and neutral. The same seed gives the same pages.
"""
import pathlib
import random
import re

from synthetic_markup import markup

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚钟姜崔谭陆范汪廖石金贾韦夏付方邹熊白孟秦"
GIVEN = "伟芳娜敏静强磊军洋勇艳杰娟涛明超霞平刚桂文辉玲英建国志远晓雨思嘉宁海波一凡佳欣天成若兰子涵书怡"
PLACES = "澜州 云岭 北桥 临渡 青石 东川 海宁湾 望江 平湖 石門 南浦 金沙 长桥 白鹭洲 河源里 西津".split()
FIELDS = "教育 医疗 养老 环保 交通 农业 科技 旅游 体育 文化 消费 就业 住房 金融 食品 能源 法律 汽车 摄影 书画".split()
CHANNELS = "新闻 国内 国际 社会 财经 科技 健康 体育 娱乐 教育 民生 文化 汽车 旅游".split()
SITE_HEADS = "晨光 南湖 北辰 江畔 云端 新视 长河 蓝鲸 百川 金桥 海角 星河 绿洲 东方红 山海 潮声 远山 大地".split()
SITE_TAILS = "网 新闻网 日报 晚报 在线 快报 热线 周刊 时报 之窗 论坛 资讯 都市报 客户端 头条 观察".split()


def read_groups(path):
    groups, group = {}, None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            group = groups.setdefault(line[1:-1], [])
        elif line and not line.startswith("#") and (group is not None):
            group.append(line)
    return groups


class Generator:
    def __init__(self, boilerplate, articles, seed):
        """`boilerplate`: the folder Corpora/boilerplate; `articles`: (site, title, [body lines], [(text, label)] of the real page)."""
        self.random = random.Random(seed)
        self.notes = read_groups(boilerplate / "notes.txt")
        self.lines = read_groups(boilerplate / "lines.txt")
        self.comments = [line for line in (boilerplate / "comments.txt").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
        self.articles = articles

    # Names and numbers.
    def person(self):
        return self.random.choice(SURNAMES) + "".join(self.random.choice(GIVEN) for _ in range(self.random.choice((1, 2, 2))))

    def date(self):
        form = self.random.choice(("{}-{:02}-{:02}", "{}年{}月{}日", "{}/{}/{}", "{}.{:02}.{:02}"))
        return form.format(self.random.randint(2003, 2025), self.random.randint(1, 12), self.random.randint(1, 28))

    def filled(self, text, page):
        values = {
            "site": lambda: page["name"], "place": lambda: self.random.choice(PLACES), "person": self.person,
            "field": lambda: self.random.choice(FIELDS), "channel": lambda: self.random.choice(CHANNELS),
            "phone": lambda: "0%d-%07d" % (self.random.randint(10, 999), self.random.randint(0, 9999999)),
            "mail": lambda: "news%d@mail.example" % self.random.randint(1, 99), "number": lambda: str(self.random.choice((3, 8, 12, 20, 50, 100, 365, 1204))),
            "date": self.date, "time": lambda: "%02d:%02d" % (self.random.randint(0, 23), self.random.randint(0, 59)),
            "year": lambda: str(self.random.randint(2003, 2025)), "title": lambda: page["title"], "other": lambda: self.random.choice(self.articles)[1],
        }
        return re.sub(r"\{(\w+)\}", lambda match: values[match.group(1)](), text)

    def line(self, group, page):
        return self.filled(self.random.choice(self.lines[group]), page)

    def note(self, page, most=4):
        """One to several sentences of one or two groups, as one paragraph."""
        groups = self.random.sample(sorted(self.notes), self.random.choice((1, 1, 1, 2)))
        sentences = []
        for group in groups:
            sentences += self.random.sample(self.notes[group], min(len(self.notes[group]), self.random.randint(1, most)))
        sentences = sentences[: self.random.randint(1, 5)]
        head = self.random.choice(("", "", "", "声明：", "温馨提示：", "【免责声明】", "提示：", "说明：", "特别提醒：", "注：", "公告：", "◆ "))
        return self.filled(head + "".join(sentences), page)

    def teasers(self, page, most=8):
        """A row of teasers of other articles in one form."""
        heading = [self.line("related", page)] if self.random.random() < 0.6 else []
        form = self.random.randrange(9)
        lines = list(heading)
        low = self.random.choice((20, 30, 45, 60))
        for _ in range(self.random.randint(1, most)):
            site, title, body, _ = self.random.choice(self.articles)
            opening = self.opening(body, low + self.random.randint(0, 40))
            if form == 0:
                lines += [title]
            elif form == 1:
                lines += [title, opening + "…"]
            elif form == 2:
                lines += [title, self.date(), opening + "..."]
            elif form == 3:
                lines += [title, opening + "……", self.line("byline", page)]
            elif form == 4:
                lines += ["%s：%s…[详细]" % (title, opening)]
            elif form == 5:
                lines += [self.date() + " " + title]
            elif form == 6:
                lines += ["%s %s" % (title, opening)]
            elif form == 7:
                # Whole sentences, without a sign that they were cut.
                lines += [title, re.split("(?<=[。！？])", opening + "。")[0]]
            else:
                lines += ["%s阅读(%d) 评论(%d)" % (opening, self.random.randint(1, 9999), self.random.randint(0, 99)) + self.random.choice(("", "【阅读全文】"))]
        return lines

    @staticmethod
    def opening(body, length):
        return "".join(line.strip() for line in body if len(line) > 15)[:length] or "".join(body)[:length]

    def comment(self):
        """What a reader writes: a remark, two, or some sentences that might stand in an article, here those of another one."""
        if self.random.random() < 0.7:
            return ["".join(self.random.choice(self.comments) for _ in range(self.random.choice((1, 1, 2))))]
        body = self.random.choice(self.articles)[2]
        start = self.random.randrange(len(body))
        return [self.opening([line], self.random.randint(15, 120)) for line in body[start : start + self.random.choice((1, 1, 1, 2, 4))]]

    def commented(self, page):
        """Headings, then a thread whose entries have one form; each entry a list of its own."""
        entries = [[self.line("comments", page)] for _ in range(self.random.randint(1, 3))]
        style = self.random.randrange(6)
        for floor in range(1, 1 + self.random.choice((self.random.randint(1, 8), self.random.randint(1, 8), self.random.randint(10, 90)))):
            time = "%s %02d:%02d" % (self.date(), self.random.randint(0, 23), self.random.randint(0, 59))
            comment = self.comment()
            entries.append((
                lambda: [self.line("comments", page)] + comment, lambda: [self.person()] + comment + [self.line("comments", page)], lambda: comment,
                lambda: [self.person(), time] + comment + ["回复"], lambda: ["%d楼 %s %s" % (floor, self.person(), time)] + comment,
                lambda: comment + ["%s 发表于 %s" % (self.person(), time), "支持(%d) 反对(%d)" % (self.random.randint(0, 99), self.random.randint(0, 9))])[style]())
        return entries

    def shaped(self, body):
        """A body, whole or shortened or in another shape: lists and verse are bodies too."""
        kind = self.random.random()
        if kind < 0.3:
            body = body[: self.random.randint(1, 4)]
        elif kind < 0.45:
            start = self.random.randrange(max(1, len(body) - 3))
            body = body[start : start + self.random.randint(2, 12)]
        elif kind < 0.52:
            body = [piece for line in body for piece in re.split("(?<=[，。！？；、])", line) if piece.strip()][: self.random.randint(6, 60)]
        elif kind < 0.60:
            shortest = [re.sub("[。；]$", "", line) for line in body]
            body = ["%d、%s" % (number, text) for number, line in enumerate(shortest, 1) for text in re.split("[，。；]", line)[:2] if text.strip()][: self.random.randint(8, 60)]
        elif kind < 0.66:
            body = ["".join(body)]
        elif kind < 0.74:
            body = self.sections(body)
        elif kind < 0.80:
            body = self.records(body)
        elif kind < 0.86:
            body = [piece for line in body for piece in re.split("(?<=[。！？])", line) if piece.strip()]
        body = [line for line in body if line.strip()] or ["".join(body)[:200] or "正文"]
        return body + self.signature() if self.random.random() < 0.06 else body

    def signature(self):
        """How a notice ends: a formula, who signs, the day."""
        office = self.random.choice(PLACES) + self.random.choice(("市人民政府", "县教育局", "省财政厅", "区管委会办公室", "市公安局", "大学", "有限公司", "协会秘书处"))
        formula = self.random.choice(([], ["特此通知。"], ["特此公告。"], ["此致", "敬礼"], ["联系人：%s" % self.person()]))
        return formula + [office, "%d年%d月%d日" % (self.random.randint(2003, 2025), self.random.randint(1, 12), self.random.randint(1, 28))]

    def advert(self, page):
        """What is pushed between two paragraphs: the word for an advertisement, another headline, a button to close it."""
        mark = self.random.choice(("广告", "广告 ", "【广告】", "广告：", "推广 ", "赞助内容 ", "AD ", ""))
        lines = [mark + self.random.choice(self.articles)[1]] if self.random.random() < 0.7 else [mark.strip() or "广告"]
        return lines + self.random.choice(([], [], ["×"], ["关闭"], ["查看详情"], ["了解更多 >"]))

    def ordinals(self):
        """A style of numbering, as a function of the number."""
        numerals = "一二三四五六七八九十"
        in_words = lambda number: numerals[number - 1] if number <= 10 else "十" + numerals[number - 11] if number < 20 else str(number)
        word = self.random.choice(("问题", "案例", "第", "方法", "故事", "对策", "看点", "线路"))
        return self.random.choice((
            lambda n: "%d、" % n, lambda n: "%d." % n, lambda n: "(%d)" % n, lambda n: "（%d）" % n, lambda n: "%s、" % in_words(n), lambda n: "（%s）" % in_words(n),
            lambda n: "%s%s：" % (word, in_words(n)), lambda n: "%s之%d" % (word, n), lambda n: "%d " % n, lambda n: "【%d】" % n,
            lambda n: chr(0x2460 + n - 1) if n <= 20 else "%d、" % n, lambda n: "第%s部分 " % in_words(n)))

    def sections(self, body):
        """A long article in numbered parts under headings of their own, with a heading that comes again."""
        pieces = list(body)
        for _ in range(self.random.choice((0, 0, 1, 2, 3))):
            pieces += self.random.choice(self.articles)[2]
        ordinal, number, lines = self.ordinals(), 0, []
        again = self.random.choice(FIELDS) + self.random.choice(("点评", "提示", "链接", "说法", "回应")) if self.random.random() < 0.4 else None
        apart = self.random.random() < 0.5
        size = self.random.choice((1, 2, 3, 5, 8))
        if self.random.random() < 0.7:
            lines, pieces = pieces[:1], pieces[1:]
        while pieces:
            number += 1
            count = self.random.randint(1, size)
            part, pieces = pieces[:count], pieces[count:]
            heading = re.split("[，。！？；：]", self.random.choice(part))[0][:20]
            lines += [ordinal(number).strip(), heading] if apart else [ordinal(number) + heading]
            lines += part
            if again:
                lines += [again, self.opening([self.random.choice(body)], 80)]
        return lines

    def records(self, body):
        """An article that is a list of entries, each with a name and lines of a label and a value: sights, prices, telephones."""
        labels = self.random.sample(("地址", "电话", "咨询电话", "票价", "原价", "优惠价", "备注", "时间", "开放时间", "价格", "主办", "交通", "人数", "型号", "产地", "推荐理由"), self.random.randint(1, 5))
        ordinal = self.random.choice((self.ordinals(), self.ordinals(), lambda n: ""))
        colon = self.random.choice("：：:")
        lines = body[: self.random.randint(1, 2)]
        phrases = [piece for line in body for piece in re.split("[，。！？；、]", line) if 2 <= len(piece) <= 24] or ["无"]
        for number in range(1, self.random.randint(4, 60)):
            lines.append(ordinal(number) + self.random.choice(PLACES) + self.random.choice(phrases)[:10])
            for label in labels:
                if self.random.random() < 0.8:
                    value = self.filled(self.random.choice(("{phone}", "{number}元", "{time}-{time}", "{place}{number}号")), {}) if self.random.random() < 0.6 else self.random.choice(phrases)
                    lines.append(label + colon + value)
        return lines

    def borrowed(self, before):
        """The boilerplate of a real page before or behind its body."""
        _, _, _, lines = self.random.choice(self.articles)
        places = [index for index, (_, label) in enumerate(lines) if label in ("content", "title")]
        if not places:
            return []
        part = lines[: places[0]] if before else lines[places[-1] + 1 :]
        part = [text for text, label in part if label == "boilerplate"]
        most = self.random.choice((5, 10, 25, 60))
        return part[-most:] if before else part[:most]

    def framed(self, number):
        """A real page with the body and the headline of another article in the place of its own."""
        frames = [article for article in self.articles if article[3]]
        site, old, _, frame = self.random.choice(frames)
        _, title, body, _ = self.random.choice(self.articles)
        body = self.shaped(body)
        places = [index for index, (_, label) in enumerate(frame) if label == "content"]
        start, end = places[0], places[-1]
        # Boilerplate inside the old body stands at the same share of the new one.
        inner = [((index - start) / (end - start + 1), text) for index, (text, label) in enumerate(frame) if start < index < end and label == "boilerplate"]
        middle = []
        for index, line in enumerate(body):
            while inner and index and inner[0][0] * len(body) <= index:
                middle.append((inner.pop(0)[1], "boilerplate"))
            middle.append((line, "content"))
        lines = []
        for text, label in frame[:start] + middle + frame[end + 1 :]:
            if label == "title":
                lines.append((title, "neutral"))
            elif label in ("content", "boilerplate"):
                lines.append((text.replace(old, title), label))
        kept = [{"text": re.sub(r"\s+", " ", text).strip(), "label": label} for text, label in lines if text.strip()]
        return {"id": "framed-%d" % number, "site": site, "name": "", "lines": kept, "title": title}

    def clean(self, number):
        """An article that somebody has cleaned before, with or without its headline and byline; at most one line of boilerplate."""
        site, title, body, _ = self.random.choice(self.articles)
        page = {"name": self.random.choice(SITE_HEADS) + self.random.choice(SITE_TAILS), "title": title}
        lines = [{"text": re.sub(r"\s+", " ", line).strip(), "label": "content"} for line in self.shaped(body)]
        if self.random.random() < 0.3:
            group = self.random.choice(("end", "tools", "related", "comments", "foot"))
            lines.insert(self.random.choice((len(lines), len(lines), self.random.randint(0, len(lines)))), {"text": self.line(group, page), "label": "boilerplate"})
        if self.random.random() < 0.3:
            lines.insert(0, {"text": self.line("byline", page), "label": "boilerplate"})
        if self.random.random() < 0.5:
            lines.insert(0, {"text": title, "label": "neutral"})
        html = "<html><body>%s</body></html>" % "".join("<p>%s</p>" % line["text"].replace("<", "&lt;") for line in lines)
        return {"id": "clean-%d" % number, "site": site, "name": page["name"], "lines": lines, "title": title, "html": html}

    def page(self, number):
        site, title, body, _ = self.random.choice(self.articles)
        page = {"name": self.random.choice(SITE_HEADS) + self.random.choice(SITE_TAILS), "title": title}
        head, middle, tail = [], [], []
        chance = self.random.random
        if chance() < 0.5:
            head += self.borrowed(True)
        if chance() < 0.6:
            head += [self.line("menu", page) for _ in range(self.random.randint(0, 12))]
        if chance() < 0.6:
            head.append(self.line("path", page))
        if chance() < 0.15:
            head += self.teasers(page, 4)
        if chance() < 0.9:
            head.append(("neutral", title))
        for group, likely in (("byline", 0.85), ("tools", 0.4), ("tools", 0.2)):
            if chance() < likely:
                head.append(self.line(group, page))
        if chance() < 0.25:
            head.append(self.note(page, 2))
        if chance() < 0.1:
            head.append(("neutral", title))
        body = self.shaped(body)
        inserted = {}
        for _ in range(self.random.choice((0, 0, 0, 1, 1, 3)) if len(body) > 3 else 0):
            place = self.random.randint(1, len(body) - 1)
            inserted[place] = self.random.choice((
                lambda: [self.note(page, 2)], lambda: self.teasers(page, 3), lambda: [self.line("end", page)], lambda: [("neutral", title)],
                lambda: [self.filled(self.random.choice(self.notes["adverts"]), page)], lambda: [self.line("tools", page)],
                lambda: self.advert(page), lambda: self.advert(page)))()
        for index, line in enumerate(body):
            middle += inserted.get(index, []) + [("content", line)]
        # What stands behind the body, as (kind, lines).
        pieces = []
        for kind, make, likely in (
            ("end", lambda: [self.line("end", page) for _ in range(self.random.randint(1, 3))], 0.8),
            ("note", lambda: [self.note(page)], 0.55), ("note", lambda: [self.note(page)], 0.35),
            ("note", lambda: [self.note(page, 2) for _ in range(self.random.randint(1, 3))], 0.3),
            ("tools", lambda: [self.line("tools", page) for _ in range(self.random.randint(1, 5))], 0.4),
            ("list", lambda: self.teasers(page), 0.6), ("list", lambda: self.teasers(page), 0.3),
            ("comment", lambda: self.commented(page), 0.35), ("list", lambda: self.borrowed(False), 0.4),
        ):
            if chance() < likely:
                pieces.append((kind, make()))
        if chance() < 0.4:
            self.random.shuffle(pieces)
        if chance() < 0.12:
            # Pages that scroll on into the next articles.
            for _ in range(self.random.choice((1, 1, 2, 3))):
                _, other, text, _ = self.random.choice(self.articles)
                pieces.append(("next", [[other, self.line("byline", page)] + text[: self.random.randint(2, 60)]]))
        if chance() < 0.6:
            pieces.append(("foot", [self.line("foot", page) for _ in range(self.random.randint(1, 5))]))
        lines = []
        parts = []
        for kind, items in [("head", head), ("body", middle)] + pieces:
            part = []
            for number, entry in enumerate(items):
                for item in entry if isinstance(entry, list) else [entry]:
                    label, text = item if isinstance(item, tuple) else ("boilerplate", item)
                    if text.strip():
                        part.append({"text": re.sub(r"\s+", " ", text).strip(), "label": label, "entry": number if isinstance(entry, list) else None})
            parts.append((kind, part))
            lines += part
        return {"id": "synthetic-%d" % number, "site": site, "name": page["name"], "lines": lines, "parts": parts, "title": title}


def make(boilerplate, articles, count, seed):
    generator = Generator(pathlib.Path(boilerplate), articles, seed)
    pages = [generator.page(number) for number in range(count)]
    for page in pages:
        page["html"] = markup(page, generator.random)
    return pages + [generator.clean(number) for number in range(count // 4)]


def make_framed(boilerplate, articles, count, seed):
    generator = Generator(pathlib.Path(boilerplate), articles, seed)
    return [generator.framed(number) for number in range(count)]
