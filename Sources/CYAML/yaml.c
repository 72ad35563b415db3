#include <stdbool.h>
#include <stdlib.h>
#include <yaml.h>

#include "CYAML.h"

struct ShuliYAML {
    yaml_parser_t parser;
    yaml_event_t event;
    bool has_event;
};

ShuliYAML *shuli_yaml_open(const uint8_t *text, int64_t length) {
    ShuliYAML *yaml = calloc(1, sizeof *yaml);
    if (!yaml) return NULL;
    if (!yaml_parser_initialize(&yaml->parser)) {
        free(yaml);
        return NULL;
    }
    yaml_parser_set_encoding(&yaml->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&yaml->parser, text, (size_t)length);
    return yaml;
}

static void drop_event(ShuliYAML *yaml) {
    if (yaml->has_event) yaml_event_delete(&yaml->event);
    yaml->has_event = false;
}

void shuli_yaml_close(ShuliYAML *yaml) {
    drop_event(yaml);
    yaml_parser_delete(&yaml->parser);
    free(yaml);
}

int32_t shuli_yaml_next(ShuliYAML *yaml) {
    for (;;) {
        drop_event(yaml);
        if (!yaml_parser_parse(&yaml->parser, &yaml->event)) return SHULI_YAML_ERROR;
        yaml->has_event = true;
        switch (yaml->event.type) {
            case YAML_SCALAR_EVENT: return SHULI_YAML_SCALAR;
            case YAML_SEQUENCE_START_EVENT: return SHULI_YAML_SEQUENCE_START;
            case YAML_SEQUENCE_END_EVENT: return SHULI_YAML_SEQUENCE_END;
            case YAML_MAPPING_START_EVENT: return SHULI_YAML_MAPPING_START;
            case YAML_MAPPING_END_EVENT: return SHULI_YAML_MAPPING_END;
            case YAML_ALIAS_EVENT: return SHULI_YAML_ALIAS;
            case YAML_DOCUMENT_START_EVENT: return SHULI_YAML_DOCUMENT_START;
            case YAML_NO_EVENT:
            case YAML_STREAM_END_EVENT: return SHULI_YAML_END;
            case YAML_STREAM_START_EVENT:
            case YAML_DOCUMENT_END_EVENT: break;
        }
    }
}

int64_t shuli_yaml_line(const ShuliYAML *yaml) {
    return (int64_t)(yaml->has_event ? yaml->event.start_mark.line : yaml->parser.problem_mark.line) + 1;
}

const uint8_t *shuli_yaml_value(const ShuliYAML *yaml, int64_t *length) {
    *length = (int64_t)yaml->event.data.scalar.length;
    return yaml->event.data.scalar.value;
}

int32_t shuli_yaml_is_plain(const ShuliYAML *yaml) {
    return yaml->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

const char *shuli_yaml_error(const ShuliYAML *yaml) {
    return yaml->parser.problem ? yaml->parser.problem : "not YAML";
}

const char *shuli_yaml_version(void) { return yaml_get_version_string(); }
