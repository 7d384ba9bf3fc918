/// What the header has to say (ICC.1:2022 §7.2).
enum HeaderRules {
    static func tooShort(_ count: Int) -> ICCFault {
        ICCFault(.size, .refusal, "the profile has \(count) bytes, and its header alone takes 128", clause: "7.2.1")
    }

    static func faults(_ header: ICCHeader, _ bytes: [UInt8]) -> [ICCFault] {
        let first = [size(header, bytes), magic(header), version(header), profileClass(header), spaces(header)]
            .compactMap { $0 }
        // Behind one of these the rest of the header has no meaning that could be judged.
        if first.contains(where: { $0.grade == .refusal }) { return first }
        let others = [
            trailing(header, bytes), date(header), platform(header), intent(header), illuminant(header),
            reserved(bytes), attributes(bytes), flags(bytes),
        ]
        return first + others.compactMap { $0 }
    }

    private static func size(_ header: ICCHeader, _ bytes: [UInt8]) -> ICCFault? {
        let problem =
            if bytes.count > ICCStructure.largestSize {
                "the profile has \(bytes.count) bytes, more than the \(ICCStructure.largestSize) that are read"
            } else if header.size > bytes.count {
                "the header declares \(header.size) bytes and there are only \(bytes.count)"
            } else if header.size < ICCHeader.length + 4 {
                "the header declares \(header.size) bytes, too few for a header and a tag table"
            } else {
                nil as String?
            }
        return problem.map { ICCFault(.size, .refusal, $0, clause: "7.2.2") }
    }

    private static func trailing(_ header: ICCHeader, _ bytes: [UInt8]) -> ICCFault? {
        guard header.size < bytes.count else { return nil }
        return ICCFault(
            .size, .violation, "\(bytes.count - header.size) bytes follow behind the declared end of the profile",
            clause: "7.2.2")
    }

    private static func magic(_ header: ICCHeader) -> ICCFault? {
        header.magic == "acsp"
            ? nil
            : ICCFault(.signature, .refusal, "the signature 'acsp' is missing: this is no ICC profile", clause: "7.2.9")
    }

    /// Containers and image formats call for profiles of ICC.1 (ISO 15076-1); version 5 is ICC.2 (iccMAX).
    private static func version(_ header: ICCHeader) -> ICCFault? {
        let version = header.version
        if version.major == 5 {
            return ICCFault(
                .version, .refusal,
                "version \(version) is iccMAX (ICC.2), not a profile of ICC.1, and cannot be judged", clause: "7.2.4")
        }
        guard version.major == 2 || version.major == 4 else {
            return ICCFault(.version, .refusal, "there is no version \(version) of ICC profiles", clause: "7.2.4")
        }
        return version.isPublished
            ? nil : ICCFault(.version, .violation, "version \(version) was never published", clause: "7.2.4")
    }

    private static let classes: Set<ICCSignature> = ["scnr", "mntr", "prtr", "link", "spac", "abst", "nmcl"]

    private static func profileClass(_ header: ICCHeader) -> ICCFault? {
        let name = header.profileClass
        return classes.contains(name)
            ? nil : ICCFault(.profileClass, .refusal, "\(name) is no profile class", clause: "7.2.5")
    }

    private static func spaces(_ header: ICCHeader) -> ICCFault? {
        guard ColourSpace.channels(header.colourSpace) != nil else {
            return ICCFault(.colourSpace, .refusal, "\(header.colourSpace) is no colour space", clause: "7.2.6")
        }
        let isLink = header.profileClass == "link"
        let isLegal =
            isLink
            ? ColourSpace.channels(header.connectionSpace) != nil : ["XYZ ", "Lab "].contains(header.connectionSpace)
        return isLegal
            ? nil
            : ICCFault(
                .connectionSpace, .refusal, "\(header.connectionSpace) cannot be the connection space of this class",
                clause: "7.2.7")
    }

    private static func date(_ header: ICCHeader) -> ICCFault? {
        header.date.isPlausible
            ? nil : ICCFault(.date, .violation, "the creation date \(header.date) is no date", clause: "7.2.8")
    }

    /// Colour-management tools on Linux write `*nix`, which no ICC registry has.
    private static func platform(_ header: ICCHeader) -> ICCFault? {
        let known: Set<ICCSignature> = ["APPL", "MSFT", "SGI ", "SUNW", "TGNT", ICCSignature(0)]
        return known.contains(header.platform)
            ? nil : ICCFault(.platform, .remark, "the platform \(header.platform) is not a registered one")
    }

    private static func intent(_ header: ICCHeader) -> ICCFault? {
        (0...3).contains(header.intent)
            ? nil : ICCFault(.intent, .violation, "\(header.intent) is no rendering intent", clause: "7.2.15")
    }

    /// "When rounded to four decimals" is the clause's own tolerance.
    private static func illuminant(_ header: ICCHeader) -> ICCFault? {
        let white = header.illuminant
        if D50.matches(white) { return nil }
        return ICCFault(.illuminant, .violation, "the PCS illuminant \(D50.text(white)) is not D50", clause: "7.2.16")
    }

    private static func reserved(_ bytes: [UInt8]) -> ICCFault? {
        bytes.isZero(100..<128) && bytes.isZero(10..<12)
            ? nil : ICCFault(.reserved, .violation, "reserved bytes of the header are not zero", clause: "7.2.19")
    }
}

extension HeaderRules {
    /// Of the attributes four bits of the device have a meaning, and the upper half is the vendor's.
    private static func attributes(_ bytes: [UInt8]) -> ICCFault? {
        guard let low = bytes.u32(60), low & ~0b1111 != 0 else { return nil }
        return ICCFault(.reserved, .violation, "reserved bits of the device attributes are set", clause: "7.2.14")
    }

    /// The lower half of the flags is the ICC's, which gave two of its bits a meaning.
    private static func flags(_ bytes: [UInt8]) -> ICCFault? {
        guard let low = bytes.u16(46), low & ~0b11 != 0 else { return nil }
        return ICCFault(.reserved, .remark, "flags are set that have no meaning")
    }
}

/// Data colour spaces (ICC.1:2022 table 19).
enum ColourSpace {
    /// Number of channels; nil for a signature that is no colour space.
    static func channels(_ space: ICCSignature) -> Int? {
        switch space {
        case "GRAY": return 1
        case "XYZ ", "Lab ", "Luv ", "YCbr", "Yxy ", "RGB ", "HSV ", "HLS ", "CMY ": return 3
        case "CMYK": return 4
        default: break
        }
        let text = space.text
        guard text.hasSuffix("CLR"), let digit = text.first, digit.isASCII, let count = digit.hexDigitValue,
            count >= 2, !digit.isLowercase
        else { return nil }
        return count
    }

    /// `2CLR` to `FCLR`, whose colorants have to be named.
    static func isGeneric(_ space: ICCSignature) -> Bool { space.text.hasSuffix("CLR") }
}

enum D50 {
    static func matches(_ xyz: (x: Double, y: Double, z: Double)) -> Bool {
        func rounded(_ value: Double) -> Double { (value * 10_000).rounded() }
        return rounded(xyz.x) == 9642 && rounded(xyz.y) == 10_000 && rounded(xyz.z) == 8249
    }

    /// `0.9505 1.0000 1.0891`
    static func text(_ xyz: (x: Double, y: Double, z: Double)) -> String {
        [xyz.x, xyz.y, xyz.z].map { "\(($0 * 10_000).rounded() / 10_000)" }.joined(separator: " ")
    }
}
