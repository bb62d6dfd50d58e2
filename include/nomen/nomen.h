/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_NOMEN_H
#define NOMEN_NOMEN_H

/*
 * nomen: who, where, when and how much, from news text.
 *
 * Model.  An engine holds the compiled data (names, patterns, weights).  It never
 * changes after nomen_engine_new().  nomen_extract() reads one text and makes a
 * document: its records (one a mention), its entities (the records that name
 * one thing), its tokens and its sentences.
 *
 * Text.  Input is UTF-8 of a stated size; it need not end in NUL, may hold NUL,
 * and is never modified.  All positions are byte offsets into it, start
 * inclusive, end exclusive, on character boundaries; nomen_document_offset()
 * turns them into code points or UTF-16 units.  At most NOMEN_TEXT_MAX bytes.
 *
 * Errors.  A function that can fail returns a nomen_status: 0 is success, every
 * failure is negative.  Where it takes a `nomen_error *`, that may be NULL; given,
 * it is filled on failure only, and belongs to the caller.  No function
 * prints, aborts, touches errno, or reads the clock, locale or environment.
 *
 * Memory.  What comes back through a parameter named `out` is the caller's: free
 * it with the matching *_free(), which accepts NULL.  What a getter returns
 * belongs to the object asked and dies with it.  A getter asked of NULL answers
 * with 0, NULL or NOMEN_NONE, and cannot fail.  Every allocation goes
 * through the engine's allocator, but for the machine code that PCRE2's JIT maps
 * itself.  Running out of memory is NOMEN_ENOMEM; the engine stays usable.  An
 * engine keeps what its calls worked in for the next ones, a few MB for each thread
 * that called at once, until it is freed.
 *
 * Threads.  Any number of threads may use one engine at once, provided its
 * allocator allows it: what one thread allocated, another may release.  A document may be read by several threads once
 * nomen_extract() has returned; nothing in it changes after that.
 *
 * Growth.  Options and sources, which callers fill, begin with their size; records,
 * entities, reasons and values, which callers read, are only ever handed out by
 * pointer.  Both may grow at their tail.  The others (nomen_error, nomen_allocator,
 * nomen_span, nomen_moment, nomen_token) stay as they are.
 */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---------------------------------------------------------------------------
 * Version and linkage
 * ------------------------------------------------------------------------ */

/* The one place where the version is written; the build reads it from here. */
#define NOMEN_VERSION_MAJOR 0
#define NOMEN_VERSION_MINOR 1
#define NOMEN_VERSION_PATCH 0

#if defined(NOMEN_STATIC)
#define NOMEN_API
#elif defined(_WIN32)
#if defined(NOMEN_BUILDING)
#define NOMEN_API __declspec(dllexport)
#else
#define NOMEN_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define NOMEN_API __attribute__((visibility("default")))
#else
#define NOMEN_API
#endif

/** The version of the library that runs, as major * 10000 + minor * 100 + patch.
 * Bindings compare it with the header they were written for. */
NOMEN_API uint32_t nomen_version(void);

/** The same as text, "0.1.0".  Static; never NULL. */
NOMEN_API const char *nomen_version_string(void);

/* ---------------------------------------------------------------------------
 * Status, error, allocator
 * ------------------------------------------------------------------------ */

/** What a function says of how it went.  Each failure with an input causing it. */
typedef enum nomen_status {
  NOMEN_OK = 0,
  NOMEN_ENOMEM = -1,   /**< The allocator returned NULL. */
  NOMEN_EARG = -2,     /**< A NULL engine or `out`; options whose size is 0. */
  NOMEN_EUTF8 = -3,    /**< The text holds the byte 0xFF, or ends inside a character. */
  NOMEN_ELIMIT = -4,   /**< A text of more than NOMEN_TEXT_MAX bytes. */
  NOMEN_EDATE = -5,    /**< The reference date "2015-02-29", or "yesterday". */
  NOMEN_EPACK = -6,    /**< A pack that is truncated, foreign or damaged. */
  NOMEN_EVERSION = -7, /**< A pack of a format that this library does not read. */
  NOMEN_EPATTERN = -8, /**< A rule whose match is "(", or that has no trigger. */
  NOMEN_ELIST = -9,    /**< A list row without a name, or with an unknown type. */
  NOMEN_EIO = -10      /**< A path that does not exist, or is a directory; a
                            nomen_write that did not return 0. */
} nomen_status;

