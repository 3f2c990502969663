#!/usr/bin/env python3
"""Makes the fixtures of this folder: `python3 make.py` (Python 3.11 with openpyxl 3.1, pyreadstat 1.3 and
polars; iconv of glibc 2.36, gzip, zstd, LibreOffice 7.4).

disguises/   the same 48 answers in all the ways in which files arrive; plain.csv is the one that says it plainly
refused/     files of kinds that are not read
odd/         workbooks and an SPSS file with something amiss

Every name and every answer is invented.
"""

import csv
import datetime
import gzip
import importlib.util
import io
import random
import shutil
import subprocess
import tempfile
import unicodedata
from pathlib import Path

import openpyxl
import polars
import pyreadstat

HERE = Path(__file__).resolve().parent
DISGUISES = HERE / "disguises"
REFUSED = HERE / "refused"
ODD = HERE / "odd"

spec = importlib.util.spec_from_file_location(
    "letters", HERE.parent.parent / "VietnameseTextTests/Fixtures/make.py")
letters = importlib.util.module_from_spec(spec)
spec.loader.exec_module(letters)

COMMUNES = {
    "00101": "Xã Bình Hoà", "00102": "Xã Nghĩa Thắng", "00103": "Xã Đông Giang",
    "00201": "Xã Phú Quý", "00202": "Xã Vĩnh Trường", "00203": "Xã Tây Sơn",
}
LEVELS = ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]
SERVICES = ["Đất đai", "Hộ tịch, chứng thực", "Xây dựng", "Khác"]
LABELS = {
    "gender": "Giới tính", "visited": "Ngày đến", "minutes": "Số phút chờ", "services": "Thủ tục đã làm",
    "q1": "Chỗ ngồi chờ", "q2": "Thái độ của công chức", "q3": "Hướng dẫn dễ hiểu",
    "q4": "Trả kết quả đúng hẹn", "q5": "Chi phí hợp lý", "comment": "Góp ý thêm",
}
# No capitals with tones, which the ABC fonts lack.
COMMENTS = [
    "Cán bộ hướng dẫn nhiệt tình, chu đáo", "Nên có thêm ghế ngồi chờ", "Đề nghị trả kết quả sớm hơn",
    "Thủ tục còn rườm rà; phải đi lại nhiều lần", "Không có ý kiến gì thêm", "Người dân rất hài lòng",
    "Máy lấy số hay bị hỏng", 'Biển ghi "một cửa" khó nhìn thấy',
]
NAMES = ["so_phieu", "ma_xa", "trong_so"] + list(LABELS)


