"""Items, factors, axes and the index by unit with svy: estimate.py DATA NODES (see estimate.R)."""

import sys

import polars as pl
import svy

data = pl.read_csv(sys.argv[1])
nodes = [line.split() for line in open(sys.argv[2])]
items = [name for name in data.columns if name.startswith("q9_")]
data = data.with_columns((pl.col(items) >= 4).cast(pl.Float64) * 100)
data = data.with_columns(pl.mean_horizontal(members).alias(name) for name, *members in nodes)
sample = svy.Sample(data, svy.Design(stratum="unit", psu="psu", wgt="weight"))
names = items + [name for name, *_ in nodes]
for name, whole in zip(names, sample.estimation.mean(names)):
    [cell] = whole.estimates
    print("ALL", name, cell.est, cell.se, sep=",")
for name, units in zip(names, sample.estimation.mean(names, by="unit")):
    for cell in units.estimates:
        print(cell.by_level[0], name, cell.est, cell.se, sep=",")