/** Static text for a status, such as "out of memory"; "unknown status" for any
 * other value.  Never NULL. */
NOMEN_API const char *nomen_status_text(nomen_status status);

/** Its name without the prefix in lower case, "enomem", for output that programs
 * read.  Static; "eunknown" for any other value. */
NOMEN_API const char *nomen_status_name(nomen_status status);

#define NOMEN_MESSAGE_SIZE 192
#define NOMEN_ERROR_FILE_SIZE 128

/** What went wrong and where.  Storage of the caller; nothing to free. */
typedef struct nomen_error {
  nomen_status code;
  /** Byte offset of the fault in the text, pack, list or pattern it is about. */
  size_t offset;
  /** Line and column (in bytes) from 1 in a list or pattern file; else 0. */
  uint32_t line;
  uint32_t column;
  /** Path or label of the file it is about, cut to fit; else "". */
  char file[NOMEN_ERROR_FILE_SIZE];
  /** One sentence without a full stop, ASCII, cut to fit. */
  char message[NOMEN_MESSAGE_SIZE];
} nomen_error;

/** Where memory comes from.  All three are required; `context` is handed through.
 * `size` is never 0, and blocks are aligned as malloc() aligns.  On failure allocate
 * and reallocate return NULL and, for the latter, leave the old block as it was.
 * `block` of reallocate is not NULL; release() accepts NULL.  They are called by the
 * threads that call the library; another than made a block may release it. */
typedef struct nomen_allocator {
  void *(*allocate)(void *context, size_t size);
  void *(*reallocate)(void *context, void *block, size_t old_size, size_t size);
  void (*release)(void *context, void *block);
  void *context;
} nomen_allocator;

/* ---------------------------------------------------------------------------
 * Engine
 * ------------------------------------------------------------------------ */

/** Compiled data, frozen.  See "Threads" above. */
typedef struct nomen_engine nomen_engine;

/** What a source of one's own is. */
typedef enum nomen_source_role {
  /** A list of names that win over everything else where they match in the letter
   * case of the list, or in capitals; min_confidence does not touch them. */
  NOMEN_SOURCE_NAMES_FIRST = 0,
  /** A list of names weighed as evidence beside the built-in lists. */
  NOMEN_SOURCE_NAMES = 1,
  /** A list of names that are never reported. */
  NOMEN_SOURCE_DENY = 2,
  /** Patterns for dates and money, in the form of corpora/patterns. */
  NOMEN_SOURCE_PATTERNS = 3 /* form: see the files there, installed with nomen */
} nomen_source_role;

/** One list or pattern file, from disk or from memory.
 *
 * A list is UTF-8 text: tab-separated, one header row that names the columns, one
 * row a name.  Columns: `name` (required), `type` (person, organisation or place;
 * required but in a deny list, where it may be missing: then every type is
 * denied), `kind`, `id`, `aliases` (separated by "|"), `country`, `latitude`, `longitude`;
 * any further column is kept and comes back by nomen_document_attribute().  Lines
 * that begin with "#" before the header are skipped.
 *
 * Either `path` or `bytes` is given, never both.  In an array every item states the
 * same size.  Nothing of a source is needed after nomen_engine_new(). */
