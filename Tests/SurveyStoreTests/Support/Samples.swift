import Foundation
import SurveyIngest
import SurveyModel
import SurveySchema

/// A small study and its batches.
enum Samples {
  static let form = """
    questionnaire: store-form
    title: Phiếu của kho
    items:
      - {id: name, type: text, pii: direct, label: Họ và tên}
      - {id: q1, type: single, label: Câu 1, options: [{code: "1", label: Kém}, {code: "2", label: Vừa}, {code: "3", label: Tốt}]}
      - {id: q2, type: multiple, label: Câu 2, options: [{code: a, label: A}, {code: b, label: B}]}
      - {id: age, type: number, label: Tuổi, range: {min: 18}}
      - {id: day, type: date, label: Ngày}
      - {id: remark, type: text, label: Ý kiến}
    axes: {id: index, label: Chỉ số, items: [q1]}
    profiles: {mean: {default: true, scores: {q1: {"1": 0, "2": 0.5, "3": 1}}}}
    """

  static func study(hasKey: Bool = true, form: String = form) throws -> Study {
    let units = ["X1", "X2", "X3"].map {
      AdministrativeUnit(code: $0, name: "Xã \($0)", kind: .commune)
    }
    return Study(
      id: "store", title: LocalizedText("Kho"), wave: "2024",
      questionnaire: try Questionnaire(yaml: Array(form.utf8), file: "form.yaml"),
      units: UnitRegistry(units),
      columns: StudyColumns(unit: "xa", key: hasKey ? ["so_phieu"] : []),
      design: DesignSpecification(weightColumn: "trong_so"))
  }

  static let header = "so_phieu,xa,trong_so,name,q1,q2,age,day,remark"

  /// A right row, the answers of which `number` decides.
  static func row(_ number: Int, q1: String? = nil) -> String {
    let answer = q1 ?? ["1", "2", "3", ""][number % 4]
    let options = ["a", "b", "a b", ""][number % 4]
    let age = number % 5 == 0 ? "" : "\(20 + number % 60)"
    let remark = ["", "tốt", "chậm"][number % 3]
    return "P\(number),X\(number % 3 + 1),1.\(number % 10),Lê Bí Mật \(number),\(answer),"
      + "\(options),\(age),2024-06-\(10 + number % 20),\(remark)"
  }

  static func table(
    _ rows: [String], for study: Study, fileName: String = "batch.csv"
  ) throws -> ResponseTable {
    let text = ([header] + rows).joined(separator: "\n") + "\n"
    return try ResponseTable(Array(text.utf8), fileName: fileName, for: study)
  }
}
