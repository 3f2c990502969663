internal import SurveyModel

extension ImportError.Problem {
  /// A text that is not in the encoding which was decided for it.
  static func statement(
    encoding told: String, line: Int, likely: String?, by decider: ImportError.Decider
  ) -> LocalizedText {
    let who =
      switch decider {
      case .user:
        LocalizedText(
          vi: "như --encoding hoặc --profile đã chọn", en: "which --encoding or --profile asks for")
      case .study:
        LocalizedText(
          vi: "như hồ sơ nhập (import-profile) của nghiên cứu ghi",
          en: "which the study's import profile asks for")
      }
    let advice =
      likely.map { likely in
        LocalizedText(
          vi: "tệp có vẻ viết bằng \(likely): dùng --encoding \(likely.lowercased()) cho lần này",
          en: "it seems to be \(likely): give --encoding \(likely.lowercased()) for this run")
      }
      ?? LocalizedText(
        vi: "dùng --encoding với bảng mã của tệp cho lần này",
        en: "give the file's encoding by --encoding for this run")
    return LocalizedText(
      vi: "dòng \(line) không phải \(told), \(who.vietnamese); \(advice.vietnamese)",
      en: "line \(line) is not \(told), \(who.english); \(advice.english)")
  }
}

extension String {
  /// A delimiter in quotation marks, so that it does not look like the sentence's own; a TAB by its name.
  var quotedSign: String { self == "tab" ? "TAB" : "\"\(self)\"" }

  /// A delimiter as it is given to the shell.
  var shellSign: String { self == "tab" ? "tab" : "\'\(self)\'" }
}

extension ClosedRange<Int> {
  /// Rows as the option says them: `--header-rows 3-4`.
  var headerRowsOption: String {
    "--header-rows " + (count == 1 ? "\(lowerBound)" : "\(lowerBound)-\(upperBound)")
  }
}
