#!/usr/bin/env python3
"""Asks other programs whether they can read what `sipas questionnaire export` writes.

    pip install pyxform openpyxl frictionless
    swift build && Scripts/formats.py

- DDI: the XML is well formed, and every reference leads to something.
- Table Schema: frictionless accepts the schema.
- XLSForm: pyxform converts the workbook, or, of the recorded small form, the sheets.

A program that is not installed is named and passed over.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
SIPAS = ROOT / ".build/debug/sipas"
RECORDED = ROOT / "Tests/QuestionnaireExchangeTests/Golden/mot-cua.xlsform.txt"
DDI = "{ddi:codebook:2_5}"


def export(form, kind, output):
    command = [SIPAS, "questionnaire", "export", form, "--to", kind, "--output", output]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def ddi_faults(path):
    tree = ElementTree.parse(path)
    identifiers = {element.get("ID") for element in tree.iter() if element.get("ID")}
    for group in tree.iter(DDI + "varGrp"):
        for reference in f"{group.get('var', '')} {group.get('varGrp', '')}".split():
            if reference not in identifiers:
                yield f"{reference} leads nowhere"


def schema_faults(path):
    from frictionless import FrictionlessException, Schema

    try:
        Schema.from_descriptor(json.loads(path.read_text(encoding="utf-8")))
    except FrictionlessException as error:
        yield str(error.error)


def form_faults(path):
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    try:
        convert(str(path), validate=False)
    except PyXFormError as error:
        yield str(error)


def write_workbook(text, path):
    """The sheets of a recorded form, whose cells stand between tabs, as a workbook."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for part in text.split("== ")[1:]:
        name, *rows = part.rstrip("\n").split("\n")
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([cell or None for cell in row.split("\t")])
    book.save(path)


def main():
    found = 0

    def ask(name, faults, path):
        nonlocal found
        try:
            sentences = list(faults(path))
        except ImportError as error:
            print(f"{name}: not asked, {error.name} is not installed")
            return
        found += len(sentences)
        print(f"{name}: {'; '.join(sentences) or 'yes'}")

    with tempfile.TemporaryDirectory() as folder:
        for form in sorted((ROOT / "Questionnaires").glob("*.yaml")):
            for kind, suffix, faults in (
                ("ddi", "xml", ddi_faults),
                ("table-schema", "json", schema_faults),
                ("xlsform", "xlsx", form_faults),
            ):
                path = Path(folder) / f"{form.stem}.{suffix}"
                run = export(form, kind, path)
                if run.returncode == 0:
                    ask(f"{form.stem} as {kind}", faults, path)
                else:
                    found += 1
                    print(f"{form.stem} as {kind}: {run.stderr.strip()}")
        path = Path(folder) / "recorded.xlsx"
        try:
            write_workbook(RECORDED.read_text(encoding="utf-8"), path)
        except ImportError as error:
            print(f"recorded sheets as xlsform: not asked, {error.name} is not installed")
        else:
            ask("recorded sheets as xlsform", form_faults, path)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
