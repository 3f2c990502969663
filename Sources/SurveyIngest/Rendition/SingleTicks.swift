internal import SurveyModel

/// The columns in which the options of single choices are ticked, a column for each option, read as one
/// column with the code of the option that was ticked.
///
/// Edge cases: where several are ticked all their codes are the answer, which is then set aside; what is
/// no tick is the answer itself, for the same reason; where none is ticked there is no answer.
struct SingleTicks {
  /// The columns of one item.
  struct Group {
    var item: String
    var columns: [(position: Int, code: String)]
  }

  /// The items that are ticked, in the order of their first columns.
  private(set) var groups: [Group] = []
  /// How many columns the file has of its own; those of the items follow them.
  private let width: Int

  /// Finds the items that have no column but those of their options.
  ///
  /// - Parameters:
  ///   - headers: The headers of the file.
  ///   - meanings: What each of them means.
  ///   - study: The study.
  init(_ headers: [String], meanings: [String?], study: Study) {
    width = headers.count
    var columns: [String: [(position: Int, code: String)]] = [:]
    let direct = Set(meanings.compactMap { $0 })
    let ignored = Set(study.columns.ignored.map(\.composed))
    for (position, meaning) in meanings.enumerated() {
      guard let meaning, let slash = meaning.firstIndex(of: "/"),
        case let id = String(meaning[..<slash]), !direct.contains(id),
        !ignored.contains(headers[position].trimmed.composed),
        case .single? = study.questionnaire.item(id)?.content
      else { continue }
      let code = String(meaning[meaning.index(after: slash)...])
      columns[id, default: []].append((position, code))
    }
    for (id, found) in columns.sorted(by: { $0.value[0].position < $1.value[0].position }) {
      let codes = Set(found.map(\.code))
      // Numbers alone may be anything's, unless they are those of all options.
      let isByNumber = found.contains {
        NumberedHeader.numbers(ofHeader: headers[$0.position], allowsBare: true) != nil
      }
      let options = study.questionnaire.item(id)?.options.count ?? 0
      guard codes.count == found.count, codes.count >= 2, !isByNumber || codes.count == options
      else { continue }
      groups.append(Group(item: id, columns: found))
    }
  }

  /// Whether a meaning is that of an option of a single choice.
  static func isTick(_ meaning: String, in study: Study) -> Bool {
    guard let slash = meaning.firstIndex(of: "/") else { return false }
    return study.questionnaire.item(String(meaning[..<slash]))?.isMultiple == false
  }

  var isEmpty: Bool { groups.isEmpty }

  /// Adds the items' cells to those of a row, behind the file's own columns; a row that is too short for them
  /// stays so.
  ///
  /// - Returns: Whether they were added.
  func add(to cells: inout [String], padding: Bool) -> Bool {
    guard !groups.isEmpty, padding || cells.count >= width else { return false }
    while cells.count < width { cells.append("") }
    cells.insert(contentsOf: groups.map { answer($0, in: cells) }, at: width)
    return true
  }

  private func answer(_ group: Group, in cells: [String]) -> String {
    var ticked: [String] = []
    for (position, code) in group.columns {
      let cell = cells[position].trimmed
      switch cell == code ? true : RowDecoder.isTick(cell) {
      case true?: ticked.append(code)
      case false?: break
      case nil where cell.isEmpty: break
      case nil: return cell
      }
    }
    return ticked.joined(separator: ";")
  }

  /// Says which items are made of ticks.
  func tell(_ headers: [String], _ understanding: inout FileUnderstanding) {
    for group in groups {
      let names = group.columns.prefix(3).map { "\"\(headers[$0.position])\"" }
        .joined(separator: ", ")
      let more = group.columns.count > 3 ? ", …" : ""
      understanding.add(
        "single-ticks",
        vi:
          "\(group.item): mỗi lựa chọn một cột đánh dấu (\(group.columns.count) cột: \(names)\(more))",
        en:
          "\(group.item): a column of ticks for each option (\(group.columns.count): \(names)\(more))"
      )
    }
  }
}
