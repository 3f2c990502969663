/// The fixed parts of a script.
enum RPreamble {
  /// What a script opens with.
  static let opening = #"""
    # Made by `sipas estimate --as-r`; needs R with its package survey, version 4.1 or later.
    # It prints one line per estimate, in the order of sipas estimate.
    suppressPackageStartupMessages(library(survey))
    for (locale in c("C.UTF-8", "en_US.UTF-8", "C.utf8")) {
      if (!l10n_info()[["UTF-8"]]) suppressWarnings(Sys.setlocale("LC_CTYPE", locale))
    }
    invisible(Sys.setlocale("LC_COLLATE", "C"))
    """#

  /// Compares a number with a text, which is equal where it reads as that number.
  static let sameNumber = #"""
    same_number <- function(number, text) {
      read <- suppressWarnings(as.numeric(text))
      ifelse(is.na(number) | is.na(text), NA, !is.na(read) & read == number)
    }
    """#

  /// Prints an estimate for each group.
  static let estimates = #"""
    members <- function(group) {
      Reduce(`&`, Map(function(column, value) d[[column]] %in% value, names(group), group), domain)
    }
    field <- function(text) {
      ifelse(grepl("[\",\r\n]", text), paste0("\"", gsub("\"", "\"\"", text), "\""), text)
    }
    row <- function(statistic, variable, category, group, numbers) {
      texts <- c(statistic, variable, category, paste(unlist(lapply(group, as.character)), collapse = ","))
      cat(c(field(enc2utf8(texts)), sprintf("%.15g", numbers)), sep = ",")
      cat("\n")
    }
    t_interval <- function(value, error, freedom) {
      value + c(-1, 1) * error * if (isTRUE(freedom > 0)) qt((1 + level) / 2, freedom) else NA
    }
    # One row for each group: `known` says where the values are not missing, `make` estimates, and
    # `interval`, where it is given, replaces the interval of the mean.
    freedoms <- c()
    estimate <- function(statistic, variable, category, known, make, interval = NULL,
        is_share = FALSE) {
      for (group in groups) {
        part <- design[which(members(group) & known), ]
        freedom <- freedom_of(part)
        made <- make(part)
        value <- unname(c(coef(made))[1])
        error <- unname(c(SE(made))[1])
        # A share of 0 or 1 has a one-sided bound in sipas, which survey has not.
        ends <- if (is_share && value %in% c(0, 1)) c(NA, NA)
          else if (is.null(interval)) t_interval(value, error, freedom)
          else interval(part, freedom, made)
        row(statistic, variable, category, group, c(value, error, ends))
        freedoms <<- c(freedoms, freedom)
      }
    }
    """#

  /// The header of the estimates.
  static let header = #"cat("statistic,variable,category,domain,estimate,se,lower,upper\n")"#

  /// Coefficients, and estimates that are functions of totals: alpha, and sums of means.
  static let models = #"""
    coefficient <- function(fit, place) {
      structure(coef(fit)[place], var = vcov(fit)[place, place, drop = FALSE],
        statistic = "coefficient", class = "svystat")
    }
    of_totals <- function(columns, formula, part) {
      part$variables[names(columns)] <- columns
      totals <- if (inherits(part, "svyrep.design")) {
        svytotal(reformulate(names(columns)), part, return.replicates = TRUE)
      } else svytotal(reformulate(names(columns)), part)
      made <- svycontrast(totals, list(value = formula))
      if (is.list(made)) structure(made[[1]], class = "svrepstat") else made
    }
    alpha_of <- function(items, part) {
      x <- lapply(part$variables[items], function(item) item - mean(item))
      count <- length(x)
      x <- c(x, list(Reduce(`+`, x)))
      columns <- c(x, lapply(x, `^`, 2), list(rep(1, length(x[[1]]))))
      names(columns) <- c(paste0("x", seq_along(x)), paste0("q", seq_along(x)), "one")
      variances <- sprintf("(q%d / one - (x%d / one)^2)", seq_along(x), seq_along(x))
      items <- paste(variances[seq_len(count)], collapse = " + ")
      formula <- sprintf("%d / %d * (1 - (%s) / %s)", count, count - 1, items, variances[count + 1])
      of_totals(columns, str2lang(formula), part)
    }
    # The means of classes, each times a factor, added up.
    means_of <- function(values, classes, factors, part) {
      columns <- unlist(recursive = FALSE, lapply(seq_along(factors), function(i) {
        is_member <- classes %in% names(factors)[i]
        setNames(list(ifelse(is_member, values, 0), as.numeric(is_member)), paste0(c("t", "n"), i))
      }))
      terms <- sprintf("%.17g * (t%d / n%d)", factors, seq_along(factors), seq_along(factors))
      of_totals(columns, str2lang(paste(terms, collapse = " + ")), part)
    }
    """#

  /// Prints a test for each group.
  static let tests = #"""

    cat("\ntest,form,variables,domain,statistic,numeratorDf,denominatorDf,p\n")
    # A calibrated design keeps the rows outside a domain, with a weight of 0.
    levels_of <- function(column, part) {
      factor(ifelse(weights(part, "sampling") == 0, NA, column))
    }
    wald_of <- function(fit, freedom) {
      values <- coef(fit)[-1]
      count <- length(values)
      statistic <- c(values %*% solve(vcov(fit)[-1, -1, drop = FALSE], values)) / count
      list(statistic = statistic, parameter = c(ndf = count, ddf = freedom),
        p.value = pf(statistic, count, freedom, lower.tail = FALSE))
    }
    test <- function(name, form, variables, kind, known, make) {
      for (group in groups) {
        made <- make(design[which(members(group) & known), ])
        statistic <- unname(c(made$statistic))
        freedom <- function(which) unname(c(made$parameter)[which])
        is_of <- if (kind != "ranks") kind else if (is.null(made$ddf)) "t" else "several"
        # For several groups svyranktest has its degrees of freedom in the place of the statistic.
        numbers <- switch(is_of, t = c(statistic, 1, freedom(1)),
          several = c(freedom(1) / statistic, statistic, made$ddf), chi = c(statistic, NA, NA),
          mixture = c(statistic, NA, NA), c(statistic, freedom("ndf"), freedom("ddf")))
        if (kind == "chi") numbers[2] <- freedom("df")
        row(name, form, paste(variables, collapse = " "), group, c(numbers, c(made$p.value)))
      }
    }
    """#

  /// Prints a function of estimates, by the delta method from their covariance.
  static let functions = #"""
    # Of replicates the covariance alone is kept.
    if (is.list(estimates)) estimates <- structure(estimates[[1]], class = "svrepstat")
    combine <- function(statistic, variable, category, group, formula, freedom) {
      if (identical(formula, NA)) return(row(statistic, variable, category, group, rep(NA_real_, 4)))
      made <- svycontrast(estimates, formula)
      value <- unname(c(coef(made))[1])
      error <- sqrt(max(0, c(vcov(made))[1]))
      row(statistic, variable, category, group,
        c(value, error, t_interval(value, error, freedom)))
    }
    """#
}
