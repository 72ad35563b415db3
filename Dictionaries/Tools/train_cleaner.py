#!/usr/bin/env python3
"""Trains the cleaning model: train_cleaner.py SHULI DATA OUT [--leave-out SITE,SITE,…]

SHULI is the program, DATA a folder with pages/gold.jsonl, pages/html/*.html.gz, blogs with the same, and
flattened/{block,node,column}.jsonl (their READMEs say what they are), OUT the compiled model. The program computes the features (`shuli train cleaner`), LightGBM
grows the trees, this script lays them out as `BlockModel` reads them. The same input gives the same bytes.

PyPI packages: lightgbm==4.7.0 numpy==2.4.6. Without SITEs that are left out the model is the one that ships.
"""
import argparse
import gzip
import json
import pathlib
import random
import re
import struct
import subprocess
import sys
import tempfile
import unicodedata

import lightgbm
import numpy

import code_comments
import synthetic_pages

SPACE = re.compile(r"\s+")


def folded(text):
    return SPACE.sub("", unicodedata.normalize("NFKC", text))


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def features_of(shuli, records, model=None):
    """The program's features of records {"id", "html" or "text", …}; `model` chooses the headlines of texts."""
    source = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    command = [shuli, "train", "cleaner", "--input-format", "jsonl"] + (["--model", model] if model else [])
    answer = subprocess.run(command, input=source.encode(), capture_output=True)
    if answer.returncode:
        sys.exit(answer.stderr.decode())
    documents = []
    for line in answer.stdout.decode().splitlines():
        record = json.loads(line)
        bytes_ = record["input"].encode()
        record["texts"] = [bytes_[start:end].decode() for start, end in record["blocks"]]
        record["rows"] = numpy.array(record.pop("features"), dtype=numpy.float32)
        documents.append(record)
    return documents


def page_labels(blocks, gold):
    """1 body, 0 boilerplate, -1 neutral, for the blocks of a page: the blocks are laid along the gold text in their order."""
    whole, body = folded(gold.get("text_with_neutral", gold["text"])), folded(gold["text"])
    texts = [folded(text) for text in blocks]
    # Long blocks first: the heaviest chain of places that rises along the text.
    places = []
    for index, text in enumerate(texts):
        start = whole.find(text) if len(text) >= 8 else -1
        while start >= 0 and len(places) < 20_000:
            places.append((index, start, len(text)))
            start = whole.find(text, start + 1)
    best, back = [], []
    for number, (index, start, length) in enumerate(places):
        weight, before = length, -1
        for other in range(max(0, number - 400), number):
            at, place, size = places[other]
            if at < index and place + size <= start and best[other] + length > weight:
                weight, before = best[other] + length, other
        best.append(weight)
        back.append(before)
    chain, at = {}, max(range(len(best)), key=best.__getitem__, default=-1)
    while at >= 0:
        chain[places[at][0]] = (places[at][1], places[at][2])
        at = back[at]
    # Short ones must stand in the gap that their neighbours leave.
    end = 0
    following = sorted(chain)
    for index, text in enumerate(texts):
        if index in chain:
            end = chain[index][0] + chain[index][1]
            continue
        behind = next((chain[other][0] for other in following if other > index), len(whole))
        place = whole.find(text, end, behind) if 0 < len(text) < 8 and following and following[0] <= index <= following[-1] + 6 else -1
        if place >= 0:
            chain[index] = (place, len(text))
            end = place + len(text)
    labels = []
    for index, text in enumerate(texts):
        if index in chain:
            labels.append(1 if text in body else -1)
        else:
            # A block that holds more than the gold line, or less: by what they share.
            grams = {text[i : i + 4] for i in range(len(text) - 3)}
            shared = sum(gram in body for gram in grams) / len(grams) if len(grams) >= 8 else 0
            labels.append(1 if shared > 0.7 else -1 if shared > 0.3 else 0)
    return labels


def page_records(data, folder="pages"):
    for page in read_lines(data / folder / "gold.jsonl"):
        raw = gzip.open(data / folder / "html" / (page["id"] + ".html.gz")).read()
        yield {"id": page["id"], "html": raw.decode(page.get("encoding") or "utf-8", errors="replace")}


