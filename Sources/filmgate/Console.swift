import Foundation

/// Data goes to standard output, everything else to standard error.
enum Console {
    static func out(_ text: String) { write(text, 1) }
    static func note(_ text: String) { write(text + "\n", 2) }

    private static func write(_ text: String, _ descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// https://no-color.org, and what other tools honour.
    static var usesColour: Bool {
        let environment = ProcessInfo.processInfo.environment
        if environment["NO_COLOR"]?.isEmpty == false || environment["CLICOLOR"] == "0" { return false }
        if environment["CLICOLOR_FORCE"]?.isEmpty == false { return true }
        return isTerminal(1) && environment["TERM"] != "dumb"
    }

    /// Columns of the terminal; 100 where there is none.
    static var width: Int {
        var size = winsize()
        guard isTerminal(1), ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
        return min(120, Int(size.ws_col))
    }
}
