// swift-tools-version: 6.2
import PackageDescription

let swift: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
let c: [CSetting] = [.treatAllWarnings(as: .error)]

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swift)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["ShuliTestSupport"], swiftSettings: swift)
}

let package = Package(
    name: "shuli",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Shuli", targets: ["Shuli"]),
        .library(name: "ShuliText", targets: ["ShuliText"]),
        .library(name: "ShuliFTS5", targets: ["ShuliFTS5"]),
        .executable(name: "shuli", targets: ["ShuliCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        // System libraries: only pkg-config's flags. The C targets keep their headers away from Swift.
        .systemLibrary(
            name: "libicu", pkgConfig: "icu-i18n", providers: [.apt(["libicu-dev"]), .brew(["icu4c"])]),
        .systemLibrary(
            name: "libxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
        .systemLibrary(
            name: "libzlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "libzstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
        .systemLibrary(
            name: "libbrotlidec", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"]), .brew(["brotli"])]),
        .systemLibrary(
            name: "libsqlite3", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        .systemLibrary(
            name: "libyaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .target(name: "CICU", dependencies: ["libicu"], cSettings: c),
        .target(name: "CHTML", dependencies: ["libxml2"], cSettings: c),
        .target(name: "CDictionaries", cSettings: c),
        .target(name: "CCompression", dependencies: ["libzlib", "libzstd", "libbrotlidec"], cSettings: c),
        .target(name: "CFTS5", dependencies: ["libsqlite3"], cSettings: c + [.define("SQLITE_CORE")]),
        .target(name: "CMemory", cSettings: c),
        .target(name: "CShuli", cSettings: c),
        .target(name: "CVectors", cSettings: c),
        .target(name: "CYAML", dependencies: ["libyaml"], cSettings: c),

        // The foundation, the core, the features, the pipeline, the edge.
        library("ShuliBase", ["CDictionaries"]),
        library("ShuliText", ["ShuliBase", "CICU", "CDictionaries", "CMemory", "CVectors"]),
        library("ShuliKeywords", ["ShuliText", .product(name: "HeapModule", package: "swift-collections")]),
        library("ShuliSummary", ["ShuliText", .product(name: "HeapModule", package: "swift-collections")]),
        library("ShuliCleaning", ["ShuliText", "CHTML"]),
        library("ShuliScreening", ["ShuliText"]),
        library("ShuliStorage", ["libsqlite3"]),
        library("ShuliDuplicates", ["ShuliText", "ShuliStorage"]),
        library("ShuliFTS5", ["ShuliText", "CFTS5"]),
        library("ShuliTraining", ["ShuliText", "ShuliKeywords"]),
        library(
            "ShuliFiles",
            ["ShuliText", "CCompression", .product(name: "SystemPackage", package: "swift-system")]),
        library(
            "ShuliPipeline",
            [
                "ShuliBase", "ShuliText", "ShuliCleaning", "ShuliKeywords", "ShuliSummary", "ShuliDuplicates",
                "ShuliScreening", "ShuliStorage", "ShuliFiles", "CYAML",
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        library(
            "Shuli",
            [
                "ShuliBase", "ShuliText", "ShuliCleaning", "ShuliKeywords", "ShuliSummary", "ShuliDuplicates",
                "ShuliScreening", "ShuliFiles", "ShuliPipeline",
            ]),
        library(
            "ShuliVerbs",
            ["Shuli", "ShuliStorage", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
        library(
            "ShuliC",
            ["Shuli", "ShuliVerbs", "CShuli", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
        .executableTarget(
            name: "ShuliCommand",
            dependencies: [
                "Shuli", "ShuliVerbs", "ShuliStorage", "ShuliFTS5", "ShuliTraining", "CMemory",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: swift),

        .target(
            name: "ShuliTestSupport", dependencies: ["ShuliTraining"], path: "Tests/ShuliTestSupport",
            swiftSettings: swift),
        tests("ShuliBaseTests", ["ShuliBase"]),
        tests("ShuliTextTests", ["ShuliText"]),
        tests("ShuliTrainingTests", ["ShuliTraining", "ShuliKeywords"]),
        tests("ShuliCleaningTests", ["ShuliCleaning"]),
        tests("ShuliDuplicatesTests", ["ShuliDuplicates", "ShuliStorage"]),
        tests("ShuliFTS5Tests", ["ShuliFTS5", "ShuliStorage"]),
        tests("ShuliKeywordsTests", ["ShuliKeywords"]),
        tests("ShuliSummaryTests", ["ShuliSummary"]),
        tests("ShuliScreeningTests", ["ShuliScreening"]),
        tests("ShuliFilesTests", ["ShuliFiles"]),
        tests("ShuliPipelineTests", ["Shuli"]),
        tests("ShuliVerbsTests", ["ShuliVerbs"]),
        tests("ShuliCommandTests", ["ShuliCommand"]),
        tests("ShuliCTests", ["ShuliC", "ShuliVerbs", "CShuli"]),
        tests("ShuliTests", ["Shuli"]),
        // Samples of the guides see public declarations only, as in a package that uses this one.
        .testTarget(name: "GuideTests", dependencies: ["Shuli"], packageAccess: false, swiftSettings: swift),
        tests("QualityTests", ["Shuli", "ShuliText"]),
    ],
    cLanguageStandard: .c2x
)

// Benchmarks and the fuzzer use `package` declarations, so they are targets of this package, but only for those who work
// on it: `.ci/benchmark` and `.ci/fuzz` set the variable.
if Context.environment["SHULI_DEVELOPMENT"] != nil {
    func program(_ name: String, _ path: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target
    {
        .executableTarget(
            name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: swift)
    }

    func benchmark(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
        program(name, "Tests/Benchmarks/\(name)", dependencies + ["BenchmarkSupport"])
    }

    package.targets += [
        .target(name: "BenchmarkSupport", path: "Tests/Benchmarks/BenchmarkSupport", swiftSettings: swift),
        benchmark("BenchmarkClean", ["ShuliCleaning"]),
        benchmark("BenchmarkDuplicates", ["ShuliDuplicates"]),
        benchmark("BenchmarkFilters", ["ShuliScreening"]),
        benchmark("BenchmarkNormalize", ["ShuliText"]),
        benchmark("BenchmarkSegment", ["ShuliText"]),
        benchmark("BenchmarkTopics", ["ShuliKeywords", "ShuliSummary"]),
        benchmark("MutatedPages", ["ShuliCleaning"]),
        program(
            "Fuzzing", "Tests/Fuzzing",
            [
                "CDictionaries", "ShuliBase", "ShuliText", "ShuliCleaning", "ShuliKeywords", "ShuliStorage",
                "ShuliDuplicates", "ShuliFTS5", "ShuliFiles", "ShuliPipeline", "ShuliC", "CShuli",
            ], exclude: ["Seeds"]),
    ]
}
