#!/usr/bin/env python3
"""Asks whether a form that is asked on a platform comes back as it went out.

    pip install openpyxl
    swift build && Scripts/roundtrip.py

A form is exported as an XLSForm, simulated answers are written as KoboToolbox and ODK Central would export the answers
to that XLSForm (groups, options in columns of their own, columns of the platform), and sipas scores them without any
mapping. The scores are compared with those of the simulated file itself, byte by byte.
"""

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import load_workbook

ROOT = Path(__file__).resolve().parent.parent
SIPAS = ROOT / ".build/debug/sipas"
FORMS = {"model-province-2023": "sipas-2023", "model-province-2017": "sipas-2017"}


def sipas(*arguments):
    run = subprocess.run([SIPAS, *arguments], capture_output=True, check=False)
    if run.returncode != 0:
        sys.exit(run.stderr.decode())
    return run.stdout


def form(path):
    """By question of the XLSForm the groups before it, the codes of a question of several answers, the units."""
    book = load_workbook(path, read_only=True)
    sheets = {}
    for name in ("survey", "choices"):
        rows = [list(row) for row in book[name].iter_rows(values_only=True)]
        sheets[name] = [dict(zip(rows[0], row)) for row in rows[1:]]
    options = {}
    for row in sheets["choices"]:
        options.setdefault(row["list_name"], []).append(str(row["name"]))
    groups, paths, codes, units = [], {}, {}, {}
    for row in sheets["survey"]:
        kind = (row["type"] or "").split()
        if kind[:1] in (["begin"], ["begin_group"]):
            groups.append(row["name"])
        elif kind[:1] in (["end"], ["end_group"]):
            groups.pop()
        elif row["name"]:
            paths[row["name"]] = [*groups, row["name"]]
            if kind[0] == "select_multiple":
                codes[row["name"]] = options[kind[1]]
            if row.get("sipas_study") == "unit":
                units[row["name"]] = set(options[kind[1]])
    return paths, codes, units


def exported(rows, paths, codes, mark, before, after):
    """The rows of a batch under the headers of a platform; what the form does not ask has no column."""
    head, body = list(before), [[f"{name}-{number}" for name in before] for number in range(1, len(rows))]
    for column, name in enumerate(rows[0]):
        if name not in paths:
            continue
        path = mark.join(paths[name])
        head.append(path)
        head += [f"{path}{mark}{code}" for code in codes.get(name, [])]
        for record, row in zip(body, rows[1:]):
            record.append(row[column])
            ticked = row[column].split()
            record += [("1" if code in ticked else "0") if ticked else "" for code in codes.get(name, [])]
    for number, record in enumerate(body, 1):
        record += [f"{name}-{number}" for name in after]
    return [head + list(after), *body]


def main():
    different = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for study, name in FORMS.items():
            place = ROOT / "Examples" / study
            sipas("questionnaire", "export", ROOT / f"Questionnaires/{name}.yaml", "--to", "xlsform", "--study", place,
                  "--output", folder / "form.xlsx")
            paths, codes, units = form(folder / "form.xlsx")
            plain = folder / "plain.csv"
            sipas("simulate", place, "--respondents", "400", "--seed", "7", "--output", plain)
            with open(plain, encoding="utf-8-sig", newline="") as file:
                rows = list(csv.reader(file))
            for column, offered in units.items():
                absent = {row[rows[0].index(column)] for row in rows[1:]} - offered
                if absent:
                    sys.exit(f"{name}: units that the form does not offer: {sorted(absent)}")
            expected = sipas("score", place, "--from", plain, "--format", "csv")
            platforms = {
                "KoboToolbox": ("/", ";", csv.QUOTE_ALL, ["start", "end"], [
                    "__version__", "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status",
                    "_submitted_by", "_tags", "_index"]),
                "ODK Central": ("-", ",", csv.QUOTE_MINIMAL, ["SubmissionDate", "start", "end"], [
                    "meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected",
                    "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]),
            }
            for platform, (mark, delimiter, quoting, before, after) in platforms.items():
                path = folder / "export.csv"
                with open(path, "w", encoding="utf-8", newline="") as file:
                    csv.writer(file, delimiter=delimiter, quoting=quoting).writerows(
                        exported(rows, paths, codes, mark, before, after))
                same = sipas("score", place, "--from", path, "--format", "csv") == expected
                different += not same
                print(f"{name} by {platform}: {'yes' if same else 'NO'}, {len(expected.splitlines()) - 1} estimates")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
