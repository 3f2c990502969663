/// Turns what stands in a cell into its value.
struct CellDecoder {
  let sheet: String
  let styles: Styles
  let sharedStrings: SharedStrings
  let epoch: SerialDate.Epoch

  func cell(
    _ cell: RowBuilder.OpenCell, value: [UInt8], row: Int
  ) throws(SpreadsheetError) -> Cell {
    do throws(CellFault) {
      return Cell(
        column: cell.column, value: try self.value(of: cell, value),
        origin: cell.hasFormula ? .formula : .constant)
    } catch {
      let reference = CellReference.letters(ofColumn: cell.column) + String(row)
      throw .cell(sheet: sheet, reference: reference, error.fault)
    }
  }

  private struct CellFault: Error {
    let fault: SpreadsheetError.CellFault
  }

  private func value(
    of cell: RowBuilder.OpenCell, _ value: [UInt8]
  ) throws(CellFault) -> CellValue {
    if let text = cell.text { return .text(String(decoding: text, as: UTF8.self)) }
    guard cell.hasValue else { return cell.hasFormula ? .uncalculated : .empty }
    switch cell.type {
    case .sharedText: return try sharedText(value)
    case .formulaText, .inlineText:
      var bytes = value
      EscapedText.decode(&bytes, from: 0)
      return .text(String(decoding: bytes, as: UTF8.self))
    // openpyxl writes a formula without its result with an empty value.
    case .number where cell.hasFormula && trimmed(value).isEmpty: return .uncalculated
    case .number: return try number(value, style: cell.style)
    case .boolean:
      switch String(decoding: trimmed(value), as: UTF8.self) {
      case "1", "true": return .boolean(true)
      case "0", "false": return .boolean(false)
      default: throw CellFault(fault: .notABoolean)
      }
    case .error: return .error(String(decoding: value, as: UTF8.self))
    case .date:
      guard let date = SerialDate(iso: trimmed(value), epoch: epoch) else {
        throw CellFault(fault: .notADate)
      }
      return .date(date)
    case nil: throw CellFault(fault: .unknownType)
    }
  }

  private func sharedText(_ value: [UInt8]) throws(CellFault) -> CellValue {
    let text = trimmed(value)
    // The number of no text at all is an empty cell in files of some programs.
    if text.isEmpty { return .empty }
    guard let index = Self.index(text), index < sharedStrings.count else {
      throw CellFault(fault: .noSuchText(Self.index(text) ?? -1))
    }
    return .text(sharedStrings.text(index))
  }

  private func number(_ value: [UInt8], style: Int) throws(CellFault) -> CellValue {
    let text = trimmed(value)
    if text.isEmpty { return .empty }
    guard let number = CellValue.number(text) else { throw CellFault(fault: .notANumber) }
    guard style < styles.forms.count else {
      // Style 0 needs no list of styles.
      if style == 0 { return .number(number) }
      throw CellFault(fault: .noSuchStyle(style))
    }
    guard let form = styles.forms[style] else { return .number(number) }
    return .date(SerialDate(serial: number, epoch: epoch, form: form))
  }

  /// The whole number that up to nine digits name; nil where they name none.
  static func index(_ text: ArraySlice<UInt8>) -> Int? {
    guard !text.isEmpty, text.count <= 9 else { return nil }
    var index = 0
    for byte in text {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      index = index * 10 + Int(byte - 0x30)
    }
    return index
  }

  private func trimmed(_ value: [UInt8]) -> ArraySlice<UInt8> {
    guard let first = value.firstIndex(where: { !$0.isXMLBlank }),
      let last = value.lastIndex(where: { !$0.isXMLBlank })
    else { return [] }
    return value[first...last]
  }
}
