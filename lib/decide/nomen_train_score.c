/* SPDX-License-Identifier: MIT */
/* Exact spans and types, counted; and the records themselves. */
#include "decide/nomen_train_score.h"

#include <stdio.h>
#include <string.h>

static const char *const type_names[] = {"person", "organisation", "place"};

static bool overlaps(const train_span *span, uint32_t start, uint32_t end) {
  return span->start < end && start < span->end;
}

/* 1 right, 0 wrong, -1 forgiven. */
static int judge(const train_document *d, uint32_t start, uint32_t end,
                 unsigned type, bool *found) {
  int verdict = 0;

  for (size_t i = 0; i < d->span_count; i++) {
    const train_span *span = &d->spans[i];
    if (span->start == start && span->end == end && span->type == type &&
        !found[i]) {
      found[i] = true;
      return span->is_optional ? -1 : 1;
    }
    if (span->is_optional && overlaps(span, start, end)) verdict = -1;
  }
  return verdict;
}

static void put_record(nomenp_buffer *out, const nomenp_name *name,
                       uint32_t start, uint32_t end, bool is_first) {
  nomenp_buffer_put_text(out, is_first ? "" : ", ");
  nomenp_buffer_put_text(out, "{\"type\": \"");
  nomenp_buffer_put_text(out, type_names[name->type]);
  nomenp_buffer_put_text(out, "\", \"start\": ");
  nomenp_buffer_put_unsigned(out, start);
  nomenp_buffer_put_text(out, ", \"end\": ");
  nomenp_buffer_put_unsigned(out, end);
  nomenp_buffer_put_text(out, ", \"confidence\": ");
  nomenp_buffer_put_fixed(out, name->confidence, 3);
  nomenp_buffer_put_text(out, "}");
}

static bool score_document(const nomenp_model *model,
                           const nomenp_gazetteer *gazetteer,
                           train_document *d, train_score *score,
                           nomenp_buffer *predictions) {
  nomenp_names_input input = {0};
  nomenp_name_list names = {0};
  bool *found;
  nomenp_arena_position mark = nomenp_arena_mark(&d->arena);

  input.text = &d->text;
  input.gazetteer = gazetteer;
  input.words = d->words;
  input.hits = &d->hits;
  found = nomenp_arena_array(&d->arena, d->span_count + 1, sizeof *found);
  if (found == NULL || nomenp_names_decide(model, &d->arena, &input, &names) !=
                           NOMEN_OK)
    return false;
  if (predictions != NULL) {
    nomenp_buffer_put_text(predictions, "{\"id\": ");
    nomenp_buffer_put_text(predictions, d->id == NULL ? "null" : d->id);
    nomenp_buffer_put_text(predictions, ", \"records\": [");
  }
  for (size_t i = 0; i < names.count; i++) {
    const nomenp_name *name = &names.items[i];
    uint32_t start = d->text.start[name->first];
    uint32_t end = d->text.end[name->end - 1];
    int verdict = judge(d, start, end, name->type, found);
    if (verdict == 1) score->right[name->type]++;
    if (verdict == 0) score->wrong[name->type]++;
    if (predictions != NULL) put_record(predictions, name, start, end, i == 0);
  }
  if (predictions != NULL) nomenp_buffer_put_text(predictions, "]}\n");
  for (size_t i = 0; i < d->span_count; i++)
    if (!found[i] && !d->spans[i].is_optional)
      score->missed[d->spans[i].type]++;
  nomenp_arena_rewind(&d->arena, mark);
  return true;
}

bool train_score_corpus(const nomenp_model *model,
                        const nomenp_gazetteer *gazetteer,
                        const train_corpus *corpus, train_score *out,
                        nomenp_buffer *predictions) {
  memset(out, 0, sizeof *out);
  for (size_t i = 0; i < corpus->count; i++)
    if (!score_document(model, gazetteer, corpus->items[i], out, predictions))
      return false;
  return predictions == NULL || !predictions->failed;
}

static void print_row(const char *name, unsigned long right,
                      unsigned long wrong, unsigned long missed) {
  double p = right + wrong ? 100.0 * (double)right / (double)(right + wrong) : 0;
  double r =
      right + missed ? 100.0 * (double)right / (double)(right + missed) : 0;

  printf("  %-13s P %6.2f  R %6.2f  F1 %6.2f  of %lu\n", name, p, r,
         p + r > 0 ? 2 * p * r / (p + r) : 0, right + missed);
}

void train_score_print(const char *name, const train_score *score) {
  train_score sum = {{0}, {0}, {0}};

  printf("%s\n", name);
  for (unsigned type = 0; type < 3; type++) {
    print_row(type_names[type], score->right[type], score->wrong[type],
              score->missed[type]);
    sum.right[0] += score->right[type];
    sum.wrong[0] += score->wrong[type];
    sum.missed[0] += score->missed[type];
  }
  print_row("all", sum.right[0], sum.wrong[0], sum.missed[0]);
}
