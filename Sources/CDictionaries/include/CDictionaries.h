// The files of Dictionaries/, embedded in the program: mapped with it, shared between processes, there without a path.
#ifndef SHULI_CDICTIONARIES_H
#define SHULI_CDICTIONARIES_H

#include <stdint.h>

/// A file that is part of the program: aligned to 64 bytes, read-only, alive as long as the program.
typedef struct {
    const uint8_t *_Nonnull bytes;
    int64_t length;
} ShuliDictionary;

/// Phrases of boilerplate, a text list.
ShuliDictionary shuli_dictionary_boilerplate(void);
/// The compiled character model.
ShuliDictionary shuli_dictionary_characters(void);
/// The compiled cleaning model.
ShuliDictionary shuli_dictionary_cleaning(void);
/// The compiled tables of script conversion.
ShuliDictionary shuli_dictionary_conversion(void);
/// The rules of context and lists of words for script conversion, a text list.
ShuliDictionary shuli_dictionary_conversion_rules(void);
/// Words that are typical of boilerplate, a text list.
ShuliDictionary shuli_dictionary_cues(void);
/// The compiled lexicon.
ShuliDictionary shuli_dictionary_lexicon(void);
/// The compiled segmentation model.
ShuliDictionary shuli_dictionary_segmentation(void);
/// Phrases of advertising, a text list.
ShuliDictionary shuli_dictionary_spam(void);
/// Words without content of their own, a text list.
ShuliDictionary shuli_dictionary_stopwords(void);
/// Surnames of one letter, a text list.
ShuliDictionary shuli_dictionary_surnames(void);
/// The compiled part-of-speech model.
ShuliDictionary shuli_dictionary_tagging(void);
/// Variants of characters, a text list.
ShuliDictionary shuli_dictionary_variants(void);

#endif
