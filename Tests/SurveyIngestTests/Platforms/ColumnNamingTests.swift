import SurveyIngest
import SurveyModel
import Testing

@Suite("The columns of a platform's export")
struct ColumnNamingTests {
  private static let means = ResponseScale(
    id: "means",
    options: [
      ResponseOption(code: "1", label: .init(vi: "Xe buýt", en: "Bus")),
      ResponseOption(code: "bike", label: .init(vi: "Xe đạp", en: "Bicycle")),
    ])
  private static let items = [
    item("q1", "Ông/Bà hài lòng đến mức nào?", "How satisfied are you?"),
    item("q2", "Thái độ của công chức", "Attitude of the staff"),
    item("q3.1", "Thời gian chờ", "Waiting time"),
    item("means", "Ông/Bà đến bằng gì?", "How did you come?", .multiple(means)),
    item("a_SQ001", "Sự lịch sự", "Politeness"),
    item("twin1", "Nhận xét", "Remarks"), item("twin2", "Nhận xét", "Remarks"),
    item("Q9", "", ""), item("q9", "", ""),
  ]

  private static func item(
    _ id: String, _ vietnamese: String, _ english: String, _ content: ItemContent = .text
  ) -> Item {
    Item(id: id, label: LocalizedText(vi: vietnamese, en: english), content: content)
  }

  private func meaning(_ header: String, _ platform: PlatformExport?) -> PlatformColumn {
    ColumnNaming(Self.items, platform: platform).meaning(of: header)
  }

  @Test(
    "KoboToolbox and ODK name an item behind its groups, and an option behind the item",
    arguments: [
      ("q1", PlatformColumn.item("q1")), ("service/q1", .item("q1")), ("a/b/q1", .item("q1")),
      ("service-q1", .item("q1")), ("service.q1", .item("q1")), ("Q1", .item("q1")),
      ("service/q3.1", .item("q3.1")), ("g/means", .item("means")),
      ("g/means/bike", .option(item: "means", code: "bike")),
      ("means/1", .option(item: "means", code: "1")),
      ("g-means/BIKE", .option(item: "means", code: "bike")),
      ("g/means/other", .remark(item: "means")), ("g/q9", .item("q9")), ("g/Q9", .item("Q9")),
      ("q1/zzz", .unknown), ("zzz", .unknown), ("", .unknown), ("/", .unknown),
      ("_id", .metadata(.identifier)), ("_submission_time", .metadata(.submitted)),
      ("meta/instanceID", .metadata(.identifier)), ("_parent_index", .metadata(.parent)),
      ("__version__", .metadata(.formVersion)), ("start", .metadata(.started)),
    ])
  func names(header: String, expected: PlatformColumn) {
    #expect(meaning(header, .koboToolbox) == expected)
  }

  @Test(
    "LimeSurvey names items and options by codes in brackets",
    arguments: [
      ("q1", PlatformColumn.item("q1")), ("means[SQ001]", .option(item: "means", code: "1")),
      ("means[bike]", .option(item: "means", code: "bike")),
      ("means[other]", .remark(item: "means")), ("q1[comment]", .remark(item: "q1")),
      ("means[SQ001comment]", .remark(item: "means")), ("a[SQ001]", .item("a_SQ001")),
      ("grid[q2]", .item("q2")), ("q1. How satisfied are you?", .item("q1")),
      ("means[SQ001]. How did you come? [Bus]", .option(item: "means", code: "1")),
      ("How did you come? [Bicycle]", .option(item: "means", code: "bike")),
      ("How did you come? [Other]", .remark(item: "means")),
      ("submitdate. Date submitted", .metadata(.submitted)), ("id", .metadata(.identifier)),
      ("means[SQ009]", .unknown), ("q1[q2]", .unknown),
    ])
  func limeSurvey(header: String, expected: PlatformColumn) {
    #expect(meaning(header, .limeSurvey) == expected)
  }

  @Test(
    "forms name items by their text, numbered or not, and grids by their rows",
    arguments: [
      ("Ông/Bà hài lòng đến mức nào?", PlatformColumn.item("q1")),
      ("Câu 1. Ông/Bà hài lòng đến mức nào?", .item("q1")),
      ("1) ong/ba hai long den muc nao", .item("q1")), ("Q12: How satisfied are you?", .item("q1")),
      ("3.2. Waiting time", .item("q3.1")), ("Đánh giá [Thái độ của công chức]", .item("q2")),
      ("Đánh giá của ông bà [ 2. Thời gian chờ ]", .item("q3.1")),
      ("Ông/Bà đến bằng gì? [Xe buýt]", .option(item: "means", code: "1")),
      ("Nhận xét", .ambiguous(["twin1", "twin2"])), ("Timestamp", .metadata(.submitted)),
      ("Địa chỉ email", .metadata(.submitter)), ("Bạn bao nhiêu tuổi?", .unknown),
    ])
  func texts(header: String, expected: PlatformColumn) {
    #expect(meaning(header, .googleForms) == expected)
  }

  @Test("a platform's column is a column like others where the platform is not known")
  func withoutPlatform() {
    #expect(meaning("_id", nil) == .unknown)
    #expect(meaning("g/q1", nil) == .item("q1"))
  }
}