typedef struct nomen_source {
  size_t size;           /**< sizeof(nomen_source). */
  nomen_source_role role;
  const char *path;      /**< A file; or NULL when `bytes` is given. */
  const char *bytes;     /**< The text itself, not NULL even if empty; copied. */
  size_t bytes_size;
  const char *label;     /**< For errors, when there is no path; may be NULL. */
} nomen_source;
#define NOMEN_SOURCE_INIT                                                      \
  { sizeof(nomen_source), NOMEN_SOURCE_NAMES_FIRST, NULL, NULL, 0, NULL }

/** Flags of nomen_engine_options. */
#define NOMEN_ENGINE_NO_JIT 1u /**< Interpret patterns; same records, slower. */

typedef struct nomen_engine_options {
  size_t size;                      /**< sizeof(nomen_engine_options). */
  const nomen_allocator *allocator; /**< Copied. NULL: malloc and free. */
  uint32_t flags;                   /**< NOMEN_ENGINE_*, or'ed. */
  /** The most steps one try of a pattern may take before it counts as no
   * match; 0 for the default of 10,000. */
  uint32_t match_limit;
  const char *pack_path;   /**< A pack on disk, mapped; NULL: the one linked in. */
  const void *pack_bytes;  /**< A pack in memory, aligned to 8, which must outlive
                                the engine; NULL: see `pack_path`. */
  size_t pack_size;
  const nomen_source *sources; /**< Lists and patterns of one's own. */
  size_t source_count;
} nomen_engine_options;
#define NOMEN_ENGINE_OPTIONS_INIT                                              \
  { sizeof(nomen_engine_options), NULL, 0, 0, NULL, NULL, 0, NULL, 0 }

/** Make an engine.
 *
 * options  NULL: the defaults of NOMEN_ENGINE_OPTIONS_INIT.
 * out      set to the new engine, or to NULL on failure; free it with
 *          nomen_engine_free().
 * error    may be NULL.
 *
 * NOMEN_ENOMEM; NOMEN_EARG (out is NULL; options->size is 0; both pack_path and
 * pack_bytes; pack_bytes not aligned to 8; a source_count without sources; a source of
 * size 0, of unknown role, with neither path nor bytes, or with both); NOMEN_EIO (no
 * such file); NOMEN_EPACK, NOMEN_EVERSION (not a pack, damaged, of another format);
 * NOMEN_ELIST, NOMEN_EPATTERN (a bad row or pattern in a source: file, line and
 * column are in `error`).  Nothing is left half loaded. */
NOMEN_API nomen_status nomen_engine_new(const nomen_engine_options *options,
                                        nomen_engine **out, nomen_error *error);

/** Free an engine; NULL is allowed.  Its documents must be freed before. */
NOMEN_API void nomen_engine_free(nomen_engine *engine);

/** Whether patterns run as machine code: 1 or 0; 0 for NULL. */
NOMEN_API int nomen_engine_has_jit(const nomen_engine *engine);

/* ---------------------------------------------------------------------------
 * Extraction
 * ------------------------------------------------------------------------ */

#define NOMEN_TEXT_MAX ((size_t)0x7fffffff)

typedef enum nomen_type {
  NOMEN_TYPE_PERSON = 0,
  NOMEN_TYPE_ORGANISATION = 1,
  NOMEN_TYPE_PLACE = 2,
  NOMEN_TYPE_DATE = 3,
  NOMEN_TYPE_MONEY = 4
} nomen_type;
#define NOMEN_TYPE_COUNT 5
#define NOMEN_TYPE_BIT(type) (1u << (unsigned)(type))
#define NOMEN_TYPES_ALL 31u

/** "person", "organisation", "place", "date", "money"; static; NULL for any other. */
NOMEN_API const char *nomen_type_name(nomen_type type);

/** Flags of nomen_extract_options. */
#define NOMEN_EXTRACT_REPLACE 1u   /**< Treat bytes that are not UTF-8 as U+FFFD
                                        instead of refusing the text. */
