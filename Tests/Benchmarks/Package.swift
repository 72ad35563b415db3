// swift-tools-version: 6.2
import PackageDescription

// Benchmarks, in a package of their own: the tests time nothing. `.ci/benchmark NAME ARGUMENTS…` builds and runs one.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "shuli", path: "../..")],
    targets: [
        "BenchmarkNormalize": "ShuliText", "BenchmarkSegment": "ShuliText", "BenchmarkTopics": "Shuli",
    ].sorted { $0.key < $1.key }.map { name, product in
        .executableTarget(
            name: name, dependencies: [.product(name: product, package: "shuli")],
            swiftSettings: [.swiftLanguageMode(.v6)])
    }
)
