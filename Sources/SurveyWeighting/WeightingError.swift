public import SurveyModel

/// Why a wave cannot be joined with its design.
public enum WeightingError: Error, Hashable, Sendable {
  /// There is no response.
  case noResponses
  /// The study states population sizes and leaves these strata out.
  case noPopulationSize(strata: [String], stage: Int)
  /// The population of a stratum, or of a cluster, is stated as two numbers.
  case twoPopulationSizes(stratum: String, stage: Int)
  /// Fewer clusters are in the population than in the sample.
  case populationTooSmall(stratum: String, stage: Int, population: Double, sampled: Int)
  /// One cluster was sampled within these clusters of the stage above, of more in the population.
  case oneClusterWithin([String], stage: Int)
  /// The design asks for a unit of this level above a unit that has none.
  case noUnitOfLevel(unit: String, level: String)
  /// A unit of the responses is not in the registry any more.
  case unknownUnit(String)

  /// What is wrong and what to do.
  public var statement: LocalizedText {
    switch self {
    case .noResponses:
      .init(
        vi: "chưa có phiếu nào trong kho; nhập tệp bằng sipas import",
        en: "there are no responses yet; import files with sipas import")
    case .noPopulationSize(let strata, let stage):
      .init(
        vi: "design.stages[\(stage)].population thiếu: \(strata.joined(separator: ", "))",
        en: "design.stages[\(stage)].population leaves out: \(strata.joined(separator: ", "))")
    case .twoPopulationSizes(let stratum, let stage):
      .init(
        vi: "design.stages[\(stage)]: \"\(stratum)\" có hai quy mô tổng thể khác nhau",
        en: "design.stages[\(stage)]: \"\(stratum)\" has two different population sizes")
    case .populationTooSmall(let stratum, let stage, let population, let sampled):
      .init(
        vi: "design.stages[\(stage)]: \"\(stratum)\" có \(sampled) cụm trong mẫu "
          + "nhưng tổng thể chỉ \(population)",
        en: "design.stages[\(stage)]: \"\(stratum)\" has \(sampled) clusters in the sample "
          + "and \(population) in the population")
    case .oneClusterWithin(let names, let stage):
      .init(
        vi: "design.stages[\(stage)]: chỉ có một cụm trong mẫu ở \(names.joined(separator: ", ")); "
          + "không tính được phương sai. Bỏ stages[\(stage)], hoặc chọn design.lonely-psu "
          + "(certainty, remove, adjust, average)",
        en:
          "design.stages[\(stage)]: one cluster only was sampled within \(names.joined(separator: ", ")); "
          + "no variance can be seen. Leave stages[\(stage)] out, or choose design.lonely-psu "
          + "(certainty, remove, adjust, average)")
    case .noUnitOfLevel(let unit, let level):
      .init(
        vi: "đơn vị \"\(unit)\" không thuộc đơn vị cấp \"\(level)\" nào",
        en: "unit \"\(unit)\" lies in no unit of level \"\(level)\"")
    case .unknownUnit(let unit):
      .init(
        vi: "kho có đơn vị \"\(unit)\" không còn trong units.csv",
        en: "the store holds unit \"\(unit)\", which units.csv no longer has")
    }
  }
}
