"""Synthetic pages as HTML: the lines of synthetic_pages.py in the elements and classes that sites use."""
import html
import itertools

# Class names that any site might have, and some that say nothing.
CLASSES = {
    "head": ["header", "top", "nav", "crumbs", "w1200", "hd", "box1"], "body": ["content", "article", "main", "detail", "text", "con", "zw", "box", "left", "c_x"],
    "end": ["info", "editor", "source", "bz", "p2"], "note": ["statement", "tips", "copyright", "txt", "box3", "mod"],
    "tools": ["share", "tool", "bar", "toolbar", "btns"], "list": ["list", "related", "hot", "recommend", "news", "right", "side", "mod", "box2"],
    "comment": ["comment", "comments", "reply", "pl", "mod", "main_b"], "entry": ["item", "entry", "cell", "floor", "box", "c"], "foot": ["footer", "foot", "copyright", "bottom"],
}


def markup(page, random):
    """A page as HTML, in one of many manners, with the next numbers of `random`."""
    escape = lambda text: html.escape(text, quote=False)
    chance, choice = random.random, random.choice
    paragraph = choice(("p", "p", "p", "div", "br", "section", "span"))
    inside = chance() < 0.45
    heading = choice(("h1", "h1", "h2", "div"))
    thread = choice(("<div>%s</div>", "<p>%s</p>", "<span>%s</span><br>"))
    out = []

    def wrap(kind, content):
        if kind in ("body", "next"):
            return '<div class="%s">%s</div>\n' % (names["body"], content)
        name = choice(CLASSES[kind]) + choice(("", "", "-" + choice("abcwx"), "_box", str(random.randint(1, 9))))
        return '<div %s="%s">%s</div>\n' % (choice(("class", "class", "id")), name, content)

    def linked(text):
        return '<a href="/%d.html">%s</a>' % (random.randint(1, 99999), escape(text))

    def block(kind, line):
        text = line["text"]
        if kind == "head":
            if text == page["title"]:
                return "<%s>%s</%s>\n" % (heading, escape(text), heading)
            return row % (linked(text) if len(text) < 12 or chance() < 0.4 else escape(text))
        if kind in ("list",):
            return row % (linked(text) if len(text) < 32 and chance() < 0.85 or chance() < 0.15 else escape(text))
        if kind in ("tools", "foot"):
            return "<span>%s</span><br>" % (linked(text) if chance() < 0.5 else escape(text))
        if kind == "comment":
            return thread % (linked(text) if len(text) < 5 else escape(text))
        if kind == "next" and line is first:
            return "<%s>%s</%s>\n" % (heading, escape(text), heading)
        if paragraph == "br":
            return escape(text) + "<br>\n"
        if paragraph == "span":
            return "<p><span>%s</span></p>" % escape(text)
        return "<%s>%s</%s>\n" % (paragraph, escape(text), paragraph)

    names = {kind: choice(CLASSES[kind]) for kind in ("entry", "body")}
    tag = choice(("li", "div", "div", None))

    def entry(number, content):
        return content if number is None or tag is None else '<%s class="%s">%s</%s>\n' % (tag, names["entry"], content, tag)

    body = ""
    for kind, lines in page["parts"]:
        first = lines[0] if lines else None
        row = choice(("<li>%s</li>", "<p>%s</p>", "<div>%s</div>", "<span>%s</span><br>", '<div class="item"><p>%s</p></div>'))
        content = "".join(
            entry(number, "".join(block(kind, line) for line in entries))
            for number, entries in itertools.groupby(lines, key=lambda line: line.get("entry")))
        if kind == "list" and chance() < 0.5:
            content = "<ul>%s</ul>" % content
        if kind == "body":
            body = content
        elif inside and kind in ("end", "note", "tools", "list") and body is not None:
            body += content if chance() < 0.5 else wrap(kind, content)
        else:
            if body is not None and kind != "head":
                out.append(wrap("body", body))
                body = None
            out.append(wrap(kind, content))
    if body is not None:
        out.append(wrap("body", body))
    content = "".join(out)
    for _ in range(random.randint(0, 3)):
        content = '<div class="%s">%s</div>' % (choice(("wrap", "main", "container", "page", "w")), content)
    head = "<title>%s%s%s</title>" % (escape(page["title"]), choice(("_", "-", " - ", "|")), page["name"]) if chance() < 0.85 else ""
    return "<html><head>%s</head><body>%s</body></html>" % (head, content)
