import CZip
import Foundation

/// Writes a ZIP through libzip, which builds it beside the target and renames it into place.
final class ZipWriter {
    private let path: String
    private var archive: OpaquePointer?
    /// libzip reads what it is given only when the archive is closed.
    private var bodies: [UnsafeMutableRawBufferPointer] = []

    init(_ path: String) throws(LogFileError) {
        self.path = path
        var code: Int32 = 0
        archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code)
        if archive == nil { throw LogFileError(path: path, text: "cannot be written: \(zipText(code))") }
    }

    deinit {
        if let archive { zip_discard(archive) }
        for body in bodies { body.deallocate() }
    }

    func add(_ name: String, _ data: Data) throws(LogFileError) {
        let body = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, data.count), alignment: 1)
        data.copyBytes(to: body)
        bodies.append(body)
        let source = zip_source_buffer(archive, body.baseAddress, zip_uint64_t(data.count), 0)
        let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else { throw LogFileError(path: path, text: "cannot be written: \(lastError)") }
        // A fixed date (1 January 1980, the earliest ZIP knows): the same log gives the same bytes.
        zip_file_set_dostime(archive, zip_uint64_t(index), 0, 0x21, 0)
    }

    func close() throws(LogFileError) {
        guard zip_close(archive) == 0 else { throw LogFileError(path: path, text: "cannot be written: \(lastError)") }
        archive = nil
    }

    private var lastError: String { String(cString: zip_strerror(archive)) }
}

/// Reads members of a ZIP, within bounds.
final class ZipReader {
    /// A day of 24 channels at 10 ms needs 830 MB; more than this is no log of ours.
    private static let largestMember: UInt64 = 2 << 30
    private let path: String
    private let archive: OpaquePointer

    init(_ path: String) throws(LogFileError) {
        self.path = path
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else {
            throw LogFileError(path: path, text: "is no log that can be read: \(zipText(code))")
        }
        self.archive = archive
    }

    deinit { zip_discard(archive) }

    func member(_ name: String) throws(LogFileError) -> Data {
        var status = zip_stat_t()
        guard zip_stat(archive, name, 0, &status) == 0, let file = zip_fopen(archive, name, 0) else {
            throw LogFileError(path: path, text: "holds no \(name)")
        }
        defer { zip_fclose(file) }
        guard status.size <= Self.largestMember else {
            throw LogFileError(path: path, text: "\(name) claims \(status.size) bytes, more than a log can hold")
        }
        var data = Data(count: Int(status.size))
        let read = data.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, zip_uint64_t($0.count)) }
        guard read == status.size else { throw LogFileError(path: path, text: "\(name) is damaged") }
        return data
    }
}

private func zipText(_ code: Int32) -> String {
    var error = zip_error_t()
    zip_error_init_with_code(&error, code)
    defer { zip_error_fini(&error) }
    return String(cString: zip_error_strerror(&error)).lowercased()
}
