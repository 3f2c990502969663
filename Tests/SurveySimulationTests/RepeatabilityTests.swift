import SurveyModel
import SurveySimulation
import Testing

@Suite("A seed decides a batch")
struct RepeatabilityTests {
  @Test("the same seed gives the same bytes, another seed others")
  func seeds() throws {
    let study = Study.sample(try .shipped("sipas-2023"), communes: 8)
    let bytes = SyntheticBatch(study: study, respondents: 100, seed: 7).csv()
    #expect(SyntheticBatch(study: study, respondents: 100, seed: 7).csv() == bytes)
    #expect(SyntheticBatch(study: study, respondents: 100, seed: 8).csv() != bytes)
  }

  @Test("the bytes are these on every machine")
  func recorded() throws {
    let study = Study.sample(
      try .small(), communes: 2, columns: StudyColumns(unit: "commune", key: ["form"]),
      design: DesignSpecification(weightColumn: "weight"))
    let bytes = SyntheticBatch(study: study, respondents: 4, seed: 2024).csv()
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map(String.init)
    #expect(
      lines == [
        "form,commune,weight,follow,visited,channels,counter,delay,result,trouble,gifts,age,hours,"
          + "name,remark,place,day",
        "P00001,C0,1.9730,,2,b,5,2,3,0,n,36,0.0,,,Mong có thêm ghế ngồi chờ.,2024-02-24",
        "P00002,C0,1.9730,y,1,a,3,2,3,0,n,34,0.0,,,Mong có thêm ghế ngồi chờ.,2024-03-02",
        "P00003,C1,1.1255,,1,a b c,3,2,3,0,t,69,0.0,,,Hồ sơ được giải quyết đúng hẹn.,2024-03-07",
        "P00004,C1,1.1255,,2,a b,3,2,2,0,n,30,0.0,,,Không có ý kiến gì thêm.,2024-02-18",
      ])
  }

  @Test("a batch of no rows is its header, ended by CR LF, without a byte order mark")
  func empty() throws {
    let study = Study.sample(try .small(), communes: 1)
    let text = String(
      decoding: SyntheticBatch(study: study, respondents: 0, seed: 1).csv(), as: UTF8.self)
    #expect(
      text == "commune,follow,visited,channels,counter,delay,result,trouble,gifts,age,hours,name,"
        + "remark,place,day\r\n")
  }
}