def answers():
    chance = random.Random(20250705)
    rows = []
    for number in range(48):
        unit = list(COMMUNES)[number // 8]
        row = {"so_phieu": f"P{number + 1:03}", "ma_xa": unit}
        row["trong_so"] = f"{chance.randint(5000, 29999) / 10000:.4f}"
        row["gender"] = str(chance.randint(1, 2))
        day = datetime.date(2025, 7, 1) + datetime.timedelta(days=chance.randint(0, 60))
        row["visited"] = day.isoformat()
        row["minutes"] = f"{chance.randint(2, 240) / 4:.2f}"
        ticked = [code for code in "1234" if chance.random() < 0.45] or ["2"]
        row["services"] = " ".join(ticked)
        for item in ["q1", "q2", "q3", "q4", "q5"]:
            row[item] = "" if chance.random() < 0.05 else str(chance.choices([1, 2, 3, 4, 5], [1, 2, 4, 8, 5])[0])
        row["comment"] = "" if chance.random() < 0.3 else chance.choice(COMMENTS)
        rows.append(row)
    return rows


ROWS = answers()


def table(header=lambda name: LABELS.get(name, name), **changes):
    """The header and the records; `changes` rewrite the cells of a column."""
    def cell(row, name):
        return changes.get(name, lambda text: text)(row[name])
    return [[header(name) for name in NAMES]] + [[cell(row, name) for name in NAMES] for row in ROWS]


def level(code):
    return LEVELS[int(code) - 1] if code else ""


def gender(code):
    return ["Nam", "Nữ"][int(code) - 1]


def day_first(text):
    return datetime.date.fromisoformat(text).strftime("%d/%m/%Y")


def comma(text):
    return text.replace(".", ",")


# What most files are: some answers in words, some in codes.
TABLE = table(gender=gender, q4=level, q5=level)


def text(rows, **form):
    out = io.StringIO()
    csv.writer(out, **{"lineterminator": "\n", **form}).writerows(rows)
    return out.getvalue()


def cells(rows, change):
    return [[change(cell) for cell in row] for row in rows]


def abc(cell):
    """What a western program shows of a text of the ABC fonts."""
    return letters.iconv(cell.encode(), "UTF-8", "TCVN").decode("cp1252")


def vni(cell):
    table = letters.vni_table()
    return "".join(table.get(letter, letter) for letter in cell)


def western(cell):
    """What a western program shows of UTF-8; bytes without a letter are control characters, as on Windows."""
    def letter(byte):
        try:
            return bytes([byte]).decode("cp1252")
        except UnicodeDecodeError:
            return chr(byte)
    return "".join(letter(byte) for byte in cell.encode())


def save(name, data):
    (DISGUISES / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def texts():
    plain = text(TABLE)
    save("plain.csv", plain)
    save("bom-crlf-quoted.csv", "\ufeff" + text(TABLE, lineterminator="\r\n", quoting=csv.QUOTE_ALL))
    local = table(gender=gender, q4=level, q5=level, trong_so=comma, minutes=comma, visited=day_first,
                  services=lambda codes: codes.replace(" ", ","))
    save("semicolon-decimal-comma.csv", text(local, delimiter=";"))
    save("utf16-tabs.txt", b"\xff\xfe" + text(TABLE, delimiter="\t", lineterminator="\r\n").encode("utf-16-le"))
    save("utf16-big-endian.txt", text(TABLE, delimiter="\t").encode("utf-16-be"))
    save("nfd.csv", unicodedata.normalize("NFD", plain))
    save("windows-1258.csv", letters.windows_1258(plain))
    save("tcvn3.csv", letters.iconv(plain.encode(), "UTF-8", "TCVN"))
    save("vni.csv", vni(plain).encode("cp1252"))
    save("tcvn3-mojibake.csv", text(cells(TABLE, abc)))
    save("vni-mojibake.csv", text(cells(TABLE, vni)))
    save("utf8-read-as-1252.csv", text(cells(TABLE, western)))
    lines = plain.splitlines(keepends=True)
    blank = lines[:1] + ["\n"] + lines[1:20] + ["\n", ",,,,,,,,,,,,\n"] + lines[20:] + ["\n", "\n"]
    save("blank-lines.csv", "".join(blank))
    words = table(
        gender=gender, **{item: level for item in ["q1", "q2", "q3", "q4", "q5"]},
        services=lambda codes: ", ".join(SERVICES[int(code) - 1] for code in codes.split()))
    save("labels-joined-by-commas.csv", text(words))
    title = "PHIẾU KHẢO SÁT\nTổng hợp, 6 xã; đợt 1\n\n"
    total = ["Tổng cộng", "", f"{sum(float(row['trong_so']) for row in ROWS):.4f}"] + [""] * 10
    save("title-and-totals.csv", title + text(TABLE + [total]))
    save("gzip.csv.gz", gzip.compress(plain.encode(), mtime=0))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plain.csv"
        file.write_text(plain)
        subprocess.run(["zstd", "-q", file, "-o", DISGUISES / "zstd.csv.zst", "-f"], check=True)
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--infilter=CSV:44,34,76,1",
             "--convert-to", "xlsx", "--outdir", folder, file], check=True, stdout=subprocess.DEVNULL)
        # Its reader takes codes of units for numbers, so their zeros are lost, and days for days.
        shutil.copy(Path(folder) / "plain.xlsx", DISGUISES / "libreoffice-lost-zeros.xlsx")
        for kind in ["xls", "ods"]:
            subprocess.run(
                ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
                 "--convert-to", kind, "--outdir", folder, Path(folder) / "plain.xlsx"], check=True,
                stdout=subprocess.DEVNULL)
            shutil.copy(Path(folder) / f"plain.{kind}", REFUSED / f"answers.{kind}")


def typed(name, cell):
    """A cell as somebody types it into a spreadsheet: numbers and days are no texts."""
    if cell == "":
        return None
    if name in ("trong_so", "minutes"):
        return float(cell)
    if name == "visited":
        return datetime.datetime.fromisoformat(cell)
    return int(cell) if name.startswith("q") and cell.isdigit() else cell


