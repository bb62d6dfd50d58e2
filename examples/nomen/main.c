/* SPDX-License-Identifier: MIT */
/* The extractor: read, call the library, print. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#include <io.h>
#define isatty _isatty
#define fileno _fileno
#else
#include <unistd.h>
#endif

#include "input.h"
#include "jobs.h"
#include "options.h"
#include "output.h"

typedef struct run {
  const options *options;
  const nomen_engine *engine;
  bool colour;
  bool any_failed;
  size_t count; /* documents printed */
} run;

static void print_separator(const run *r) {
  if (r->options->to == TO_JSON) fputs(r->count == 0 ? "[" : ",\n ", stdout);
}

static void print_document(const run *r, FILE *file, const input_document *in,
                           const nomen_document *document) {
  const options *o = r->options;
  bool explain = (o->extract.flags & NOMEN_EXTRACT_EXPLAIN) != 0;

  switch (o->to) {
  case TO_TEXT: output_text(file, in, document, explain, r->colour); break;
  case TO_TSV: output_tsv(file, in, document); break;
  case TO_JSON: output_json(file, in, document, o->unit); break;
  case TO_JSONL:
    output_json(file, in, document, o->unit);
    fputc('\n', file);
    break;
  }
}

static void report_fault(run *r, const input_document *in, const char *code,
                         const char *message, size_t offset) {
  r->any_failed = true;
  if (in->line != 0)
    fprintf(stderr, "nomen: %s:%zu:%zu: %s\n", in->name, in->line, offset,
            message);
  else if (in->fault == NULL)
    fprintf(stderr, "nomen: %s:%zu: %s\n", in->name, offset, message);
  else /* the file itself */
    fprintf(stderr, "nomen: %s: %s\n", in->name, message);
  if (r->options->to != TO_JSON && r->options->to != TO_JSONL) return;
  print_separator(r);
  output_json_error(stdout, in, code, message, offset);
  if (r->options->to == TO_JSONL) fputc('\n', stdout);
  r->count++;
}

static nomen_status extract(const run *r, const input_document *in,
                            nomen_document **out, nomen_error *error) {
  nomen_extract_options how = r->options->extract;

  how.reference_date = in->reference_date;
  return nomen_extract(r->engine, in->text, in->text_size, &how, out, error);
}

static void report_error(run *r, const input_document *in,
                         const nomen_error *error) {
  report_fault(r, in, nomen_status_name(error->code), error->message,
               error->offset);
}

static bool report_fault_of(run *r, const input_document *in) {
  if (in->fault == NULL) return false;
  report_fault(r, in, in->fault_code, in->fault, in->fault_offset);
  return true;
}

static void run_document(run *r, const input_document *in) {
  nomen_document *document;
  nomen_error error;

  if (report_fault_of(r, in)) return;
  if (extract(r, in, &document, &error) != NOMEN_OK) {
    report_error(r, in, &error);
    return;
  }
  print_separator(r);
  print_document(r, stdout, in, document);
  r->count++;
  nomen_document_free(document);
}

/* In a thread: read, and print into memory. */
static void do_job(const void *context, job *j, FILE *file) {
  const run *r = context;
  nomen_document *document;

  if (j->in.fault != NULL) return;
  j->status = extract(r, &j->in, &document, &j->error);
  if (j->status != NOMEN_OK) return;
  print_document(r, file, &j->in, document);
  nomen_document_free(document);
}

static void print_job(run *r, const job *j) {
  if (report_fault_of(r, &j->in)) return;
  if (j->status != NOMEN_OK) {
    report_error(r, &j->in, &j->error);
    return;
  }
  print_separator(r);
  fwrite(j->out, 1, j->out_size, stdout);
  r->count++;
}

/* As much is read ahead as there is room for, then the oldest is waited for. */
static bool run_jobs(run *r, input *in, jobs *all) {
  bool has_more = true;
  const job *j;

  for (;;) {
    while (has_more && !jobs_are_full(all)) {
      input_document document;
      has_more = !ferror(stdout) && input_next(in, &document);
      if (has_more && !jobs_put(all, &document)) return false;
    }
    j = jobs_take(all);
    if (j == NULL || ferror(stdout)) return true;
    print_job(r, j);
  }
}

static bool run_inputs(run *r, input *in) {
  jobs *all = NULL;
  input_document document;
  bool is_done = true;

  if (r->options->jobs > 1) all = jobs_new(r->options->jobs, do_job, r);
  if (all != NULL)
    is_done = run_jobs(r, in, all);
  else
    while (!ferror(stdout) && input_next(in, &document))
      run_document(r, &document);
  jobs_free(all);
  return is_done;
}

static int complain_of_memory(void) {
  fputs("nomen: out of memory\n", stderr);
  return EXIT_IO;
}

/* A reader that went away needs no message; a full disk does. */
static int finish_output(void) {
  errno = 0;
  if (fflush(stdout) == 0 && !ferror(stdout)) return EXIT_DONE;
  if (errno != EPIPE)
    fprintf(stderr, "nomen: standard output: %s\n",
            errno != 0 ? strerror(errno) : "write failed");
  return EXIT_IO;
}

static int run_all(run *r) {
  input *in = input_new(r->options);
  int status;

  if (in == NULL) return complain_of_memory();
  if (r->options->to == TO_TSV) output_tsv_header(stdout);
  if (!run_inputs(r, in)) {
    input_free(in);
    return complain_of_memory();
  }
  if (r->options->to == TO_JSON) fputs(r->count == 0 ? "[]\n" : "]\n", stdout);
  status = finish_output();
  if (status == EXIT_DONE && input_failed(in)) status = EXIT_IO;
  if (status == EXIT_DONE && r->any_failed) status = EXIT_DOCUMENT;
  input_free(in);
  return status;
}

static int report_engine(const nomen_error *error) {
  fputs("nomen: ", stderr);
  if (error->file[0] != '\0') fprintf(stderr, "%s:", error->file);
  if (error->line != 0)
    fprintf(stderr, "%u:%u:", (unsigned)error->line, (unsigned)error->column);
  else if (error->offset != 0)
    fprintf(stderr, "%zu:", error->offset);
  fprintf(stderr, "%s%s\n", error->file[0] != '\0' ? " " : "", error->message);
  return EXIT_ENGINE;
}

int main(int argc, char **argv) {
  static options o;
  nomen_engine *engine;
  nomen_error error;
  run r = {0};
  int status;

#if defined(SIGPIPE)
  signal(SIGPIPE, SIG_IGN); /* a closed pipe is an error of write, not death */
#endif
  if (!options_read(argc, argv, &o, &status)) return status;
  if (nomen_engine_new(&o.engine, &engine, &error) != NOMEN_OK)
    return report_engine(&error);
  r.options = &o;
  r.engine = engine;
  r.colour = o.to == TO_TEXT && isatty(fileno(stdout)) != 0;
  status = run_all(&r);
  nomen_engine_free(engine);
  return status;
}
