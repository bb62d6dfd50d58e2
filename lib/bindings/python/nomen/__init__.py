# SPDX-License-Identifier: MIT
"""Who, where, when and how much, from news text.

    >>> import nomen
    >>> doc = nomen.extract("They met in Paris on 3 May 2024.")
    >>> [(r.type, r.text) for r in doc.records]
    [('place', 'Paris'), ('date', '3 May 2024')]

Offsets are in characters unless asked for otherwise, so that
``text[r.start:r.end] == r.text``. Records and documents are light objects that
pickle and compare; they do not keep the text alive.
"""

import functools
import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from .error import Error
from . import _nomen
from ._nomen import (Date, Document, Entity, Money, Organisation, Person, Place,
                     Record, Role)

__all__ = ["Date", "Document", "Engine", "Entity", "Error", "Money", "Organisation",
           "Person", "Place", "Record", "Role", "extract", "__version__"]

# A shared library may be another than the one this was built for: within 0.x a
# minor version may change what structs hold.
if _nomen.version_number // 100 != _nomen.header_version_number // 100:
    raise ImportError(f"nomen was built for version {_nomen.header_version_number}, "
                      f"but the library is {_nomen.version_number}")

__version__ = _nomen.version

TYPES = ("person", "organisation", "place", "date", "money")
_UNITS = {"bytes": 0, "characters": 1, "utf16": 2}
_NAMES_FIRST, _NAMES, _DENY, _PATTERNS = range(4)

# Texts handed to a thread at once, at most: enough that the hand-over costs nothing
# beside the reading, few enough that memory stays bounded.
_BATCH = 64


def _source(role, given):
    """A path as it is; bytes or str with line ends as the list itself."""
    if isinstance(given, (bytes, bytearray)):
        return (role, None, bytes(given), None)
    if isinstance(given, str) and "\n" in given:
        return (role, None, given.encode(), None)
    return (role, os.fspath(given), None, None)


def _columns(given):
    """Names of the columns of a list of one's own, for Record.attributes."""
    data = given
    if not isinstance(given, (bytes, bytearray)) and not (
            isinstance(given, str) and "\n" in given):
        with open(given, "rb") as file:
            data = file.read()
    if isinstance(data, str):
        data = data.encode()
    for line in bytes(data).split(b"\n"):
        if not line.startswith(b"#"):
            names = line.rstrip(b"\r").decode("utf-8", "replace").split("\t")
            return [name for name in names if name not in ("name", "type", "aliases")]
    return []


class Engine:
    """Compiled data, frozen; any number of threads may use one.

    gazetteers, names, deny and patterns are lists of paths, or of the text itself
    (bytes, or a str that has line ends): names that always win, names weighed
    like the built-in ones, names never reported, and further patterns.
    pack is the path of a pack to use in place of the built-in one, or its bytes;
    jit=False interprets patterns, with the same records; match_limit is the most steps
    that one try of a pattern may take (0: 10,000).

    Raises Error, with file, line and column where a list or pattern is bad.
    """

    __slots__ = ("_engine", "_attribute_columns")

    def __init__(self, *, gazetteers=(), names=(), deny=(), patterns=(), pack=None, jit=True,
                 match_limit=0):
        sources = [_source(role, given)
                   for role, some in ((_NAMES_FIRST, gazetteers), (_NAMES, names),
                                      (_DENY, deny), (_PATTERNS, patterns))
                   for given in some]
        if pack is not None and not isinstance(pack, bytes):
            pack = os.fspath(pack)
        self._engine = _nomen.Engine(sources, pack, jit, match_limit)
        columns = [c for given in (*gazetteers, *names) for c in _columns(given)]
        self._attribute_columns = tuple(dict.fromkeys(columns))

    def extract(self, text, *, reference_date=None, types=None, min_confidence=0.0,
                unit="characters", replace=False, day_first=False, explain=False):
        """Read one text and return its Document.

        text            str, or UTF-8 bytes.
        reference_date  "YYYY-MM-DD[THH:MM[:SS]]", a date or a datetime (its own time,
                        whatever its zone); None: found in the text, if it is there.
        types           names of the types wanted; None: all.
        unit            of all offsets: "characters", "bytes" or "utf16".
        min_confidence  leave out names less sure than this, 0 to 1.
        replace         read around bytes that are not UTF-8 instead of raising.
        day_first       read 12/06/2011 as 12 June.
        explain         keep the reasons of each record, in Record.reasons.

        Raises Error, with its position, and ValueError for a bad argument.
        """
        bits = 0
        for name in types or ():
            if name not in TYPES:
                raise ValueError(f"unknown type {name!r}")
            bits |= 1 << TYPES.index(name)
        if unit not in _UNITS:
            raise ValueError(f"unknown unit {unit!r}")
        flags = (_nomen.EXTRACT_REPLACE * bool(replace)
                 | _nomen.EXTRACT_DAY_FIRST * bool(day_first)
                 | _nomen.EXTRACT_EXPLAIN * bool(explain))
        if reference_date is not None and not isinstance(reference_date, str):
            if hasattr(reference_date, "hour"):  # local time, as the text tells it
                reference_date = reference_date.replace(tzinfo=None).isoformat("T", "seconds")
            else:
                reference_date = reference_date.isoformat()
        return self._engine.extract(text, reference_date, flags, bits, min_confidence,
                                    _UNITS[unit], self._attribute_columns)

    def pipe(self, texts, *, jobs=1, errors="raise", **options):
        """Documents of many texts, in their order, with bounded memory.

        texts   an iterable of texts, or of (text, reference date) pairs.
        jobs    threads that read; the library works without the interpreter's lock.
        errors  "raise", or "return": the Error then stands in the document's place.
        options as those of extract().
        """
        if errors not in ("raise", "return"):
            raise ValueError(f"unknown errors {errors!r}")
        if jobs < 1:
            raise ValueError("jobs must be 1 or more")
        one = functools.partial(self._one, errors == "return", options)
        if jobs == 1:
            return map(one, texts)
        return self._parallel(iter(texts), jobs, one)

    def _one(self, keep_errors, options, item):
        if isinstance(item, tuple):
            text, date = item
            options = {**options, "reference_date": date}
        else:
            text = item
        try:
            return self.extract(text, **options)
        except Error as error:
            if keep_errors:
                return error
            raise

    @staticmethod
    def _parallel(texts, jobs, one):
        def run(batch):
            return [one(item) for item in batch]

        # Few at first, so that what trickles in is answered soon.
        size = 1
        with ThreadPoolExecutor(jobs) as pool:
            waiting = deque()
            try:
                while True:
                    while len(waiting) < jobs * 2:
                        batch = list(islice(texts, size))
                        size = min(size * 2, _BATCH)
                        if not batch:
                            break
                        waiting.append(pool.submit(run, batch))
                    if not waiting:
                        return
                    yield from waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()


@functools.lru_cache(maxsize=None)
def _default_engine():
    return Engine()


def extract(text, **options):
    """Read one text with the default engine; see Engine.extract()."""
    return _default_engine().extract(text, **options)
