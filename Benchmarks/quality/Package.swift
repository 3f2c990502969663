// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "quality",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "sipas", path: "../..")],
  targets: [
    .executableTarget(
      name: "quality", dependencies: [.product(name: "SurveyQuality", package: "sipas")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
      ])
  ],
  swiftLanguageModes: [.v6])
