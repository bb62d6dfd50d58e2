# SPDX-License-Identifier: MIT
import datetime
import os
from typing import Dict, Iterable, Iterator, Literal, Optional, Sequence, Tuple, Union, overload

__version__: str
TYPES: Tuple[str, ...]

Type = Literal["person", "organisation", "place", "date", "money"]
Unit = Literal["characters", "bytes", "utf16"]
Text = Union[str, bytes]
ReferenceDate = Union[None, str, datetime.date, datetime.datetime]
Source = Union[str, bytes, "os.PathLike[str]"]

class Error(Exception):
    message: str
    code: str
    offset: int
    line: int
    column: int
    file: str
    def __init__(self, message: str, code: str = ..., offset: int = ..., line: int = ...,
                 column: int = ..., file: str = ...) -> None: ...

class Role:
    text: str
    start: int
    end: int

class Person:
    name: Optional[str]
    given: Optional[str]
    family: Optional[str]
    particle: Optional[str]
    suffix: Optional[str]
    title: Optional[str]
    role: Optional[Role]

class Organisation:
    name: Optional[str]
    kind: Optional[str]
    acronym: Optional[str]
    country: Optional[str]

class Place:
    name: Optional[str]
    kind: Optional[str]
    country: Optional[str]
    region: Optional[str]
    latitude: Optional[float]
    longitude: Optional[float]
    id: Optional[str]
    runner_up: Optional[str]
    runner_up_score: Optional[float]

class Date:
    kind: Literal["date", "time", "duration", "set"]
    timex: Optional[str]
    modifier: Optional[str]
    begin: Optional[str]
    end: Optional[str]
    filled: Tuple[str, ...]
    words: Optional[str]

class Money:
    amount: Optional[str]
    currency: Optional[str]
    modifier: Optional[str]
    low: Optional[str]
    high: Optional[str]
    unit: Optional[str]
    settled_by: Optional[str]
    equivalent: Optional[int]
    range: Optional[int]

class Record:
    type: Type
    start: int
    end: int
    text: str
    sentence: int
    entity: Optional[int]
    confidence: float
    value: Union[Person, Organisation, Place, Date, Money]
    attributes: Optional[Dict[str, str]]
    reasons: Tuple[Tuple[str, float], ...]

class Entity:
    id: int
    type: Type
    name: str
    records: Tuple[int, ...]

class Document:
    records: Tuple[Record, ...]
    entities: Tuple[Entity, ...]
    reference_date: Optional[str]
    reference_date_source: Optional[str]

class Engine:
    def __init__(self, *, gazetteers: Sequence[Source] = ..., names: Sequence[Source] = ...,
                 deny: Sequence[Source] = ..., patterns: Sequence[Source] = ...,
                 pack: Optional[Source] = ..., jit: bool = ...) -> None: ...
    def extract(self, text: Text, *, reference_date: ReferenceDate = ...,
                types: Optional[Iterable[Type]] = ..., min_confidence: float = ...,
                unit: Unit = ..., replace: bool = ..., day_first: bool = ...,
                explain: bool = ...) -> Document: ...
    @overload
    def pipe(self, texts: Iterable[Union[Text, Tuple[Text, ReferenceDate]]], *, jobs: int = ...,
             errors: Literal["raise"] = ..., types: Optional[Iterable[Type]] = ...,
             reference_date: ReferenceDate = ..., min_confidence: float = ..., unit: Unit = ...,
             replace: bool = ..., day_first: bool = ...,
             explain: bool = ...) -> Iterator[Document]: ...
    @overload
    def pipe(self, texts: Iterable[Union[Text, Tuple[Text, ReferenceDate]]], *, jobs: int = ...,
             errors: Literal["return"], types: Optional[Iterable[Type]] = ...,
             reference_date: ReferenceDate = ..., min_confidence: float = ..., unit: Unit = ...,
             replace: bool = ..., day_first: bool = ...,
             explain: bool = ...) -> Iterator[Union[Document, Error]]: ...

def extract(text: Text, *, reference_date: ReferenceDate = ...,
            types: Optional[Iterable[Type]] = ..., min_confidence: float = ...,
            unit: Unit = ..., replace: bool = ..., day_first: bool = ...,
            explain: bool = ...) -> Document: ...
