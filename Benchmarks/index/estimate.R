# Items, factors, axes and the index by unit with R's survey: estimate.R DATA NODES
#
# DATA has no missing answer, so a composite of equally weighed criteria is the mean of a respondent's scores,
# and one svyby gives all: nothing cheaper in R gives the same numbers.
suppressPackageStartupMessages(library(survey))
words <- commandArgs(TRUE)
d <- read.csv(words[1])
nodes <- strsplit(readLines(words[2]), " ")
names <- vapply(nodes, `[`, "", 1)
items <- grep("^q9_", names(d), value = TRUE)
d[items] <- 100 * (d[items] >= 4)
for (node in nodes) d[[node[1]]] <- rowMeans(d[node[-1]])
design <- svydesign(ids = ~psu, strata = ~unit, weights = ~weight, data = d)
all <- reformulate(sprintf("`%s`", c(items, names)))
whole <- svymean(all, design)
units <- svyby(all, ~unit, design, svymean)
n <- length(c(items, names))
cat(sprintf("ALL,%s,%.15g,%.15g", c(items, names), coef(whole), SE(whole)), sep = "\n")
cat(sprintf("%s,%s,%.15g,%.15g", rep(units$unit, n), rep(c(items, names), each = nrow(units)),
            unlist(units[2:(n + 1)]), unlist(units[(n + 2):(2 * n + 1)])), sep = "\n")