def page_examples(shuli, data, model=None, folder="pages"):
    records = list(page_records(data, folder))
    documents = features_of(shuli, records, model)
    for document, record, page in zip(documents, records, read_lines(data / folder / "gold.jsonl")):
        if folder == "blogs":
            page = code_comments.with_comments(page, record["html"])
        document["site"] = page["site"] if folder == "pages" else "%s-%s" % (folder, page["site"])
        document["labels"] = numpy.array(page_labels(document["texts"], page))
    return documents


# How much a page of a blog counts beside a page of news. Measured with sites left out, news F1 and blogs F1: not at all .994 and .861,
# .3 .991 and .979, 1 .977 and .983 (the last two figures before pages were divided into the likeliest runs).
BLOG_WEIGHT = 0.3


def blog_examples(shuli, data, model=None):
    """Pages of blogs (how-to, code, travel, life): other kinds of text than news, in other layouts."""
    documents = page_examples(shuli, data, model, "blogs")
    for document in documents:
        document["weight"] = BLOG_WEIGHT
    return documents


def text_examples(shuli, data, variant, model=None):
    gold = read_lines(data / "flattened" / (variant + ".jsonl"))
    records = [{"id": text["id"], "text": "\n".join(line["text"].replace("\n", " ") for line in text["lines"])} for text in gold]
    documents = features_of(shuli, records, model)
    for document, text in zip(documents, gold):
        document["site"] = text["site"]
        titles = {line for line, one in enumerate(text["lines"], 1) if one["label"] == "title"}
        document["titles"] = {block for block, line in enumerate(document["lines"]) if line in titles}
        label(document, text["lines"])
    return documents


