#!/usr/bin/env python3
"""Writes the same six answers as each survey platform exports them; nobody gave them.

    pip install openpyxl
    Tests/SurveyIngestTests/Fixtures/platforms/make.py

What is imitated, by the platforms' own documentation:

- KoboToolbox: semicolons, every field quoted; groups before names, parted by "/"; a question of several answers in one
  cell (codes parted by blanks) and in a column for each option (1, 0); columns of its own at the end. Exported with
  labels, headers and answers are the texts, groups still before them.
- Ona: commas; True and False for options; "n/a" where nothing was asked.
- ODK Central: commas; groups before names, parted by "-"; columns of its own at both ends; KEY last but seven.
- LimeSurvey: codes of answers A1, A2 …, of subquestions SQ001 …, Y for a ticked option, in headings of codes, of
  texts, or of both ("code. text"); partial responses have no submitdate.
- Google Forms: a time stamp and texts; the rows of a grid are "question [row]"; several answers joined by ", ".
- Microsoft Forms: a workbook; ID, times, e-mail and name before the texts; several answers joined by ";", and a ";"
  behind the last.
"""

import csv
from pathlib import Path

from openpyxl import Workbook

FOLDER = Path(__file__).resolve().parent
LEVELS = ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]
CHANNELS = {"1": "Đài, ti vi", "2": "Bạn bè", "3": "Trang web"}
GRID = "Ông/Bà hài lòng về các mặt sau đến mức nào?"
TEXT = {
    "don_vi": "Đơn vị",
    "q1": "Ông/Bà hài lòng về việc giải quyết hồ sơ đến mức nào?",
    "q2_1": "Thái độ của công chức",
    "q2_2": "Thời gian chờ",
    "channels": "Ông/Bà biết tin qua kênh nào?",
    "age": "Tuổi của ông/bà là bao nhiêu?",
    "why": "Vì sao ông/bà trả lời như vậy?",
}
# don_vi, q1, q2_1, q2_2, channels, age, why
ANSWERS = [
    ["X1", "4", "5", "3", "1 3", "35", "nhanh, gọn"],
    ["X1", "5", "5", "5", "2", "61", ""],
    ["X2", "1", "2", "1", "", "18", "chờ lâu; phải đi lại"],
    ["X2", "3", "", "4", "1 2 3", "", "bình thường"],
    ["X2", "4", "4", "4", "3", "44", ""],
    ["X1", "2", "3", "", "1", "27", "xa"],
]
NAMES = list(TEXT)


def level(code):
    return LEVELS[int(code) - 1] if code else ""


def joined(codes, mark):
    return mark.join(CHANNELS[code] for code in codes.split())


def write(name, rows, delimiter=",", quoting=csv.QUOTE_MINIMAL, start=""):
    with open(FOLDER / name, "w", encoding="utf-8", newline="") as file:
        file.write(start)
        csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(rows)


def moved(rows):
    """The same columns in another order: the last first, then every other one."""
    width = len(rows[0])
    order = [*range(width - 1, -1, -2), *range(width - 2, -1, -2)]
    return [[row[column] for column in order] for row in rows]


def split(codes, yes, no):
    return [yes if code in codes.split() else no for code in CHANNELS]


def kobo():
    head = ["start", "end", "contact/don_vi", "service/q1", "service/grid/q2_1", "service/grid/q2_2", "service/channels"]
    head += [f"service/channels/{code}" for code in CHANNELS] + ["contact/age", "service/why"]
    head += ["__version__", "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status",
             "_submitted_by", "_tags", "_index"]

    def tail(number):
        return ["vA1", 1000 + number, f"uuid-{number}", "2024-06-05T08:30:00", "", "", "submitted_via_web", "", "", number]

    rows, labels = [head], [[
        "start", "end", f"Liên hệ/{TEXT['don_vi']}", f"Dịch vụ/{TEXT['q1']}", f"Dịch vụ/Các mặt/{TEXT['q2_1']}",
        f"Dịch vụ/Các mặt/{TEXT['q2_2']}", f"Dịch vụ/{TEXT['channels']}",
        *[f"Dịch vụ/{TEXT['channels']}/{label}" for label in CHANNELS.values()],
        f"Liên hệ/{TEXT['age']}", f"Dịch vụ/{TEXT['why']}", *head[-10:]]]
    for number, (unit, q1, a, b, channels, age, why) in enumerate(ANSWERS, 1):
        times = ["2024-06-05T08:00:00.000+07:00", "2024-06-05T08:29:00.000+07:00"]
        ticks = split(channels, 1, 0) if channels else ["", "", ""]
        rows.append([*times, unit, q1, a, b, channels, *ticks, age, why, *tail(number)])
        labels.append([*times, unit, level(q1), level(a), level(b), joined(channels, " "), *ticks, age, why, *tail(number)])
    write("kobo.csv", rows, ";", csv.QUOTE_ALL)
    write("kobo-moved.csv", moved(rows), ";", csv.QUOTE_ALL)
    write("kobo-labels.csv", labels, ";", csv.QUOTE_ALL)
    joined_only = [[cell for column, cell in enumerate(row) if column not in (7, 8, 9)] for row in rows]
    write("kobo-joined.csv", joined_only, ";", csv.QUOTE_ALL)
    ona = [[head[column] for column in range(len(head))]]
    for row in rows[1:]:
        ticks = [{1: "True", 0: "False", "": "n/a"}[cell] for cell in row[7:10]]
        ona.append([cell if cell != "" else "n/a" for cell in row[:7]] + ticks
                   + [cell if cell != "" else "n/a" for cell in row[10:12]] + row[12:])
    write("ona.csv", ona)
    write("kobo-repeat.csv", [
        ["member/name_of", "q1", "_index", "_parent_table_name", "_parent_index", "_submission__id", "_submission__uuid"],
        ["a", "4", 1, "form", 1, 1001, "uuid-1"], ["b", "3", 2, "form", 1, 1001, "uuid-1"]], ";", csv.QUOTE_ALL)


