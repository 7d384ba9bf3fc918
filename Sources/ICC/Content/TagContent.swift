/// Whether the counts inside a tag fit its size (ICC.1:2022 §10). A count that claims more than there is would make a
/// reader run over the end: where the tag has to be read to judge the profile, the profile is refused.
enum TagContent {
    static func faults(_ tag: ICCTag, _ header: ICCHeader, _ profile: [UInt8]) -> [ICCFault] {
        guard TagTypes.isDefined(tag.signature), let content = tag.content(of: profile), let type = content.signature(0)
        else { return [] }
        var faults: [ICCFault] = []
        if !content.isZero(4..<8) || !ReservedBytes.areZero(type, content) {
            faults.append(fault(tag, header, .wrong("has reserved bytes that are not zero")))
        }
        if let problem = problem(type, content) ?? ChannelCount.problem(tag.signature, type, header, content) {
            faults.append(fault(tag, header, problem))
        }
        return faults
    }

    /// Bytes inside a type that have no meaning yet.
    private enum ReservedBytes {
        static func areZero(_ type: ICCSignature, _ content: ArraySlice<UInt8>) -> Bool {
            switch type {
            case "para": content.count < 12 || content.isZero(10..<12)
            case "mft1", "mft2": content.count < 12 || content.isZero(11..<12)
            case "mAB ", "mBA ": content.count < 32 || content.isZero(10..<12) && isTableZero(content)
            default: true
            }
        }

        /// Behind the 16 grid points and the precision of the table stand three of them.
        private static func isTableZero(_ content: ArraySlice<UInt8>) -> Bool {
            guard let start = content.u32(24), start != 0, start + 20 <= content.count else { return true }
            return content.isZero(start + 17..<start + 20)
        }
    }

    enum Problem: Equatable {
        /// Readable, and not as the specification has it.
        case wrong(String)
        /// Harmless: bytes behind the content, counted in.
        case padded(Int)
        /// Not to be read.
        case broken(String)

        static let tooShort = Problem.broken("is shorter than its content")
    }

    private static func fault(_ tag: ICCTag, _ header: ICCHeader, _ problem: Problem) -> ICCFault {
        let grade: ICCFault.Grade
        let text: String
        switch problem {
        case .padded(let count): (grade, text) = (.remark, "counts \(count) bytes of padding in")
        case .wrong(let words): (grade, text) = (.violation, words)
        case .broken(let words): (grade, text) = (isRead(tag.signature, header) ? .refusal : .violation, words)
        }
        return ICCFault(.tagContent, grade, "the tag \(tag.signature) \(text)", clause: "10")
    }

    /// What has to be read to describe a profile, and to send colours through one of a device that gives light.
    private static func isRead(_ tag: ICCSignature, _ header: ICCHeader) -> Bool {
        let isTransformed =
            ["mntr", "scnr", "spac"].contains(header.profileClass) && ["RGB ", "GRAY"].contains(header.colourSpace)
        return descriptive.contains(tag) || isTransformed && tables.contains(tag)
    }

    private static let descriptive: Set<ICCSignature> = [
        "desc", "wtpt", "chad", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "kTRC", "lumi", "vcgt", "calt", "cicp",
    ]

    private static let tables: Set<ICCSignature> = [
        "A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "D2B0", "D2B1", "D2B2", "D2B3", "B2D0", "B2D1", "B2D2", "B2D3",
    ]

    private static func problem(_ type: ICCSignature, _ content: ArraySlice<UInt8>) -> Problem? {
        switch type {
        case "XYZ ": exactly(20, content)
        case "sf32": exactly(44, content)
        case "sig ", "cicp": exactly(12, content)
        case "meas", "view": exactly(36, content)
        case "dtim": date(content)
        case "chrm": content.u16(8).map { exactly(12 + 8 * $0, content) } ?? .tooShort
        case "curv": CurveContent.tableProblem(content)
        case "para": CurveContent.formulaProblem(content)
        case "vcgt": CurveContent.videoCardProblem(content)
        case "text": TextContent.textProblem(content)
        case "desc": TextContent.descriptionProblem(content)
        case "mluc": TextContent.localizedProblem(content)
        case "mft1": TableContent.problem(content, bytesPerEntry: 1)
        case "mft2": TableContent.problem(content, bytesPerEntry: 2)
        case "mAB ": ProcessContent.problem(content, towardsPCS: true)
        case "mBA ": ProcessContent.problem(content, towardsPCS: false)
        case "mpet": ElementContent.problem(content)
        case "ncl2": namedColours(content)
        default: nil
        }
    }

    /// Content of a known size, which many writers round up to four bytes.
    static func exactly(_ size: Int, _ content: ArraySlice<UInt8>) -> Problem? {
        let surplus = content.count - size
        if surplus < 0 { return .tooShort }
        return surplus == 0
            ? nil : surplus <= 3 ? .padded(surplus) : .wrong("is \(surplus) bytes longer than its content")
    }

    private static func date(_ content: ArraySlice<UInt8>) -> Problem? {
        guard let date = content.date(8), content.count >= 20 else { return .tooShort }
        return date.isPlausible ? exactly(20, content) : .wrong("holds the date \(date), which is none")
    }

    private static func namedColours(_ content: ArraySlice<UInt8>) -> Problem? {
        guard let count = content.u32(12), let coordinates = content.u32(16) else { return .tooShort }
        guard coordinates <= 15 else { return .broken("claims \(coordinates) device coordinates") }
        return exactly(84 + count * (38 + 2 * coordinates), content)
    }
}
