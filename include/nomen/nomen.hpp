/* SPDX-License-Identifier: MIT */
#ifndef NOMEN_NOMEN_HPP
#define NOMEN_NOMEN_HPP

/*
 * nomen for C++17: the C handles with owners, failures as exceptions.  Everything
 * else (records, values, options) is the C interface itself; see nomen.h.
 *
 *   nomen::engine engine;
 *   auto document = engine.extract(text);
 *   for (const nomen_record &record : document.records()) ...
 */

#include <cstddef>
#include <iterator>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <nomen/nomen.h>

namespace nomen {

/* A failed call: what() is the message, detail() the whole nomen_error. */
class error : public std::runtime_error {
public:
  explicit error(const nomen_error &detail)
      : std::runtime_error(detail.message), detail_(detail) {}
  const nomen_error &detail() const noexcept { return detail_; }
  nomen_status code() const noexcept { return detail_.code; }

private:
  nomen_error detail_;
};

/* The `count` items that `get(document, index)` hands out, as a range. */
template <typename Item, const Item *(*Get)(const nomen_document *, std::size_t)>
class range {
public:
  class iterator {
  public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Item;
    using difference_type = std::ptrdiff_t;
    using pointer = const Item *;
    using reference = const Item &;

    iterator() = default;
    iterator(const nomen_document *document, std::size_t index)
        : document_(document), index_(index) {}
    const Item &operator*() const { return *Get(document_, index_); }
    const Item *operator->() const { return Get(document_, index_); }
    iterator &operator++() {
      ++index_;
      return *this;
    }
    iterator operator++(int) {
      iterator before = *this;
      ++index_;
      return before;
    }
    bool operator!=(const iterator &other) const {
      return index_ != other.index_;
    }
    bool operator==(const iterator &other) const {
      return index_ == other.index_;
    }

  private:
    const nomen_document *document_ = nullptr;
    std::size_t index_ = 0;
  };

  range(const nomen_document *document, std::size_t count)
      : document_(document), count_(count) {}
  iterator begin() const { return {document_, 0}; }
  iterator end() const { return {document_, count_}; }
  std::size_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  const Item &operator[](std::size_t index) const {
    return *Get(document_, index);
  }

private:
  const nomen_document *document_;
  std::size_t count_;
};

/* A document; it points into the text it was made from and into its engine:
 * both must outlive it. */
class document {
public:
  explicit document(nomen_document *handle, std::string_view text)
      : handle_(handle), text_(text) {}

  const nomen_document *get() const noexcept { return handle_.get(); }
  range<nomen_record, nomen_document_record> records() const {
    return {get(), nomen_document_record_count(get())};
  }
  range<nomen_entity, nomen_document_entity> entities() const {
    return {get(), nomen_document_entity_count(get())};
  }
  std::string_view text(const nomen_record &record) const {
    return text_.substr(record.start, record.end - record.start);
  }
  /* A byte offset in another unit. */
  std::size_t offset(nomen_unit unit, std::size_t byte_offset) const {
    return nomen_document_offset(get(), unit, byte_offset);
  }
  /* As nomen_document_json(); `id` is JSON text or NULL.  std::bad_alloc. */
  std::string json(const char *id = nullptr,
                   nomen_unit unit = NOMEN_UNIT_BYTE) const {
    std::string out;
    /* No exception may pass through the library. */
    auto append = [](void *context, const char *bytes, std::size_t size) {
      try {
        static_cast<std::string *>(context)->append(bytes, size);
        return 0;
      } catch (...) {
        return 1;
      }
    };
    if (nomen_document_write_json(get(), id, unit, append, &out) != NOMEN_OK)
      throw std::bad_alloc();
    return out;
  }

private:
  struct freer {
    void operator()(nomen_document *handle) const {
      nomen_document_free(handle);
    }
  };
  std::unique_ptr<nomen_document, freer> handle_;
  std::string_view text_;
};

/* An engine; any number of threads may extract with one. */
class engine {
public:
  explicit engine(const nomen_engine_options &options =
                      NOMEN_ENGINE_OPTIONS_INIT) {
    nomen_error detail;
    nomen_engine *handle;
    if (nomen_engine_new(&options, &handle, &detail) != NOMEN_OK)
      throw error(detail);
    handle_.reset(handle);
  }

  const nomen_engine *get() const noexcept { return handle_.get(); }
  document extract(std::string_view text,
                   const nomen_extract_options &options =
                       NOMEN_EXTRACT_OPTIONS_INIT) const {
    nomen_error detail;
    nomen_document *handle;
    if (nomen_extract(get(), text.data(), text.size(), &options, &handle,
                      &detail) != NOMEN_OK)
      throw error(detail);
    return document(handle, text);
  }
  /* As nomen_parse_date() and nomen_parse_money(): of one record, or of none.
   */
  document parse_date(std::string_view text,
                      const char *reference_date = nullptr) const {
    nomen_error detail;
    nomen_document *handle;
    if (nomen_parse_date(get(), text.data(), text.size(), reference_date,
                         &handle, &detail) != NOMEN_OK)
      throw error(detail);
    return document(handle, text);
  }
  document parse_money(std::string_view text) const {
    nomen_error detail;
    nomen_document *handle;
    if (nomen_parse_money(get(), text.data(), text.size(), &handle, &detail) !=
        NOMEN_OK)
      throw error(detail);
    return document(handle, text);
  }

private:
  struct freer {
    void operator()(nomen_engine *handle) const { nomen_engine_free(handle); }
  };
  std::unique_ptr<nomen_engine, freer> handle_;
};

} // namespace nomen

#endif
