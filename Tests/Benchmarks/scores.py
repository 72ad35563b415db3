"""What bodies of pages are scored by: `.ci/benchmarks` and `leave_sites_out.py`."""

import collections
import re
import statistics
import unicodedata

# A run of letters and digits counts as one, and so does a character of Han, kana or hangul; punctuation does not count.
SINGLE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
TOKENS = re.compile(rf"[{SINGLE}]|[^\W_{SINGLE}]+")


def grams(text):
    """How often each run of four tokens occurs; a shorter text is one run."""
    tokens = TOKENS.findall(unicodedata.normalize("NFKC", text or "").lower())
    runs = max(1, len(tokens) - 3) if tokens else 0
    return collections.Counter(tuple(tokens[i:i + 4]) for i in range(runs))


def f1(right, found, wanted):
    return 2 * right / (found + wanted) if found + wanted else 1.0


def bodies(rows, found):
    """F1 of each body in `found`, a dictionary by the names of `rows`; what it lacks is empty.

    A row has `text`; where the body has parts that do not follow each other, it has them as `text_runs`. Where captions and
    the like may be kept or not, `text_with_neutral` has them too: what is found of these counts neither way.
    """
    scores = []
    for name, row in rows.items():
        gold = sum((grams(run) for run in row.get("text_runs") or [row["text"]]), collections.Counter())
        made = grams(found.get(name))
        neutral = grams(row["text"]) + grams(row.get("text_with_neutral"))
        right = (made & gold).total()
        wrong = (made - gold - neutral).total()
        scores.append(f1(right, right + wrong, gold.total()))
    return scores


def summary(scores):
    over = sum(score >= 0.95 for score in scores) / len(scores)
    return f"F1 {statistics.mean(scores):.3f}, over .95 {over:.3f}"
