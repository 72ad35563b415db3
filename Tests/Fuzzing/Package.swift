// swift-tools-version: 6.2
import PackageDescription

// Fuzz targets for libFuzzer, in a package of their own: they have no `main`, and everything below them is built with
// the fuzzer's instrumentation. `.ci/fuzz TARGET SECONDS` builds and runs one.
let package = Package(
    name: "fuzzing",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "shuli", path: "../..")],
    targets: ["FuzzClean", "FuzzSegment", "FuzzNormalize"].map { name in
        .executableTarget(
            name: name, dependencies: [.product(name: "Shuli", package: "shuli")],
            swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])])
    }
)
