import CCrypto
import Foundation

extension MediaFile {
    /// Refuses everything but a readable, non-empty regular file, before any library sees it.
    static func sizeOfRegularFile(_ path: String) throws(MediaError) -> Int {
        func refuse(_ text: String) -> MediaError { MediaError(operation: "open", code: 0, text: text) }
        guard !path.utf8.contains(0) else { throw refuse("the name contains a zero byte") }
        var status = stat()
        guard stat(path, &status) == 0 else { throw refuse(String(cString: strerror(errno)).lowercased()) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw refuse("it is a directory, not a media file")
        case S_IFIFO: throw refuse("it is a pipe; only regular files are checked")
        case S_IFSOCK: throw refuse("it is a socket; only regular files are checked")
        default: throw refuse("it is a device; only regular files are checked")
        }
        guard status.st_size > 0 else { throw refuse("the file is empty (0 bytes)") }
        guard access(path, R_OK) == 0 else { throw refuse("there is no permission to read it") }
        return Int(status.st_size)
    }

    /// The first bytes of the file; empty when it cannot be read.
    static func head(_ path: String, _ count: Int = 65536) -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? handle.close() }
        return Array((try? handle.read(upToCount: count)) ?? Data())
    }
}

/// The whole of a small regular file.
///
/// - Parameter limit: bytes; a larger file is refused.
/// - Throws: ``MediaError`` for anything but a readable file of that size.
public func bytes(ofFile path: String, limit: Int) throws(MediaError) -> [UInt8] {
    let size = try MediaFile.sizeOfRegularFile(path)
    guard size <= limit else {
        throw MediaError(
            operation: "open", code: 0, text: "the file has \(size) bytes, more than the \(limit) that are read")
    }
    let content = MediaFile.head(path, size)
    guard content.count == size else {
        throw MediaError(operation: "read", code: 0, text: "the file could not be read to its end")
    }
    return content
}

/// SHA-256 (FIPS 180-4) of a file's content, as lower-case hexadecimal.
public func sha256(ofFile path: String) throws(MediaError) -> String {
    let failed = MediaError(operation: "hash", code: 0, text: "the file could not be read to its end")
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0, let context = EVP_MD_CTX_new() else { throw failed }
    defer {
        close(descriptor)
        EVP_MD_CTX_free(context)
    }
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
        let count = read(descriptor, &buffer, buffer.count)
        guard count >= 0 else { throw failed }
        if count == 0 { break }
        EVP_DigestUpdate(context, buffer, count)
    }
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    let digits = Array("0123456789abcdef")
    return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}
