// The files of Dictionaries/, embedded in the program: mapped with it, shared between processes, there without a path.
#ifndef SHULI_CDICTIONARIES_H
#define SHULI_CDICTIONARIES_H

#include <stdint.h>

typedef struct {
    const uint8_t *bytes;
    int64_t length;
} ShuliDictionary;

ShuliDictionary shuli_dictionary_furniture(void);
ShuliDictionary shuli_dictionary_stopwords(void);

#endif
