// Makes a tokenizer of FTS5 and functions of SQL known to a connection of SQLite.
//
// fts5.c is compiled twice: with SQLITE_CORE as part of the package, where it calls the SQLite that the program is linked
// with; and without it by .ci/extension, where it calls the SQLite that loads the extension.
#ifndef SHULI_CFTS5_H
#define SHULI_CFTS5_H

struct sqlite3;

/// Takes a token from a tokenizer, with the flags and offsets of FTS5's xToken. Anything but 0 ends the text.
typedef int (*shuli_fts5_take)(void *context, int flags, const char *token, int length, int start, int end);

/// What is written in Swift. Strings need not be valid UTF-8.
typedef struct {
    /// A tokenizer with the arguments of `tokenize = 'shuli …'`; or NULL and why, in memory of malloc.
    void *(*create)(const char *const *arguments, int count, char **error);
    void (*destroy)(void *tokenizer);
    /// Cuts a text; `flags` are those of FTS5's xTokenize. Returns the last result of `take`.
    int (*tokenize)(void *tokenizer, void *context, int flags, const char *text, int length, shuli_fts5_take take);
    /// The pattern that finds a text with the tokenizer in the mode of words, or with pairs; in memory of malloc.
    char *(*pattern)(const char *text, int length, int pairs);
} shuli_fts5_functions;

/// Registers the tokenizer `shuli` and the functions `shuli_query` and `shuli_pairs_query`. `functions` must live as long
/// as the connection. Returns SQLite's result code.
int shuli_fts5_register(struct sqlite3 *connection, const shuli_fts5_functions *functions);

/// SQLite's words for a result code; they live as long as the program.
const char *shuli_fts5_message(int code);

#endif
