// swift-tools-version: 6.2
import PackageDescription

// The file that speed is measured on, and the least that any reader of it must do.
let package = Package(
  name: "tools",
  platforms: [.macOS(.v15)],
  targets: [
    .executableTarget(
      name: "generate",
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
      ]),
    .executableTarget(
      name: "tokenise", cSettings: [.unsafeFlags(["-O3"])], linkerSettings: [.linkedLibrary("csv")]),
  ],
  swiftLanguageModes: [.v6])
