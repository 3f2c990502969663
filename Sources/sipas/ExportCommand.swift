import ArgumentParser
import DelimitedText
import Foundation
import QuestionnaireExchange
import Spreadsheets
import SurveyIngest
import SurveyModel
import SurveyPipeline
import SurveyReport
import SurveyStore

/// Writes the accepted rows of a study's wave to a file.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the accepted rows of a study as coded, in a file that can be imported again.",
    discussion: """
      csv: for programs, every text letter by letter; with --output a Table Schema stands beside it. \
      excel-csv: to be opened in a spreadsheet; what could be taken for a formula has ' before it. \
      xlsx: a workbook, in which texts stay texts.

      Xuất các phiếu đã nhận. csv cho chương trình khác; excel-csv và xlsx để mở bằng bảng tính, chữ \
      không thể thành công thức. Nhập lại tệp đã xuất thì được đúng các phiếu ấy.
      """)

  /// What the rows are written as.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv
    case excelCSV = "excel-csv"
    case xlsx
  }

  /// How closed answers are written.
  enum Wording: EnumerableFlag {
    case codes
    case labels
  }

  @OptionGroup var studyArgument: StudyArgument

  @Option(
    name: .customLong("to"), help: "The format; by default that of the output's name, or csv.")
  var format: Format?

  @Flag(help: "Write codes and ids, or the form's words.")
  var wording = Wording.codes

  @Option(name: .shortAndLong, help: "The file to write; the standard output unless given.")
  var output: String?

  @OptionGroup var languageOptions: LanguageOptions

  func validate() throws {
    if chosen == .xlsx, output == nil {
      throw ValidationError(
        "--to xlsx writes a workbook: name it with --output ROWS.xlsx / cần --output TỆP.xlsx")
    }
  }

  private var chosen: Format {
    format ?? (output?.lowercased().hasSuffix(".xlsx") == true ? .xlsx : .csv)
  }

  func run() throws {
    try Shell.run(in: try languageOptions.language(ofStudyAt: studyArgument.study)) {
      let project = try studyArgument.project()
      let study = project.study
      let language = try languageOptions.language(of: study)
      let wave = try project.storeForReading().storedWave(of: study)
      guard !wave.blocks.isEmpty else {
        Shell.report(
          language == .vietnamese
            ? "Chưa có phiếu nào được nhận: hãy chạy sipas import trước."
            : "No row has been accepted yet: run sipas import first.")
        throw ExitCode(1)
      }
      let export = ResponseExport(
        study, as: wording == .labels ? .labels : .codes, language: language)
      switch chosen {
      case .xlsx: try writeWorkbook(export, wave, title: study.title[language])
      case .csv, .excelCSV:
        let profile = chosen == .csv ? ExportProfile.csv : .excel(in: language)
        var file = export.file(as: profile)
        for block in wave.blocks { file.add(try wave.rows(of: block)) }
        try Shell.write(Data(file.bytes), to: output)
      }
      if chosen == .csv, export.isOfFormCodes, let output {
        let schema = study.questionnaire.tableSchema(
          ofExportWith: export.studyColumns.map { ($0.name, $0.isNumeric) }, in: language)
        let file = URL(filePath: output).deletingPathExtension()
          .appendingPathExtension("schema.json")
        try Shell.write(Data(schema.utf8), to: file.path)
      }
    }
  }

  private func writeWorkbook(
    _ export: ResponseExport, _ wave: StoredWave, title: String
  ) throws {
    guard let output else { return }
    var writer = try WorkbookWriter(to: URL(filePath: output), created: .now)
    try writer.beginSheet(title, columns: export.headers.map { .init($0, width: 14) })
    for block in wave.blocks {
      try export.forEachRow(of: wave.rows(of: block)) { cells in
        try writer.write(cells.map(WorkbookWriter.Value.init))
      }
    }
    try writer.finish()
  }
}

extension WorkbookWriter.Value {
  /// A cell of an exported table; numbers that a workbook's sixteen digits would change are text.
  init(_ cell: ExportCell) {
    switch cell {
    case .empty: self = .empty
    case .text(let text): self = .text(text)
    case .integer(let number): self = .exact(Double(number), or: "\(number)")
    case .number(let number): self = .exact(number, or: CellValue.decimalText(of: number))
    case .literal(let text):
      self = Int(text).map { .exact(Double($0), or: text) } ?? .text(text)
    }
  }

  private static func exact(_ number: Double, or text: String) -> WorkbookWriter.Value {
    Double(String(format: "%.16G", number)) == number ? .number(number) : .text(text)
  }
}
