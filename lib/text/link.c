/* SPDX-License-Identifier: MIT */
/* Addresses are ASCII here: names in other scripts are read as words. */
#include "text/link.h"

#include <stddef.h>
#include <string.h>

/* Top-level domains that are met in news and are no common English word. */
static const char top_level[][8] = {
    "ac", "ae",  "ar",  "au",  "biz", "br", "ca",   "ch", "cl",  "cn", "co",
    "com", "cz", "de",  "dk",  "edu", "es", "eu",   "fi", "fm",  "fr", "gov",
    "gr", "hk",  "hu",  "ie",  "il",  "info", "int", "io", "ir", "jp", "ke",
    "kr", "mil", "mx",  "name", "net", "news", "ng", "nl", "nz", "org", "ph",
    "pk", "pl",  "pt",  "ro",  "rs",  "ru", "se",   "sg", "tr",  "tv", "tw",
    "ua", "uk",  "us",  "vn",  "za"};

static const char schemes[][8] = {"http", "https", "ftp", "ftps", "sftp",
                                  "feed", "rtsp",  "ssh", "file", "mailto"};

#define LABELS_MAX 8
#define LABEL_SIZE_MAX 63u

static bool is_label(uint8_t byte) {
  return (uint8_t)((byte | 0x20) - 'a') < 26 || (uint8_t)(byte - '0') < 10 ||
         byte == '-';
}

static bool is_known(const char (*table)[8], size_t count, const uint8_t *bytes,
                     uint32_t size) {
  char lower[8] = {0};

  if (size == 0 || size > 7) return false;
  for (uint32_t i = 0; i < size; i++) {
    if ((uint8_t)((bytes[i] | 0x20) - 'a') >= 26) return false;
    lower[i] = (char)(bytes[i] | 0x20);
  }
  for (size_t i = 0; i < count; i++)
    if (memcmp(table[i], lower, 8) == 0) return true;
  return false;
}

/* Those that no sentence begins with: "Newsfeed.Com". */
static const char titled[][8] = {"com", "edu", "gov", "org"};

/* A domain is written small, or in capitals throughout: "income.Net" is none. */
static bool is_top_level(const uint8_t *bytes, uint32_t size) {
  bool is_mixed = false;

  for (uint32_t i = 1; i < size; i++)
    is_mixed |= ((bytes[i] ^ bytes[i - 1]) & 0x20) != 0;
  if (is_mixed && (size < 3 || (bytes[0] & 0x20) ||
                   (bytes[1] & bytes[2] & 0x20) == 0 ||
                   !is_known(titled, sizeof titled / sizeof titled[0], bytes,
                             size)))
    return false;
  return is_known(top_level, sizeof top_level / sizeof top_level[0], bytes,
                  size);
}

uint32_t nomenp_link_domain(const uint8_t *bytes, uint32_t size, uint32_t at) {
  uint32_t start = at, end = at;

  for (int label = 0; label < LABELS_MAX; label++) {
    uint32_t from = at;
    while (at < size && at - from < LABEL_SIZE_MAX && is_label(bytes[at])) at++;
    if (at == from || (at < size && (is_label(bytes[at]) || bytes[at] >= 0x80)))
      break;
    if (label > 0 && is_top_level(bytes + from, at - from)) end = at;
    if (at >= size || bytes[at] != '.') break;
    at++;
  }
  /* "visit site.com.Then" ends at "com"; "a.us-based" is none. */
  return end > start ? end : start;
}

static bool is_path(uint8_t byte) {
  return byte > ' ' && byte != '"' && byte != '<' && byte != '>' &&
         byte != '`' && byte != 0x7f;
}

uint32_t nomenp_link_end(const uint8_t *bytes, uint32_t size, uint32_t start,
                         uint32_t at) {
  uint32_t end = at, least = at;

  (void)start;
  if (end < size && (bytes[end] == ':' || bytes[end] == '/' ||
                     bytes[end] == '?' || bytes[end] == '#'))
    while (end < size && is_path(bytes[end]) && bytes[end] < 0x80) end++;
  while (end > least && strchr(".,;:!?)]}'*_", bytes[end - 1]) != NULL) end--;
  return end;
}

uint32_t nomenp_link_scheme(const uint8_t *bytes, uint32_t size, uint32_t start,
                            uint32_t colon) {
  uint32_t at = colon + 3;

  if (size - colon < 4 || bytes[colon + 1] != '/' || bytes[colon + 2] != '/' ||
      !is_label(bytes[at]) ||
      !is_known(schemes, sizeof schemes / sizeof schemes[0], bytes + start,
                colon - start))
    return colon;
  while (at < size && is_path(bytes[at]) && bytes[at] < 0x80) at++;
  while (strchr(".,;:!?)]}'*_", bytes[at - 1]) != NULL) at--;
  return at;
}

uint32_t nomenp_link_handle(const uint8_t *bytes, uint32_t size, uint32_t at) {
  uint32_t end = at + 1;

  while (end < size && end - at < LABEL_SIZE_MAX &&
         ((is_label(bytes[end]) && bytes[end] != '-') || bytes[end] == '_'))
    end++;
  return end - at < 3 ? at : end;
}

bool nomenp_link_is_local(uint8_t byte) {
  return (is_label(byte) || strchr("._+%", byte) != NULL) && byte != 0;
}