#define NOMEN_EXTRACT_EXPLAIN 2u   /**< Keep the reasons of each record. */
#define NOMEN_EXTRACT_DAY_FIRST 4u /**< 12/06/2011 is 12 June; default: month first. */

typedef struct nomen_extract_options {
  size_t size;     /**< sizeof(nomen_extract_options). */
  uint32_t flags;  /**< NOMEN_EXTRACT_*, or'ed. */
  uint32_t types;  /**< NOMEN_TYPE_BIT() of each type wanted, or'ed; 0: all. */
  /** "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM[:SS]", proleptic Gregorian, years 1 to
   * 9999, against which relative dates are resolved.  NULL: it is looked for in
   * the text (dateline, header, first full date); not found, relative
   * dates stay underspecified. */
  const char *reference_date;
  /** Names whose confidence is less are left out; 0.0 to 1.0.  Dates and money, and
   * names of NOMEN_SOURCE_NAMES_FIRST, stay. */
  double min_confidence;
} nomen_extract_options;
#define NOMEN_EXTRACT_OPTIONS_INIT                                             \
  { sizeof(nomen_extract_options), 0, 0, NULL, 0.0 }

/** The result of one extraction: owned by the caller, freed by one call. */
typedef struct nomen_document nomen_document;

/** Read a text.
 *
 * engine   not NULL; it must outlive the document.
 * text     `size` bytes of UTF-8; may be NULL when size is 0.  It must outlive the
 *          document, which points into it.
 * options  NULL: the defaults of NOMEN_EXTRACT_OPTIONS_INIT.
 * out      set to the document, or to NULL on failure; nomen_document_free().
 * error    may be NULL.
 *
 * NOMEN_ENOMEM; NOMEN_EARG (engine or out is NULL; text is NULL with a size;
 * options->size is 0; min_confidence is 1.5); NOMEN_ELIMIT (size above
 * NOMEN_TEXT_MAX); NOMEN_EUTF8 ("\xff" without NOMEN_EXTRACT_REPLACE; error->offset
 * is the first bad byte); NOMEN_EDATE (a reference date "2021-02-30"). */
NOMEN_API nomen_status nomen_extract(const nomen_engine *engine,
                                     const char *text, size_t size,
                                     const nomen_extract_options *options,
                                     nomen_document **out, nomen_error *error);

/** Free a document and all that belongs to it; NULL is allowed. */
NOMEN_API void nomen_document_free(nomen_document *document);

/* ---------------------------------------------------------------------------
 * Values
 * ------------------------------------------------------------------------ */

/** A stretch of the text: bytes, half-open.  No stretch: start == end. */
typedef struct nomen_span {
  size_t start;
  size_t end;
} nomen_span;

/** In these structs a string that is not known is NULL. */
typedef struct nomen_person {
  const char *name;     /**< The longest clear form in the document. */
  const char *given;
  const char *family;
  const char *particle; /**< "de", "von der"; also part of `family`. */
  const char *suffix;   /**< "Jr." */
  const char *title;    /**< "Mr.", as said at this mention or another. */
  const char *role;     /**< "Foreign Minister", said beside this mention. */
  nomen_span role_span;
} nomen_person;

typedef struct nomen_organisation {
  const char *name;
  const char *kind;    /**< "company", "party", "team", ... */
  const char *acronym;
  const char *country; /**< ISO 3166-1 alpha-2. */
} nomen_organisation;

typedef struct nomen_place {
  const char *name;
  const char *kind;    /**< "country", "city", "region", "river", ... */
  const char *country; /**< ISO 3166-1 alpha-2. */
  const char *region;  /**< ISO 3166-2, or a name. */
  const char *id;      /**< "geonames:3527639", "iso3166:MX". */
  int has_position;
  double latitude;     /**< Degrees north, -90 to 90; 0 without a position. */
  double longitude;    /**< Degrees east, -180 to 180. */
  const char *runner_up;   /**< The id of the second best namesake. */
  double runner_up_score;  /**< Its share of the evidence, 0 to 1. */
} nomen_place;

