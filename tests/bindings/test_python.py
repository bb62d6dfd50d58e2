# SPDX-License-Identifier: MIT
"""The Python binding, as installed."""
import ast
import copy
import datetime
import gc
import importlib
import inspect
import pathlib
import pickle
import re
import sys
import threading

import nomen
import pytest

TOP = pathlib.Path(__file__).resolve().parents[2]
TEXT = ("LAGOS, Nigeria (AP) _ Mr. Chidi Okafor paid $2.5 million to a bank in "
        "Paris on 3 May 2024.\nOkafor said “Yes” 🙂 in Paris yesterday.")
ARTICLES = [p.read_text() for p in sorted((TOP / "corpora" / "articles").glob("*.txt"))]


def test_offsets_are_characters():
    document = nomen.extract(TEXT)
    assert len(document.records) >= 5
    for record in document.records:
        assert TEXT[record.start:record.end] == record.text


@pytest.mark.parametrize("unit, encoding, width", [("bytes", "utf-8", 1), ("utf16", "utf-16-le", 2)])
def test_other_units(unit, encoding, width):
    data = TEXT.encode(encoding)
    for record in nomen.extract(TEXT, unit=unit).records:
        assert data[record.start * width:record.end * width].decode(encoding) == record.text


def test_bytes_are_taken_too():
    assert nomen.extract(TEXT.encode()) == nomen.extract(TEXT)


def test_values():
    records = nomen.extract(TEXT, reference_date="2024-05-10").records
    money = [r.value for r in records if r.type == "money"]
    assert [(m.amount, m.currency) for m in money] == [("2500000", "USD")]
    dates = [r.value.timex for r in records if r.type == "date"]
    assert dates == ["2024-05-03", "2024-05-09"]
    assert nomen.extract(TEXT, reference_date=datetime.date(2024, 5, 10)).records == records
    aware = datetime.datetime(2024, 5, 10, 20, 30, tzinfo=datetime.timezone.utc)
    assert nomen.extract(TEXT, reference_date=aware).reference_date == "2024-05-10T20:30:00"


def test_entities_point_at_records():
    document = nomen.extract(TEXT)
    for entity in document.entities:
        for index in entity.records:
            assert document.records[index].entity == entity.id
            assert document.records[index].type == entity.type


def test_types():
    assert {r.type for r in nomen.extract(TEXT, types=["place"]).records} == {"place"}
    with pytest.raises(ValueError):
        nomen.extract(TEXT, types=["animal"])
    with pytest.raises(ValueError):
        nomen.extract(TEXT, unit="miles")


def test_errors_have_positions():
    with pytest.raises(nomen.Error) as caught:
        nomen.extract(b"ab\xff")
    assert (caught.value.code, caught.value.offset) == ("eutf8", 2)
    with pytest.raises(nomen.Error) as caught:
        nomen.extract("x", reference_date="2015-02-29")
    assert caught.value.code == "edate"
    with pytest.raises(nomen.Error) as caught:
        nomen.Engine(gazetteers=[b"name\ttype\nX\tanimal\n"])
    assert (caught.value.line, caught.value.column) == (2, 3)
    with pytest.raises(nomen.Error) as caught:
        nomen.Engine(gazetteers=[]).extract("x", min_confidence=2)
    assert caught.value.code == "earg"
    assert pickle.loads(pickle.dumps(caught.value)).code == "earg"
    with pytest.raises(UnicodeEncodeError):
        nomen.extract("\ud800")
    with pytest.raises(TypeError):
        nomen.extract(7)


def test_replace():
    assert any(r.type == "date" for r in nomen.extract(b"\xff on 3 May 2024.", replace=True).records)


