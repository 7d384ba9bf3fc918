import Foundation
import Testing

/// Holds the targets to the drawing in docs/architecture.md: imports point down only.
@Suite struct ImportDirectionTests {
    /// What each target may depend on; nothing else.
    static let drawing: [String: Set<String>] = [
        "Model": [],
        "Bitstreams": [],
        "ColourScience": [],
        "ICC": ["CCrypto"],
        "CFFmpeg": [], "CLittleCMS": [], "CKernels": [], "CZip": [], "CCrypto": [],
        "Media": ["CFFmpeg", "CLittleCMS", "CKernels", "CCrypto", "ColourScience", "ICC"],
        "Measuring": ["Model", "Media", "Bitstreams"],
        "Checks": ["Measuring", "Model", "Media", "CKernels", "Bitstreams", "ColourScience", "ICC"],
        "Calibration": ["ColourScience", "ICC", "Media", "Yams"],
        "Specs": ["Model", "Yams"],
        "Synth": ["Media"],
        "Reports": ["Model"],
        "LogFiles": ["Model", "Reports", "CZip"],
        "filmgate": [
            "Model", "LogFiles", "Media", "Measuring", "Checks", "Specs", "Synth", "Reports", "Calibration", "Yams",
            "ArgumentParser",
        ],
    ]

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func targetsDependOnlyOnWhatTheDrawingAllows() throws {
        for target in try Self.dumpedTargets() where target.type != "test" {
            let allowed = try #require(Self.drawing[target.name], "\(target.name) is not in the drawing")
            let wrong = Set(target.dependencies).subtracting(allowed)
            #expect(wrong.isEmpty, "\(target.name) must not depend on \(wrong.sorted())")
        }
    }

    /// A manifest says what a target may import; this looks at what its files do import.
    @Test(arguments: drawing.keys.sorted()) func filesImportOnlyWhatTheDrawingAllows(target: String) throws {
        let folder = Self.root.appendingPathComponent("Sources/\(target)")
        let ours = Set(Self.drawing.keys)
        for file in Self.swiftFiles(in: folder) {
            let imports = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
                .filter { $0.hasPrefix("import ") }.compactMap { $0.split(separator: " ").last.map(String.init) }
            let wrong = Set(imports).intersection(ours).subtracting(Self.drawing[target] ?? [])
            #expect(wrong.isEmpty, "\(file.lastPathComponent) imports \(wrong.sorted())")
        }
    }

    /// libav and lcms types end at the façades.
    @Test(arguments: ["CFFmpeg": "libav", "CLittleCMS": "lcms2.h"]) func publicHeadersShowNoLibraryType(
        target: String, forbidden: String
    ) throws {
        let folder = Self.root.appendingPathComponent("Sources/\(target)/include")
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.pathExtension == "h" {
            let includes = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
                .filter { $0.hasPrefix("#include") && $0.contains(forbidden) }
            #expect(includes.isEmpty, "\(file.lastPathComponent): \(includes)")
        }
    }

    struct Target { var name: String, type: String, dependencies: [String] }

    static func dumpedTargets() throws -> [Target] {
        let json = try JSONSerialization.jsonObject(with: try dump()) as? [String: Any]
        let targets = try #require(json?["targets"] as? [[String: Any]])
        return targets.map { target in
            let dependencies = (target["dependencies"] as? [[String: Any]] ?? []).compactMap { entry in
                (entry.values.first as? [Any])?.first as? String
            }
            return Target(
                name: target["name"] as? String ?? "", type: target["type"] as? String ?? "",
                dependencies: dependencies)
        }
    }

    private static func dump() throws -> Data {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("filmgate-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "swift", "package", "--package-path", root.path, "--scratch-path", scratch.path, "dump-package",
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data
    }

    static func swiftFiles(in folder: URL) -> [URL] {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        return all.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    }
}