typedef enum nomen_date_kind {
  NOMEN_DATE_DATE = 0,
  NOMEN_DATE_TIME = 1,
  NOMEN_DATE_DURATION = 2,
  NOMEN_DATE_SET = 3
} nomen_date_kind;

/** Finest field of a moment that is known. */
typedef enum nomen_precision {
  NOMEN_PRECISION_NONE = 0,
  NOMEN_PRECISION_CENTURY,
  NOMEN_PRECISION_DECADE,
  NOMEN_PRECISION_YEAR,
  NOMEN_PRECISION_SEASON,
  NOMEN_PRECISION_HALF,
  NOMEN_PRECISION_QUARTER,
  NOMEN_PRECISION_MONTH,
  NOMEN_PRECISION_WEEK,
  NOMEN_PRECISION_DAY,
  NOMEN_PRECISION_PART, /**< Part of a day: morning, night. */
  NOMEN_PRECISION_HOUR,
  NOMEN_PRECISION_MINUTE,
  NOMEN_PRECISION_SECOND
} nomen_precision;

/** A moment in the proleptic Gregorian calendar; a field not known is 0 (-1 for
 * hour, minute and second). */
typedef struct nomen_moment {
  int year; /**< 1 to 9999. */
  int month;
  int day;
  int hour;
  int minute;
  int second;
} nomen_moment;

/** Bits of nomen_date.filled: fields that were not said but filled in. */
#define NOMEN_FILLED_YEAR 1u
#define NOMEN_FILLED_MONTH 2u
#define NOMEN_FILLED_DAY 4u
#define NOMEN_FILLED_WEEK 8u
#define NOMEN_FILLED_HOUR 16u

typedef struct nomen_date {
  nomen_date_kind kind;
  nomen_precision precision;
  const char *timex;    /**< TIMEX3 value, "2014-09-26", "P2Y", "PAST_REF". */
  const char *modifier; /**< TIMEX3 mod in lower case, or NULL. */
  const char *words;    /**< What the words alone say, underspecified: "XXXX-WXX-4". */
  nomen_moment moment;  /**< For precisions of YEAR and finer. */
  /** First instant inside, in the precision of `timex`.  Of a season that is the season:
   * which months it has depends on the half of the globe, and is not guessed. */
  const char *begin;
  const char *end;      /**< First instant after; NULL with `begin`. */
  uint32_t filled;      /**< NOMEN_FILLED_*, or'ed. */
} nomen_date;

typedef struct nomen_money {
  const char *amount;   /**< Exact decimal in the main unit, or NULL. */
  /** The same as coefficient * 10^exponent when it fits; else has_number is 0. */
  int has_number;
  int64_t coefficient;
  int exponent;
  const char *currency; /**< ISO 4217 code, or NULL. */
  const char *modifier; /**< "about", "more_than", ..., or NULL. */
  const char *low;      /**< Bounds of a range, or NULL. */
  const char *high;
  const char *unit;     /**< "share" of "$5 a share", or NULL. */
  const char *settled_by; /**< What decided the currency: "code", "nationality", "sentence",
                               "dateline", "document", "default"; NULL if open. */
  size_t equivalent;    /**< Record of the same sum in another currency, or NOMEN_NONE. */
  size_t range;         /**< Record of the other end of a range, or NOMEN_NONE. */
} nomen_money;

#define NOMEN_NONE ((size_t)-1)

/* ---------------------------------------------------------------------------
 * Records and entities
 * ------------------------------------------------------------------------ */

/** One mention.  Records come in text order and do not overlap.  `value` holds the
 * member that `type` says; it stays the last field, so that values may grow. */
