import SurveyModel
import SurveySimulation
import Testing

@Suite("Respondents are spread as the design says")
struct SampleTests {
  @Test("the lowest units are served evenly, the first ones with what is left over")
  func even() throws {
    let batch = Rehearsal(Study.sample(try .small(), communes: 6), respondents: 20)
    let expected = [4, 4, 3, 3, 3, 3].enumerated().flatMap { unit, count in
      Array(repeating: "C\(unit)", count: count)
    }
    #expect(batch["commune"] == expected)
  }

  @Test("a lowest unit without the levels of the design is passed over")
  func levels() throws {
    let design = DesignSpecification(stages: [SamplingStage(cluster: .level(.commune))])
    var study = Study.sample(try .small(), communes: 2, design: design)
    let agency = AdministrativeUnit(code: "A", name: "Sở", kind: .agency, parent: "P")
    study.units = UnitRegistry(study.units.units + [agency])
    #expect(Set(Rehearsal(study, respondents: 10)["commune"]) == ["C0", "C1"])
    study.design = DesignSpecification()
    #expect(Set(Rehearsal(study, respondents: 10)["commune"]) == ["C0", "C1", "A"])
  }

  @Test("strata, clusters, populations and weights stand in the columns that the design names")
  func columns() throws {
    let study = Study.sample(
      try .small(), communes: 8, columns: StudyColumns(unit: "commune", key: ["form", "visit"]),
      design: DesignSpecification(
        strata: .column("district"),
        stages: [
          SamplingStage(cluster: .column("hamlet"), population: .column("hamlets")),
          SamplingStage(cluster: .column("house"), population: .column("houses")),
        ], weightColumn: "weight"))
    let batch = Rehearsal(study, respondents: 800)
    #expect(
      batch.headers.prefix(9) == [
        "form", "visit", "commune", "district", "hamlet", "house", "hamlets", "houses", "weight",
      ])
    #expect(batch["form"].first == "P00001")
    #expect(batch["form"].last == "P00800")
    #expect(Set(batch["visit"]) == ["1"])
    #expect(batch["district"].prefix(400).allSatisfy { $0 == "D0" })
    #expect(batch["district"].suffix(400).allSatisfy { $0 == "D1" })
    #expect(Array(Set(batch["hamlet"].prefix(100))).sorted() == ["C0-1", "C0-2", "C0-3", "C0-4"])
    #expect(
      batch["house"].prefix(6) == ["C0-1-1", "C0-1-1", "C0-1-1", "C0-1-1", "C0-1-1", "C0-1-2"])
    #expect(Set(batch["hamlets"]) == ["320"])
    #expect(Set(batch["houses"]) == ["100"])
    let weights = Set(zip(batch["hamlet"], batch["weight"]).map { "\($0) \($1)" })
    #expect(weights.count == 32)
    #expect(Set(batch["weight"]).count > 25)
    #expect(
      batch["weight"].allSatisfy { $0.utf8.count == 6 && (1...3).contains(Double($0) ?? 0) })
  }

  @Test(
    "a column that serves two purposes stands once", arguments: [["form"], ["commune", "form"]])
  func shared(key: [String]) throws {
    let study = Study.sample(
      try .small(), communes: 4, columns: StudyColumns(unit: "commune", key: key),
      design: DesignSpecification(
        strata: .column("commune"),
        stages: [
          SamplingStage(cluster: .column("hamlet")), SamplingStage(cluster: .column("form")),
        ], weightColumn: "age"))
    let batch = Rehearsal(study, respondents: 200)
    #expect(Set(batch.headers).count == batch.headers.count)
    #expect(Set(batch["form"]).count == 200)
    #expect(Set(batch["commune"]) == ["C0", "C1", "C2", "C3"])
    #expect(Set(batch["hamlet"]).count == 8)
    #expect(batch["age"].allSatisfy { $0.utf8.count == 6 })
  }

  @Test("no more clusters are sampled than the study states there are")
  func stated() throws {
    let study = Study.sample(
      try .small(), communes: 4,
      design: DesignSpecification(
        strata: .level(.district),
        stages: [SamplingStage(cluster: .column("hamlet"), population: .stated(["D0": 9]))]))
    let batch = Rehearsal(study, respondents: 2000)
    #expect(Set(batch["hamlet"]).count == 8)
    #expect(batch.headers.prefix(2) == ["commune", "hamlet"])
  }
}
