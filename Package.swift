// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target of this package is compiled with.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

// Targets stand in layer order: a target may depend only on targets above it in this list
// (checked by Scripts/layers.py), and each third-party library has one target that imports it.
let package = Package(
  name: "sipas",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "sipas", targets: ["sipas"]),
    .library(name: "SurveyPipeline", targets: ["SurveyPipeline"]),
    .library(name: "SurveyStatistics", targets: ["SurveyStatistics"]),
    .library(
      name: "SurveyQuality", targets: ["SurveyModel", "SurveySimulation", "SurveyQuality"]),
    .library(name: "DelimitedText", targets: ["DelimitedText"]),
    .library(name: "VietnameseText", targets: ["VietnameseText"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // MARK: - Binding
    .systemLibrary(
      name: "CLibCSV", providers: [.apt(["libcsv-dev"]), .brew(["libcsv"])]),

    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),

    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),

    .systemLibrary(
      name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),

    .systemLibrary(
      name: "CReadStat", providers: [.apt(["libreadstat-dev"]), .brew(["readstat"])]),

    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),

    // MARK: - Vocabulary
    .target(name: "SurveyModel"),

    // MARK: - Engines
    .target(name: "Digests", dependencies: ["COpenSSL"]),
    .target(name: "DelimitedText", dependencies: ["CLibCSV"]),
    .target(name: "VietnameseText"),
    .target(name: "CompressedFiles", dependencies: ["CArchive"]),
    .target(name: "Spreadsheets", dependencies: ["CompressedFiles", "CExpat", "CXLSXWriter"]),
    .target(
      name: "StatisticalFiles", dependencies: ["CReadStat"],
      linkerSettings: [.linkedLibrary("iconv", .when(platforms: [.macOS]))]),
    .target(name: "SurveyStatistics"),

    // MARK: - Stages
    .target(
      name: "SurveySchema",
      dependencies: ["SurveyModel", "DelimitedText", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "SurveySimulation", dependencies: ["SurveyModel", "DelimitedText", "SurveyStatistics"]),
    .target(
      name: "SurveyIngest",
      dependencies: [
        "SurveyModel", "DelimitedText", "Digests", "VietnameseText", "CompressedFiles",
        "Spreadsheets", "StatisticalFiles",
      ]),
    .target(
      name: "SurveyStore",
      dependencies: ["SurveyModel", "Digests", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(name: "SurveyQuality", dependencies: ["SurveyModel", "SurveyStatistics"]),
    .target(name: "SurveyWeighting", dependencies: ["SurveyModel", "SurveyStatistics"]),
    .target(
      name: "SatisfactionIndex",
      dependencies: ["SurveyModel", "SurveyStatistics", "SurveyWeighting"]),
    .target(
      name: "IncidentFlags",
      dependencies: ["SurveyModel", "SurveyStatistics", "SurveyWeighting"]),
    .target(
      name: "SurveyReport",
      dependencies: [
        "SurveyModel", "DelimitedText", "SurveyStatistics", "SurveyQuality", "SatisfactionIndex",
        "IncidentFlags",
      ]),

    .target(
      name: "QuestionnaireExchange", dependencies: ["SurveyModel", "SurveySchema", "SurveyReport"]),

    // MARK: - Composition
    .target(
      name: "SurveyEstimation", dependencies: ["SurveyModel", "DelimitedText", "SurveyStatistics"]),
    .target(
      name: "SurveyPipeline",
      dependencies: [
        "SurveyModel", "DelimitedText", "SurveyStatistics", "SurveySchema", "SurveyIngest",
        "SurveyStore", "SurveyQuality", "SurveyWeighting", "SatisfactionIndex", "IncidentFlags",
        "SurveyReport",
      ]),

    // MARK: - Shells
    .executableTarget(
      name: "sipas",
      dependencies: [
        "SurveyModel", "DelimitedText", "Spreadsheets", "SurveyStatistics", "SurveySchema",
        "SurveySimulation",
        "SurveyIngest",
        "SurveyStore", "SurveyQuality", "SurveyWeighting", "SatisfactionIndex", "IncidentFlags",
        "SurveyReport",
        "QuestionnaireExchange", "SurveyEstimation", "SurveyPipeline",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // MARK: - Tests
    .target(
      name: "TestSupport", dependencies: ["SurveyModel", "SurveySchema"],
      path: "Tests/TestSupport"),
    .target(name: "ArchiveTestSupport", path: "Tests/ArchiveTestSupport"),
    .testTarget(
      name: "SurveyModelTests", dependencies: ["SurveyModel", "TestSupport"]),
    .testTarget(
      name: "SurveySchemaTests", dependencies: ["SurveyModel", "SurveySchema", "TestSupport"],
      exclude: ["Fixtures", "Golden"]),
    .testTarget(
      name: "SurveyIngestTests",
      dependencies: [
        "SurveyModel", "DelimitedText", "Spreadsheets", "SurveySchema", "SurveySimulation",
        "SurveyIngest", "SurveyWeighting", "SatisfactionIndex", "ArchiveTestSupport", "TestSupport",
      ],
      exclude: ["Fixtures", "Golden"]),
    .testTarget(
      name: "SurveyStoreTests",
      dependencies: [
        "SurveyModel", "SurveyStatistics", "SurveySchema", "SurveySimulation", "SurveyIngest",
        "SurveyStore", "SurveyPipeline", "sipas", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures", "Golden"]),
    .testTarget(name: "DigestsTests", dependencies: ["Digests"]),
    .testTarget(
      name: "SurveyQualityTests",
      dependencies: [
        "SurveyModel", "SurveyStatistics", "SurveySchema", "SurveySimulation", "SurveyIngest",
        "SurveyQuality", "TestSupport",
      ]),
    .testTarget(
      name: "DelimitedTextTests", dependencies: ["DelimitedText"], exclude: ["References"]),
    .testTarget(
      name: "CompressedFilesTests", dependencies: ["CompressedFiles", "ArchiveTestSupport"]),
    .testTarget(
      name: "SpreadsheetsTests",
      dependencies: ["CompressedFiles", "Spreadsheets", "ArchiveTestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "VietnameseTextTests", dependencies: ["VietnameseText"], exclude: ["Fixtures"]),
    .testTarget(
      name: "StatisticalFilesTests", dependencies: ["StatisticalFiles"], exclude: ["Fixtures"]),
    .testTarget(
      name: "SurveyStatisticsTests", dependencies: ["SurveyStatistics"],
      resources: [.copy("References")]),
    .testTarget(
      name: "SurveyEstimationTests",
      dependencies: ["SurveyModel", "SurveyEstimation", "SurveyStatistics"]),
    .testTarget(
      name: "SurveySimulationTests",
      dependencies: [
        "SurveyModel", "DelimitedText", "SurveyStatistics", "SurveySchema", "SurveySimulation",
        "SurveyIngest",
      ]),
    .testTarget(
      name: "SatisfactionIndexTests",
      dependencies: [
        "SurveyModel", "SurveyStatistics", "SurveySchema", "SurveySimulation", "SurveyIngest",
        "SurveyWeighting", "SatisfactionIndex",
      ]),
    .testTarget(
      name: "IncidentFlagsTests",
      dependencies: [
        "SurveyModel", "SurveyStatistics", "SurveySchema", "SurveySimulation", "SurveyIngest",
        "SurveyWeighting", "IncidentFlags",
      ]),
    .testTarget(
      name: "SurveyReportTests", dependencies: ["SurveyModel", "SurveyReport"],
      exclude: ["Golden"]),
    .testTarget(
      name: "QuestionnaireExchangeTests",
      dependencies: [
        "SurveyModel", "SurveySchema", "SurveyReport", "QuestionnaireExchange", "TestSupport",
      ],
      exclude: ["Golden"]),
    .testTarget(
      name: "SurveyPipelineTests",
      dependencies: [
        "SurveyModel", "SurveyStatistics", "SurveySchema", "SurveySimulation", "SurveyIngest",
        "SurveyStore", "SurveyWeighting", "SatisfactionIndex", "IncidentFlags", "SurveyReport",
        "SurveyPipeline", "TestSupport",
      ]),
    .testTarget(
      name: "FrontDoorTests",
      dependencies: [
        "SurveyModel", "DelimitedText", "Spreadsheets", "SurveySchema", "SurveyIngest",
        "SurveyStore", "SurveyWeighting", "SatisfactionIndex", "SurveyReport", "SurveyPipeline",
        "sipas", "ArchiveTestSupport", "TestSupport",
      ],
      exclude: ["Fixtures", "Golden"]),
    .testTarget(
      name: "RealDataTests",
      dependencies: [
        "SurveyModel", "DelimitedText", "CompressedFiles", "Spreadsheets", "StatisticalFiles",
        "SurveyStatistics", "SurveySchema", "SurveyIngest", "SurveyWeighting", "SatisfactionIndex",
        "IncidentFlags",
      ]),
    .testTarget(name: "sipasTests", dependencies: ["sipas"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system { target.swiftSettings = strict }
