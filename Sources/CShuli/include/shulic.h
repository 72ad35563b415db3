// The C interface of Shuli: a verb is opened once with options and run on columns of text.
//
//     shulic_verb *verb;
//     char *message;
//     if (shulic_open("keywords", "{\"number\": 5}", &verb, &message) == 0) {
//         int32_t code = shulic_run(verb, &in, &in_schema, &out, &out_schema, &message);
//         …
//         shulic_close(verb);
//     }
//
// Columns are those of the Arrow C Data Interface, which needs no library of Arrow. The library has no state of its own and
// starts no threads. All functions may be called from any thread, shulic_run with one verb from several at once, and those of
// one index too, which wait for each other.
#pragma once

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The Arrow C Data Interface, as https://arrow.apache.org/docs/format/CDataInterface.html defines it.
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

#endif

// What functions return: 0, or the exit code of the program in the like case.
enum {
    SHULIC_OK = 0,
    SHULIC_USAGE = 64,    // a verb or options that do not exist or contradict each other, a dictionary that can't be read
    SHULIC_DATA = 65,     // columns that are none of text, or whose lengths contradict each other; as status: a bad row
    SHULIC_INDEX = 74,    // an index that can't be opened, read or written
};

// An open verb. It does not change: one of them serves all threads.
typedef struct shulic_verb shulic_verb;

// The versions and licences of all parts as JSON, as `shuli --version --json` writes them. To be freed by shulic_free.
char *shulic_version(void);

// Frees a text that the library returned; null is allowed.
void shulic_free(char *text);

// Opens a verb: clean, normalize, convert (normalize with "to"), segment, tag (segment with "pos"), sentences, keywords,
// summarize, filter or mask; or a step of the search for duplicates: fingerprint, dedup-anchors, dedup-questions,
// dedup-strangers, dedup-candidates, dedup-pairs, dedup-compare or dedup-resolve.
//
// options: null, or a JSON object in UTF-8. Its keys are the option words of the command line without hyphens, such as
//   "number", "user-words" or "pos"; values are texts, numbers, true and false, and lists for options that may be repeated.
//   Null and false are as if the option were not given. Besides, for verbs, "output": "value" (the default), "json" or,
//   for words alone, "lines" says what shulic_run gives a row.
// verb: gets the verb, null in case of an error.
// message: null, or gets null or a text to be freed by shulic_free: with 0 what the program would write to standard error,
//   such as which words of a dictionary have no effect, a line each; else the error.
int32_t shulic_open(const char *verb, const char *options, shulic_verb **out, char **message);

// Takes a batch through a verb: a row out for a row in.
//
// in, in_schema: a column of texts (formats u, U, vu) or of bytes that are decoded as those of a file (z, Z, vz), or a struct
//   (+s) of such columns, whose names are the input fields of the program: id, title, text, html, url and any others. Both
//   are released in every case.
// out, out_schema: a struct of three columns as long as the batch, to be released by their caller:
//   "value": with "output": "json" the line that the program writes with --json, without the line break (utf8);
//     else for clean, normalize, convert, summarize and mask a text (utf8), for segment, sentences and keywords a list<utf8>,
//     for tag a list<struct<token: utf8, tag: utf8>>, for filter JSON (utf8), for fingerprint a struct (see below). With
//     "output": "lines" a text (utf8) of words, a line break behind each of them. Null where the row is null or bad.
//   "status" (int32): 0, or SHULIC_DATA for a row that is no text.
//   "error" (utf8): what is wrong with the row, else null.
// message: null, or gets null or a text to be freed by shulic_free: with 0 what the program would write to standard error, a
//   line each, such as where bytes could not be decoded and in which rows no article was found; else the error.
//
// The steps of the search for duplicates take a struct of columns of int64 (l), texts and bytes, which are those that the steps
// before them gave, and give a struct of columns. CInterface in the documentation says which, and how they follow each other.
// fingerprint takes documents as the verbs do, and gives "value" as struct<key: int64, anchors: binary, signature: binary,
// title: int64, date: utf8, source: utf8, host: utf8, reprint: int64, length: int64, removed: int64>.
int32_t shulic_run(
    const shulic_verb *verb, struct ArrowArray *in, struct ArrowSchema *in_schema, struct ArrowArray *out,
    struct ArrowSchema *out_schema, char **message);

// Closes a verb that no shulic_run works with any more; null is allowed.
void shulic_close(shulic_verb *verb);

// An open index of documents. Unlike a verb it changes.
typedef struct shulic_index shulic_index;

// Opens an index of documents, which finds copies and excerpts of those that were added before: in memory, or in a file that
// is the index of `shuli dedup --index`. What was added to a file survives the end of the process at any moment.
//
// options: null, or a JSON object as for shulic_open. Its keys are those of `shuli dedup` ("threshold", "containment",
//   "no-clean", "date-field", "url-field"), "path" for the file, which is made where it is missing, and "read-only": true
//   to ask alone, while another process may add. A file should always be opened with the same options.
// Returns SHULIC_OK, SHULIC_USAGE or SHULIC_INDEX; `message` as shulic_open.
int32_t shulic_index_open(const char *options, shulic_index **out, char **message);

// Adds the documents of a batch, all of them or, in case of an error, none. The batch is as for shulic_run, and its column "id"
// names each document: one that has the id of another text has the status SHULIC_DATA and is not added; one that the index
// has already changes nothing, so a call may be repeated.
//
// out: a struct of "value" (int64: 1 where the index has the document now, else null), "status" and "error".
int32_t shulic_index_add(
    shulic_index *index, struct ArrowArray *in, struct ArrowSchema *in_schema, struct ArrowArray *out,
    struct ArrowSchema *out_schema, char **message);

// Finds what the documents of a batch are like, of which the index need not have any; nothing is added. Where a row has an id,
// the document of this id is left out.
//
// out: a struct of "value" (list<struct<id: utf8, relation: utf8, similarity: double, containment: double,
//   other_containment: double>>, the most similar first, as `shuli dedup query` says it), "status" and "error".
int32_t shulic_index_query(
    shulic_index *index, struct ArrowArray *in, struct ArrowSchema *in_schema, struct ArrowArray *out,
    struct ArrowSchema *out_schema, char **message);

// Says of each document what it is to the others, in the order in which they were added.
//
// keep: null, or as the option of `shuli dedup`: first, longest, cleanest, earliest or source:NAME,….
// out: a struct of the columns "id", "cluster", "of", "relation" (utf8), "kept" (int64), "similarity" and "containment" (double).
int32_t shulic_index_verdicts(
    shulic_index *index, const char *keep, struct ArrowArray *out, struct ArrowSchema *out_schema, char **message);

// Closes an index with which no other call works any more; null is allowed. What is in memory alone is gone.
void shulic_index_close(shulic_index *index);

#ifdef __cplusplus
}
#endif
