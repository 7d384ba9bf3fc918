import CLittleCMS
import ColourScience
import ICC

/// An ICC profile opened with LittleCMS. Each has a library context of its own: many may be open at once, on any
/// threads, and each is used by one thread at a time.
///
/// Made from an ``ICCStructure`` only, so that no byte reaches the library before it was looked through.
public final class ICCProfile {
    /// Header, tag table and faults, as our own reading has them. Whether the profile id fits is one of the faults.
    public let structure: ICCStructure
    let handle: OpaquePointer

    /// - Throws: ``MediaError`` for a structure that must not be read, and for a profile that the library refuses.
    public init(_ structure: ICCStructure) throws(MediaError) {
        if let fault = structure.faults(.refusal).first {
            throw MediaError(operation: "open ICC profile", code: 0, text: fault.description)
        }
        var handle: OpaquePointer?
        var code: Int32 = 0
        let text = cText(capacity: 200) { text, capacity in
            code = fgl_profile_open(structure.bytes, structure.bytes.count, &handle, text, capacity)
        }
        guard code == 0, let handle else { throw MediaError(operation: "open ICC profile", code: code, text: text) }
        self.structure = structure
        self.handle = handle
    }

    deinit { fgl_profile_close(handle) }

    /// The first thing the library complained of since it opened the profile.
    public var complaint: MediaError? {
        var code: Int32 = 0
        let text = cText(capacity: 200) { code = fgl_profile_error(handle, $0, $1) }
        return code == 0 ? nil : MediaError(operation: "read ICC profile", code: code, text: text)
    }

    /// In English where there is a choice; empty without one. Written by strangers.
    public var description: String { cText(capacity: 2048) { fgl_profile_description(handle, $0, $1) } }

    /// The header as the library reads it.
    public var header: LibraryHeader { LibraryHeader(fgl_header(of: handle)) }

    /// Signatures of all tags, in the order of the table.
    public var tags: [ICCSignature] {
        (0..<header.tagCount).map { ICCSignature(fgl_profile_tag(handle, Int32($0))) }
    }

    /// Header fields in the library's own reading, to be held against ours.
    public struct LibraryHeader: Equatable, Sendable {
        public var version: Double
        public var profileClass, colourSpace, connectionSpace: ICCSignature
        public var tagCount: Int
        /// Colorants with three curves, or one grey curve.
        public var isMatrix: Bool
        /// Of the colour space.
        public var channels: Int

        init(_ header: fgl_header) {
            version = header.version
            profileClass = ICCSignature(header.profile_class)
            colourSpace = ICCSignature(header.colour_space)
            connectionSpace = ICCSignature(header.connection_space)
            tagCount = Int(header.tags)
            isMatrix = header.is_matrix != 0
            channels = Int(header.channels)
        }
    }

    /// X, Y, Z of a tag; nil without it.
    public func xyz(_ tag: ICCSignature) -> Triple? {
        var values = [0.0, 0, 0]
        return fgl_profile_xyz(handle, tag.code, &values) == 0 ? nil : Triple(values[0], values[1], values[2])
    }

    /// Adaptation of the native white to D50 as the profile states it (tag `chad`).
    public var chad: Matrix3? {
        var values = [Double](repeating: 0, count: 9)
        return fgl_profile_chad(handle, &values) == 0 ? nil : Matrix3(rowMajor: values)
    }

    /// Luminance of the white in cd/m² (tag `lumi`).
    public var luminance: Double? { xyz("lumi").flatMap { $0.y > 0 ? $0.y : nil } }

    /// When the device was calibrated (tag `calt`).
    public var calibrationDate: ICCDate? {
        var fields = [Int32](repeating: 0, count: 6)
        return fgl_profile_date(handle, ICCSignature("calt").code, &fields) == 0 ? nil : ICCDate(fields.map { Int($0) })
    }

    /// The video signal the profile claims to describe (tag `cicp`). Read by us: the library expects four bytes more than
    /// the specification has (seen in 2.14) and finds none in a sound profile.
    public var videoSignal: ICCVideoSignal? { structure.videoSignal }
}

private func fgl_header(of handle: OpaquePointer) -> fgl_header {
    var header = CLittleCMS.fgl_header()
    fgl_profile_header(handle, &header)
    return header
}
