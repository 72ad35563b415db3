"""Gold text of blog pages with their code as it is.

The program that labelled the pages took elements of the class "comment" for comments of readers, and so took the comments out of
highlighted code; and it took the numbers of lines for code where they stand in the lines. A block of code is one thing: its comments are
body, the numbers of its lines are not.
"""
import bisect
import html
import re

PREFORMATTED = re.compile(r"<pre\b[^>]*>(.*?)</pre>", re.S | re.I)
BREAK = re.compile(r"<br\b[^>]*>|</(?:div|li|tr)>", re.I)
SPAN = re.compile(r"<(/?)span\b([^>]*)>", re.I)
CLASS = re.compile(r"""\bclass=["']?([^"'>]*)""", re.I)
COMMENTS = {"comment", "hljs-comment", "c", "c1", "cm", "cs"}
NUMBERS = {"ln", "lnt", "lineno", "linenos", "line-number"}
SPACE = re.compile(r"\s+")


def plain(source):
    return html.unescape(re.sub(r"<[^>]*>", "", source))


def key(line):
    return SPACE.sub("", line)


def without(source, names):
    """The source without the elements that have one of some classes, and what lies in them."""
    out, at, depth = "", 0, 0
    for span in SPAN.finditer(source):
        if depth:
            depth += -1 if span[1] else 1
            at = span.end()
        elif not span[1] and (classes := CLASS.search(span[2])) and names & set(classes[1].split()):
            out += source[at : span.start()]
            at, depth = span.end(), 1
    return out + source[at:]


def blocks(page):
    """For each block of code that the labels may have otherwise the code as it is, and as they may have it."""
    for match in PREFORMATTED.finditer(page):
        whole, labelled = without(match[1], NUMBERS), without(match[1], COMMENTS)
        if whole != match[1] or labelled != match[1]:
            yield plain(BREAK.sub("\n", whole)), {key(plain(labelled)), key(plain(match[1]))} - {""}


def restored(text, page):
    """The text with the code as it is, for each block of which it has all lines as they were labelled, in order."""
    lines = text.split("\n")
    starts, whole = [0], ""
    for line in lines:
        whole += key(line)
        starts.append(len(whole))
    out, taken, at = [], 0, 0
    for code, forms in blocks(page):
        for labelled in sorted(forms, key=len, reverse=True):
            place = whole.find(labelled, at)
            # Whole lines alone: the code may also be a part of a sentence.
            if place >= 0 and place in starts and place + len(labelled) in starts:
                first, last = bisect.bisect_left(starts, place), bisect.bisect_left(starts, place + len(labelled))
                out += lines[taken:first] + [line.strip() for line in code.split("\n") if line.strip()]
                taken, at = last, place + len(labelled)
                break
    return "\n".join(out + lines[taken:])


def with_comments(record, page):
    """A gold record whose texts have the code of the page as it is."""
    record = dict(record)
    for name in ("text", "text_with_neutral"):
        if name in record:
            record[name] = restored(record[name], page)
    if "text_runs" in record:
        record["text_runs"] = [restored(run, page) for run in record["text_runs"]]
    return record
