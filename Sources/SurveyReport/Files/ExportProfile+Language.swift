public import DelimitedText
public import SurveyModel

extension ExportProfile {
  /// What a spreadsheet of a language opens as a table.
  public static func excel(in language: Language) -> ExportProfile {
    switch language {
    case .vietnamese: .excel(.decimalComma)
    case .english: .excel(.decimalPoint)
    }
  }
}
