import ArgumentParser
import Foundation
import SurveyEstimation
import SurveyModel

/// Estimates from any table of data.
struct EstimateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate",
    abstract: "Estimate means, totals, ratios, shares, variances and quantiles from any CSV.",
    discussion: """
      Ước lượng theo thiết kế mẫu từ một tệp CSV bất kỳ.

      Conditions compare columns: --where "wave == 2026 and sex == 'F'". Contrasts are formulas of \
      estimates: --by g --mean x --contrast "x[a] - x[b]"; names with other signs than letters, digits, \
      . _ and : stand in backticks: --contrast "`y/x`[a] - `y/x`[b]".
      """)

  @Argument(
    parsing: .allUnrecognized, help: "A table with a header; empty fields, NA and . are missing.")
  var files: [String]

  @Option(help: "A YAML file with these words as keys; a first argument that ends in .yaml is one.")
  var request: String?

  @OptionGroup(title: "Design") var design: DesignOptions
  @OptionGroup(title: "Replicates") var replicates: ReplicateOptions
  @OptionGroup(title: "Calibration") var calibration: CalibrationOptions
  @OptionGroup(title: "Estimates") var statistics: StatisticOptions
  @OptionGroup(title: "Methods") var methods: MethodOptions

  @Option(help: "Rows that exist for us, before the design is formed.")
  var only: String?

  @Option(name: .customLong("where"), help: "The domain inside the design.")
  var domain: String?

  @Flag(
    help: """
      Leave rows with missing values out of the domain of the columns of that option; they are \
      refused otherwise.
      """)
  var dropMissing = false

  @OptionGroup var progressOptions: ProgressOptions

  @OptionGroup var languageOptions: LanguageOptions

  @Flag(help: "Leave rows where any asked column is missing out of all domains.")
  var listwise = false

  @Option(
    help: """
      \(EstimateRequest.intervalNames.joined(separator: ", ")); all but auto, t and z for shares. \
      Recommended for shares is auto: pooled where the correlation within PSUs rests on 30 degrees \
      of freedom, else logit; t for all others.
      """)
  var interval = "t"

  @Option(help: "The intra-class correlation for shares without events, where the data show none.")
  var assumedIcc = 0.05

  @Option(help: "The confidence level, between 0 and 1.")
  var level = 0.95

  @Option(
    name: .customLong("df"),
    help: "Degrees of freedom: domain, design, bell-mccaffrey, or a number.")
  var freedom = "domain"

  @Option(name: .customLong("deff"), help: "Design effects against sampling: without, or replace.")
  var designEffect = "without"

  @Option(help: "table, json, csv, or excel-csv.")
  var format: OutputFormat = .table

  @Option(help: "Write to this file instead of the standard output.")
  var output: String?

  func validate() throws {
    try refuseUnknownOptions()
    guard methods.pool ? files.count > 1 : files.count == 1 else {
      throw ValidationError("estimate: expected one file, or several imputations with --pool")
    }
    guard level > 0, level < 1 else {
      throw ValidationError("--level: expected a number between 0 and 1, such as 0.95")
    }
    guard ["without", "replace"].contains(designEffect) else {
      throw ValidationError("--deff: expected without or replace")
    }
    if statistics.asR, methods.pool {
      throw ValidationError("--as-r is for one file: leave --pool out")
    }
    _ = try estimateRequest { _ in [] }
  }

  func run() throws {
    try Shell.run(in: languageOptions.language()) { try answering(answer) }
  }

  private func answer() throws {
    let read = { (path: String) throws(EstimateError) -> [UInt8] in
      guard let bytes = try? Data(contentsOf: URL(filePath: path)) else { throw .noFile(path) }
      return [UInt8](bytes)
    }
    // The bytes of a file are let go once they are columns.
    let display = progressOptions.display(in: try languageOptions.language())
    let tables = try files.map { path in
      try display.show { try TableFile(name: path, bytes: try read(path)).columns(telling: $0) }
    }
    let request = try estimateRequest(reading: read)
    if statistics.asR {
      let script = try request.rScript(file: files[0], over: tables[0])
      return try Shell.write(Data(script.utf8), to: output)
    }
    let table =
      methods.pool
      ? try request.estimates(fromImputations: tables)
      : try request.estimates(from: tables[0])
    switch format {
    case .table: try Shell.write(Data(table.text.utf8), to: output)
    case .csv, .excelCSV:
      let profile = format.profile(in: try languageOptions.language())
      try Shell.write(Data(table.csv(as: profile)), to: output)
    case .json:
      if output != nil { return try Shell.write(Data(table.json.utf8), to: output) }
      try table.writeJSON { try FileHandle.standardOutput.write(contentsOf: Data($0.utf8)) }
    }
  }

  /// A mistake in the words of a request is one of the command, with its exit code.
  private func answering(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as EstimateError where error.isOfRequest {
      throw try refusal(error)
    } catch let error as ExpressionError {
      throw try refusal(error)
    }
  }

  private func refusal(_ error: any Error) throws -> ExitCode {
    Shell.report(error, in: try languageOptions.language())
    return .validationFailure
  }

  private func estimateRequest(
    reading bytes: (_ path: String) throws -> [UInt8]
  ) throws -> EstimateRequest {
    var request = EstimateRequest()
    request.design = try design.request(reading: bytes)
    try replicates.complete(&request.design)
    try calibration.complete(&request.design, reading: bytes)
    request.only = only
    request.domain = domain
    request.dropsMissing = dropMissing
    request.statistics = try statistics.requests()
    request.methods = try methods.requests(reading: bytes)
    request.by = statistics.by.flatMap { $0.listed }
    request.contrasts = statistics.contrast
    request.isListwise = listwise
    request.comparesToWhole = statistics.compareToWhole
    request.adjustment = statistics.adjust
    request.ranks = statistics.rank
    request.rankOrder = statistics.rankOrder
    request.seed = replicates.seed
    request.quantileInterval = statistics.quantileInterval
    request.assumedCorrelation = assumedIcc
    request.interval = interval
    request.level = level
    request.degreesOfFreedom = try degreesOfFreedom()
    request.designEffectWithReplacement = designEffect == "replace"
    return request
  }

  /// Names a mistyped option before anything else, as its value would be taken for a file.
  private func refuseUnknownOptions() throws {
    guard let option = files.first(where: { $0.hasPrefix("-") && $0 != "-" }) else { return }
    let name = option.prefix { $0 != "=" }
    let nearest = String(name).nearest(among: RequestFile.optionNames.map { "--" + $0 })
    throw ValidationError(
      "unknown option \(name)" + (nearest.map { " (did you mean \($0)?)" } ?? ""))
  }

  private func degreesOfFreedom() throws -> DegreesOfFreedomRequest {
    switch freedom {
    case "domain": return .domain
    case "design": return .design
    case "bell-mccaffrey": return .bellMcCaffrey
    default:
      guard let number = Double(freedom), number > 0 else {
        throw ValidationError(
          "--df: expected domain, design, bell-mccaffrey or a number above 0")
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
