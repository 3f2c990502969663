internal import DelimitedText
public import SurveyModel
internal import SurveyStatistics

/// Answers that nobody gave: a batch made from a study's form and design alone.
///
/// It is for rehearsing an import before fieldwork, for examples and for benchmarks. It reads
/// without a finding, obeys the form's skip rules, and has the intra-class correlation, the
/// non-response and the incident rates that the study's `simulation` states. No number
/// computed from it says anything about a province.
///
/// Respondents are spread evenly over the lowest units of the registry, in their order. Those of a
/// primary sampling unit, or of the lowest unit where no stage names clusters, are alike: every
/// answer is the quantile of its item's distribution at a number U, uniform in 0..<1, where
///
///     U = V           with probability √ρ
///     U = M           with probability (1 − √ρ) × 0.4, for criteria and incidents
///     U = E           otherwise
///
/// V belongs to the cluster, M to the respondent and E to the answer; ρ is the stated intra-class
/// correlation. The answers of two respondents to an item depend on each other only when both are
/// taken from V, which happens with probability ρ, and then they are the same. So the correlation
/// of any score of any item within a cluster is ρ exactly, whatever the item's distribution is.
/// Criteria and incidents share one V, so that a cluster that is satisfied is so throughout, and
/// reports less; every other question has a V of its own in each cluster.
///
/// Edge cases:
/// - Of a multiple-choice item every option is drawn in this way; a respondent who would tick
///   nothing ticks one option after all.
/// - Direct identifiers are written empty, even where the form requires them.
/// - A lowest unit that lies in no unit of a level that the design names is passed over, unless
///   all do. A study without units gives the header alone.
/// - An item that bears the name of one of the study's columns is not written a second time.
public struct SyntheticBatch: Hashable, Sendable {
  /// The study that the batch is made for.
  public let study: Study
  /// The number of rows.
  public let respondents: Int
  /// What decides every random number.
  public let seed: UInt64
  /// How the interviews are held, and by whom they are made up.
  public let fieldwork: Fieldwork

  /// A batch of `respondents` rows, which `seed` decides.
  ///
  /// - Precondition: `respondents` is not negative.
  public init(
    study: Study, respondents: Int, seed: UInt64, fieldwork: Fieldwork = Fieldwork()
  ) {
    precondition(respondents >= 0, "a batch has no negative number of rows")
    self.study = study
    self.respondents = respondents
    self.seed = seed
    self.fieldwork = fieldwork
  }

  /// The codes of the interviewers who fabricate, and how.
  public var fabricators: [String: Fabrication] { plan.fabricators }

  private var plan: FieldworkPlan {
    FieldworkPlan(
      fieldwork, respondents: respondents, seed: seed, referenceDate: study.referenceDate)
  }

  /// The batch as comma-separated values in UTF-8, lines ending in CR LF.
  ///
  /// The header names the study's columns (key, unit, design) and then the items by id. Answers are
  /// codes, in the spelling that the study's code map has for them; the codes of a multiple-choice
  /// item stand in one column, with blanks between them.
  ///
  /// - Returns: The same bytes for the same study, number and seed, on every machine.
  /// - Complexity: O(*respondents* × *items*).
  public func csv() -> [UInt8] {
    let columns = LeadingColumns(study)
    let draws = ClusterDraws(seed: seed)
    var simulator = AnswerSimulator(
      study: study, omitting: Set(columns.headers), draws: draws, seed: seed,
      satisfiedShare: fieldwork.satisfiedShare)
    var copies = CopiedInterviews(
      criteria: simulator.criterionFields, changes: fieldwork.changedAnswers, seed: seed)
    let interviews = plan.interviews(count: respondents)
    let roleFields: [(field: Int?, text: (FieldworkPlan.Interview) -> String)] = [
      (columns.position(of: .interviewer), { FieldworkPlan.code($0.interviewer) }),
      (columns.position(of: .started), { $0.started }),
      (columns.position(of: .ended), { $0.ended }),
    ]
    var writer = ExportWriter()
    writer.write(texts: columns.headers + simulator.headers)
    let sample = SampledCells(of: study, columns: columns, respondents: respondents, draws: draws)
    let numberField = columns.position(of: .runningNumber)
    let numberWidth = max(5, String(respondents).count)
    var number = 0
    for cell in sample.cells {
      var fields = cell.leadingFields + simulator.headers.map { _ in "" }
      for _ in 0..<cell.respondents {
        number += 1
        if let numberField {
          fields[numberField] = "P" + DecimalText.padded(number, width: numberWidth)
        }
        let interview = interviews[number - 1]
        for (field, text) in roleFields {
          if let field { fields[field] = text(interview) }
        }
        simulator.fill(
          &fields, from: columns.headers.count, cluster: cell.cluster,
          fabrication: interview.fabrication)
        copies.take(&fields, from: columns.headers.count, of: interview)
        writer.write(texts: fields)
      }
    }
    return writer.bytes
  }
}
