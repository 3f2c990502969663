#!/usr/bin/env python3
"""The 24 weighted shares of the two best answers by unit, and nothing else, as a peer computes them.

usage: peers.py duckdb|polars FILE.csv THREADS     prints unit,item,share
"""
import os
import sys

name, path, threads = sys.argv[1], sys.argv[2], sys.argv[3]
items = [f"q{number}" for number in range(1, 25)]

if name == "duckdb":
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET threads = {int(threads)}")
    shares = ", ".join(
        f"sum(CASE WHEN {q} IN (4, 5) THEN weight END) / sum(CASE WHEN {q} <= 5 THEN weight END)"
        for q in items)
    rows = connection.execute(
        f"SELECT unit, {shares} FROM read_csv(?, header = true) GROUP BY unit ORDER BY unit",
        [path]).fetchall()
elif name == "polars":
    os.environ["POLARS_MAX_THREADS"] = threads
    import polars

    weight = polars.col("weight")
    shares = [
        (weight.filter(polars.col(q).is_in([4, 5])).sum()
         / weight.filter(polars.col(q) <= 5).sum()).alias(q)
        for q in items]
    rows = (
        polars.scan_csv(path).group_by("unit").agg(shares).sort("unit")
        .collect(engine="streaming").rows())
else:
    sys.exit(__doc__)

for unit, *values in rows:
    for item, value in zip(items, values):
        print(f"{unit},{item},{value!r}")