def typed_rows(rows):
    return [[typed(name, cell) for name, cell in zip(NAMES, row)] for row in rows]


def book(name, *sheets):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets:
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stamp = datetime.datetime(2025, 7, 5)
    workbook.properties.created = workbook.properties.modified = stamp
    if name:
        workbook.save(DISGUISES / name)
    return workbook


def workbooks():
    rows = TABLE[:1] + typed_rows(TABLE[1:])
    book("plain.xlsx", ("Dữ liệu", rows))
    book("tcvn3-mojibake.xlsx", ("Sheet1", cells(TABLE, abc)))
    book("vni-mojibake.xlsx", ("Sheet1", cells(TABLE, vni)))
    numbers = table(ma_xa=lambda code: int(code))
    numbers = numbers[:1] + [
        [int(cell) if name in ("gender", "q4", "q5") and cell else typed(name, cell) for name, cell in zip(NAMES, row)]
        for row in numbers[1:]]
    book("numbers-lost-zeros.xlsx", ("Sheet1", numbers))
    by_unit = [name for name in NAMES if name != "ma_xa"]
    book("sheet-for-each-unit.xlsx", *[
        (COMMUNES[unit], [[LABELS.get(name, name) for name in by_unit]] + [
            [cell for name, cell in zip(NAMES, row) if name != "ma_xa"]
            for row, source in zip(rows[1:], ROWS) if source["ma_xa"] == unit])
        for unit in COMMUNES])

    # As an office reports: title, numbering, two rows of headers, units once for all their rows, totals, notes.
    order = NAMES
    upper = ["STT", "Thông tin phiếu", "", "", "Người trả lời", "", "", "", "Đánh giá", "", "", "", "", "Góp ý thêm"]
    lower = ["", *[LABELS.get(name, name) for name in order[:-1]], ""]
    body = []
    for number, row in enumerate(rows[1:]):
        row = list(row)
        if number % 8:
            row[1] = None
        body.append([number + 1] + row)
    total = ["Tổng cộng", None, None, sum(float(row["trong_so"]) for row in ROWS)]
    workbook = book(None, ("Phiếu", [["TỔNG HỢP PHIẾU KHẢO SÁT NĂM 2025"], [], upper, lower] + body + [total]),
                    ("Ghi chú", [["Ghi chú"], ["Số liệu do Xã nhập; Giới tính lấy theo giấy tờ."]]))
    sheet = workbook["Phiếu"]
    for merged in ["A1:N1", "A3:A4", "B3:D3", "E3:H3", "I3:M3", "N3:N4"]:
        sheet.merge_cells(merged)
    for unit in range(6):
        sheet.merge_cells(start_row=5 + 8 * unit, end_row=12 + 8 * unit, start_column=3, end_column=3)
    workbook.save(DISGUISES / "report.xlsx")


def statistics():
    numbers = ["trong_so", "minutes", "gender", "q1", "q2", "q3", "q4", "q5"]
    columns = {name: [row[name] for row in ROWS] for name in NAMES}
    for name in numbers:
        columns[name] = [float(cell) if cell else None for cell in columns[name]]
    columns["visited"] = [datetime.date.fromisoformat(day) for day in columns["visited"]]
    frame = polars.DataFrame(columns)
    labels = {item: {number + 1: text for number, text in enumerate(LEVELS)} for item in ["q1", "q2", "q3", "q4", "q5"]}
    labels["gender"] = {1: "Nam", 2: "Nữ"}
    names = [LABELS.get(name, name) for name in NAMES]
    pyreadstat.write_sav(frame, str(DISGUISES / "answers.sav"), column_labels=names, variable_value_labels=labels,
                         row_compress=True)
    pyreadstat.write_dta(frame, str(DISGUISES / "answers.dta"), column_labels=names, variable_value_labels=labels,
                         version=15)


