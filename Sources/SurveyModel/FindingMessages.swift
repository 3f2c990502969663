/// The words of findings, in one place: what is wrong, what was expected, what to do.
extension FindingRule {
  /// What is wrong, in one clause.
  public var statement: LocalizedText {
    let words = FindingRule.words[self]
    return LocalizedText(vi: words?.vi ?? rawValue, en: words?.en ?? rawValue)
  }

  /// What to do about it.
  public var remedy: LocalizedText {
    let words = FindingRule.words[self]
    return LocalizedText(vi: words?.doVi ?? "", en: words?.doEn ?? "")
  }

  private typealias Words = (vi: String, en: String, doVi: String, doEn: String)

  private static let words: [FindingRule: Words] = [
    .strayQuote: (
      "dấu nháy kép đặt sai chỗ", "a quote in the wrong place",
      "bỏ dấu nháy, hoặc viết \"\" bên trong ô có nháy",
      "remove it, or write \"\" in a quoted field"
    ),
    .unclosedQuote: (
      "dấu nháy kép mở mà không đóng", "a quote that is opened and never closed",
      "đóng dấu nháy trên dòng bắt đầu", "close the quote on the line where it begins"
    ),
    .fieldTooLong: (
      "ô dài quá giới hạn", "a field longer than the limit",
      "kiểm tra dấu nháy và dấu phân cách", "check quotes and delimiters"
    ),
    .tooFewFields: (
      "thiếu ô so với dòng tiêu đề", "fewer fields than the header",
      "kiểm tra dòng bị ngắt hoặc thiếu dấu phân cách", "look for a broken line or a lost delimiter"
    ),
    .tooManyFields: (
      "thừa ô so với dòng tiêu đề", "more fields than the header",
      "đặt văn bản có dấu phân cách trong nháy kép", "put text that holds the delimiter in quotes"
    ),
    .repeatedHeader: (
      "dòng tiêu đề lặp lại giữa dữ liệu", "the header again among the data",
      "xoá dòng này", "delete the line"
    ),
    .controlCharacter: (
      "ký tự điều khiển trong văn bản", "a control character in a text",
      "gõ lại ô này", "type the cell again"
    ),
    .unmappedCode: (
      "mã không có trong phiếu", "a code that the form does not have",
      "sửa ô, hoặc khai báo mã trong study.yaml (codes)", "mend it, or map it in study.yaml (codes)"
    ),
    .severalCodes: (
      "nhiều mã cho câu chỉ chọn một", "several codes for a single choice",
      "đối chiếu phiếu giấy, giữ một mã", "look at the paper form, keep one code"
    ),
    .repeatedOption: (
      "một lựa chọn ghi hai lần", "an option given twice", "giữ một lần", "keep it once"
    ),
    .notATick: (
      "ô đánh dấu không phải có/không", "a tick cell that is neither yes nor no",
      "ghi 1 hoặc 0", "write 1 or 0"
    ),
    .missingAndTicked: (
      "vừa có mã không trả lời vừa có lựa chọn", "a missing code together with options",
      "đối chiếu phiếu giấy, giữ một loại", "look at the paper form, keep one of them"
    ),
    .notANumber: ("không phải là số", "not a number", "ghi số bằng chữ số", "write it in digits"),
    .localisedNumber: (
      "số viết với dấu phẩy hoặc dấu cách", "a number with commas or blanks",
      "dùng dấu chấm thập phân, không dấu nghìn", "use a decimal point and no thousands separator"
    ),
    .notAnInteger: (
      "không phải số nguyên", "not a whole number", "ghi số nguyên", "write a whole number"
    ),
    .belowRange: (
      "nhỏ hơn giới hạn dưới", "below the range", "đối chiếu phiếu giấy", "look at the paper form"
    ),
    .aboveRange: (
      "lớn hơn giới hạn trên", "above the range", "đối chiếu phiếu giấy", "look at the paper form"
    ),
    .notADate: (
      "không phải ngày hợp lệ", "not a day of the calendar",
      "viết ngày/tháng/năm, ví dụ 31/12/2024", "write day/month/year, such as 31/12/2024"
    ),
    .dateOutOfRange: (
      "ngày ngoài khoảng cho phép", "a day outside the range",
      "đối chiếu phiếu giấy", "look at the paper form"
    ),
    .dateAfterReference: (
      "ngày sau ngày tham chiếu của cuộc khảo sát", "a day after the study's reference date",
      "kiểm tra ngày, hoặc reference-date trong study.yaml",
      "check it, or reference-date in study.yaml"
    ),
    .requiredMissing: (
      "câu bắt buộc bị bỏ trống", "a required item left empty",
      "bổ sung câu trả lời hoặc mã không trả lời", "fill in the answer or a missing code"
    ),
    .answeredThoughNotAsked: (
      "có trả lời dù câu không được hỏi", "answered though not asked",
      "xoá câu trả lời, hoặc sửa câu điều kiện", "clear the answer, or mend the item that decides"
    ),
    .brokenCheck: (
      "các câu trả lời trái quy tắc kiểm tra của phiếu", "answers that break a check of the form",
      "đối chiếu phiếu giấy", "look at the paper form"
    ),
    .repeatedAnswer: (
      "câu trả lời không được trùng mà đã có ở phiếu khác",
      "an answer that must be unique and that another form gave",
      "kiểm tra phiếu nhập hai lần", "look for a form typed twice"
    ),
    .unitMissing: ("thiếu đơn vị", "the unit is missing", "ghi mã đơn vị", "write the unit's code"),
    .unknownUnit: (
      "đơn vị không có trong units.csv", "a unit that units.csv does not have",
      "sửa mã, hoặc bổ sung units.csv", "mend the code, or add it to units.csv"
    ),
    .unitNotInForce: (
      "mã đơn vị không có hiệu lực vào ngày tham chiếu của cuộc khảo sát",
      "a unit's code that is not in force on the study's reference date",
      "ghi mã có hiệu lực, hoặc sửa from, until trong units.csv",
      "write the code in force, or mend from and until in units.csv"
    ),
    .ambiguousUnit: (
      "tên trùng của nhiều đơn vị", "a name that several units bear",
      "ghi mã đơn vị thay cho tên", "write the unit's code instead of its name"
    ),
    .unitAboveDesign: (
      "đơn vị ở cấp cao hơn cấp mà mẫu yêu cầu", "a unit above the level that the design asks for",
      "ghi mã đơn vị ở cấp thấp hơn", "write the code of a lower unit"
    ),
    .stratumMissing: ("thiếu tầng", "the stratum is missing", "ghi tầng", "write the stratum"),
    .clusterMissing: ("thiếu cụm", "the cluster is missing", "ghi cụm", "write the cluster"),
    .weightMissing: (
      "thiếu trọng số", "the weight is missing", "ghi trọng số", "write the weight"
    ),
    .weightNotPositive: (
      "trọng số không phải số dương", "a weight that is no positive number",
      "sửa trọng số", "mend the weight"
    ),
    .populationNotPositive: (
      "quy mô tổng thể không phải số dương", "a population size that is no positive number",
      "sửa quy mô tổng thể", "mend the population size"
    ),
    .keyMissing: (
      "thiếu số phiếu", "the form's number is missing", "ghi số phiếu", "write the form's number"
    ),
    .repeatedKey: (
      "số phiếu lặp lại trong tệp", "the form's number stands twice in the file",
      "kiểm tra phiếu nhập hai lần", "look for a form typed twice"
    ),
    .conflictingKey: (
      "số phiếu đã có trong lô trước với câu trả lời khác",
      "the form's number is in an earlier batch with other answers",
      "giữ một bản; huỷ lô cũ bằng --undo nếu cần", "keep one; undo the old batch if need be"
    ),
    .spreadsheetFailure: (
      "công thức của bảng tính bị lỗi (như #N/A)",
      "a formula of a spreadsheet that failed (as #N/A)",
      "sửa công thức hoặc ghi giá trị, rồi lưu lại tệp",
      "mend the formula or type the value, and save the file again"
    ),
    .noAnswers: (
      "phiếu không có câu trả lời nào", "no answer to any item",
      "kiểm tra phiếu trắng", "look for an empty form"
    ),
  ]
}

