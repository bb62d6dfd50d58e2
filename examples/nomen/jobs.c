/* SPDX-License-Identifier: MIT */
/* A ring of jobs between one thread that fills and empties it and those that work. */
#include "jobs.h"

#include <stdlib.h>
#include <string.h>

#if defined(NOMEN_HAVE_PTHREADS)

#include <pthread.h>

#define JOBS_A_THREAD 4 /* so that a long document does not keep the others waiting */

struct jobs {
  job_work work;
  const void *context;
  job *ring;
  size_t room;
  /* Counts of jobs since the start: taken <= begun <= put <= taken + room.  Under the
   * lock, as job.is_done is. */
  size_t put;
  size_t begun;
  size_t taken;
  bool is_over;
  pthread_mutex_t lock;
  pthread_cond_t has_work;
  pthread_cond_t has_done;
  pthread_t *threads;
  int thread_count;
};

static void clear(job *j) {
  for (size_t i = 0; i < sizeof(j->strings) / sizeof(j->strings[0]); i++)
    free(j->strings[i]);
  free(j->out);
  memset(j, 0, sizeof(*j));
}

static void run_job(const jobs *all, job *j) {
  FILE *file = open_memstream(&j->out, &j->out_size);

  if (file != NULL) {
    bool has_failed;
    all->work(all->context, j, file);
    has_failed = ferror(file) != 0;
    if (fclose(file) == 0 && !has_failed) return;
  }
  j->status = j->error.code = NOMEN_ENOMEM;
  j->error.offset = 0;
  snprintf(j->error.message, sizeof(j->error.message), "%s",
           nomen_status_text(NOMEN_ENOMEM));
}

static void *work(void *context) {
  jobs *all = context;

  pthread_mutex_lock(&all->lock);
  for (;;) {
    job *j;
    while (!all->is_over && all->begun == all->put)
      pthread_cond_wait(&all->has_work, &all->lock);
    if (all->is_over) break;
    j = &all->ring[all->begun++ % all->room];
    pthread_mutex_unlock(&all->lock);
    run_job(all, j);
    pthread_mutex_lock(&all->lock);
    j->is_done = true;
    pthread_cond_signal(&all->has_done);
  }
  pthread_mutex_unlock(&all->lock);
  return NULL;
}

static void free_memory(jobs *all) {
  free(all->threads);
  free(all->ring);
  free(all);
}

jobs *jobs_new(int threads, job_work do_work, const void *context) {
  jobs *all = calloc(1, sizeof(*all));

  if (all == NULL) return NULL;
  all->work = do_work;
  all->context = context;
  all->room = (size_t)threads * JOBS_A_THREAD;
  all->ring = calloc(all->room, sizeof(*all->ring));
  all->threads = calloc((size_t)threads, sizeof(*all->threads));
  if (all->ring == NULL || all->threads == NULL) {
    free_memory(all);
    return NULL;
  }
  pthread_mutex_init(&all->lock, NULL);
  pthread_cond_init(&all->has_work, NULL);
  pthread_cond_init(&all->has_done, NULL);
  while (all->thread_count < threads &&
         pthread_create(&all->threads[all->thread_count], NULL, work, all) == 0)
    all->thread_count++;
  if (all->thread_count != 0) return all;
  jobs_free(all);
  return NULL;
}

void jobs_free(jobs *all) {
  if (all == NULL) return;
  pthread_mutex_lock(&all->lock);
  all->is_over = true;
  pthread_cond_broadcast(&all->has_work);
  pthread_mutex_unlock(&all->lock);
  for (int i = 0; i < all->thread_count; i++)
    pthread_join(all->threads[i], NULL);
  for (size_t i = 0; i < all->room; i++) clear(&all->ring[i]);
  pthread_cond_destroy(&all->has_done);
  pthread_cond_destroy(&all->has_work);
  pthread_mutex_destroy(&all->lock);
  free_memory(all);
}

/* Only the thread that puts and takes moves these two. */
bool jobs_are_full(const jobs *all) {
  return all->put - all->taken == all->room;
}

/* A copy of `size` bytes with a NUL behind them, which job number `i` is to free. */
static bool copy(job *j, size_t i, const char *from, size_t size,
                 const char **out) {
  char *bytes;

  *out = NULL;
  if (from == NULL) return true;
  bytes = malloc(size + 1);
  if (bytes == NULL) return false;
  memcpy(bytes, from, size);
  bytes[size] = '\0';
  j->strings[i] = bytes;
  *out = bytes;
  return true;
}

static bool copy_string(job *j, size_t i, const char *from, const char **out) {
  return copy(j, i, from, from != NULL ? strlen(from) : 0, out);
}

bool jobs_put(jobs *all, const input_document *in) {
  job *j = &all->ring[all->put % all->room];
  const char *id;

  clear(j);
  j->in = *in;
  if (!copy(j, 0, in->text, in->text_size, &j->in.text) ||
      !copy_string(j, 1, in->id, &id) ||
      !copy_string(j, 2, in->reference_date, &j->in.reference_date) ||
      !copy_string(j, 3, in->fault, &j->in.fault))
    return false;
  j->in.id = j->strings[1];
  pthread_mutex_lock(&all->lock);
  all->put++;
  pthread_cond_signal(&all->has_work);
  pthread_mutex_unlock(&all->lock);
  return true;
}

job *jobs_take(jobs *all) {
  job *j = &all->ring[all->taken % all->room];

  if (all->taken == all->put) return NULL;
  pthread_mutex_lock(&all->lock);
  while (!j->is_done) pthread_cond_wait(&all->has_done, &all->lock);
  all->taken++;
  pthread_mutex_unlock(&all->lock);
  return j;
}

#else

jobs *jobs_new(int threads, job_work do_work, const void *context) {
  (void)threads;
  (void)do_work;
  (void)context;
  return NULL;
}

void jobs_free(jobs *all) {
  (void)all;
}

bool jobs_are_full(const jobs *all) {
  (void)all;
  return true;
}

bool jobs_put(jobs *all, const input_document *in) {
  (void)all;
  (void)in;
  return false;
}

job *jobs_take(jobs *all) {
  (void)all;
  return NULL;
}

#endif
