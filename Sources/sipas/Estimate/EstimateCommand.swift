import ArgumentParser
import Foundation
import SurveyEstimation
import SurveyModel

/// Estimates from any table of data.
struct EstimateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate",
    abstract: "Estimate means, totals, ratios, shares and variances from any CSV with its design.",
    discussion: """
      Ước lượng theo thiết kế mẫu từ một tệp CSV bất kỳ.

      Conditions compare columns: --where "wave == 2026 and sex == 'F'". Contrasts are formulas of \
      estimates: --by g --mean x --contrast "x[a] - x[b]".
      """)

  @Argument(help: "A table with a header; empty fields, NA and . are missing.")
  var files: [String]

  @OptionGroup(title: "Design") var design: DesignOptions
  @OptionGroup(title: "Estimates") var statistics: StatisticOptions
  @OptionGroup(title: "Methods") var methods: MethodOptions

  @Option(help: "Rows that exist for us, before the design is formed.")
  var only: String?

  @Option(name: .customLong("where"), help: "The domain inside the design.")
  var domain: String?

  @Flag(help: "Leave rows with missing values out of the domain; they are refused otherwise.")
  var dropMissing = false

  @Option(help: "t, z, logit, likelihood, asin, beta, xlogit or wilson.")
  var interval = "t"

  @Option(help: "The confidence level, between 0 and 1.")
  var level = 0.95

  @Option(name: .customLong("df"), help: "Degrees of freedom: domain, design, or a number.")
  var freedom = "domain"

  @Option(name: .customLong("deff"), help: "Design effects against sampling: without, or replace.")
  var designEffect = "without"

  @Option(help: "table, json or csv.")
  var format: OutputFormat = .table

  @Option(help: "Write to this file instead of the standard output.")
  var output: String?

  func validate() throws {
    guard methods.pool ? files.count > 1 : files.count == 1 else {
      throw ValidationError("estimate: expected one file, or several imputations with --pool")
    }
    guard ["without", "replace"].contains(designEffect) else {
      throw ValidationError("--deff: expected without or replace")
    }
    _ = try request()
  }

  func run() throws {
    try Shell.run(in: .english) {
      let tables = try files.map { try DataColumns(contentsOfFile: $0) }
      let table =
        methods.pool
        ? try request().estimates(fromImputations: tables)
        : try request().estimates(from: tables[0])
      let text =
        switch format {
        case .table: table.text
        case .json: table.json
        case .csv: table.csv
        }
      try Shell.write(Data(text.utf8), to: output)
    }
  }

  private func request() throws -> EstimateRequest {
    var request = EstimateRequest()
    request.design = try design.request()
    request.only = only
    request.domain = domain
    request.dropsMissing = dropMissing
    request.statistics = try statistics.requests()
    request.methods = try methods.requests()
    request.adjustment = methods.adjust
    request.by = statistics.by.flatMap { $0.listed }
    request.contrasts = statistics.contrast
    request.interval = interval
    request.level = level
    request.degreesOfFreedom = try degreesOfFreedom()
    request.designEffectWithReplacement = designEffect == "replace"
    return request
  }

  private func degreesOfFreedom() throws -> DegreesOfFreedomRequest {
    switch freedom {
    case "domain": return .domain
    case "design": return .design
    default:
      guard let number = Double(freedom), number > 0 else {
        throw ValidationError("--df: expected domain, design or a number above 0")
      }
      return .number(number)
    }
  }
}

extension String {
  /// The names of a list with commas.
  var listed: [String] {
    split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}
