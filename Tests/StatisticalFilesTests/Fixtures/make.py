#!/usr/bin/env python3
"""Makes the fixtures of this folder, and `expected.json` with what pyreadstat reads in them.

    python3 make.py        (pyreadstat 1.3.7, pandas 3)

Every file is small and invented. pyreadstat writes texts as UTF-8 only; the windows-1258 files are
its files with the bytes of placeholders and of the code page replaced.
"""

import datetime
import json
import math
import pathlib
import struct
import unicodedata

import pandas
import pyreadstat

FOLDER = pathlib.Path(__file__).resolve().parent

WARDS = ["Phường Bến Nghé", "Xã Đắk Ơ", "Thị trấn Quỳ Hợp", "", "Phường Ô Chợ Dừa", "Xã A"]
ANSWERS = pandas.DataFrame(
    {
        "ward": WARDS,
        "q1": [1.0, 5.0, 4.0, 9.0, None, 3.0],
        "q2": [0.1, -0.00001, 1e6, 123456.789, None, 2.5],
        "fee": [95.0, 99.0, 100.0, 90.0, -1.0, 89.999],
        "region": ["N", "S", "X", "N", "", "S"],
        "remark": ["ngắn", "ý kiến " * 60, "", "x" * 255, "y" * 256, "Ờ" * 300],
    }
)
LABELS = {
    "ward": "Đơn vị hành chính",
    "q1": "Câu 1. Ông/Bà hài lòng đến mức nào?",
    "q2": "Một số thập phân",
    "fee": "Ngoài phí, lệ phí",
    "region": "Vùng",
    "remark": "Ý kiến khác",
}
VALUES = {
    "q1": {1.0: "Rất không hài lòng", 5.0: "Rất hài lòng", 9.0: "Không trả lời"},
    "region": {"N": "Bắc", "S": "Nam", "X": "Không rõ"},
}
MISSING = {"q1": [9.0], "fee": [{"lo": 90, "hi": 99}, -1.0], "region": ["X"]}
SAV = {
    "file_label": "Khảo sát mẫu 2024",
    "note": "invented",
    "column_labels": LABELS,
    "variable_value_labels": VALUES,
    "missing_ranges": MISSING,
    "variable_measure": {"q1": "ordinal", "region": "nominal", "fee": "scale"},
}


def dates():
    days = [datetime.date(2024, 12, 31), datetime.date(1975, 4, 30), None]
    instants = [
        datetime.datetime(2024, 2, 29, 8, 30, 0),
        datetime.datetime(1959, 12, 31, 23, 59, 59),
        None,
    ]
    times = [datetime.time(8, 5, 9), datetime.time(23, 59, 59), None]
    return pandas.DataFrame({"day": days, "instant": instants, "time": times})


def sav(name, frame, **options):
    pyreadstat.write_sav(frame, FOLDER / name, **options)


def dta(name, frame, version, **options):
    pyreadstat.write_dta(frame, FOLDER / name, version=version, **options)


def replace(name, pairs, code_page=None):
    """Replaces placeholders by texts in windows-1258 of as many bytes, and an SPSS code page."""
    path = FOLDER / name
    content = path.read_bytes()
    for placeholder, text in pairs:
        new = windows_1258(text)
        assert len(new) == len(placeholder) and placeholder.encode() in content, placeholder
        content = content.replace(placeholder.encode(), new)
    if code_page:
        old = struct.pack("<i", 65001)
        at = content.index(struct.pack("<iiii", 7, 3, 4, 8)) + 16 + 28
        assert content[at : at + 4] == old
        content = content[:at] + struct.pack("<i", code_page) + content[at + 4 :]
    path.write_bytes(content)


def windows_1258(text):
    """The bytes of a text: letters with their mark, and the tone behind them."""
    result = b""
    for character in unicodedata.normalize("NFC", text):
        try:
            result += character.encode("cp1258")
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", character)
            tone = next(m for m in decomposed if m in "\u0300\u0301\u0303\u0309\u0323")
            rest = unicodedata.normalize("NFC", decomposed.replace(tone, ""))
            result += rest.encode("cp1258") + tone.encode("cp1258")
    return result


LEGACY = [
    ("PLACEHOLDERWARD1", "Phường Bến Nghé"),
    ("PLACEHOLDERW2", "Quận Tân Bình"),
    ("PLACEHOLD3", "Rất tốt"),
]
LEGACY_EXPECTED = {}


