"""What the scripts that write training sentences have in common: the lists that they read, their arguments, what they write."""
import argparse
import re

HAN = re.compile("^[\u4e00-\u9fff]+$")


def lines(path):
    """The lines of a list without comments and empty ones."""
    return [line.rstrip("\n") for line in open(path, encoding="utf-8") if line.strip() and line[0] != "#"]


def words(path):
    """By word its frequency, in hundredths of the Zipf scale, and its class."""
    return {cells[0]: (int(cells[1]), cells[3]) for cells in (line.split("\t") for line in lines(path))}


def parser(description, *lists):
    """A parser of CORPUS, OUT and the paths of lists: --words and those named."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("out")
    for name in ("words", *lists):
        parser.add_argument("--" + name, required=True)
    return parser


def write(path, sentences):
    """Writes sentences of tokens, one a line."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(" ".join(tokens) + "\n" for tokens in sentences)
