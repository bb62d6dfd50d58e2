/* SPDX-License-Identifier: MIT */
/*
 * nomen-train: estimate the weights of names from annotated JSON Lines.
 *
 * First pass: a model from all sources.  Second pass: what four models, each of
 * which has not seen a quarter of the documents, say of that quarter, is evidence
 * for a model of what to add.  Both are written as text, and scored as integers.
 */
#if defined(__unix__) || defined(__APPLE__)
#define _POSIX_C_SOURCE 200809L
#include <unistd.h>
#define IS_TERMINAL(stream) isatty(fileno(stream))
#else
#define IS_TERMINAL(stream) 0
#endif

#include "base/error.h"
#include "decide/decode.h"
#include "decide/nomen_train_data.h"
#include "decide/nomen_train_options.h"
#include "decide/nomen_train_score.h"
#include "decide/weights.h"
#include "pack/pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const nomen_allocator *const memory = &nomenp_memory_default;

/* Everything of one run. */
typedef struct run {
  train_settings s;
  nomenp_file pack_file;
  nomenp_gazetteer *gazetteer;
  train_corpus corpus;
  train_data first;
  train_data second;
  nomenp_buffer lines1;
  nomenp_buffer lines2;
  const char *what; /* for progress */
  unsigned epochs;
} run;

static void show_progress(void *context, unsigned epoch, double loss) {
  const run *r = context;

  if (!IS_TERMINAL(stderr)) return;
  fprintf(stderr, "\r%s: epoch %u, loss %.5f   ", r->what, epoch + 1, loss);
  if (epoch + 1 == r->epochs) fputc('\n', stderr);
}

static bool open_lists(run *r) {
  const void *bytes = nomenp_pack_default;
  size_t size = nomenp_pack_default_size;
  nomenp_pack pack;
  nomen_error error = {0};

  if (r->s.pack != NULL) {
    if (nomenp_file_open(memory, r->s.pack, &r->pack_file, &error) != NOMEN_OK)
      return train_complain(r->s.pack, error.message);
    bytes = r->pack_file.bytes;
    size = r->pack_file.size;
  }
  if (nomenp_pack_open(bytes, size, &pack, &error) != NOMEN_OK ||
      nomenp_gazetteer_open(
          memory, pack.sections[NOMENP_SECTION_GAZETTEER].bytes,
          pack.sections[NOMENP_SECTION_GAZETTEER].size, &r->gazetteer,
          &error) != NOMEN_OK)
    return train_complain("the pack cannot be opened", error.message);
  return true;
}

static bool estimate(run *r, const train_data *data, const char *what,
                     unsigned epochs, uint32_t without_fold, unsigned shuffle,
                     nomenp_estimate *out) {
  nomenp_estimate_options options = {
      r->s.seed + shuffle, epochs,       r->s.penalty,  r->s.rate,
      r->s.dropped,        without_fold, show_progress, r};
  r->what = what;
  r->epochs = epochs;
  return nomenp_estimate_run(memory, &data->training, &options, out);
}

/* sum += share * e */
static void add_share(const train_data *data, const nomenp_estimate *e,
                      float share, nomenp_estimate *sum) {
  for (size_t i = 0; i < data->training.feature_count; i++)
    for (unsigned label = 0; label < NOMENP_LABEL_ROOM; label++)
      sum->weights[i][label] += share * e->weights[i][label];
  for (unsigned from = 0; from < NOMENP_LABEL_COUNT; from++)
    for (unsigned to = 0; to < NOMENP_LABEL_COUNT; to++)
      sum->after[from][to] += share * e->after[from][to];
}

/* The mean over several shuffles: what one of them has by chance weighs less. */
static bool estimate_mean(run *r, const train_data *data, const char *what,
                          nomenp_estimate *out) {
  size_t count = data->training.feature_count;

  memset(out, 0, sizeof *out);
  out->weights = nomenp_memory_allocate_zeroed(
      memory, (count + 1) * sizeof *out->weights);
  if (out->weights == NULL) return false;
  for (unsigned shuffle = 0; shuffle < r->s.shuffles; shuffle++) {
    nomenp_estimate e;
    if (!estimate(r, data, what, r->s.epochs, UINT32_MAX, shuffle, &e)) {
      nomenp_estimate_fini(memory, out);
      return false;
    }
    add_share(data, &e, 1.0f / (float)r->s.shuffles, out);
    nomenp_estimate_fini(memory, &e);
  }
  return true;
}