def odk():
    head = ["SubmissionDate", "start", "end", "contact-don_vi", "service-q1", "service-grid-q2_1", "service-grid-q2_2",
            "service-channels", "contact-age", "service-why", "meta-instanceID", "KEY", "SubmitterID", "SubmitterName",
            "AttachmentsPresent", "AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]
    rows = [head]
    for number, (unit, q1, a, b, channels, age, why) in enumerate(ANSWERS, 1):
        key = f"uuid:{number}"
        rows.append(["2024-06-05T01:30:00.000Z", "2024-06-05T08:00:00.000+07:00", "2024-06-05T08:29:00.000+07:00", unit,
                     q1, a, b, channels, age, why, key, key, "12", "collector", "0", "0", "", "", "collect:1", "0", "1"])
    write("odk.csv", rows)
    write("odk-moved.csv", moved(rows))


def limesurvey():
    own = ["id", "submitdate", "lastpage", "startlanguage", "seed"]
    texts = ["Response ID", "Date submitted", "Last page", "Start language", "Seed"]
    codes = ["don_vi", "q1", "q2[SQ001]", "q2[SQ002]", "channels[SQ001]", "channels[SQ002]", "channels[SQ003]",
             "channels[other]", "age", "why"]
    questions = [TEXT["don_vi"], TEXT["q1"], f"{GRID} [{TEXT['q2_1']}]", f"{GRID} [{TEXT['q2_2']}]",
                 *[f"{TEXT['channels']} [{label}]" for label in CHANNELS.values()], f"{TEXT['channels']} [Khác]",
                 TEXT["age"], TEXT["why"]]
    both = [f"{code}. {text}" for code, text in zip(own + codes, texts + questions)]
    coded, full = [own + codes], [texts + questions]
    mixed = [both]
    for number, (unit, q1, a, b, channels, age, why) in enumerate(ANSWERS, 1):
        meta = [number, "" if number == 3 else "2024-06-05 08:29:00", 1 if number == 3 else 2, "vi", 7]
        short = [f"A{code}" if code else "" for code in (q1, a, b)]
        line = [*meta, unit, *short, *split(channels, "Y", ""), "", age, why]
        coded.append(line)
        mixed.append(line)
        full.append([*meta, unit, level(q1), level(a), level(b), *split(channels, "Có", "Không" if channels else ""), "",
                     age, why])
    write("limesurvey-codes.csv", coded, quoting=csv.QUOTE_ALL, start="\ufeff")
    write("limesurvey-both.csv", mixed, ";", quoting=csv.QUOTE_ALL)
    write("limesurvey-full.csv", full, quoting=csv.QUOTE_ALL)


def forms():
    questions = [TEXT["don_vi"], TEXT["q1"], f"{GRID} [{TEXT['q2_1']}]", f"{GRID} [{TEXT['q2_2']}]", TEXT["channels"],
                 TEXT["age"], TEXT["why"]]
    google = [["Dấu thời gian", *questions]]
    microsoft = [["ID", "Thời gian bắt đầu", "Thời gian hoàn thành", "Email", "Tên", TEXT["don_vi"], TEXT["q1"],
                  TEXT["q2_1"], TEXT["q2_2"], TEXT["channels"], TEXT["age"], TEXT["why"]]]
    for number, (unit, q1, a, b, channels, age, why) in enumerate(ANSWERS, 1):
        answers = [unit, level(q1), level(a), level(b)]
        google.append(["05/06/2024 08:29:00", *answers, joined(channels, ", "), age, why])
        marked = "".join(CHANNELS[code] + ";" for code in channels.split())
        microsoft.append([number, "6/5/24 8:00:00", "6/5/24 8:29:00", "anonymous", "", *answers, marked, age, why])
    write("google.csv", google)
    write("google-moved.csv", moved(google))
    book = Workbook()
    for row in microsoft:
        book.active.append([cell if cell != "" else None for cell in row])
    book.save(FOLDER / "microsoft.xlsx")


write("plain.csv", [NAMES, *ANSWERS])
kobo()
odk()
limesurvey()
forms()
