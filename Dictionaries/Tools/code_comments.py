"""Puts the comments in code back into the gold text of blog pages.

The program that labelled the pages took elements of the class "comment" for comments of readers, and so took the comments out of
highlighted code. A block of code is one thing: its comments are body.
"""
import bisect
import html
import re

PREFORMATTED = re.compile(r"<pre\b[^>]*>(.*?)</pre>", re.S | re.I)
BREAK = re.compile(r"<br\b[^>]*>|</(?:div|li|tr)>", re.I)
COMMENT = re.compile(r'<span class="(?:[^"]* )?(?:hljs-)?(?:comment|c|c1|cm|cs)">')
SPAN = re.compile(r"<(/?)span\b")
SPACE = re.compile(r"\s+")


def plain(source):
    return html.unescape(re.sub(r"<[^>]*>", "", source))


def key(line):
    return SPACE.sub("", line)


def without_comments(source):
    """The source without the elements of comments, in which other elements may lie."""
    out, at = "", 0
    while found := COMMENT.search(source, at):
        out += source[at : found.start()]
        at, depth = found.end(), 1
        while depth and (span := SPAN.search(source, at)):
            at, depth = span.end(), depth + (-1 if span[1] else 1)
        at = source.find(">", at) + 1 or len(source)
    return out + source[at:]


def blocks(page):
    """The code of each block that has comments, with and without them."""
    for match in PREFORMATTED.finditer(page):
        if COMMENT.search(match[1]):
            yield plain(BREAK.sub("\n", match[1])), plain(without_comments(match[1]))


def restored(text, page):
    """The text with the comments of each block of code whose other lines it has, in order."""
    lines = text.split("\n")
    starts, whole = [0], ""
    for line in lines:
        whole += key(line)
        starts.append(len(whole))
    out, taken, at = [], 0, 0
    for code, bare in blocks(page):
        bare = key(bare)
        place = whole.find(bare, at) if bare else -1
        # Whole lines alone: the code may also be a part of a sentence.
        if place < 0 or place not in starts or place + len(bare) not in starts:
            continue
        first, last = bisect.bisect_left(starts, place), bisect.bisect_left(starts, place + len(bare))
        out += lines[taken:first] + [line.strip() for line in code.split("\n") if line.strip()]
        taken, at = last, place + len(bare)
    return "\n".join(out + lines[taken:])


def with_comments(record, page):
    """A gold record whose texts have the comments in code."""
    record = dict(record)
    for name in ("text", "text_with_neutral"):
        if name in record:
            record[name] = restored(record[name], page)
    if "text_runs" in record:
        record["text_runs"] = [restored(run, page) for run in record["text_runs"]]
    return record
