#!/usr/bin/env python3
"""Makes the workbooks of this folder, and expected.json: what openpyxl reads in them.

Needs openpyxl 3.1, XlsxWriter 3.2 and LibreOffice. The files are committed, so this is run only to
change them:  python3 make.py
"""

import datetime
import json
import subprocess
import tempfile
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

HERE = Path(__file__).resolve().parent
TEXTS = [
    "Xã An Phú", "Đắk Lắk", "Thừa Thiên Huế", "Hòa Bình", "Hoà Bình", "Tiê\u0301ng Viê\u0323t",
    "00123", "0912345678", "=1+1", "+84", "-1", "@SUM(A1)", "3,75", " hai đầu ", "hai\ndòng",
    "a<b & \"c\"", "'", "🙂", "5",
]


def openpyxl_values():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Dữ liệu"
    for row, text in enumerate(TEXTS, 1):
        cell = sheet.cell(row, 1, text)
        cell.data_type = "s"
    numbers = [0, 1, -1, 4, 3.75, 0.1 + 0.2, 1e-7, 1.5e21, 123456789012, 2**53, 1 / 3, -0.5]
    for row, number in enumerate(numbers, 1):
        sheet.cell(row, 2, number)
    for row, value in enumerate([True, False, "#N/A", "#DIV/0!"], 1):
        sheet.cell(row, 3, value)
    dates = [
        datetime.datetime(1900, 1, 1), datetime.datetime(1900, 2, 28),
        datetime.datetime(1900, 3, 1), datetime.datetime(2024, 2, 29),
        datetime.datetime(2025, 7, 5, 13, 45, 30), datetime.time(7, 30),
        datetime.datetime(9999, 12, 31), datetime.timedelta(hours=27, minutes=30),
    ]
    for row, date in enumerate(dates, 1):
        sheet.cell(row, 4, date)
    formats = ["dd/mm/yyyy", "d-mmm", "[$-42A]dd mmmm yyyy;@", "hh:mm", "0.00", '"day" 0', "[Red]0"]
    for row, code in enumerate(formats, 1):
        cell = sheet.cell(row, 5, 45000.25)
        cell.number_format = code
    sheet.cell(1, 6, "gộp")
    sheet.merge_cells("F1:G2")
    sheet.merge_cells("A30:C30")
    sheet.cell(40, 30, "xa")
    sheet.cell(1, 8, CellRichText("thường ", TextBlock(InlineFont(b=True), "đậm"), " cuối"))
    book.create_sheet("Ẩn").sheet_state = "hidden"
    book["Ẩn"]["B2"] = "giấu"
    book.create_sheet("Rất ẩn").sheet_state = "veryHidden"
    book.create_sheet("Trống")
    book.save(HERE / "openpyxl.xlsx")


def openpyxl_1904():
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for row, date in enumerate(
        [datetime.datetime(1904, 1, 2), datetime.datetime(2025, 7, 5, 6)], 1):
        book.active.cell(row, 1, date)
    book.save(HERE / "epoch1904.xlsx")


def xlsxwriter_values():
    book = xlsxwriter.Workbook(HERE / "xlsxwriter.xlsx", {"constant_memory": True})
    book.set_properties({"created": datetime.datetime(2025, 1, 1)})
    sheet = book.add_worksheet("Khảo sát")
    bold = book.add_format({"bold": True})
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, text in enumerate(TEXTS):
        sheet.write_string(row, 0, text)
        sheet.write_number(row, 1, row / 4)
        sheet.write_formula(row, 2, f"=B{row + 1}*2", None, row / 2)
        sheet.write_formula(row, 3, f'=A{row + 1}&"x"', None, text.strip() + "x")
        sheet.write_boolean(row, 4, row % 2 == 0)
        sheet.write_datetime(row, 5, datetime.datetime(2025, 1, 1 + row), date)
        sheet.write_blank(row, 6, None, bold)
    sheet.write_rich_string(len(TEXTS), 0, "thường ", bold, "đậm", " cuối")
    sheet.write_string(len(TEXTS), 1, "tab\vvà_x000D_")
    book.close()


def libreoffice():
    """What LibreOffice writes of the first workbook, in three formats."""
    for extension in ["xlsx", "ods", "xls"]:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                ["soffice", "--headless", "--convert-to", extension, "--outdir", folder,
                 HERE / "openpyxl.xlsx"], check=True, stdout=subprocess.DEVNULL)
            (Path(folder) / f"openpyxl.{extension}").rename(HERE / f"libreoffice.{extension}")


def plain(value):
    """The kind and the text of a value, as the tests have them."""
    if isinstance(value, bool):
        return "boolean", "true" if value else "false"
    if isinstance(value, (int, float)):
        return "number", repr(float(value))
    if isinstance(value, datetime.datetime):
        return "date", value.isoformat()
    if isinstance(value, datetime.time):
        return "time", value.isoformat()
    if isinstance(value, datetime.timedelta):
        return "duration", str(value.total_seconds())
    return "text", str(value)


def expected():
    books = {}
    for name in ["openpyxl", "epoch1904", "xlsxwriter", "libreoffice"]:
        book = openpyxl.load_workbook(HERE / f"{name}.xlsx", data_only=True)
        books[name] = [
            {
                "name": sheet.title,
                "state": sheet.sheet_state,
                "merged": sorted(str(area) for area in sheet.merged_cells.ranges),
                "cells": [
                    [cell.coordinate, *plain(cell.value)]
                    for row in sheet.iter_rows() for cell in row if cell.value is not None
                ],
            }
            for sheet in book.worksheets
        ]
    words = {"by": f"openpyxl {openpyxl.__version__}", "books": books}
    (HERE / "expected.json").write_text(json.dumps(words, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    openpyxl_values()
    openpyxl_1904()
    xlsxwriter_values()
    libreoffice()
    expected()