extension Expectation {
  /// What was expected, as a clause; empty for ``nothing``.
  public func description(in language: Language) -> String {
    let vietnamese = language == .vietnamese
    switch self {
    case .nothing: return ""
    case .codes(let codes):
      let list = codes.prefix(12).joined(separator: ", ") + (codes.count > 12 ? ", …" : "")
      return vietnamese ? "cần một trong: \(list)" : "expected one of: \(list)"
    case .number(let minimum, let maximum, let isInteger):
      let kind =
        vietnamese ? (isInteger ? "số nguyên" : "số") : (isInteger ? "a whole number" : "a number")
      let range = Expectation.range(
        minimum.map(Expectation.plain), maximum.map(Expectation.plain))
      return (vietnamese ? "cần \(kind)" : "expected \(kind)") + range
    case .positiveNumber: return vietnamese ? "cần một số lớn hơn 0" : "expected a number above 0"
    case .date(let minimum, let maximum):
      let range = Expectation.range(minimum?.description, maximum?.description)
      return (vietnamese ? "cần một ngày" : "expected a day") + range
    case .fields(let count): return vietnamese ? "cần \(count) ô" : "expected \(count) fields"
    case .skip(let item):
      return vietnamese ? "câu này phụ thuộc \(item)" : "it depends on \(item)"
    case .keyOf(let record, nil, _):
      return vietnamese ? "đã có ở bản ghi \(record)" : "it stands first in record \(record)"
    case .keyOf(_, let line?, let sheet):
      let place =
        sheet.map { (vietnamese ? "trang tính" : "sheet") + " \"\($0.printable)\", " } ?? ""
      return vietnamese
        ? "đã có ở \(place)dòng \(line)" : "it stands first on \(place)line \(line)"
    case .keyIn(let batch, let line):
      return vietnamese
        ? "đã có ở lô \(batch)" + (line.map { ", dòng \($0) của tệp đó" } ?? "")
        : "it stands in batch \(batch)" + (line.map { ", on line \($0) of its file" } ?? "")
    case .check(let id, let message): return "\(id): \(message[language])"
    case .limit(let limit): return vietnamese ? "tối đa \(limit)" : "at most \(limit)"
    }
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
  }