static int32_t in_thousandths(float weight) {
  float scaled = weight * 1000;
  if (scaled > 1e6f) scaled = 1e6f;
  if (scaled < -1e6f) scaled = -1e6f;
  return (int32_t)(scaled < 0 ? scaled - 0.5f : scaled + 0.5f);
}

/* A model that has transitions only: for decoding scores that are at hand. */
static void model_of(const nomenp_estimate *e, nomenp_model *model) {
  int16_t weights[2][NOMENP_LABEL_COUNT][NOMENP_LABEL_COUNT];

  memset(model, 0, sizeof *model);
  memset(weights, 0, sizeof weights);
  for (unsigned from = 0; from < NOMENP_LABEL_COUNT; from++)
    for (unsigned to = 0; to < NOMENP_LABEL_COUNT; to++)
      weights[0][from][to] = (int16_t)in_thousandths(e->after[from][to]);
  nomenp_model_prepare(model, weights);
}

/* Scratch for decoding the longest stretch. */
typedef struct decoding {
  nomenp_arena arena;
  nomenp_model *model;
  float (*values)[NOMENP_LABEL_ROOM];
  nomenp_scores *scores;
  uint16_t *masks;
  uint8_t *back;
  uint8_t *labels;
  nomenp_sums sums;
} decoding;

static bool start_decoding(decoding *d, const nomenp_training *t,
                           const nomenp_estimate *e) {
  size_t longest = 1;

  memset(d, 0, sizeof *d);
  nomenp_arena_init(&d->arena, memory);
  for (size_t i = 0; i < t->stretch_count; i++)
    if (t->stretches[i].count > longest) longest = t->stretches[i].count;
  d->model = nomenp_arena_array(&d->arena, 1, sizeof *d->model);
  d->values = nomenp_arena_array(&d->arena, longest, sizeof *d->values);
  d->scores = nomenp_arena_array(&d->arena, longest, sizeof *d->scores);
  d->masks = nomenp_arena_array(&d->arena, longest, sizeof *d->masks);
  d->back = nomenp_arena_array(&d->arena, longest, NOMENP_LABEL_ROOM);
  d->labels = nomenp_arena_array(&d->arena, longest, 1);
  if (d->model == NULL || d->values == NULL || d->scores == NULL ||
      d->masks == NULL || d->back == NULL || d->labels == NULL ||
      !nomenp_decode_reserve(&d->sums, &d->arena, longest))
    return false;
  for (size_t i = 0; i < longest; i++) d->masks[i] = 0x1fff;
  model_of(e, d->model);
  return true;
}

static void score_stretch(decoding *d, const nomenp_training *t,
                          const nomenp_estimate *e,
                          const nomenp_stretch *stretch) {
  nomenp_estimate_scores(t, e, stretch, d->values);
  for (uint32_t i = 0; i < stretch->count; i++)
    for (unsigned label = 0; label < NOMENP_LABEL_COUNT; label++)
      d->scores[i].of[label] = in_thousandths(d->values[i][label]);
}

/* Leave out the stretches of one source in which the model is sure of a name on a
 * site that is marked as none. */
static bool clean(run *r, const nomenp_estimate *e, uint32_t number) {
  nomenp_training *t = &r->first.training;
  decoding d;
  bool is_done = start_decoding(&d, t, e);
  size_t document = 0, left_out = 0, seen = 0;

  for (size_t i = 0; is_done && i < t->stretch_count; i++) {
    nomenp_stretch *stretch = &t->stretches[i];
    while (r->first.document_first[document + 1] <= stretch->first) document++;
    if (r->corpus.items[document]->source != number) continue;
    score_stretch(&d, t, e, stretch);
    nomenp_decode_sum(d.model, d.scores, d.masks, stretch->count, &d.sums);
    stretch->is_left_out = false;
    seen++;
    for (uint32_t k = 0; k < stretch->count; k++)
      if (t->labels[stretch->first + k] == 0 &&
          d.sums.forward[k][0] * d.sums.backward[k][0] < 0.15)
        stretch->is_left_out = true;
    left_out += stretch->is_left_out;
  }
  if (is_done)
    printf("%s: %zu of %zu stretches left out\n", r->s.sources[number].name,
           left_out, seen);
  nomenp_arena_fini(&d.arena);
  return is_done;
}