def legacy():
    pairs = []
    for placeholder, text in LEGACY:
        length = len(windows_1258(text))
        pairs.append(((placeholder + "Z" * length)[:length], text))
    frame = pandas.DataFrame({"ward": [pairs[0][0], pairs[1][0]], "q1": [1.0, 2.0]})
    options = {"variable_value_labels": {"q1": {1.0: pairs[2][0], 2.0: "plain"}}}
    sav("windows-1258.sav", frame, **options)
    dta("windows-1258.dta", frame, 13, **options)
    # pyreadstat loses the last letter of such a text, or gives it to the next one, so it reads the
    # placeholders, and what stands for them is known.
    for name, code_page in (("windows-1258.sav", 1258), ("windows-1258.dta", None)):
        words = json.dumps(expected(FOLDER / name), ensure_ascii=False)
        for placeholder, text in pairs:
            words = words.replace(placeholder, text)
        replace(name, pairs, code_page)
        LEGACY_EXPECTED[name] = json.loads(words)
        LEGACY_EXPECTED[name]["encoding"] = "WINDOWS-1258"


def make():
    sav("answers.sav", ANSWERS, **SAV)
    sav("answers-compressed.sav", ANSWERS, row_compress=True, **SAV)
    sav("answers.zsav", ANSWERS, compress=True, **SAV)
    formats = {"day": "EDATE10", "instant": "DATETIME20", "time": "TIME8"}
    sav("dates.sav", dates(), variable_format=formats)
    sav("no-rows.sav", ANSWERS.iloc[:0], **SAV)
    plain = ANSWERS[["ward", "q1", "q2", "fee", "region"]].copy()
    stata = {
        "file_label": "Khao sat 2024",
        "column_labels": {key: LABELS[key] for key in plain},
        "variable_value_labels": {"q1": {1: "Rất không hài lòng", 5: "Rất hài lòng"}},
    }
    for version in (14, 15):
        dta(f"answers-stata{version}.dta", ANSWERS, version, **(stata | {"column_labels": LABELS}))
    ascii_only = pandas.DataFrame({"name": ["a", "bc", ""], "q1": [1.0, None, 3.5]})
    for version in (8, 10, 12, 13):
        dta(f"plain-stata{version}.dta", ascii_only, version,
            variable_value_labels={"q1": {1: "one", 3: "three"}})
    dta("dates.dta", dates()[["day", "instant"]], 15,
        variable_format={"day": "%td", "instant": "%tc"})
    tagged = pandas.DataFrame({"q1": [1.0, "a", "z", None], "q2": [1.0, 2.0, "b", 4.0]}, dtype=object)
    dta("tagged.dta", tagged, 15, missing_user_values={"q1": ["a", "z"], "q2": ["b"]},
        variable_value_labels={"q1": {1.0: "one", "a": "refused"}})
    singles = pandas.DataFrame({"f": pandas.Series([0.1, 2.5, 16777216.0], dtype="float32")})
    singles.to_stata(FOLDER / "single.dta", write_index=False, version=118)
    pyreadstat.write_por(ascii_only, FOLDER / "plain.por", column_labels={"q1": "Question 1"})
    legacy()
    (FOLDER / "empty.sav").write_bytes(b"")
    (FOLDER / "expected.json").write_text(
        json.dumps({"make": "python3 make.py", "pyreadstat": pyreadstat.__version__,
                    "files": [LEGACY_EXPECTED.get(path.name) or expected(path) for path in sorted(FOLDER.iterdir())
                              if path.suffix in READERS and path.stat().st_size]},
                   ensure_ascii=False, indent=1) + "\n")


READERS = {".sav": pyreadstat.read_sav, ".zsav": pyreadstat.read_sav,
           ".dta": pyreadstat.read_dta, ".por": pyreadstat.read_por}


def expected(path):
    """What is in a file, by pyreadstat."""
    spss = path.suffix != ".dta"
    options = {} if path.suffix == ".por" else {"user_missing": True}
    read = READERS[path.suffix]
    frame, meta = read(
        str(path), disable_datetime_conversion=True, output_format="dict", **options)
    calendar, _ = read(str(path), output_format="dict")
    variables = []
    for name, label in zip(meta.column_names, meta.column_labels):
        ranges = meta.missing_ranges.get(name, []) if spss else []
        variables.append({
            "name": name, "label": label or "", "format": meta.original_variable_types[name],
            "measure": meta.variable_measure.get(name, "unknown"),
            "labels": [[value(key), text] for key, text in
                       sorted(meta.variable_value_labels.get(name, {}).items(), key=lambda p: str(p[0]))],
            "missing": [[value(r["lo"]), value(r["hi"])] for r in ranges],
            "cells": [value(cell) for cell in frame[name]],
            "calendar": [moment(cell) for cell in calendar[name]],
        })
    return {"file": path.name, "label": meta.file_label or "", "notes": meta.notes,
            "encoding": meta.file_encoding, "rows": meta.number_rows, "variables": variables}


def value(cell):
    if cell is None or isinstance(cell, float) and math.isnan(cell):
        return None
    return cell


def moment(cell):
    if isinstance(cell, datetime.datetime):
        return cell.strftime("%Y-%m-%dT%H:%M:%S")
    if isinstance(cell, (datetime.date, datetime.time)):
        return cell.isoformat()
    return None


if __name__ == "__main__":
    make()
