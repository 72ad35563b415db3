// The events of a YAML document (libyaml) behind one opaque type.
#ifndef SHULI_CYAML_H
#define SHULI_CYAML_H

#include <stdint.h>

typedef struct ShuliYAML ShuliYAML;

enum {
    SHULI_YAML_END = 0,
    SHULI_YAML_SCALAR = 1,
    SHULI_YAML_SEQUENCE_START = 2,
    SHULI_YAML_SEQUENCE_END = 3,
    SHULI_YAML_MAPPING_START = 4,
    SHULI_YAML_MAPPING_END = 5,
    SHULI_YAML_ALIAS = 6,
    SHULI_YAML_DOCUMENT_START = 7,
    SHULI_YAML_ERROR = -1
};

/// NULL where memory ran out. `text` is UTF-8 and outlives the parser.
ShuliYAML *shuli_yaml_open(const uint8_t *text, int64_t length);
void shuli_yaml_close(ShuliYAML *yaml);
/// The next event; the last one is the end or an error.
int32_t shuli_yaml_next(ShuliYAML *yaml);
/// The line of the event or error, from 1.
int64_t shuli_yaml_line(const ShuliYAML *yaml);
/// A scalar's value, valid until the next event.
const uint8_t *shuli_yaml_value(const ShuliYAML *yaml, int64_t *length);
/// Whether a scalar stands without quotation marks, so that it may be null, a number or true.
int32_t shuli_yaml_is_plain(const ShuliYAML *yaml);
/// What is wrong; lives as long as the parser.
const char *shuli_yaml_error(const ShuliYAML *yaml);

/// The version of libyaml.
const char *shuli_yaml_version(void);

#endif
