// swift-tools-version: 6.2
import PackageDescription

// ShuliFTS5 in a program that uses GRDB. A package of its own: GRDB is no dependency of Shuli.
let package = Package(
    name: "search-examples",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "shuli", path: "../.."),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .executableTarget(
            name: "Example",
            dependencies: [
                .product(name: "ShuliFTS5", package: "shuli"), .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "GRDBTests",
            dependencies: [
                .product(name: "ShuliFTS5", package: "shuli"), .product(name: "GRDB", package: "GRDB.swift"),
            ]),
    ]
)