/* A first model without the sources that want cleaning, and what it is sure of. */
static bool clean_sources(run *r) {
  nomenp_training *t = &r->first.training;
  nomenp_estimate e;
  bool is_wanted = false, is_done = true;
  size_t document = 0;

  for (uint32_t s = 0; s < r->s.source_count; s++)
    is_wanted |= r->s.sources[s].is_cleaned;
  if (!is_wanted) return true;
  for (size_t i = 0; i < t->stretch_count; i++) {
    while (r->first.document_first[document + 1] <= t->stretches[i].first)
      document++;
    t->stretches[i].is_left_out =
        r->s.sources[r->corpus.items[document]->source].is_cleaned;
  }
  if (!estimate(r, &r->first, "before cleaning", (r->s.epochs + 2) / 3,
                UINT32_MAX, 0, &e)) return false;
  for (uint32_t s = 0; is_done && s < r->s.source_count; s++)
    if (r->s.sources[s].is_cleaned) is_done = clean(r, &e, s);
  nomenp_estimate_fini(memory, &e);
  return is_done;
}

/* What the first pass says of each site. */
typedef struct train_answers {
  uint8_t *labels;
  uint8_t *votes;
  nomenp_doubts *doubts;
} train_answers;

/* What the model of the other folds says of this one: scores and labels. */
static bool answer_fold(run *r, const nomenp_estimate *e, uint32_t fold,
                        float (*base)[NOMENP_LABEL_ROOM],
                        float (*base_after)[NOMENP_LABEL_ROOM],
                        train_answers *answers) {
  const nomenp_training *t = &r->first.training;
  decoding d;
  bool is_done = start_decoding(&d, t, e);

  memcpy(base_after[fold * NOMENP_LABEL_COUNT], e->after, sizeof e->after);
  for (size_t i = 0; is_done && i < t->stretch_count; i++) {
    const nomenp_stretch *stretch = &t->stretches[i];
    if (stretch->fold != fold) continue;
    score_stretch(&d, t, e, stretch);
    nomenp_decode_best(d.model, 0, d.scores, d.masks, stretch->count, d.back,
                       answers->labels + stretch->first);
    nomenp_decode_votes(d.scores, answers->labels + stretch->first,
                        stretch->count, answers->votes + stretch->first);
    nomenp_decode_doubts(d.scores, stretch->count,
                         answers->doubts + stretch->first);
    memcpy(base[stretch->first], d.values, stretch->count * sizeof *base);
  }
  nomenp_arena_fini(&d.arena);
  return is_done;
}

static bool jackknife(run *r, float (*base)[NOMENP_LABEL_ROOM],
                      float (*base_after)[NOMENP_LABEL_ROOM],
                      train_answers *answers) {
  static const char *const names[] = {"without quarter 1", "without quarter 2",
                                      "without quarter 3", "without quarter 4"};
  for (uint32_t fold = 0; fold < 4; fold++) {
    nomenp_estimate e;
    bool is_done;
    if (!estimate(r, &r->first, names[fold], (r->s.epochs + 1) / 2, fold, 0,
                  &e)) return false;
    is_done = answer_fold(r, &e, fold, base, base_after, answers);
    nomenp_estimate_fini(memory, &e);
    if (!is_done) return false;
  }
  for (size_t d = 0; d < r->corpus.count; d++) {
    train_document *document = r->corpus.items[d];
    if (document->evidence.site_count != 0 &&
        !nomenp_evidence_pass(&document->evidence, &document->arena,
                              answers->labels + r->first.document_first[d],
                              answers->votes + r->first.document_first[d],
                              answers->doubts + r->first.document_first[d]))
      return false;
  }
  return true;
}

/* What the second pass adds is learnt over models that have seen less than the one
 * it will stand on, and trusts it too much elsewhere: measured on other news, a
 * third of it serves best. */
#define SECOND_SHARE 0.3f

static void shrink(const train_data *data, nomenp_estimate *e) {
  for (size_t i = 0; i < data->training.feature_count; i++)
    for (unsigned label = 0; label < NOMENP_LABEL_COUNT; label++)
      e->weights[i][label] *= SECOND_SHARE;
  for (unsigned from = 0; from < NOMENP_LABEL_COUNT; from++)
    for (unsigned to = 0; to < NOMENP_LABEL_COUNT; to++)
      e->after[from][to] *= SECOND_SHARE;
}

