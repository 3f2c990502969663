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
    .library(name: "DelimitedText", targets: ["DelimitedText"]),
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

    // MARK: - Vocabulary
    .target(name: "SurveyModel"),

    // MARK: - Engines
    .target(name: "DelimitedText", dependencies: ["CLibCSV"]),
    .target(name: "SurveyStatistics"),

    // MARK: - Stages
    .target(
      name: "SurveySchema",
      dependencies: ["SurveyModel", "DelimitedText", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "SurveySimulation", dependencies: ["SurveyModel", "DelimitedText", "SurveyStatistics"]),
    .target(
      name: "SurveyIngest",
      dependencies: ["SurveyModel", "DelimitedText", "COpenSSL"]),
    .target(
      name: "SurveyStore",
      dependencies: ["SurveyModel", .product(name: "GRDB", package: "GRDB.swift")]),
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
        "SurveyModel", "DelimitedText", "SurveyStatistics", "SatisfactionIndex", "IncidentFlags",
      ]),

    // MARK: - Composition
    .target(
      name: "SurveyEstimation", dependencies: ["SurveyModel", "DelimitedText", "SurveyStatistics"]),
    .target(
      name: "SurveyPipeline",
      dependencies: [
        "SurveyModel", "DelimitedText", "SurveyStatistics", "SurveySchema", "SurveyIngest",
        "SurveyStore", "SurveyWeighting", "SatisfactionIndex", "IncidentFlags", "SurveyReport",
      ]),

    // MARK: - Shells
    .executableTarget(
      name: "sipas",
      dependencies: [
        "SurveyModel", "SurveyStatistics", "SurveySchema", "SurveySimulation", "SurveyIngest",
        "SurveyStore", "SurveyWeighting", "SatisfactionIndex", "IncidentFlags", "SurveyReport",
        "SurveyEstimation", "SurveyPipeline",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // MARK: - Tests
    .target(
      name: "TestSupport", dependencies: ["SurveyModel", "SurveySchema"],
      path: "Tests/TestSupport"),
    .testTarget(
      name: "SurveyModelTests", dependencies: ["SurveyModel", "TestSupport"]),
    .testTarget(
      name: "SurveySchemaTests", dependencies: ["SurveyModel", "SurveySchema", "TestSupport"],
      exclude: ["Fixtures", "Golden"]),
    .testTarget(
      name: "SurveyIngestTests",
      dependencies: [
        "SurveyModel", "DelimitedText", "SurveySchema", "SurveySimulation", "SurveyIngest",
        "SurveyWeighting", "SatisfactionIndex", "TestSupport",
      ],
      exclude: ["Fixtures", "Golden"]),
    .testTarget(
      name: "SurveyStoreTests",
      dependencies: [
        "SurveyModel", "SurveyStatistics", "SurveySchema", "SurveySimulation", "SurveyIngest",
        "SurveyStore", "sipas", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(name: "DelimitedTextTests", dependencies: ["DelimitedText"]),
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
      name: "SurveyPipelineTests",
      dependencies: [
        "SurveyModel", "SurveyStatistics", "SurveySchema", "SurveySimulation", "SurveyIngest",
        "SurveyStore", "SurveyWeighting", "SatisfactionIndex", "IncidentFlags", "SurveyReport",
        "SurveyPipeline", "TestSupport",
      ]),
    .testTarget(
      name: "RealDataTests",
      dependencies: [
        "SurveyModel", "DelimitedText", "SurveyStatistics", "SurveySchema", "SurveyIngest",
        "SurveyWeighting", "SatisfactionIndex",
      ]),
    .testTarget(name: "sipasTests", dependencies: ["sipas"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system { target.swiftSettings = strict }
