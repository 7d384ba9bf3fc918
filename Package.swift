// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [.unsafeFlags(["-warnings-as-errors"])]
let cStrict: [CSetting] = [.unsafeFlags(["-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter"])]

let package = Package(
    name: "filmgate",
    products: [.executable(name: "filmgate", targets: ["filmgate"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .target(
            name: "CFFmpeg", cSettings: cStrict,
            linkerSettings: ["avformat", "avcodec", "avutil", "swscale"].map { .linkedLibrary($0) }),
        .target(name: "CLittleCMS", cSettings: cStrict, linkerSettings: [.linkedLibrary("lcms2")]),
        .target(name: "CKernels", cSettings: cStrict + [.unsafeFlags(["-O3"])]),
        .systemLibrary(name: "CZip"),
        .systemLibrary(name: "CCrypto"),

        .target(name: "ColourScience", swiftSettings: strict),
        .target(name: "ICC", dependencies: ["CCrypto"], swiftSettings: strict),
        .target(name: "Model", swiftSettings: strict),
        .target(name: "LogFiles", dependencies: ["Model", "Reports", "CZip"], swiftSettings: strict),
        .target(
            name: "Media", dependencies: ["CFFmpeg", "CLittleCMS", "CKernels", "CCrypto", "ColourScience", "ICC"],
            swiftSettings: strict),
        .target(name: "Measuring", dependencies: ["Model", "Media", "Bitstreams"], swiftSettings: strict),
        .target(name: "Bitstreams", swiftSettings: strict),
        .target(
            name: "Checks",
            dependencies: ["Bitstreams", "ColourScience", "ICC", "Measuring", "Model", "Media", "CKernels"],
            swiftSettings: strict),
        .target(
            name: "Calibration", dependencies: ["ColourScience", "ICC", "Media", "Yams"], swiftSettings: strict),
        .target(name: "Specs", dependencies: ["Model", "Yams"], swiftSettings: strict),
        .target(name: "Synth", dependencies: ["Media"], swiftSettings: strict),
        .target(name: "Reports", dependencies: ["Model"], swiftSettings: strict),
        .executableTarget(
            name: "filmgate",
            dependencies: [
                "Model", "LogFiles", "Media", "Measuring", "Checks", "Calibration", "Specs", "Synth", "Reports", "Yams",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
        .testTarget(name: "CKernelsTests", dependencies: ["CKernels", "Model"], swiftSettings: strict),
        .testTarget(name: "MediaTests", dependencies: ["Media", "Synth"], swiftSettings: strict),
        .testTarget(
            name: "ChecksTests",
            dependencies: [
                "Checks", "Bitstreams", "ColourScience", "Measuring", "Media", "Model", "Synth", "LogFiles", "Reports",
                "Specs",
            ],
            swiftSettings: strict),
        .testTarget(name: "CommandTests", dependencies: ["Synth", "Media"], swiftSettings: strict),
        .testTarget(name: "BitstreamsTests", dependencies: ["Bitstreams"], swiftSettings: strict),
        .testTarget(name: "ColourScienceTests", dependencies: ["ColourScience"], swiftSettings: strict),
        .testTarget(
            name: "ICCTests", dependencies: ["ICC", "Media", "ColourScience", "Checks", "Measuring", "Model"],
            swiftSettings: strict),
        .testTarget(
            name: "CalibrationTests", dependencies: ["Calibration", "ICC", "Media", "ColourScience"],
            swiftSettings: strict),
        .testTarget(name: "ModelTests", dependencies: ["Model"], swiftSettings: strict),
        .testTarget(
            name: "ReportsTests", dependencies: ["Reports", "Model"], exclude: ["Goldens"], swiftSettings: strict),
        .testTarget(name: "SpecsTests", dependencies: ["Specs", "Model"], swiftSettings: strict),
        .testTarget(name: "SynthTests", dependencies: ["Synth", "Media", "CFFmpeg"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