static bool train_second(run *r, const bool *has_offset,
                         train_answers *answers) {
  size_t sites = r->first.training.site_count;
  float(*base)[NOMENP_LABEL_ROOM] = calloc(sites + 1, sizeof *base);
  float(*base_after)[NOMENP_LABEL_ROOM] =
      calloc(4 * NOMENP_LABEL_COUNT, sizeof *base_after);
  nomenp_estimate e;
  bool is_done;

  if (base == NULL || base_after == NULL ||
      !jackknife(r, base, base_after, answers)) {
    free(base);
    free(base_after);
    return false;
  }
  is_done = train_data_make(&r->second, &r->corpus, true, r->s.least,
                            r->s.source_count, has_offset, &r->s.without);
  r->second.training.base = base;
  r->second.training.base_after = base_after;
  if (!is_done) return false;
  for (size_t i = 0; i < r->first.training.stretch_count; i++)
    r->second.training.stretches[i].is_left_out =
        r->first.training.stretches[i].is_left_out;
  if (!estimate_mean(r, &r->second, "second pass", &e))
    return false;
  shrink(&r->second, &e);
  is_done = train_data_write(&r->second, &r->corpus, &e, &r->lines2);
  nomenp_estimate_fini(memory, &e);
  return is_done;
}

static void put_count(nomenp_buffer *out, const char *what, unsigned count) {
  char text[32];

  if (count == 0) return;
  snprintf(text, sizeof text, "%s%u", what, count);
  nomenp_buffer_put_text(out, text);
}

static void put_heading(const run *r, const char *pass, nomenp_buffer *out) {
  char line[256];

  nomenp_buffer_put_text(out, "# SPDX-License-Identifier: MIT\n# Weights of ");
  nomenp_buffer_put_text(out, pass);
  nomenp_buffer_put_text(
      out, ": evidence, label, weight in thousandths.\n"
           "# Estimated by nomen-train from");
  for (uint32_t s = 0; s < r->s.source_count; s++) {
    const train_source *source = &r->s.sources[s];
    nomenp_buffer_put_text(out, s == 0 ? " " : ", ");
    nomenp_buffer_put_text(out, source->name);
    if (source->has_offset) nomenp_buffer_put_text(out, ":offset");
    if (source->is_cleaned) nomenp_buffer_put_text(out, ":clean");
    if (source->recase != CASE_KEPT)
      nomenp_buffer_put_text(
          out, source->recase == CASE_UPPER ? ":upper" : ":title");
    put_count(out, ":every=", source->every > 1 ? source->every : 0);
    put_count(out, ":hide=", source->hidden);
  }
  snprintf(line, sizeof line,
           "\n# with --seed %llu --epochs %u --penalty %g --rate %g --least %u"
           " --shuffles %u --drop %g\n",
           (unsigned long long)r->s.seed, r->s.epochs, r->s.penalty, r->s.rate,
           r->s.least, r->s.shuffles, r->s.dropped);
  nomenp_buffer_put_text(out, line);
}

static bool train(run *r) {
  bool has_offset[TRAIN_LIST_MAX] = {false};
  nomenp_estimate e;
  train_answers answers;
  bool is_done;

  for (uint32_t s = 0; s < r->s.source_count; s++) {
    has_offset[s] = r->s.sources[s].has_offset;
    if (!train_corpus_read(&r->corpus, r->gazetteer, &r->s.sources[s], s))
      return false;
  }
  if (!train_data_make(&r->first, &r->corpus, false, r->s.least,
                       r->s.source_count, has_offset, &r->s.without))
    return train_complain("out of memory", "");
  printf("%zu documents, %zu sites, %zu kinds of evidence\n", r->corpus.count,
         r->first.training.site_count, r->first.training.feature_count);
  put_heading(r, "the first pass", &r->lines1);
  put_heading(r, "the second pass, added to those of the first", &r->lines2);
  if (!clean_sources(r) ||
      !estimate_mean(r, &r->first, "first pass", &e))
    return train_complain("out of memory", "");
  is_done = train_data_write(&r->first, &r->corpus, &e, &r->lines1);
  nomenp_estimate_fini(memory, &e);
  answers.labels = malloc(r->first.training.site_count + 1);
  answers.votes = malloc(r->first.training.site_count + 1);
  answers.doubts =
      malloc((r->first.training.site_count + 1) * sizeof *answers.doubts);
  is_done = is_done && answers.labels != NULL && answers.votes != NULL &&
            answers.doubts != NULL && train_second(r, has_offset, &answers);
  free(answers.labels);
  free(answers.votes);
  free(answers.doubts);
  return is_done || train_complain("out of memory", "");
}

