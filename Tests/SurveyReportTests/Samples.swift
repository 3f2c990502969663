import SurveyModel
import SurveyReport

/// Small documents that show every kind of block once.
enum Samples {
  /// A report of one invented district, in either language.
  static func report(in language: Language) -> ReportDocument {
    switch language {
    case .vietnamese: vietnamese
    case .english: english
    }
  }

  private static let vietnamese = ReportDocument(
    language: .vietnamese, title: "Sự hài lòng của người dân: huyện An Bình",
    subtitle: "Điều tra năm 2025",
    metadata: [.init("Ngày lập", "15/01/2026"), .init("Số phiếu", "1.204")],
    blocks: [
      .heading("Kết quả chung", level: 1),
      .paragraph("Chỉ số là trung bình có trọng số của các tiêu chí."),
      .keyFigures([
        KeyFigure(
          label: "Chỉ số hài lòng", value: .number(83.945, digits: 2), unit: "%",
          interval: "KTC 95 %: 81,20–86,70", note: "n = 1.204"),
        KeyFigure(
          label: "Nhũng nhiễu", value: .suppressed, unit: "%", interval: "KTC 95 %: 0,9–4,4"),
      ]),
      .heading("Theo trục", level: 2),
      .table(
        Table(
          caption: "Chỉ số theo trục và nhân tố", note: "Tỷ lệ phần trăm.",
          columns: [
            .rowHeader("Trục, nhân tố"), .init("Chỉ số"), .init("KTC 95 %"), .init("Số phiếu"),
          ],
          rows: [
            .init(
              [
                .text("Cung ứng dịch vụ"), .number(83.9, digits: 1),
                .interval(lower: 81.2, upper: 86.7, digits: 1), .number(1204, digits: 0),
              ], emphasis: .strong),
            .init(
              [
                .text("Tiếp cận dịch vụ"), .number(-0.04, digits: 1),
                .interval(lower: -1.25, upper: 1.1, digits: 1), .number(1198, digits: 0),
              ], level: 1),
            .init(
              [
                .text("Công chức"), .suppressed, .suppressed, .notAvailable(reason: "ít phiếu"),
              ], level: 1),
          ])),
      .dotWhisker(
        DotWhiskerChart(
          title: "Chỉ số theo xã", summary: "Ba xã, so với mức chung của huyện.",
          scale: 60...100,
          rows: [
            .init(
              name: "Xã Nguyễn Huệ", mark: .estimate(91.2, lower: 88, upper: 94.1),
              note: "n = 412"),
            .init(
              name: "Thị trấn Phước Bình, nơi sáp nhập từ hai xã cũ",
              mark: .estimate(74.5, lower: 55, upper: 80)),
            .init(name: "Xã Ia Rong", mark: .suppressed, note: "n = 7"),
          ],
          reference: .init(value: 83.9, label: "Toàn huyện"))),
      .callout(.caution, "Không so sánh các xã có khoảng chồng lên nhau."),
      .notes(["Phương sai tuyến tính hóa giữa các đơn vị chọn mẫu.", "Phân phối t."]),
    ])

  private static let english = ReportDocument(
    language: .english, title: "Citizen satisfaction: An Bình district",
    metadata: [.init("Issued", "15 January 2026")],
    blocks: [
      .keyFigures([
        KeyFigure(
          label: "Satisfaction index", value: .number(83.945, digits: 2), unit: "%",
          interval: "95 % CI 81.20–86.70", note: "n = 1,204")
      ]),
      .table(
        Table(
          caption: "Index by factor",
          columns: [
            .rowHeader("Factor"), .init("Index"), .init("95 % CI"),
            .init("Remark", alignment: .text),
          ],
          rows: [
            .init([
              .text("Access"), .number(83.9, digits: 1),
              .interval(lower: 81.2, upper: 86.7, digits: 1), .text(""),
            ]),
            .init(
              [
                .text("Signposting"), .number(nil, digits: 1),
                .notAvailable(reason: "one commune only"), .text("not asked in 2024"),
              ], level: 1),
            .init([.text("Officials"), .suppressed, .suppressed, .text("")]),
          ])),
      .dotWhisker(
        DotWhiskerChart(
          title: "Index by commune", summary: "Two communes.", scale: 0...100,
          rows: [
            .init(name: "Nguyễn Huệ", mark: .estimate(91.2, lower: 88, upper: 94.1)),
            .init(name: "Ia Rong", mark: .notAvailable(reason: "not visited")),
          ])),
      .callout(.warning, "Two communes are missing."),
      .notes(["Linearised variance between primary sampling units."]),
    ])
}