typedef struct nomen_record {
  nomen_type type;
  size_t start;       /**< Byte offset. */
  size_t end;
  size_t sentence;    /**< Index from 0; see nomen_document_sentence(). */
  size_t entity;      /**< Index from 0; NOMEN_NONE for dates and money. */
  double confidence;  /**< 0 to 1. */
  union {
    nomen_person person;
    nomen_organisation organisation;
    nomen_place place;
    nomen_date date;
    nomen_money money;
  } value;
} nomen_record;

/** The records that name one thing. */
typedef struct nomen_entity {
  nomen_type type;
  const char *name;      /**< Canonical: the longest clear form. */
  size_t record_count;
  const size_t *records; /**< Indexes of records, ascending. */
} nomen_entity;

/** How many records, and one of them (NULL past the end). */
NOMEN_API size_t nomen_document_record_count(const nomen_document *document);
NOMEN_API const nomen_record *nomen_document_record(const nomen_document *document,
                                                    size_t index);

/** The index of the first record of `type` at or after index `from`; NOMEN_NONE when
 * there is none.  For iteration over one type: start at 0, go on at result + 1. */
NOMEN_API size_t nomen_document_next(const nomen_document *document,
                                     nomen_type type, size_t from);

/** How many entities, and one of them (NULL past the end). */
NOMEN_API size_t nomen_document_entity_count(const nomen_document *document);
NOMEN_API const nomen_entity *nomen_document_entity(const nomen_document *document,
                                                    size_t index);

/** The value of a further column of the user's list that record `index` was
 * found by, or of "id" and "kind" there.  NULL when the record was found by none, has
 * no such column or an empty cell there, when `column` is NULL, or past the end.  It
 * belongs to the engine. */
NOMEN_API const char *nomen_document_attribute(const nomen_document *document,
                                               size_t index, const char *column);

/** The reference date in use, "YYYY-MM-DD" or with time, or NULL; and where it comes
 * from: "given", "dateline", "header", "first_date", or NULL. */
NOMEN_API const char *nomen_document_reference_date(const nomen_document *document);
NOMEN_API const char *
nomen_document_reference_date_source(const nomen_document *document);

/* ---------------------------------------------------------------------------
 * Reasons
 * ------------------------------------------------------------------------ */

/** One thing that spoke for (positive weight) or against a record.  For dates and
 * money: the rule that made it, with weight 0.  The link that joined it to its
 * entity comes as "link:" and the rule; the second best reading as "runner-up:". */
typedef struct nomen_reason {
  const char *name;   /**< "title-before", "list:surname:3", "rule:date.month-day". */
  double weight;
} nomen_reason;

/** The reasons of a record, strongest first; none without NOMEN_EXTRACT_EXPLAIN.
 * The second returns NULL past either end. */
NOMEN_API size_t nomen_document_reason_count(const nomen_document *document,
                                             size_t record);
NOMEN_API const nomen_reason *nomen_document_reason(const nomen_document *document,
                                                    size_t record, size_t index);

/* ---------------------------------------------------------------------------
 * Tokens, sentences, offsets
 * ------------------------------------------------------------------------ */

typedef enum nomen_token_class {
  NOMEN_TOKEN_WORD = 0,    /**< Letters: "Zeron", "O'Brien", "U.S.", "Mr.". */
  NOMEN_TOKEN_NUMBER = 1,  /**< "1,234.50", "2014". */
  NOMEN_TOKEN_MIXED = 2,   /**< Letters and digits: "USD34.6", "20th", "F16". */
  NOMEN_TOKEN_CLITIC = 3,  /**< "'s" and its like, cut off the word before. */
  NOMEN_TOKEN_PUNCTUATION = 4,
  NOMEN_TOKEN_SYMBOL = 5,  /**< "$", "%", and anything else. */
  NOMEN_TOKEN_LINK = 6     /**< A web or mail address, a handle. */
} nomen_token_class;

typedef struct nomen_token {
  size_t start;
  size_t end;
  size_t sentence;
  nomen_token_class token_class;
} nomen_token;

