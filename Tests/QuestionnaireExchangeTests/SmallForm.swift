import Foundation
import QuestionnaireExchange
import SurveyModel
import SurveySchema

/// A form with one of everything.
enum SmallForm {
  static let yaml = """
    questionnaire: mot-cua
    version: "2"
    title: {vi: Hài lòng tại bộ phận một cửa, en: Satisfaction at the one-stop shop}
    missing: {dont-know: ["9"], blank: ["NA", "#NULL!"]}
    base: [dont-know]
    scales:
      satisfaction-3:
        options:
          - {code: "1", label: {vi: Không hài lòng, en: Dissatisfied}}
          - {code: "2", label: {vi: Bình thường, en: Neutral}}
          - {code: "3", label: {vi: Hài lòng, en: Satisfied}, aliases: ["HL", "hai, long"]}
    items:
      - {id: name, type: text, pii: direct, label: {vi: Họ tên, en: Name}}
      - {id: visits, type: number, integer: true, range: {min: 0, max: 50}, required: true,
         label: {vi: Số lần đến, en: Number of visits}}
      - {id: hours, type: number, range: {min: 0.5}, label: {vi: Số giờ chờ, en: Hours of waiting}}
      - {id: day, type: date, range: {min: 2024-01-01, max: 2024-12-31}, label: {vi: Ngày, en: Day}}
      - id: reason
        type: multiple
        label: {vi: Lý do, en: Reason}
        options:
          - {code: "1", label: {vi: Đất đai, en: Land}}
          - {code: "7", label: {vi: Khác, en: Other}}
      - {id: reason_other, type: text, asked-if: [{item: reason, in: ["7"]}],
         label: {vi: Lý do khác, en: Other reason}}
      - id: paid
        type: single
        required: true
        label: {vi: Có phải đưa tiền ngoài phí, en: Paid beyond the fees}
        incident: {kind: extra-fee, basis: own-experience, report: ["1"]}
        missing: {refused: ["8"]}
        base: []
        options:
          - {code: "1", label: {vi: Có, en: "Yes"}}
          - {code: "2", label: {vi: Không, en: "No"}}
          - {code: "it's", label: {vi: "Không \\"nhớ\\"", en: "Can't say"}}
      - id: why
        type: text
        label: {vi: Vì sao, en: Why}
        asked-if: [{item: paid, not-in: ["2", "it's"]}, {item: reason, not-in: ["1"]},
                   {item: paid, in: ["1", "2"]}]
      - {id: waiting, type: single, scale: satisfaction-3, label: {vi: Chỗ ngồi chờ, en: Waiting room}}
      - {id: officials, type: single, scale: satisfaction-3, label: {vi: Công chức, en: Officials}}
      - {id: delay, type: single, scale: satisfaction-3, reversed: true,
         label: {vi: Trễ hẹn, en: Delay}, asked-if: [{item: paid, in: ["1"]}]}
    axes:
      id: index
      label: {vi: Chỉ số hài lòng, en: Satisfaction index}
      children:
        - id: service
          label: {vi: Phục vụ, en: Service}
          children:
            - {id: place, label: {vi: Nơi chờ, en: Place}, items: [waiting]}
            - {id: officials, label: {vi: Công chức, en: Officials}, items: [officials]}
        - {id: result, kind: factor, label: {vi: Kết quả, en: Result}, items: [delay]}
    profiles:
      satisfied:
        default: true
        label: {vi: Tỷ lệ hài lòng, en: Share satisfied}
        scores: {satisfaction-3: {"1": 0, "2": 0, "3": 1}}
      mean:
        label: {vi: Điểm trung bình, en: Mean score}
        scores: {satisfaction-3: {"1": 0.2, "2": 0.6, "3": 1}}
    """

  static func read() throws -> Questionnaire {
    try Questionnaire(yaml: Array(yaml.utf8), file: "mot-cua.yaml")
  }
}

extension FormSheets {
  /// The sheets as text, cells between tabs.
  var text: String {
    sheets.map { sheet in
      "== \(sheet.name)\n"
        + sheet.grid.map { $0.joined(separator: "\t") + "\n" }.joined()
    }.joined()
  }
}

/// Sheets of rows whose cells stand between bars, numbered from 1: `type | name | label`.
func sheets(_ texts: (name: String, text: String)...) -> FormSheets {
  FormSheets(
    texts.map { name, text in
      let grid = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.split(separator: "|", omittingEmptySubsequences: false).map {
          String($0).trimmed
        }
      }
      return FormSheets.Sheet(name: name, grid: grid)
    })
}

/// What an error's problems say, a line each.
func messages(_ body: () throws -> Void) -> [String] {
  do {
    try body()
    return []
  } catch let error as FormError {
    return error.problems.map { $0.message(in: .english) }
  } catch let error as SchemaError {
    return error.problems.map { $0.message(in: .english) }
  } catch {
    return ["\(error)"]
  }
}
