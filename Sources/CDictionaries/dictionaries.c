#include "CDictionaries.h"

#define EMBEDDED(name) \
    ShuliDictionary shuli_dictionary_##name(void) { return (ShuliDictionary){name, sizeof name}; }

_Alignas(64) static const uint8_t boilerplate[] = {
#embed "../../Dictionaries/boilerplate.txt"
};
EMBEDDED(boilerplate)

_Alignas(64) static const uint8_t characters[] = {
#embed "../../Dictionaries/characters.bin"
};
EMBEDDED(characters)

_Alignas(64) static const uint8_t cleaning[] = {
#embed "../../Dictionaries/cleaning.bin"
};
EMBEDDED(cleaning)

_Alignas(64) static const uint8_t conversion[] = {
#embed "../../Dictionaries/conversion.bin"
};
EMBEDDED(conversion)

_Alignas(64) static const uint8_t conversion_rules[] = {
#embed "../../Dictionaries/Conversion/rules.txt"
};
EMBEDDED(conversion_rules)

_Alignas(64) static const uint8_t cues[] = {
#embed "../../Dictionaries/cues.txt"
};
EMBEDDED(cues)

_Alignas(64) static const uint8_t lexicon[] = {
#embed "../../Dictionaries/lexicon.bin"
};
EMBEDDED(lexicon)

_Alignas(64) static const uint8_t segmentation[] = {
#embed "../../Dictionaries/segmentation.bin"
};
EMBEDDED(segmentation)

_Alignas(64) static const uint8_t spam[] = {
#embed "../../Dictionaries/spam.txt"
};
EMBEDDED(spam)

_Alignas(64) static const uint8_t stopwords[] = {
#embed "../../Dictionaries/stopwords.txt"
};
EMBEDDED(stopwords)

_Alignas(64) static const uint8_t surnames[] = {
#embed "../../Dictionaries/surnames.txt"
};
EMBEDDED(surnames)

_Alignas(64) static const uint8_t tagging[] = {
#embed "../../Dictionaries/tagging.bin"
};
EMBEDDED(tagging)

_Alignas(64) static const uint8_t variants[] = {
#embed "../../Dictionaries/variants.txt"
};
EMBEDDED(variants)
