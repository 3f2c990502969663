internal import SurveyModel

/// The columns of a batch that are not items: which there are, and what each holds.
///
/// A name that serves several purposes stands once: the unit comes first, then stratum, clusters,
/// populations, weight, interviewer and times, and the form's key last.
struct LeadingColumns {
  /// What a column holds.
  enum Role: Hashable {
    case unit
    case stratum
    case cluster(stage: Int)
    case population(stage: Int)
    case weight
    /// The interviewer's code.
    case interviewer
    /// When the interview started.
    case started
    /// When it ended.
    case ended
    /// The number of the form.
    case runningNumber
    /// A further part of the form's key, the same for all.
    case furtherKey
  }

  /// The names, in the order in which they are written.
  let headers: [String]
  /// What they hold, in the same order.
  let roles: [Role]

  init(_ study: Study) {
    var claims: [(header: String, role: Role)] = []
    func claim(_ header: String, _ role: Role) {
      if !claims.contains(where: { $0.header == header }) { claims.append((header, role)) }
    }
    claim(study.columns.unit, .unit)
    if case .column(let name) = study.design.strata { claim(name, .stratum) }
    for (stage, sampling) in study.design.stages.enumerated() {
      if case .column(let name) = sampling.cluster { claim(name, .cluster(stage: stage)) }
    }
    for (stage, sampling) in study.design.stages.enumerated() {
      if case .column(let name) = sampling.population { claim(name, .population(stage: stage)) }
    }
    if let name = study.design.weightColumn { claim(name, .weight) }
    if let name = study.quality.interviewerColumn { claim(name, .interviewer) }
    if let name = study.quality.startedColumn { claim(name, .started) }
    if let name = study.quality.endedColumn { claim(name, .ended) }

    let key = study.columns.key
    let numbered = LeadingColumns.numberedColumn(of: key, claims: claims)
    for header in key { claim(header, .furtherKey) }
    if let numbered, let position = claims.firstIndex(where: { $0.header == numbered }) {
      claims[position].role = .runningNumber
    }
    let first = key.compactMap { header in claims.first { $0.header == header } }
    let ordered = first + claims.filter { !key.contains($0.header) }
    var seen: Set<String> = []
    let columns = ordered.filter { seen.insert($0.header).inserted }
    headers = columns.map(\.header)
    roles = columns.map(\.role)
  }

  /// What the column of this name holds, nil where there is none.
  func role(of header: String) -> Role? {
    headers.firstIndex(of: header).map { roles[$0] }
  }

  /// The position of the column that holds this.
  func position(of role: Role) -> Int? {
    roles.firstIndex(of: role)
  }

  /// The key column that tells forms apart: the first that serves nothing else, or the last that
  /// names a cluster, which is then the respondent.
  private static func numberedColumn(
    of key: [String], claims: [(header: String, role: Role)]
  ) -> String? {
    let isFree: (String) -> Bool = { header in !claims.contains { $0.header == header } }
    if let free = key.first(where: isFree) { return free }
    return key.last { header in
      claims.contains { claim in
        guard case .cluster = claim.role else { return false }
        return claim.header == header
      }
    }
  }
}
