/* SPDX-License-Identifier: MIT */
// nomen.hpp from outside: owners, ranges, exceptions.
#include <algorithm>
#include <string>

#include <nomen/nomen.hpp>

int main() {
  const std::string text = "They met in Paris on 3 May 2024.";
  nomen::engine engine;
  auto document = engine.extract(text);
  bool seen = false;
  for (const nomen_record &record : document.records())
    if (record.type == NOMEN_TYPE_DATE)
      seen = document.text(record) == "3 May 2024";
  const auto records = document.records();
  if (std::count_if(records.begin(), records.end(), [](const nomen_record &r) {
        return r.type == NOMEN_TYPE_DATE;
      }) != 1)
    return 5;
  if (!seen || document.records().empty()) return 1;
  if (document.json("1").find("\"id\": 1") == std::string::npos) return 2;
  if (document.offset(NOMEN_UNIT_UTF16, 13) != 13) return 6;
  if (engine.parse_money("$5 million").records().size() != 1) return 7;
  if (!engine.parse_money("five sheep").records().empty()) return 8;
  const auto day = engine.parse_date("last Thursday", "2024-05-03");
  if (day.records()[0].value.date.timex != std::string("2024-05-02")) return 9;
  nomen_extract_options options = NOMEN_EXTRACT_OPTIONS_INIT;
  options.reference_date = "2015-02-29";
  try {
    engine.extract(text, options);
    return 3;
  } catch (const nomen::error &e) {
    if (e.code() != NOMEN_EDATE) return 4;
  }
  return 0;
}
