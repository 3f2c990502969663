/// A survey wave of a province: which form, which units, which design, how to score and flag.
///
/// A study is a folder; a reader of `study.yaml` and `units.csv` makes the value.
public struct Study: Hashable, Sendable {
  /// The study's name: `mau-2024`.
  public var id: String
  /// The study's title, as printed on the report.
  public var title: LocalizedText
  /// The wave: usually the year.
  public var wave: String
  /// The form.
  public var questionnaire: Questionnaire
  /// The day for which units and ages hold.
  public var referenceDate: CalendarDay?
  /// The language of the reports.
  public var language: Language
  /// The administrative units.
  public var units: UnitRegistry
  /// Which columns of a batch carry the unit, the form's key and the design.
  public var columns: StudyColumns
  /// For a scale or an item, what raw texts mean: the option code each stands for.
  public var codeMaps: [String: [String: String]]
  /// How respondents were sampled.
  public var design: DesignSpecification
  /// Which scores, roll-up, level of units and interval.
  public var scoring: ScoringChoice
  /// What is too small to publish.
  public var publication: PublicationRule
  /// When an incident rate is flagged.
  public var flagRules: FlagRules
  /// What a synthetic batch looks like.
  public var simulation: SimulationSettings
  /// How every batch file has to be understood; nil where each file is asked by itself.
  public var importProfile: ImportProfile?
  /// What becomes of answers that name a person.
  public var identifiers: IdentifierTreatment = .drop
  /// The file that holds the key for pseudonyms, as the study names it.
  public var identifierKeyFile: String?
  /// The key for pseudonyms, once somebody has read it; needed where answers go into a store.
  public var identifierKey: IdentifierKey?
  /// The last day on which answers are kept; nil where the study does not say.
  public var retention: CalendarDay?
  /// How interviews are examined for what looks made up.
  public var quality: QualityRules

  /// Makes a study.
  public init(
    id: String, title: LocalizedText, wave: String, questionnaire: Questionnaire,
    referenceDate: CalendarDay? = nil, language: Language = .vietnamese, units: UnitRegistry,
    columns: StudyColumns, codeMaps: [String: [String: String]] = [:],
    design: DesignSpecification = DesignSpecification(),
    scoring: ScoringChoice = ScoringChoice(), publication: PublicationRule = PublicationRule(),
    flagRules: FlagRules = FlagRules(), simulation: SimulationSettings = SimulationSettings(),
    importProfile: ImportProfile? = nil, quality: QualityRules = QualityRules()
  ) {
    self.id = id
    self.title = title
    self.wave = wave
    self.questionnaire = questionnaire
    self.referenceDate = referenceDate
    self.language = language
    self.units = units
    self.columns = columns
    self.codeMaps = codeMaps
    self.design = design
    self.scoring = scoring
    self.publication = publication
    self.flagRules = flagRules
    self.simulation = simulation
    self.importProfile = importProfile
    self.quality = quality
  }
}

/// The header names of what a batch carries besides the form's items.
public struct StudyColumns: Hashable, Sendable {
  /// The column with the code, or the name, of the respondent's unit.
  public var unit: String
  /// The columns that together identify a form; empty where forms carry no number.
  public var key: [String]
  /// Other headers under which an item may stand.
  public var aliases: [String: [String]]
  /// Headers that are known and not wanted.
  public var ignored: [String]

  /// Makes a list of columns.
  public init(
    unit: String, key: [String] = [], aliases: [String: [String]] = [:], ignored: [String] = []
  ) {
    self.unit = unit
    self.key = key
    self.aliases = aliases
    self.ignored = ignored
  }
}

/// How respondents were sampled.
///
/// Without stages every respondent is drawn independently.
public struct DesignSpecification: Hashable, Sendable {
  /// What tells the stratum, nil for one stratum.
  public var strata: DesignSource?
  /// The stages of clusters, the primary sampling unit first.
  public var stages: [SamplingStage]
  /// The column of design weights, nil where every respondent weighs the same.
  public var weightColumn: String?
  /// What to do with a stratum that has one primary sampling unit.
  public var lonelyPSU: LonelyPSUTreatment
  /// How the answers of a unit, or to an item, stand to the whole sample.
  public var domains: DomainTreatment

  /// Makes a specification.
  public init(
    strata: DesignSource? = nil, stages: [SamplingStage] = [], weightColumn: String? = nil,
    lonelyPSU: LonelyPSUTreatment = .fail, domains: DomainTreatment = .design
  ) {
    self.strata = strata
    self.stages = stages
    self.weightColumn = weightColumn
    self.lonelyPSU = lonelyPSU
    self.domains = domains
  }
}

/// How the answers of a unit, or to an item, stand to the whole sample.
public enum DomainTreatment: String, Sendable, Hashable, CaseIterable {
  /// They are a domain of the design: how many they are is chance too, and everybody else stays in the
  /// design with nothing to add (`subset` of R's *survey*).
  case design
  /// They are a sample of their own, as when data are cut before a design is made: right only where
  /// the number of answers was fixed in advance. Half-widths differ by the factor √(1 − 1/N)/√(1 − 1/n).
  case separate
}

