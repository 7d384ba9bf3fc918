import CFFmpeg

extension MediaError {
    /// An error of libav, in its own words.
    init(operation: String, libav code: Int32) {
        self.init(operation: operation, code: code, text: cText(capacity: 128) { fg_error_text(code, $0, $1) })
    }
}

/// Text that a C function writes into a buffer of its caller.
func cText(capacity: Int, _ write: (UnsafeMutablePointer<CChar>, Int) -> Void) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { buffer in
        buffer.initialize(repeating: 0)
        write(buffer.baseAddress!, capacity)
        return String(cString: buffer.baseAddress!)
    }
}

/// Text in a fixed C array that a plain struct carries.
func cText<Tuple>(_ array: Tuple) -> String {
    withUnsafeBytes(of: array) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
}

/// Versions of the media libraries, for the record.
public func mediaLibraryVersions() -> String { cText(capacity: 128) { fg_library_versions($0, $1) } }