static bool write_file(const char *folder, const char *name,
                       const nomenp_buffer *lines) {
  char path[4096];
  FILE *file;
  bool is_good;

  if (folder == NULL)
    snprintf(path, sizeof path, "%s", name);
  else
    snprintf(path, sizeof path, "%s/%s", folder, name);
  file = fopen(path, "wb");
  if (file == NULL) return train_complain("cannot be written", path);
  is_good = fwrite(lines->bytes, 1, lines->size, file) == lines->size;
  is_good = fclose(file) == 0 && is_good;
  return is_good || train_complain("cannot be written", path);
}

static bool read_weights(run *r, nomenp_buffer *out) {
  for (size_t i = 0; i < r->s.weights_count; i++) {
    nomenp_file file;
    nomen_error error = {0};
    if (nomenp_file_open(memory, r->s.weights[i], &file, &error) != NOMEN_OK)
      return train_complain(r->s.weights[i], error.message);
    nomenp_buffer_put(out, file.bytes, file.size);
    nomenp_file_close(memory, &file);
  }
  nomenp_buffer_put(out, r->lines1.bytes, r->lines1.size);
  nomenp_buffer_put(out, r->lines2.bytes, r->lines2.size);
  return !out->failed;
}

static bool score_files(run *r, const nomenp_model *model) {
  nomenp_buffer predictions;
  bool is_done = true;

  nomenp_buffer_init(&predictions, memory);
  for (size_t i = 0; is_done && i < r->s.dev_count; i++) {
    train_source source = {"dev", r->s.dev[i], false, false, 1, CASE_KEPT, 0};
    train_corpus corpus = {NULL, 0, 0};
    train_score score;
    is_done = train_corpus_read(&corpus, r->gazetteer, &source, 0) &&
              train_score_corpus(model, r->gazetteer, &corpus, &score,
                                 r->s.predictions == NULL ? NULL
                                                          : &predictions);
    if (is_done) train_score_print(r->s.dev[i], &score);
    train_corpus_free(&corpus);
  }
  if (is_done && r->s.predictions != NULL)
    is_done = write_file(NULL, r->s.predictions, &predictions);
  nomenp_buffer_fini(&predictions);
  return is_done;
}

/* Compile what was written, as the pack would, and score that. */
static bool score(run *r) {
  nomenp_buffer text, section;
  nomenp_model *model = NULL;
  nomen_error error = {0};
  bool is_done;

  nomenp_buffer_init(&text, memory);
  nomenp_buffer_init(&section, memory);
  is_done = read_weights(r, &text);
  if (is_done &&
      (nomenp_weights_compile(memory, text.bytes, text.size, &section,
                              &error) != NOMEN_OK ||
       nomenp_model_new(memory, section.bytes, section.size, &model, &error) !=
           NOMEN_OK))
    is_done = train_complain("the weights do not compile", error.message);
  if (is_done) {
    printf("%zu bytes in the pack\n", section.size);
    is_done = score_files(r, model);
  }
  nomenp_model_free(model);
  nomenp_buffer_fini(&text);
  nomenp_buffer_fini(&section);
  return is_done;
}

static bool work(run *r) {
  if (!open_lists(r)) return false;
  if (r->s.source_count != 0 && !train(r)) return false;
  if (r->s.source_count != 0 && r->s.folder != NULL &&
      (!write_file(r->s.folder, "names1.tsv", &r->lines1) ||
       !write_file(r->s.folder, "names2.tsv", &r->lines2)))
    return false;
  return score(r);
}

int main(int argc, char **argv) {
  static run r;
  int status;
  bool is_done;

  if (!train_options_read(argc, argv, &r.s, &status)) return status;
  nomenp_buffer_init(&r.lines1, memory);
  nomenp_buffer_init(&r.lines2, memory);
  is_done = work(&r);
  train_data_free(&r.first);
  train_data_free(&r.second);
  train_corpus_free(&r.corpus);
  nomenp_buffer_fini(&r.lines1);
  nomenp_buffer_fini(&r.lines2);
  nomenp_gazetteer_close(r.gazetteer);
  if (r.s.pack != NULL) nomenp_file_close(memory, &r.pack_file);
  return is_done ? TRAIN_EXIT_GOOD : TRAIN_EXIT_BAD_INPUT;
}
