#!/usr/bin/env python3
"""Cleans every page and flattened text with a model that never saw its site: leave_sites_out.py SHULI DATA OUT [--folds 6] [--jobs 2]

SHULI is the program, DATA a folder as `Dictionaries/Tools/train_cleaner.py` takes it. The sites are dealt out to folds; for each fold
all trees are trained without its sites and the whole program runs over its pages. OUT gets {pages,blogs}.jsonl and, for each way of flattening,
{block,node,column}.jsonl, as the scorer of such sets reads them: pages with title, author, publish_time, text; texts with the numbers of
the lines that are kept. Half an hour.

Prints the F1 of pages and blogs by 4-grams of characters and the share of pages over .95; of blogs by the labels as they are and with the
comments in code, which the labels lack (`code_comments.py`), counted as body.
"""
import argparse
import concurrent.futures
import gzip
import json
import pathlib
import subprocess
import sys

TOOLS = pathlib.Path(__file__).parents[2] / "Dictionaries" / "Tools"
sys.path.insert(0, str(TOOLS))
import code_comments
import scores

TRAINER = TOOLS / "train_cleaner.py"
PAGES = ("pages", "blogs")
VARIANTS = ("block", "node", "column")


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def clean(shuli, model, records):
    command = [shuli, "clean", "--json", "--no-progress", "--input-format", "jsonl", "--model", model]
    source = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    answer = subprocess.run(command, input=source.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in answer.stdout.decode().splitlines()]


def kept_lines(lines, removed):
    starts, at = {}, 0
    for number, line in enumerate(lines):
        starts[at] = number
        at += len(line.encode()) + 1
    gone = set()
    for removal in removed:
        if removal["whole"]:
            # White space around a line is no part of it.
            start = max(start for start in starts if start <= removal["s"])
            gone.add(starts[start])
    return [number for number, line in enumerate(lines) if line.strip() and number not in gone]


def site_of(name, page):
    """The site as `train_cleaner.py` names it."""
    return page["site"] if name == "pages" else f"{name}-{page['site']}"


def source_of(folder, page):
    raw = gzip.open(folder / "html" / (page["id"] + ".html.gz")).read()
    return raw.decode(page.get("encoding") or "utf-8", errors="replace")


def clean_pages(shuli, folder, model, sites):
    records = []
    for page in read_lines(folder / "gold.jsonl"):
        if site_of(folder.name, page) in sites:
            records.append({"id": page["id"], "html": source_of(folder, page)})
    return [
        {"id": record["id"], "title": record["title"], "author": record["author"], "publish_time": record["published"], "text": record["text"]}
        for record in clean(shuli, model, records)
    ]


def run_fold(shuli, data, out, number, sites):
    model = str(out / f"fold-{number}.bin")
    subprocess.run([sys.executable, TRAINER, shuli, data, model, "--leave-out", ",".join(sites)], check=True)
    found = {name: clean_pages(shuli, data / name, model, sites) for name in PAGES}
    for variant in VARIANTS:
        texts = [text for text in read_lines(data / "flattened" / (variant + ".jsonl")) if text["site"] in sites]
        lines = {text["id"]: [line["text"].replace("\n", " ") for line in text["lines"]] for text in texts}
        cleaned = clean(shuli, model, [{"id": id, "text": "\n".join(lines[id])} for id in lines])
        found[variant] = [{"id": record["id"], "keep": kept_lines(lines[record["id"]], record["removed"])} for record in cleaned]
    return found


def report_pages(data, results):
    for name in PAGES:
        gold = {page["id"]: page for page in read_lines(data / name / "gold.jsonl")}
        made = {record["id"]: record["text"] for found in results for record in found[name]}
        print(f"{name}: {scores.summary(scores.bodies(gold, made))}")
        if name == "blogs":
            whole = {id: code_comments.with_comments(page, source_of(data / name, page)) for id, page in gold.items()}
            print(f"{name} with comments in code: {scores.summary(scores.bodies(whole, made))}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shuli")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    folds = [[] for _ in range(arguments.folds)]
    for name in PAGES:
        sites = sorted({site_of(name, page) for page in read_lines(arguments.data / name / "gold.jsonl")})
        for number, fold in enumerate(folds):
            fold += sites[number :: arguments.folds]
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        run = lambda fold: run_fold(arguments.shuli, arguments.data, arguments.out, *fold)
        results = list(pool.map(run, enumerate(folds)))
    for name in PAGES + VARIANTS:
        with open(arguments.out / (name + ".jsonl"), "w", encoding="utf-8") as file:
            for found in results:
                file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in found[name])
    report_pages(arguments.data, results)


if __name__ == "__main__":
    main()
