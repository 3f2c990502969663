// swift-tools-version: 6.2
import PackageDescription

// What the records of generated texts are read as, to be compared with another reader.
let package = Package(
  name: "differential",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "sipas", path: "../..")],
  targets: [
    .executableTarget(
      name: "records", dependencies: [.product(name: "DelimitedText", package: "sipas")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
      ])
  ],
  swiftLanguageModes: [.v6])