def platforms():
    groups = {name: "thong_tin" for name in NAMES} | {item: "danh_gia" for item in ["q1", "q2", "q3", "q4", "q5"]}
    header = ["start", "end"]
    for name in NAMES:
        header.append(f"{groups[name]}/{name}")
        if name == "services":
            header += [f"{groups[name]}/{name}/{code}" for code in "1234"]
    header += ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by",
               "__version__", "_tags", "_index"]
    rows = [header]
    for number, row in enumerate(ROWS):
        out = ["2025-07-05T08:00:00.000+07:00", "2025-07-05T08:09:00.000+07:00"]
        for name in NAMES:
            out.append(row[name])
            if name == "services":
                out += ["1" if code in row[name].split() else "0" for code in "1234"]
        out += [1000 + number, f"0a5c3f3e-0000-4000-8000-{number:012}", "2025-07-05T01:10:00", "", "",
                "submitted_via_web", "", "vAbCdEf", "", number + 1]
        rows.append(out)
    save("kobo.csv", text(rows, delimiter=";", quoting=csv.QUOTE_ALL))
    header = ["SubmissionDate", "start", "end"] + [f"{groups[name]}-{name}" for name in NAMES]
    header += ["meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected",
               "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]
    rows = [header] + [
        ["2025-07-05T01:10:00.000Z", "2025-07-05T08:00:00.000+07:00", "2025-07-05T08:09:00.000+07:00"]
        + [row[name] for name in NAMES]
        + [f"uuid:{number:032}"] * 2 + ["7", "may-1", "0", "0", "", "", "collect:x", "0", "2025070501"]
        for number, row in enumerate(ROWS)]
    save("odk-central.csv", text(rows))


def refused():
    (REFUSED / "answers.pdf").write_bytes(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")
    (REFUSED / "answers.rar").write_bytes(b"Rar!\x1a\x07\x01\x00" + bytes(40))


def odd():
    rows = TABLE[:1] + typed_rows(TABLE[1:])
    book(None, ("Trống", [])).save(ODD / "empty.xlsx")
    workbook = book(None, ("Dữ liệu", rows[:9]), ("Nháp", rows[:1] + rows[9:17]))
    workbook["Nháp"].sheet_state = "hidden"
    workbook.save(ODD / "hidden.xlsx")
    # A formula that openpyxl writes has no result yet.
    workbook = book(None, ("Dữ liệu", rows[:9]))
    workbook["Dữ liệu"]["H3"] = "=2+2"
    workbook.save(ODD / "formula.xlsx")
    # Two sheets under titles, with a wrong code in row 5 of the first and a wrong unit in row 6 of the second.
    title = [["TỔNG HỢP"], []]
    workbook = book(None, ("Đợt 1", title + rows[:9]), ("Đợt 2", title + rows[:1] + rows[9:17]))
    workbook["Đợt 1"]["H5"] = 7
    workbook["Đợt 2"]["B6"] = "00999"
    workbook.save(ODD / "faults.xlsx")
    # Two cases in which nothing was entered.
    names = ["so_phieu", "ma_xa", "trong_so", "q1"]
    cases = [[row[name] or None for name in names] for row in ROWS[:4]]
    cases[2:2] = [[None] * 4, [None] * 4]
    columns = {name: [case[place] for case in cases] for place, name in enumerate(names)}
    for name in names[2:]:
        columns[name] = [float(cell) if cell else None for cell in columns[name]]
    pyreadstat.write_sav(polars.DataFrame(columns), str(ODD / "blank-cases.sav"))
    types()
    labelled()
    merged()


def labelled():
    """Variables that are only numbered; what they are stands in their labels."""
    labels = ["so_phieu", "Ma xa", "trong_so", "Câu 1. Chỗ ngồi chờ", "Thái độ của công chức",
              "Hướng dẫn dễ hiểu", "Hướng dẫn dễ hiểu", "Ghi của điều tra viên"]
    names = ["so_phieu", "ma_xa", "trong_so", "q1", "q2", "q3", "q4", "comment"]
    columns = {}
    for number, name in enumerate(names):
        cells = [row[name] for row in ROWS[:4]]
        columns[f"V{number}"] = [float(cell or 3) for cell in cells] if 2 <= number <= 6 else cells
    frame = polars.DataFrame(columns)
    pyreadstat.write_sav(frame, str(ODD / "labelled.sav"), column_labels=labels)
    pyreadstat.write_dta(frame, str(ODD / "labelled.dta"), column_labels=labels, version=15)
    # One answer that no option stands for.
    columns["V3"][1] = 7.0
    frame = polars.DataFrame(columns)
    pyreadstat.write_sav(frame, str(ODD / "labelled-fault.sav"), column_labels=labels)
    pyreadstat.write_dta(frame, str(ODD / "labelled-fault.dta"), column_labels=labels, version=15)


def merged():
    """A merge across three answers, one down two records in the unit's column, and one down an answer."""
    header = ["so_phieu", "ma_xa", "trong_so", "q1", "q2", "q3"]
    rows = [[f"P{number}", unit, 1.5, 4, 5, 3] for number, unit in enumerate(["00101", "00101", "00102", "00102"])]
    workbook = book(None, ("Phiếu", [header] + rows))
    sheet = workbook["Phiếu"]
    for cells in ["D3:F3", "B2:B3", "E4:E5"]:
        sheet.merge_cells(cells)
    workbook.save(ODD / "merged.xlsx")
    # The question once above the numbers of its rows or options.
    upper = ["so_phieu", "ma_xa", "trong_so", "Thủ tục đã làm", None, None, None, "Câu 5"]
    lower = [None, None, None, 1, 2, 3, 4, 1, 2, 3, 4, 5]
    rows = [[f"P{number}", "00101", 1.5, "x", None, None, "x", None, None, None, "x", None] for number in range(1, 5)]
    workbook = book(None, ("Phiếu", [["TỔNG HỢP"], upper, lower] + rows))
    sheet = workbook["Phiếu"]
    for cells in ["A2:A3", "B2:B3", "C2:C3", "D2:G2", "H2:L2"]:
        sheet.merge_cells(cells)
    workbook.save(ODD / "grouped.xlsx")


def types():
    """Cells whose types say more than their texts."""
    header = ["so_phieu", "ma_xa", "trong_so", "visited", "minutes", "q1", "q2", "comment"]
    day = datetime.date(2025, 7, 5)
    rows = [["P1", "00101", 1.125, day, 2.125, 4, 5, "tốt"], ["P2", "00101", "2,5", "13/07/2025", 10, 4, 5, "tốt"],
            ["P3", "00102", 1.25, day, 12, 3, 5, "tốt"], ["P4", "00102", 1.5, day, 12, 3, 5, "tốt"]]
    book(None, ("Dữ liệu", [header] + rows)).save(ODD / "types.xlsx")
    # Formulas that failed or have no result, and a text that only looks like one.
    workbook = book(None, ("Dữ liệu", [header] + [[*row[:2], 1, day, *row[4:]] for row in rows]))
    sheet = workbook["Dữ liệu"]
    sheet["A2"], sheet["H3"], sheet["H4"] = "#REF!", "=2+2", "#N/A"
    sheet["H5"].value, sheet["H5"].data_type = "#N/A", "s"
    workbook.save(ODD / "failures.xlsx")
    # SPSS: a scale labelled from the other end, and numbers beside one column of texts with commas.
    columns = {"so_phieu": ["P1", "P2"], "ma_xa": ["00101", "00102"], "trong_so": [1.125, 2.125],
               "minutes": ["2,5", "10"], "q1": [1.0, 4.0], "q2": [1.0, 4.0]}
    labels = {"q1": {number: text for number, text in zip(range(5, 0, -1), LEVELS)},
              "q2": {number: text for number, text in zip(range(1, 6), LEVELS)}}
    pyreadstat.write_sav(polars.DataFrame(columns), str(ODD / "reversed.sav"), variable_value_labels=labels)
    # The same with one end of the scale unlabelled, and with codes that are declared to be missing.
    del labels["q1"][3]
    pyreadstat.write_sav(polars.DataFrame(columns), str(ODD / "half-reversed.sav"), variable_value_labels=labels)
    columns |= {"minutes": [2.5, 999.0], "q1": [99.0, 4.0], "q2": [1.0, 98.0]}
    labels = {"q1": {99: "Không trả lời"}, "q2": {98: "Không biết"}}
    pyreadstat.write_sav(polars.DataFrame(columns), str(ODD / "user-missing.sav"), variable_value_labels=labels,
                         missing_ranges={"minutes": [999], "q1": [99], "q2": [98]})


if __name__ == "__main__":
    for folder in [DISGUISES, REFUSED, ODD]:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    texts()
    workbooks()
    statistics()
    platforms()
    refused()
    odd()
