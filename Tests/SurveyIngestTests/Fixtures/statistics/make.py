#!/usr/bin/env python3
"""Makes answers.sav and answers.dta, the records that tests of damaged files begin with.

pip install polars pyreadstat        # made with polars 2.1.0, pyreadstat 1.3.7
"""
import pathlib

import polars
import pyreadstat

HERE = pathlib.Path(__file__).resolve().parent
FIVE = {1: "Rất không hài lòng", 2: "Không hài lòng", 3: "Bình thường", 4: "Hài lòng", 5: "Rất hài lòng"}
ROWS = 40
table = polars.DataFrame({
    "so_phieu": [f"P{row:03}" for row in range(ROWS)],
    "xa": [["X1", "X2", "X3", "X4"][row % 4] for row in range(ROWS)],
    "tang": [["H1", "H1", "H2", "H2"][row % 4] for row in range(ROWS)],
    "cum": [["C1", "C2", "C3", "C4"][row % 4] for row in range(ROWS)],
    "so_cum": [9.0] * ROWS,
    "trong_so": [1 + row % 7 / 4 for row in range(ROWS)],
    "q1": [1.0 + row % 5 for row in range(ROWS)],
    "q2": [1.0 + row % 3 if row % 8 else None for row in range(ROWS)],
    "used": [2.0] * ROWS,
    "age": [18.0 + row for row in range(ROWS)],
    "remark": ["" if row % 3 else f"chậm, phải chờ lần {row}" for row in range(ROWS)],
})
labels = {"q1": FIVE, "q2": FIVE, "used": {1: "Có", 2: "Không"}}
pyreadstat.write_sav(table, HERE / "answers.sav", variable_value_labels=labels)
pyreadstat.write_dta(table, HERE / "answers.dta", variable_value_labels=labels, version=15)
