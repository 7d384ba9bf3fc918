import Foundation

/// Runs the built command as its user would.
enum Filmgate {
    struct Outcome {
        var status: Int32
        var output: String
        var errors: String

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]) ?? [:]
        }
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let program: URL = {
        #if os(Linux)
            let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            // Tests run inside a runner of the toolchain on some platforms; the products lie where the tests lie.
            let beside = Bundle.main.bundleURL.appendingPathComponent("filmgate")
            return FileManager.default.isExecutableFile(atPath: beside.path)
                ? beside : bundle.deletingLastPathComponent().appendingPathComponent("filmgate")
        #else
            return Bundle.main.bundleURL.appendingPathComponent("filmgate")
        #endif
    }()

    static func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
        try run(arguments, environment: environment)
    }

    static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(["FILMGATE_PROFILES": root.appendingPathComponent("Profiles").path]) { $1 }
            .merging(environment) { $1 }
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        try process.run()
        // Both pipes are drained together: a full one would stop the command.
        let drained = Drain(errors.fileHandleForReading)
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
            errors: String(decoding: drained.wait(), as: UTF8.self))
    }

    private final class Drain: @unchecked Sendable {
        private let done = DispatchSemaphore(value: 0)
        private var data = Data()

        init(_ handle: FileHandle) {
            Thread { [self] in
                data = handle.readDataToEndOfFile()
                done.signal()
            }.start()
        }

        func wait() -> Data {
            done.wait()
            return data
        }
    }

    static func testMedia(_ name: String) -> String { root.appendingPathComponent("TestMedia/\(name)").path }
}
