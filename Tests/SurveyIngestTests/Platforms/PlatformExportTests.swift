import SurveyIngest
import SurveyModel
import Testing

@Suite("The platform of an export")
struct PlatformExportTests {
  @Test(
    "is told from the columns it adds, wherever they stand",
    arguments: [
      (
        ["start", "end", "g/q1", "q2", "_id", "_uuid", "_submission_time", "_index"],
        PlatformExport.koboToolbox
      ),
      (["_index", "q1", "__version__", "_id"], .koboToolbox),
      (
        [
          "SubmissionDate", "g-q1", "meta-instanceID", "KEY", "SubmitterID", "SubmitterName",
          "AttachmentsPresent", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion",
        ], .odkCentral
      ),
      (["id", "submitdate", "lastpage", "startlanguage", "seed", "Q1[SQ001]"], .limeSurvey),
      (["Response ID", "Date submitted", "Last page", "Start language"], .limeSurvey),
      (["id. Response ID", "submitdate. Date submitted", "lastpage. Last page"], .limeSurvey),
      (["Dấu thời gian", "Ông/Bà hài lòng đến mức nào?"], .googleForms),
      (["Timestamp", "Email Address", "How satisfied are you? [Staff]"], .googleForms),
      (["ID", "Start time", "Completion time", "Email", "Name", "Câu 1"], .microsoftForms),
      (["ID", "Thời gian bắt đầu", "Thời gian hoàn thành", "Email", "Tên"], .microsoftForms),
    ])
  func recognised(headers: [String], platform: PlatformExport) {
    let found = PlatformExport.recognise(headers: headers)
    #expect(found.platform == platform)
    #expect(found.reason.english.contains(platform.name))
    #expect(PlatformExport.recognise(headers: headers.reversed()).platform == platform)
  }

  @Test(
    "is none where the columns are anybody's",
    arguments: [
      [], ["unit", "q1", "q2"], ["id", "start", "end", "q1"], ["Timestamp", "q1"], ["_id", "q1"],
      ["KEY", "q1", "Status"], ["Email", "Name", "ID"],
    ])
  func none(headers: [String]) {
    let found = PlatformExport.recognise(headers: headers)
    #expect(found.platform == nil)
    #expect(found.reason.english.contains("are not there"))
    #expect(!found.isPartial(["", ""]))
  }

  @Test("a response of LimeSurvey without its date of submission is partial")
  func partial() {
    let found = PlatformExport.recognise(headers: ["id", "lastpage", "submitdate", "Q1"])
    #expect(found.isPartial(["1", "3", " ", "A1"]))
    #expect(!found.isPartial(["2", "5", "2024-12-31 08:30:00", "A1"]))
    #expect(!found.isPartial(["2"]))
  }

  @Test(
    "rows that are repeats within a response are said to be",
    arguments: [
      (["_index", "_parent_index", "_parent_table_name", "member/age"], 1),
      (["SubmissionDate", "SubmitterID", "member-age", "PARENT_KEY", "KEY"], 3),
    ])
  func repeats(headers: [String], parent: Int) {
    let found = PlatformExport.recognise(headers: headers)
    #expect(found.parentColumn == parent)
    #expect(found.reason.english.contains("a repeat within a response"))
    #expect(found.reason.vietnamese.contains("lần lặp"))
  }
}