def articles(data, left_out, variant="block"):
    """(site, title, body lines, lines of the real page with their labels) of pages, and of GCDT, whose documents are told by their titles."""
    columns = {text["page"]: text["lines"] for text in read_lines(data / "flattened" / (variant + ".jsonl"))}
    found = []
    for page in read_lines(data / "pages" / "gold.jsonl"):
        if page["site"] not in left_out:
            lines = [(line["text"], line["label"]) for line in columns.get(page["id"], [])]
            found.append((page["site"], page["title"], [line for line in page["text"].split("\n") if line.strip()], lines))
    with gzip.open(data / "segmentation" / "gcdt_train.txt.gz", "rt", encoding="utf-8") as file:
        sentences = [re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", line.strip()) for line in file]
    titles = [index for index, line in enumerate(sentences) if 8 <= len(line) <= 28 and not re.search("[。！？：；，]$|^[0-9一二三四五六七八九十（(]", line)]
    for start, end in zip(titles, titles[1:] + [len(sentences)]):
        body = sentences[start + 1 : end]
        if len(body) >= 6:
            # Paragraphs of one to three sentences, by their lengths.
            paragraphs = []
            for sentence in body:
                if paragraphs and len(paragraphs[-1]) < 60 + 40 * (len(paragraphs) % 3) and paragraphs[-1].endswith("。"):
                    paragraphs[-1] += sentence
                else:
                    paragraphs.append(sentence)
            found.append(("", sentences[start], paragraphs, []))
    return found


BOILERPLATE = pathlib.Path(__file__).parents[2] / "Corpora" / "boilerplate"


def synthetic_examples(shuli, data, left_out, model, count, seed=1, as_html=False):
    pages = synthetic_pages.make(BOILERPLATE, articles(data, left_out), count, seed)
    if not as_html:
        for variant in ("block", "node"):
            pages += synthetic_pages.make_framed(BOILERPLATE, articles(data, left_out, variant), FRAMED, seed)
    records = []
    for number, page in enumerate(pages):
        records.append({"id": page["id"], "html" if as_html else "text": page["html"] if as_html else "\n".join(line["text"] for line in page["lines"])})
        if number % 5 < 2 and not as_html:
            # Records often bring their title.
            records[-1]["title"] = page["title"]
    documents = features_of(shuli, records, model)
    for document, page in zip(documents, pages):
        document["site"] = page["site"]
        document["weight"] = 0.5
        if as_html:
            labels_by_order(document, [(line["text"], KINDS.get(line["label"], -1)) for line in page["lines"]])
        else:
            label(document, page["lines"])
    return documents


def shortened_examples(shuli, data, left_out, model, rounds=3, seed=1):
    """Real pages with all but a few paragraphs of their bodies taken out: short articles amid the same boilerplate."""
    chooser = random.Random(seed)
    originals = [document for document in page_examples(shuli, data, model) if document["site"] not in left_out]
    sources = {record["id"]: record["html"] for record in page_records(data)}
    records, known = [], []
    for document in originals:
        body = [index for index, label in enumerate(document["labels"]) if label == 1 and len(document["texts"][index]) > 12]
        for number in range(rounds):
            if len(body) < 5:
                continue
            count = chooser.choice((1, 1, 2, 3, 4))
            start = chooser.choice((0, 0, chooser.randrange(len(body) - count)))
            source, gone = sources[document["id"]], set()
            for index in body[:start] + body[start + count :]:
                text = document["texts"][index]
                if source.count(text) == 1:
                    source = source.replace(text, "")
                    gone.add(index)
            if len(gone) * 10 >= len(body) * 6:
                records.append({"id": "%s-short-%d" % (document["id"], number), "html": source})
                lines = [(text, label) for index, (text, label) in enumerate(zip(document["texts"], document["labels"])) if index not in gone]
                known.append((document["site"], lines))
    documents = features_of(shuli, records, model)
    for document, (site, lines) in zip(documents, known):
        document["site"] = site
        document["weight"] = 0.4
        labels_by_order(document, lines)
    return documents


def labels_by_order(document, lines):
    """Labels of blocks from the labels of lines that stand in the same order; a block that is none of them is neutral."""
    labels, at = [], 0
    for text in document["texts"]:
        place = next((index for index in range(at, min(len(lines), at + 60)) if folded(lines[index][0]) == folded(text)), None)
        labels.append(-1 if place is None else lines[place][1])
        at = at if place is None else place + 1
    document["labels"] = numpy.array(labels)


KINDS = {"content": 1, "boilerplate": 0}


def label(document, lines):
    document["labels"] = numpy.array([KINDS.get(lines[line - 1]["label"], -1) for line in document["lines"]])


def weights(document, power):
    """Long blocks count more, every document the same."""
    labels = document["labels"]
    sizes = numpy.array([len(text) + 4.0 for text in document["texts"]]) ** power
    sizes[labels < 0] = 0
    for label in (0, 1):
        total = sizes[labels == label].sum()
        if total:
            sizes[labels == label] *= min(len(labels), 60) ** 0.5 / total ** 0.7
    return sizes


PARAMETERS = {
    "objective": "binary", "learning_rate": 0.06, "num_leaves": 12, "min_data_in_leaf": 20, "feature_fraction": 0.4,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5.0, "seed": 1, "num_threads": 1, "deterministic": True,
    "force_row_wise": True, "verbose": -1, "max_bin": 63,
}
ROUNDS = 220
# How many pages no site has, as text and as HTML.
SYNTHETIC = 800
SYNTHETIC_PAGES = 500
# How many real pages with another article's body, of each variant.
FRAMED = 150


def fit(documents, power=0.5):
    rows = numpy.concatenate([document["rows"] for document in documents])
    labels = numpy.concatenate([document["labels"] for document in documents])
    weight = numpy.concatenate([document.get("weight", 1.0) * weights(document, power) for document in documents])
    used = weight > 0
    data = lightgbm.Dataset(rows[used], labels[used], weight=weight[used] / weight[used].mean())
    return lightgbm.train(PARAMETERS, data, ROUNDS)


# Trees for headlines: few texts, so few leaves.
HEADLINES = {
    "objective": "binary", "learning_rate": 0.05, "num_leaves": 6, "min_data_in_leaf": 15, "feature_fraction": 0.5, "bagging_fraction": 0.8,
    "bagging_freq": 1, "lambda_l2": 5.0, "seed": 1, "num_threads": 1, "deterministic": True, "force_row_wise": True, "verbose": -1,
}
HEADLINE_ROUNDS = 100


def fit_headlines(documents):
    """Trees that tell the true headline among each document's candidates; every document counts the same."""
    rows, labels, weight = [], [], []
    for document in documents:
        true = [candidate[0] in document["titles"] for candidate in document["headlines"]]
        if any(true) and not all(true):
            rows.append(numpy.array([candidate[1:] for candidate in document["headlines"]], dtype=numpy.float32))
            labels += true
            weight += [1.0 if one else 20.0 / len(true) for one in true]
    return lightgbm.train(HEADLINES, lightgbm.Dataset(numpy.concatenate(rows), numpy.array(labels), weight=numpy.array(weight)), HEADLINE_ROUNDS)


def tables(model, prefix):
    """A LightGBM model as the tables of an ensemble."""
    trees, first_leaves, features, cuts, lefts, rights, leaves = [], [], [], [], [], [], []
    for tree in model.dump_model()["tree_info"]:
        trees.append(len(features))
        first_leaves.append(len(leaves))
        nodes, values = [], []

        def place(node):
            if "leaf_value" in node:
                values.append(node["leaf_value"])
                return -len(values)
            number = len(nodes)
            nodes.append([node["split_feature"], node["threshold"], 0, 0])
            nodes[number][2] = place(node["left_child"])
            nodes[number][3] = place(node["right_child"])
            return number

        if place(tree["tree_structure"]) < 0:
            # A tree without a split: one node whose both sides are its leaf.
            nodes = [[0, 0.0, -1, -1]]
        for feature, cut, left, right in nodes:
            features.append(feature)
            cuts.append(cut)
            lefts.append(left)
            rights.append(right)
        leaves += values
    pack = lambda code, values: struct.pack("<%d%s" % (len(values), code), *values)
    return [
        (prefix + "trees", pack("I", trees)), (prefix + "leafs", pack("I", first_leaves)), (prefix + "feats", pack("H", features)),
        (prefix + "cuts", pack("f", cuts)), (prefix + "lefts", pack("h", lefts)), (prefix + "rights", pack("h", rights)),
        (prefix + "values", pack("f", leaves)),
    ]


def write_model(path, tables, magic=b"SHULICLN", version=1):
    """The container of `CompiledFile`: head, list of tables, tables at multiples of 64 bytes."""
    fingerprint = 0xCBF29CE484222325
    for _, content in tables:
        for byte in content:
            fingerprint = ((fingerprint ^ byte) * 0x100000001B3) & (2**64 - 1)
    offset = 64 + 24 * len(tables)
    heads = b""
    for name, content in tables:
        offset = (offset + 63) // 64 * 64
        heads += name.encode().ljust(8, b"\0") + struct.pack("<QQ", offset, len(content))
        offset += len(content)
    out = (magic + struct.pack("<IIQQQ", version, len(tables), offset, fingerprint, 0)).ljust(64, b"\0") + heads
    for _, content in tables:
        out += b"\0" * (-len(out) % 64) + content
    pathlib.Path(path).write_bytes(out)


# A model that knows headlines alone.
EMPTY_BLOCKS = [(prefix + name, b"") for prefix in "pt" for name in ("trees", "leafs", "feats", "cuts", "lefts", "rights", "values")]


def train(shuli, data, out, left_out):
    """Headlines first, since the features of blocks know where the headline is; then the trees."""
    variants = ("block", "node", "column")
    seen = lambda documents: [document for document in documents if document["site"] not in left_out]
    texts = [document for variant in variants for document in text_examples(shuli, data, variant)]
    headlines = tables(fit_headlines(seen(texts)), "h")
    with tempfile.NamedTemporaryFile(suffix=".bin") as file:
        write_model(file.name, EMPTY_BLOCKS + headlines)
        pages = seen(page_examples(shuli, data, file.name) + blog_examples(shuli, data, file.name)) + shortened_examples(shuli, data, left_out, file.name)
        pages = fit(pages + synthetic_examples(shuli, data, left_out, file.name, SYNTHETIC_PAGES, seed=2, as_html=True))
        texts = seen([document for variant in variants for document in text_examples(shuli, data, variant, file.name)])
        texts = fit(texts + synthetic_examples(shuli, data, left_out, file.name, SYNTHETIC))
    write_model(out, tables(pages, "p") + tables(texts, "t") + headlines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shuli")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("out")
    parser.add_argument("--leave-out", default="", help="sites that the model must not see, parted by commas")
    arguments = parser.parse_args()
    left_out = set(filter(None, arguments.leave_out.split(",")))
    train(arguments.shuli, arguments.data, arguments.out, left_out)


if __name__ == "__main__":
    main()
