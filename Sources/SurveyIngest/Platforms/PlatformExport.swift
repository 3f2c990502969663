public import SurveyModel

/// A survey platform whose exports are known.
///
/// An export is recognised by the names of the columns that the platform adds itself, never by their
/// position: platforms move them between versions.
public enum PlatformExport: String, Hashable, Sendable, CaseIterable {
  /// KoboToolbox, and Ona, which has the same roots.
  case koboToolbox
  /// ODK Central.
  case odkCentral
  /// LimeSurvey.
  case limeSurvey
  /// Google Forms.
  case googleForms
  /// Microsoft Forms.
  case microsoftForms

  /// The platform's name.
  public var name: String {
    switch self {
    case .koboToolbox: "KoboToolbox"
    case .odkCentral: "ODK Central"
    case .limeSurvey: "LimeSurvey"
    case .googleForms: "Google Forms"
    case .microsoftForms: "Microsoft Forms"
    }
  }
}

extension PlatformExport {
  /// Tells which platform exported a file, by its header record.
  ///
  /// - Complexity: O(*n*) in the headers.
  public static func recognise(headers: [String]) -> PlatformRecognition {
    let found = allCases.compactMap { platform -> PlatformRecognition? in
      let signs = platform.signs(in: headers)
      return signs.count >= platform.signsNeeded
        ? PlatformRecognition(platform: platform, signs: signs, headers: headers) : nil
    }
    // Some platforms share a name; the one with more of its own is meant, and none where two have
    // as many.
    let most = found.map(\.signs.count).max() ?? 0
    let best = found.filter { $0.signs.count == most }
    return best.count == 1
      ? best[0] : PlatformRecognition(platform: nil, signs: [], headers: headers)
  }

  /// How many of its own columns must be there.
  private var signsNeeded: Int { self == .odkCentral ? 3 : 2 }

  /// The headers that speak for the platform.
  private func signs(in headers: [String]) -> [String] {
    var signs: [String] = []
    for header in headers where !signs.contains(header) {
      if let column = MetadataColumn(header, of: self), column.isSign { signs.append(header) }
    }
    // A time stamp alone is everybody's: Google's other columns are questions in full.
    if self == .googleForms, !signs.isEmpty,
      let question = headers.first(where: { header in
        header.trimmed.contains(" ") && header.count > 12 && !signs.contains(header)
      })
    {
      signs.append(question)
    }
    return signs
  }
}

/// Which platform a file comes from, and why it is thought so.
public struct PlatformRecognition: Hashable, Sendable {
  /// The platform; nil where none is recognised.
  public let platform: PlatformExport?
  /// The headers that speak for it.
  public let signs: [String]
  /// The position of the column that is empty while a response is partial; nil where there is none.
  public let completionColumn: Int?
  /// The position of the column by which rows belong to a row of another table; nil where rows are
  /// responses themselves.
  public let parentColumn: Int?

  init(platform: PlatformExport?, signs: [String], headers: [String]) {
    self.platform = platform
    self.signs = signs
    guard let platform else {
      completionColumn = nil
      parentColumn = nil
      return
    }
    let columns = headers.map { MetadataColumn($0, of: platform)?.meaning }
    completionColumn = platform == .limeSurvey ? columns.firstIndex(of: .submitted) : nil
    parentColumn = columns.firstIndex(of: .parent)
  }

  /// Why, in words.
  public var reason: LocalizedText {
    guard let platform else {
      return LocalizedText(
        vi: "không có các cột mà một nền tảng khảo sát tự thêm vào",
        en: "the columns that a survey platform adds itself are not there")
    }
    let list = signs.prefix(4).map { "\"\($0)\"" }.joined(separator: ", ")
    var reason = LocalizedText(
      vi: "tệp xuất từ \(platform.name), vì có cột \(list)",
      en: "an export of \(platform.name), for its columns \(list)")
    if parentColumn != nil {
      reason.vietnamese += "; mỗi dòng là một lần lặp trong phiếu, không phải một phiếu"
      reason.english += "; a row is a repeat within a response, not a response"
    }
    return reason
  }

  /// Whether a row is a response that was not submitted.
  ///
  /// Only LimeSurvey exports those: their `submitdate` is empty.
  ///
  /// - Parameter row: The row's fields, in the order of the headers.
  /// - Returns: Whether the date of submission is there and empty.
  public func isPartial(_ row: [String]) -> Bool {
    guard let completionColumn, row.indices.contains(completionColumn) else { return false }
    return row[completionColumn].trimmed.isEmpty
  }
}