/// Where a stratum or a cluster is read.
public enum DesignSource: Hashable, Sendable {
  /// From a column of the batch.
  case column(String)
  /// From the unit registry: the respondent's unit, or the unit above it, of this level.
  case level(UnitKind)
  /// Every respondent is a cluster of its own.
  case respondent
}

/// One stage of sampling.
public struct SamplingStage: Hashable, Sendable {
  /// What tells the cluster.
  public var cluster: DesignSource
  /// How many clusters the stratum, or the cluster above, holds in the population; nil where the
  /// stage counts as drawn with replacement.
  public var population: PopulationSource?

  /// Makes a stage.
  public init(cluster: DesignSource, population: PopulationSource? = nil) {
    self.cluster = cluster
    self.population = population
  }
}

/// Where the number of clusters in the population is read.
public enum PopulationSource: Hashable, Sendable {
  /// Stated for each stratum (or cluster of the stage above) by its code.
  case stated([String: Double])
  /// From a column of the batch.
  case column(String)
}

/// What to do with a stratum that has one primary sampling unit: no variance can be seen in it.
public enum LonelyPSUTreatment: String, Sendable, Hashable, CaseIterable {
  /// Refuse, naming the stratum.
  case fail
  /// The unit was taken with certainty: it adds no variance.
  case certainty
  /// Leave the stratum's variance out.
  case remove
  /// Centre it at the mean of all primary sampling units.
  case adjust
  /// Give it the average variance of the other strata.
  case average
}

/// How the index is computed.
public struct ScoringChoice: Hashable, Sendable {
  /// The scoring profile, nil for the questionnaire's default.
  public var profile: String?
  /// The roll-up, nil for the questionnaire's default.
  public var rollUp: String?
  /// The level of units that results are given for, nil for the first level below the top.
  public var level: UnitKind?
  /// The confidence level, 0…1.
  public var confidenceLevel: Double
  /// The name of the interval's method, one of ``intervals``.
  public var interval: String

  /// The names of interval methods that an index may have.
  public static let intervals = ["mean", "normal", "logit", "wilson", "beta"]

  /// Makes a choice.
  public init(
    profile: String? = nil, rollUp: String? = nil, level: UnitKind? = nil,
    confidenceLevel: Double = 0.95, interval: String = "logit"
  ) {
    self.profile = profile
    self.rollUp = rollUp
    self.level = level
    self.confidenceLevel = confidenceLevel
    self.interval = interval
  }
}

/// What is too small to publish.
public struct PublicationRule: Hashable, Sendable {
  /// The fewest answers under which an estimate is suppressed in every output.
  public var minimumAnswers: Int

  /// Makes a rule.
  public init(minimumAnswers: Int = 30) {
    self.minimumAnswers = minimumAnswers
  }
}

/// When an incident rate is flagged.
public struct FlagRules: Hashable, Sendable {
  /// The confidence level of intervals and bounds, 0…1.
  public var confidenceLevel: Double
  /// The rates that units are compared with.
  public var baselines: [IncidentBaseline]
  /// The intra-class correlation assumed where no event at all leaves nothing to estimate it from.
  public var assumedICC: Double

  /// Makes rules.
  public init(
    confidenceLevel: Double = 0.95, baselines: [IncidentBaseline] = [], assumedICC: Double = 0.05
  ) {
    self.confidenceLevel = confidenceLevel
    self.baselines = baselines
    self.assumedICC = assumedICC
  }
}

/// A rate that units are compared with, for one kind of incident and one basis.
public struct IncidentBaseline: Hashable, Sendable {
  /// Harassment or extra fee.
  public var kind: IncidentKind
  /// Own experience or perception; a baseline of one is never held against the other.
  public var basis: IncidentBasis
  /// The rate, a share 0…1.
  public var share: Double
  /// Where the rate was published.
  public var source: String?

  /// Makes a baseline.
  public init(kind: IncidentKind, basis: IncidentBasis, share: Double, source: String? = nil) {
    self.kind = kind
    self.basis = basis
    self.share = share
    self.source = source
  }
}

/// What a synthetic batch looks like.
public struct SimulationSettings: Hashable, Sendable {
  /// The intra-class correlation of answers within a primary sampling unit, 0…1.
  public var icc: Double
  /// The share of answers left blank, 0…1.
  public var nonresponse: Double
  /// The share of respondents who report an incident, 0…1.
  public var incidentRates: [IncidentKind: Double]

  /// Makes settings.
  public init(
    icc: Double = 0.05, nonresponse: Double = 0.03,
    incidentRates: [IncidentKind: Double] = [.harassment: 0.01, .extraFee: 0.005]
  ) {
    self.icc = icc
    self.nonresponse = nonresponse
    self.incidentRates = incidentRates
  }
}
