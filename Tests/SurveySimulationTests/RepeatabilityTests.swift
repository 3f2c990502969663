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
        "P00001,C0,1.9730,,2,b,5,2,3,0,t,67,0.2,,,Cán bộ hướng dẫn tận tình.,",
        "P00002,C0,1.9730,,1,b,5,1,3,0,t,62,0.3,,,Mong có thêm ghế ngồi chờ.,2024-02-09",
        "P00003,C1,1.1255,,2,c,5,2,2,0,n,63,-0.5,,,Thời gian chờ hơi lâu.,2024-03-09",
        "P00004,C1,1.1255,,2,a,3,2,2,0,n,69,-0.5,,,Cán bộ hướng dẫn tận tình.,2024-02-13",
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
