#!/usr/bin/env python3
"""Compares what the engines read of other readers' test files with what Python reads, as a table.

    SIPAS_CORPORA_OUTPUT=/tmp/corpora.jsonl Scripts/test --filter CorporaTests
    Scripts/corpora.py /tmp/corpora.jsonl FOLDER [--differences]

FOLDER holds the files. Needs openpyxl and pyreadstat.
"""
import argparse
import csv
import datetime
import io
import json
import pathlib
import sys

import openpyxl
import pyreadstat

csv.field_size_limit(1 << 30)
CODECS = {"UTF-8": "utf-8-sig", "UTF-16LE": "utf-16", "UTF-16BE": "utf-16", "windows-1252": "cp1252"}


def trimmed(rows, blanks=" \t"):
    """Rows without blanks around cells, empty cells at the end and blank rows."""
    rows = [[cell.strip(blanks) for cell in row] for row in rows]
    for row in rows:
        while row and not row[-1]:
            row.pop()
    return [row for row in rows if row]


def text(path, reading):
    """What csv reads, and a word on what is not alike."""
    data = path.read_bytes()
    codec = CODECS.get(reading["encoding"])
    if codec is None:
        return None, f"Python has no {reading['encoding']}"
    content = data.decode(codec).lstrip("\ufeff")
    exact = list(csv.reader(io.StringIO(content, newline=""), delimiter=reading["delimiter"], strict=True))
    rows = reading["sheets"][0]["rows"]
    if exact == rows:
        return True, "as csv"
    if [row for row in exact if row] == rows:
        return True, f"as csv, {len(exact) - len(rows)} blank lines dropped"
    blanks = " \t".replace(reading["delimiter"], "")
    bare = [[cell.strip(blanks) for cell in row] for row in exact]
    if [row for row in bare if row not in ([], [""])] == [[cell.strip(blanks) for cell in row] for row in rows]:
        return True, "as csv, blanks around fields trimmed"
    return False, "other than csv"


def shown(cell):
    """A cell of openpyxl as plain text."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        return str(value)
    return str(value)


def is_same(ours, theirs):
    if ours == theirs or ours.strip() == theirs.strip():
        return True
    try:
        return abs(float(ours) - float(theirs)) <= 1e-12 * abs(float(theirs))
    except ValueError:
        pass
    flat = [part.replace("T", " ").removesuffix(" 00:00:00").removesuffix(".000") for part in (ours, theirs)]
    return flat[0] == flat[1] or flat[0].rstrip("0").rstrip(".") == flat[1].rstrip("0").rstrip(".")


def compared(ours, theirs):
    """The cells that are not alike, of two tables."""
    ours, theirs = ({(row, column): cell for row, cells in enumerate(rows) for column, cell in enumerate(cells) if cell}
                    for rows in (ours, theirs))
    return [(place, ours.get(place, ""), theirs.get(place, "")) for place in sorted(ours.keys() | theirs.keys())
            if not is_same(ours.get(place, ""), theirs.get(place, ""))]


def workbook(path, reading):
    book = openpyxl.load_workbook(path, data_only=True)
    found = []
    for sheet in reading["sheets"]:
        cells = book[sheet["name"]]
        rows = [[shown(cell) for cell in row] for row in cells.iter_rows(min_row=1, min_col=1)]
        for area in cells.merged_cells.ranges:
            for row in range(area.min_row, area.max_row + 1):
                for column in range(area.min_col, area.max_col + 1):
                    while len(rows) < row:
                        rows.append([])
                    rows[row - 1] += [""] * (column - len(rows[row - 1]))
                    rows[row - 1][column - 1] = rows[area.min_row - 1][area.min_col - 1]
        found += [(sheet["name"], *one) for one in compared(sheet["rows"], rows)]
    return not found, "as openpyxl" if not found else f"{len(found)} cells other than openpyxl, as {found[:3]}"


def statistics(path, reading):
    read = {"sav": pyreadstat.read_sav, "zsav": pyreadstat.read_sav, "por": pyreadstat.read_por,
            "dta": pyreadstat.read_dta}[reading["kind"]]
    options = {"user_missing": True} if reading["kind"] != "por" else {}
    table, meta = read(str(path), output_format="dict", **options)
    rows = [meta.column_names] + [list(row) for row in zip(*table.values())]
    theirs = [["" if cell is None or cell != cell else shown(Cell(cell)) for cell in row] for row in rows]
    found = compared(reading["sheets"][0]["rows"], theirs)
    return not found, "as pyreadstat" if not found else f"{len(found)} cells other than pyreadstat, as {found[:3]}"


class Cell:
    def __init__(self, value):
        self.value = value


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("readings", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--differences", action="store_true", help="only files that are read otherwise")
    options = parser.parse_args()
    print("| file | kind | encoding | outcome | compared |\n|---|---|---|---|---|")
    different = 0
    for line in options.readings.read_text().splitlines():
        reading = json.loads(line)
        path = options.folder / reading["file"]
        same, words = None, ""
        if "refusal" in reading:
            outcome = "refused: " + reading["refusal"].replace("\n", " ")
        else:
            sizes = [f"{len(sheet['rows'])} × {max(map(len, sheet['rows']), default=0)}" for sheet in reading["sheets"]]
            outcome = ", ".join(sizes) + (f", {reading['faults']} set aside" if reading["faults"] else "")
            compare = {"text": text, "xlsx": workbook}.get(reading["kind"], statistics)
            try:
                same, words = compare(path, reading)
            except Exception as error:  # What Python refuses is told, not compared.
                words = f"Python: {type(error).__name__}: {str(error)[:100]}"
        different += same is False
        if same is False or not options.differences:
            encoding = reading["encoding"] + (f" {reading['delimiter']}" if reading["delimiter"] not in ("", ",") else "")
            cells = [reading["file"], reading["kind"], encoding.replace("|", "pipe").replace("\t", "TAB"), outcome, words]
            print("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    print(f"\n{different} files are read otherwise", file=sys.stderr)


if __name__ == "__main__":
    main()
