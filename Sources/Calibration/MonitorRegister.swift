import Yams

/// What went wrong with a register of monitors.
public struct RegisterError: Error, Equatable, CustomStringConvertible {
    /// `read register`
    public var operation: String
    /// Line of the file, counted from 1; 0 where it is the file as a whole.
    public var code: Int
    public var text: String

    init(line: Int = 0, _ text: String) {
        operation = "read register"
        code = line
        self.text = text
    }

    public var description: String { code == 0 ? "\(operation): \(text)" : "\(operation): line \(code): \(text)" }
}

/// Monitors and the days they were calibrated on.
///
/// ```yaml
/// every: 30                    # days, for monitors that do not say otherwise
/// monitors:
///   - name: Grading 1
///     calibrated: 2026-10-30   # or profile: grading1.icc, whose date then counts
///     every: 14
///     place: Room 2
/// ```
public struct MonitorRegister: Equatable, Sendable {
    /// One entry of the list.
    public struct Monitor: Equatable, Sendable {
        public var name: String
        /// Days from one calibration to the next.
        public var every: Int
        public var calibrated: CalendarDate?
        /// Relative to the register.
        public var profile: String?
        public var place: String?
    }

    public var monitors: [Monitor]

    /// A register of this size holds tens of thousands of monitors.
    public static let largestSize = 4 << 20

    /// - Throws: ``RegisterError`` with the line for anything but a register; unknown keys are errors, so that a
    ///   misspelt one does not go unnoticed.
    public init(yaml: String) throws(RegisterError) {
        let root = try Self.compose(yaml)
        let fields = try Self.fields(root, allowed: ["every", "monitors"])
        let every = try fields["every"].map(Self.days)
        guard let list = fields["monitors"], case .sequence(let nodes) = list else {
            throw RegisterError(line: Self.line(root), "a list 'monitors' is missing")
        }
        var monitors: [Monitor] = []
        for node in nodes { monitors.append(try Self.monitor(node, every)) }
        self.monitors = monitors
    }

    private static func compose(_ yaml: String) throws(RegisterError) -> Node {
        do {
            guard let node = try Yams.compose(yaml: yaml) else { throw RegisterError("the register is empty") }
            return node
        } catch let error as RegisterError {
            throw error
        } catch {
            throw RegisterError(line: line(error), "it is no YAML")
        }
    }

    private static func monitor(_ node: Node, _ common: Int?) throws(RegisterError) -> Monitor {
        let fields = try fields(node, allowed: ["name", "calibrated", "every", "profile", "place"])
        guard let name = try fields["name"].map(text) else {
            throw RegisterError(line: line(node), "a monitor has no 'name'")
        }
        guard let every = try fields["every"].map(days) ?? common else {
            throw RegisterError(line: line(node), "nothing says how often '\(name)' is due: 'every' is missing")
        }
        let calibrated = try fields["calibrated"].map(date)
        let profile = try fields["profile"].map(text)
        if calibrated == nil, profile == nil {
            throw RegisterError(line: line(node), "'\(name)' has neither 'calibrated' nor 'profile'")
        }
        return Monitor(
            name: name, every: every, calibrated: calibrated, profile: profile, place: try fields["place"].map(text))
    }

    private static func fields(_ node: Node, allowed: Set<String>) throws(RegisterError) -> [String: Node] {
        guard case .mapping(let mapping) = node else {
            throw RegisterError(line: line(node), "keys and values are expected")
        }
        var fields: [String: Node] = [:]
        for (key, value) in mapping {
            let name = try text(key)
            guard allowed.contains(name) else {
                throw RegisterError(line: line(key), "'\(name)' is no key of a register")
            }
            guard fields.updateValue(value, forKey: name) == nil else {
                throw RegisterError(line: line(key), "'\(name)' stands there twice")
            }
        }
        return fields
    }

    private static func text(_ node: Node) throws(RegisterError) -> String {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            throw RegisterError(line: line(node), "a text is expected")
        }
        return scalar.string
    }

    private static func days(_ node: Node) throws(RegisterError) -> Int {
        guard let days = Int(try text(node)), (1...3650).contains(days) else {
            throw RegisterError(line: line(node), "'every' is a number of days from 1 to 3650")
        }
        return days
    }

    private static func date(_ node: Node) throws(RegisterError) -> CalendarDate {
        guard let date = CalendarDate(try text(node)) else {
            throw RegisterError(line: line(node), "a date is written as 2026-11-21")
        }
        return date
    }

    private static func line(_ node: Node) -> Int { node.mark?.line ?? 0 }

    private static func line(_ error: any Error) -> Int {
        switch error as? YamlError {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: 0
        }
    }
}
