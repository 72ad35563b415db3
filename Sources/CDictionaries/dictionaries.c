#include "CDictionaries.h"

#define EMBEDDED(name) \
    ShuliDictionary shuli_dictionary_##name(void) { return (ShuliDictionary){name, sizeof name}; }

static const uint8_t furniture[] = {
#embed "../../Dictionaries/furniture.txt"
};
EMBEDDED(furniture)

static const uint8_t stopwords[] = {
#embed "../../Dictionaries/stopwords.txt"
};
EMBEDDED(stopwords)