/** How many tokens, in text order, white space left out. */
NOMEN_API size_t nomen_document_token_count(const nomen_document *document);
/** Fill *out with token `index`; 1, or 0 past the end or when `out` is NULL
 * (*out is then untouched). */
NOMEN_API int nomen_document_token(const nomen_document *document, size_t index,
                                   nomen_token *out);

/** How many sentences, in text order; every token is in one. */
NOMEN_API size_t nomen_document_sentence_count(const nomen_document *document);
/** Fill *out with the span of sentence `index`, from its first token to its last; 1, or
 * 0 past the end or when `out` is NULL (*out is then untouched). */
NOMEN_API int nomen_document_sentence(const nomen_document *document,
                                      size_t index, nomen_span *out);

typedef enum nomen_unit {
  NOMEN_UNIT_BYTE = 0,
  NOMEN_UNIT_CODE_POINT = 1,
  NOMEN_UNIT_UTF16 = 2
} nomen_unit;

/** A byte offset of the text as an offset in another unit.  An offset past the
 * end counts as the end; an unknown unit as bytes.  Constant cost. */
NOMEN_API size_t nomen_document_offset(const nomen_document *document,
                                       nomen_unit unit, size_t byte_offset);

/* ---------------------------------------------------------------------------
 * Output
 * ------------------------------------------------------------------------ */

/** Takes `size` bytes, which are the library's again afterwards; 0 to go on, anything
 * else to stop: it is not called again then.  It must return (no exception, no
 * longjmp). */
typedef int (*nomen_write)(void *context, const char *bytes, size_t size);

/** Write the document as one JSON object on one line, without a line end.
 *
 * id       JSON text of the "id" member ("7", "\"a1\""), copied as it is and not
 *          checked; NULL for none.
 * unit     of every offset written.
 * write    is called with a few kilobytes at a time.
 * context  handed to write(); may be NULL.
 *
 * NOMEN_OK; NOMEN_EARG (document or write is NULL); NOMEN_EIO (write() returned
 * other than 0). */
NOMEN_API nomen_status nomen_document_write_json(const nomen_document *document,
                                                 const char *id, nomen_unit unit,
                                                 nomen_write write,
                                                 void *context);

/** The same into memory: *out is NUL-terminated, of *size_out bytes without the
 * NUL; free it with nomen_string_free() before the document.
 *
 * out       set to NULL on failure.
 * size_out  may be NULL.
 *
 * NOMEN_ENOMEM; NOMEN_EARG (document or out is NULL). */
NOMEN_API nomen_status nomen_document_json(const nomen_document *document,
                                           const char *id, nomen_unit unit,
                                           char **out, size_t *size_out);

/** Free a string of nomen_document_json(); `document` is the one it was made of.  A NULL
 * string is allowed. */
NOMEN_API void nomen_string_free(const nomen_document *document, char *string);

/* ---------------------------------------------------------------------------
 * One expression alone
 * ------------------------------------------------------------------------ */

/** Parse `text` as one date or time expression ("last Thursday") or one amount
 * ("$5 million").  The whole text must be the expression, white space around it aside.
 *
 * engine, text, size, error  as of nomen_extract().
 * reference_date  as in nomen_extract_options; may be NULL.
 * out             a document of exactly one record, or of none when the text is
 *                 no such expression; nomen_document_free().
 *
 * Errors as of nomen_extract(): the date of "2021-02-30" is NOMEN_EDATE only as a
 * reference date; as text it is no date, and the document is empty. */
NOMEN_API nomen_status nomen_parse_date(const nomen_engine *engine,
                                        const char *text, size_t size,
                                        const char *reference_date,
                                        nomen_document **out, nomen_error *error);
NOMEN_API nomen_status nomen_parse_money(const nomen_engine *engine,
                                         const char *text, size_t size,
                                         nomen_document **out, nomen_error *error);

#ifdef __cplusplus
}
#endif

#endif
