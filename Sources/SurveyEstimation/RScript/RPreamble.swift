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
    cat("statistic,variable,category,domain,estimate,se,lower,upper\n")
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