  private static func range(_ minimum: String?, _ maximum: String?) -> String {
    minimum == nil && maximum == nil ? "" : " \(minimum ?? "")…\(maximum ?? "")"
  }
}

extension FoundText {
  /// What was found, as a clause.
  public func description(in language: Language) -> String {
    let vietnamese = language == .vietnamese
    switch self {
    case .code(let code): return vietnamese ? "gặp \"\(code)\"" : "found \"\(code)\""
    case .shared(let text):
      return (vietnamese ? "gặp" : "found") + " \"\(text.printable)\""
    case .text(let length):
      return vietnamese ? "gặp văn bản \(length) ký tự" : "found a text of \(length) characters"
    case .number(let length):
      return vietnamese ? "gặp số \(length) ký tự" : "found a number of \(length) characters"
    case .empty: return vietnamese ? "ô trống" : "the cell is empty"
    }
  }
}

extension SourcePosition {
  /// File, sheet and lines as whoever opens the file sees them; the record too, where lines outnumber records.
  public func description(in language: Language) -> String {
    let vietnamese = language == .vietnamese
    let lines = lastLine > line ? "\(line)–\(lastLine)" : "\(line)"
    var place = file.printable
    if let sheet {
      place += (vietnamese ? ", trang tính \"" : ", sheet \"") + sheet.printable + "\""
    }
    place += (vietnamese ? ", dòng " : sheet == nil ? ", line " : ", row ") + lines
    if sheet == nil, record < line {
      place += vietnamese ? " (bản ghi \(record))" : " (record \(record))"
    }
    return place
  }

  /// The letters above the column of a sheet, such as `AB`; nil where there is none.
  public var columnLetters: String? {
    guard var number = sheetColumn, number > 0 else { return nil }
    var letters = ""
    while number > 0 {
      letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init)[(number - 1) % 26] + letters
      number = (number - 1) / 26
    }
    return letters
  }
}

extension Finding {
  /// What is wrong, in one clause; of a check of the form its name and message too.
  public func statement(in language: Language) -> String {
    let statement = rule.statement[language]
    guard case .check = expected else { return statement }
    return "\(statement) (\(expected.description(in: language)))"
  }

  /// The finding as one line: place, what is wrong, what was expected, what to do.
  public func message(in language: Language) -> String {
    "\(spot(in: language)): \(rule.statement[language])\(detail(in: language)) · \(rule.rawValue) · "
      + rule.remedy[language]
  }

  /// The finding without what is wrong and what to do: place, what was found, what was expected.
  public func place(in language: Language) -> String { spot(in: language) + detail(in: language) }

  private func spot(in language: Language) -> String {
    var place = position.description(in: language)
    if let column {
      place += (language == .vietnamese ? ", cột \"" : ", column \"") + column.printable + "\""
      if let letters = position.columnLetters { place += " (\(letters))" }
      if let item, item != column { place += " [\(item)]" }
    }
    return place
  }

  private func detail(in language: Language) -> String {
    let details = [found?.description(in: language), expected.description(in: language)]
      .compactMap(\.self).filter { !$0.isEmpty }
    return details.isEmpty ? "" : " (\(details.joined(separator: "; ")))"
  }
}
