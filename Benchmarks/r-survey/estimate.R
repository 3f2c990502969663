# The requests of the benchmark in R: estimate.R DATA means | units ITEMS | groups | each
suppressPackageStartupMessages(library(survey))
words <- commandArgs(TRUE)
d <- read.csv(words[1])
items <- grep("^q", names(d), value = TRUE)
design <- svydesign(ids = ~psu, strata = ~unit, weights = ~weight, data = d)
part <- subset(design, complete == 1)
answer <- switch(words[2],
  each = NULL,
  # Means of all items, with their covariance.
  means = svymean(reformulate(items), part),
  # Means by unit of some items, with the covariance of all.
  units = svyby(reformulate(items[seq_len(as.integer(words[3]))]), ~unit, part, svymean, covmat = TRUE),
  # Means by unit of all items, without covariances.
  groups = svyby(reformulate(items), ~unit, part, svymean))
if (words[2] == "each") {
  # Item after item, each with the covariance of its units: together R's memory does not hold them.
  for (item in items) {
    answer <- svyby(reformulate(item), ~unit, part, svymean, covmat = TRUE)
    cat(sprintf("%.15g", coef(answer)), sprintf("%.15g", confint(answer, df = degf(part))), sep = "\n")
    cat(sprintf("%.15g", vcov(answer)), file = words[3], sep = "\n", append = TRUE)
  }
  quit()
}
limits <- confint(answer, df = degf(part))
covariance <- if (words[2] == "groups") SE(answer) else vcov(answer)
cat(sprintf("%.15g", coef(answer)), sprintf("%.15g", limits), sprintf("%.15g", unlist(covariance)), sep = "\n")
