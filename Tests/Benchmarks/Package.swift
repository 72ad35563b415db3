// swift-tools-version: 6.2
import PackageDescription

// Benchmarks, in a package of their own: the tests time nothing. `.ci/benchmark NAME ARGUMENTS…` builds and runs one.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "shuli", path: "../..")],
    targets: [
        .target(name: "BenchmarkSupport", swiftSettings: [.swiftLanguageMode(.v6)])
    ]
        + [
            "BenchmarkFilters", "BenchmarkNormalize", "BenchmarkSegment", "BenchmarkClean", "BenchmarkDuplicates",
            "MutatedPages",
        ].map { name in
            .executableTarget(
                name: name, dependencies: ["BenchmarkSupport", .product(name: "Shuli", package: "shuli")],
                swiftSettings: [.swiftLanguageMode(.v6)])
        }
)
