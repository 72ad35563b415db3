#include "CFTS5.h"

#include <stdlib.h>

#ifdef SQLITE_CORE
#include <sqlite3.h>
#else
#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1
#endif

struct Fts5Tokenizer {
    const shuli_fts5_functions *functions;
    void *swift;
};

static int create(void *functions, const char **arguments, int count, Fts5Tokenizer **result) {
    Fts5Tokenizer *tokenizer = malloc(sizeof *tokenizer);
    if (!tokenizer) return SQLITE_NOMEM;
    char *error = NULL;
    tokenizer->functions = functions;
    tokenizer->swift = tokenizer->functions->create(arguments, count, &error);
    if (!tokenizer->swift) {
        // FTS5 itself says "error in tokenizer constructor" and has no place for more.
        sqlite3_log(SQLITE_ERROR, "tokenize = 'shuli': %s", error ? error : "out of memory");
        free(error);
        free(tokenizer);
        return SQLITE_ERROR;
    }
    *result = tokenizer;
    return SQLITE_OK;
}

static void destroy(Fts5Tokenizer *tokenizer) {
    tokenizer->functions->destroy(tokenizer->swift);
    free(tokenizer);
}

static int tokenize(
    Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int length, shuli_fts5_take take) {
    return tokenizer->functions->tokenize(tokenizer->swift, context, flags, text, length, take);
}

static fts5_api *api(sqlite3 *connection, int *code) {
    fts5_api *api = NULL;
    sqlite3_stmt *statement = NULL;
    *code = sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, NULL);
    if (*code == SQLITE_OK) {
        *code = sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
        if (*code == SQLITE_OK) sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api;
}

static void answer(sqlite3_context *context, sqlite3_value *text, int pairs) {
    if (sqlite3_value_type(text) == SQLITE_NULL) return;
    const shuli_fts5_functions *functions = sqlite3_user_data(context);
    const char *bytes = (const char *)sqlite3_value_text(text);
    char *pattern = bytes ? functions->pattern(bytes, sqlite3_value_bytes(text), pairs) : NULL;
    if (pattern)
        sqlite3_result_text(context, pattern, -1, free);
    else
        sqlite3_result_error_nomem(context);
}

static void words_query(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    answer(context, values[0], 0);
}

static void pairs_query(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    answer(context, values[0], 1);
}

int shuli_fts5_register(sqlite3 *connection, const shuli_fts5_functions *functions) {
    int code;
    fts5_api *fts5 = api(connection, &code);
    if (code != SQLITE_OK) return code;
    if (!fts5) return SQLITE_ERROR;
    void *data = (void *)functions;
    fts5_tokenizer tokenizer = {create, destroy, tokenize};
    code = fts5->xCreateTokenizer(fts5, "shuli", data, &tokenizer, NULL);
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    if (code == SQLITE_OK)
        code = sqlite3_create_function_v2(connection, "shuli_query", 1, flags, data, words_query, NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_create_function_v2(connection, "shuli_pairs_query", 1, flags, data, pairs_query, NULL, NULL, NULL);
    return code;
}

const char *shuli_fts5_message(int code) { return sqlite3_errstr(code); }

#ifndef SQLITE_CORE
// Written in Swift.
extern const shuli_fts5_functions *shuli_fts5_swift_functions(void);

// The name that SQLite makes of `shuli_fts5.so`.
int sqlite3_shulifts_init(sqlite3 *connection, char **error, const sqlite3_api_routines *routines) {
    SQLITE_EXTENSION_INIT2(routines);
    int code = shuli_fts5_register(connection, shuli_fts5_swift_functions());
    if (code != SQLITE_OK) {
        *error = sqlite3_mprintf("shuli_fts5: %s", code == SQLITE_ERROR ? "this SQLite has no FTS5" : sqlite3_errstr(code));
        return code;
    }
    // The runtime of Swift does not survive being unloaded.
    return SQLITE_OK_LOAD_PERMANENTLY;
}

// The name that it asks for first, whatever the file is called.
int sqlite3_extension_init(sqlite3 *connection, char **error, const sqlite3_api_routines *routines) {
    return sqlite3_shulifts_init(connection, error, routines);
}
#endif
