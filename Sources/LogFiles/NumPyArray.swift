import Foundation

/// One-dimensional arrays in NumPy's `.npy` format, version 1.0, little-endian.
enum NumPyArray {
    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]

    static func encode(_ values: [Float]) -> Data {
        encode("<f4", values.count, values.withUnsafeBytes { Data($0) })
    }

    static func encode(_ values: [Double]) -> Data {
        encode("<f8", values.count, values.withUnsafeBytes { Data($0) })
    }

    static func decode(_ data: Data, named name: String) throws(LogFileError) -> [Float] {
        try decode(data, "<f4", named: name)
    }

    static func decode(_ data: Data, named name: String) throws(LogFileError) -> [Double] {
        try decode(data, "<f8", named: name)
    }

    /// The header is padded so that the numbers start at a multiple of 64 bytes.
    private static func encode(_ type: String, _ count: Int, _ body: Data) -> Data {
        var header = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(count),), }"
        let unpadded = magic.count + 2 + header.utf8.count + 1
        header += String(repeating: " ", count: (64 - unpadded % 64) % 64) + "\n"
        let length = UInt16(header.utf8.count)
        return Data(magic + [UInt8(length & 255), UInt8(length >> 8)]) + Data(header.utf8) + body
    }

    private static func decode<Number>(
        _ data: Data, _ type: String, named name: String
    ) throws(LogFileError) -> [Number] {
        let bytes = [UInt8](data)
        guard bytes.count >= 10, bytes.starts(with: magic) else {
            throw LogFileError(path: name, text: "is no NumPy array")
        }
        let start = 10 + Int(bytes[8]) + Int(bytes[9]) << 8
        let header = String(decoding: bytes[10..<min(start, bytes.count)], as: UTF8.self)
        guard start <= bytes.count, header.contains("'\(type)'"), header.contains("False") else {
            throw LogFileError(path: name, text: "holds another type of numbers than \(type)")
        }
        let size = MemoryLayout<Number>.size
        let count = (bytes.count - start) / size
        return [Number](unsafeUninitializedCapacity: count) { buffer, filled in
            bytes.withUnsafeBytes { source in
                UnsafeMutableRawBufferPointer(buffer).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: source[start..<start + count * size]))
            }
            filled = count
        }
    }
}