def test_own_names_and_attributes(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text("name\ttype\tid\tcolour\nGrand Fenwick\tplace\tq1\tblue\n")
    engine = nomen.Engine(gazetteers=[path], deny=[b"name\nParis\n"])
    records = engine.extract("They left Grand Fenwick for Paris.").records
    assert [(r.text, r.type) for r in records] == [("Grand Fenwick", "place")]
    assert records[0].attributes == {"id": "q1", "colour": "blue"}


def test_reasons_only_when_asked_for():
    assert all(r.reasons == () for r in nomen.extract(TEXT).records)
    assert all(r.reasons for r in nomen.extract(TEXT, explain=True).records)


def test_results_pickle_copy_and_compare():
    document = nomen.extract(ARTICLES[0], explain=True)
    again = pickle.loads(pickle.dumps(document))
    assert again == document and again is not document
    assert copy.deepcopy(document) == document
    assert hash(document.records[0].value) == hash(again.records[0].value)
    assert document != nomen.extract(ARTICLES[1])
    assert repr(document.records[0]).startswith("Record(type=")


def test_objects_are_light():
    record = nomen.extract(TEXT).records[0]
    assert not hasattr(record, "__dict__")
    with pytest.raises(AttributeError):
        record.start = 3


def test_objects_can_be_made():
    place = nomen.Place("Paris", country="FR")
    assert (place.name, place.country, place.id) == ("Paris", "FR", None)
    with pytest.raises(TypeError):
        nomen.Place("Paris", name="Lyon")
    with pytest.raises(TypeError):
        nomen.Place(town="Paris")


@pytest.mark.parametrize("jobs", [1, 3])
def test_pipe_keeps_order(jobs):
    texts = ARTICLES * 20
    engine = nomen.Engine()
    expected = [engine.extract(text) for text in ARTICLES] * 20
    assert list(engine.pipe(iter(texts), jobs=jobs)) == expected


def test_pipe_reads_ahead_a_bounded_way():
    taken = 0

    def texts():
        nonlocal taken
        for _ in range(100000):
            taken += 1
            yield "On 3 May 2024."

    documents = nomen.Engine().pipe(texts(), jobs=2)
    next(documents)
    assert taken <= 1 + 2 + 4 + 8  # what trickles in is answered soon
    for _ in range(200):
        next(documents)
    assert taken < 1000
    documents.close()


def test_pipe_errors():
    engine = nomen.Engine()
    with pytest.raises(nomen.Error):
        list(engine.pipe([b"ok", b"\xff"]))
    found = list(engine.pipe([b"ok", b"\xff", ("Yesterday.", "2024-05-04")], errors="return", jobs=2))
    assert isinstance(found[1], nomen.Error)
    assert found[2].records[0].value.timex == "2024-05-03"


def test_one_engine_many_threads():
    engine = nomen.Engine()
    expected = [engine.extract(text) for text in ARTICLES]
    wrong = []

    def work():
        for _ in range(5):
            if [engine.extract(text) for text in ARTICLES] != expected:
                wrong.append(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_others_run_while_the_library_reads():
    engine = nomen.Engine()
    text = "\n".join(ARTICLES) * 40
    started, done, interval = threading.Semaphore(0), [], sys.getswitchinterval()

    def work():
        started.release()
        engine.extract(text)
        done.append(True)

    # Nobody is interrupted: this thread goes on when the lock is let go.
    sys.setswitchinterval(1000)
    try:
        thread = threading.Thread(target=work)
        thread.start()
        started.acquire()
        was_done = bool(done)
        thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert not was_done and done


def test_engine_options():
    engine = nomen.Engine(match_limit=1, jit=False)
    assert not any(r.type == "date" for r in engine.extract(TEXT).records)
    assert nomen.Engine(jit=False).extract(TEXT) == nomen.extract(TEXT)
    with pytest.raises(nomen.Error) as caught:
        nomen.Engine(pack=b"not a pack at all")
    assert caught.value.code == "epack"
    with pytest.raises(nomen.Error) as caught:
        nomen.Engine(pack=pathlib.Path("/nowhere.pack"))
    assert (caught.value.code, caught.value.file) == ("eio", "/nowhere.pack")
    with pytest.raises(TypeError):
        nomen.Engine(pack=7)
    with pytest.raises(TypeError):  # threads may be reading with it
        engine._engine.__init__([], None, True, 0)


def test_another_library_is_refused(monkeypatch):
    monkeypatch.setattr(nomen._nomen, "version_number", 99900)
    with pytest.raises(ImportError, match="but the library is 99900"):
        importlib.reload(nomen)


def test_constants_are_the_header_s():
    header = (TOP / "include" / "nomen" / "nomen.h").read_text()

    def values(prefix):
        return {name.lower(): int(value) for name, value in
                re.findall(r"\b%s_([A-Z_0-9]+) = (\d+)" % prefix, header)}

    assert values("NOMEN_TYPE") == {name: i for i, name in enumerate(nomen.TYPES)}
    assert values("NOMEN_UNIT") == {"byte": nomen._UNITS["bytes"], "utf16": nomen._UNITS["utf16"],
                                    "code_point": nomen._UNITS["characters"]}
    assert values("NOMEN_SOURCE") == {"names_first": nomen._NAMES_FIRST, "names": nomen._NAMES,
                                      "deny": nomen._DENY, "patterns": nomen._PATTERNS}


def test_stubs_say_what_is_there():
    stubs = ast.parse((pathlib.Path(nomen.__file__).parent / "__init__.pyi").read_text())
    for node in stubs.body:
        if isinstance(node, ast.FunctionDef):
            assert hasattr(nomen, node.name)
        if not isinstance(node, ast.ClassDef) or node.name == "Error":
            continue
        cls = getattr(nomen, node.name)
        methods = [n for n in node.body if isinstance(n, ast.FunctionDef)]
        if cls is not nomen.Engine:
            named = [n.name for n in methods if n.decorator_list]
            assert sorted(named) == sorted(n for n in vars(cls) if not n.startswith("_"))
            made = next(n for n in methods if n.name == "__init__")
            assert [a.arg for a in made.args.args[1:]] == named
            assert cls(*named) == cls(**dict(zip(named, named)))  # in this order
            continue
        for method in methods:
            known = inspect.signature(getattr(cls, method.name)).parameters
            said = [a.arg for a in method.args.args + method.args.kwonlyargs]
            if "options" in known:  # those of extract(), spelled out
                known = set(known) - {"options"} | set(
                    inspect.signature(cls.extract).parameters) - {"text"}
            assert set(said) == set(known), method.name


def test_nothing_is_left_behind():
    import resource
    engine = nomen.Engine()
    for text in ARTICLES * 10:
        engine.extract(text)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for text in ARTICLES * 60:
        engine.extract(text)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 4096


def test_fields_are_the_header_s():
    """What the classes hold is what the structs of nomen.h hold."""
    header = (TOP / "include" / "nomen" / "nomen.h").read_text()
    header = re.sub(r"/\*.*?\*/", "", header, flags=re.S)
    differences = {
        "person": ({"role_span"}, set()),
        "organisation": (set(), set()),
        "place": ({"has_position"}, set()),
        "date": ({"precision", "moment"}, set()),
        "money": ({"has_number", "coefficient", "exponent"}, set()),
        "record": (set(), {"text", "attributes", "reasons"}),
        "entity": ({"record_count"}, {"id"}),
    }
    for name, (only_c, only_python) in differences.items():
        body = re.search(r"typedef struct nomen_%s \{(.*?)\n\} nomen_%s;" % (name, name), header, re.S).group(1)
        body = re.sub(r"union \{.*?\} value", "int value", body, flags=re.S)
        fields = set(re.findall(r"(\w+);", body))
        cls = getattr(nomen, name.capitalize())
        slots = {n for n in vars(cls) if not n.startswith("_")}
        assert fields - only_c == slots - only_python, name
