internal import SurveyModel

extension SampleBuilder {
  /// The first stage, and each further one for which all stages above have a population size.
  static func stagesThatMatter(_ study: Study) -> [Int] {
    var stages: [Int] = []
    for (index, stage) in study.design.stages.enumerated() {
      stages.append(index)
      if stage.population == nil { break }
    }
    return stages
  }

  /// The labels of a block's rows: unit, stratum and clusters, as positions among the texts of the
  /// block's columns.
  struct RowLabels {
    private let study: Study
    private let units: TextColumn
    /// For each text of the unit column its position in the registry, −1 before it is needed.
    private let unitPositions: [Int]
    /// For each source that is a column its positions by row.
    private let indices: [[Int32]]
    private let stratum: Labels
    private let clusters: [Labels]

    /// Where labels come from.
    private enum Labels {
      case constant(Int32)
      /// By the text of a column.
      case column([Int32], labels: [Int32])
      /// By the text of the unit column.
      case unit(labels: [Int32])

      func label(_ row: Int, unit: Int) -> Int32 {
        switch self {
        case .constant(let label): label
        case .column(let indices, let labels): indices[row] < 0 ? 0 : labels[Int(indices[row])]
        case .unit(let labels): labels[unit]
        }
      }
    }

    init(
      _ table: ResponseTable, study: Study, stages: [Int], interner: inout Interner
    ) throws {
      self.study = study
      let units = table.texts(TableLayout.unit) ?? TextColumn()
      self.units = units
      var isUsed = [Bool](repeating: false, count: units.values.count)
      for index in units.indices {
        guard index >= 0 else { throw WeightingError.unknownUnit("") }
        isUsed[Int(index)] = true
      }
      let positions = try units.values.enumerated().map { number, code -> Int in
        guard let position = study.units.position(of: code) else {
          if isUsed[number] { throw WeightingError.unknownUnit(code) }
          return -1
        }
        return position
      }
      unitPositions = positions
      var columns: [[Int32]] = [units.indices]
      func labels(_ source: DesignSource?, _ name: String) throws -> Labels {
        switch source {
        case nil, .respondent: return .constant(interner.number(of: ""))
        case .column:
          let texts = table.texts(name) ?? TextColumn()
          columns.append(texts.indices)
          return .column(texts.indices, labels: texts.values.map { interner.number(of: $0) })
        case .level(let kind):
          return .unit(
            labels: try positions.enumerated().map { number, position in
              guard isUsed[number] else { return -1 }
              guard let above = study.units.ancestor(of: position, kind: kind) else {
                throw WeightingError.noUnitOfLevel(
                  unit: study.units.units[position].code, level: kind.rawValue)
              }
              return interner.number(of: study.units.units[above].code)
            })
        }
      }
      stratum = try labels(study.design.strata, TableLayout.stratum)
      clusters = try stages.map { stage in
        try labels(study.design.stages[stage].cluster, TableLayout.cluster(stage))
      }
      indices = columns
    }

    /// One more than the largest label of ``last(_:)``.
    var lastLabelCount: Int { Int(indices[indices.count - 1].max() ?? -1) + 2 }

    /// The position in the last column that makes cells, usually that of the last cluster.
    func last(_ row: Int) -> Int { Int(indices[indices.count - 1][row]) + 1 }

    /// The positions in the other columns as one number, −1 where they are too many for one.
    func others(_ row: Int) -> Int64 {
      // A block has fewer than 2²⁰ rows, so fewer texts.
      guard indices.count <= 4 else { return -1 }
      var number: Int64 = 0
      for column in 0..<(indices.count - 1) {
        number = (number &* 0x10_0001) &+ Int64(indices[column][row]) &+ 1
      }
      return number
    }

    /// What makes the cell of a row.
    func key(_ row: Int) throws -> CellKey {
      let unit = Int(units.indices[row])
      return CellKey(
        stratum: stratum.label(row, unit: unit),
        clusters: clusters.map { $0.label(row, unit: unit) }, unit: Int32(unitPositions[unit]))
    }
  }
}
