/// Tags that a profile of its class must carry (ICC.1:2022 §8; version 2: ICC.1:2001-04 §6.3).
enum RequiredTags {
    static func faults(_ tags: [ICCTag], _ header: ICCHeader) -> [ICCFault] {
        let present = Set(tags.map(\.signature))
        let missing = (common(header) + ofClass(header, present)).filter { !present.contains($0) }
        return missing.map {
            ICCFault(.tagMissing, .violation, "the required tag \($0) is missing", clause: clause(of: $0, header))
        } + model(header, present)
    }

    private static func common(_ header: ICCHeader) -> [ICCSignature] {
        header.profileClass == "link" ? ["desc", "cprt"] : ["desc", "cprt", "wtpt"]
    }

    private static let matrix: [ICCSignature] = ["rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"]

    private static func ofClass(_ header: ICCHeader, _ present: Set<ICCSignature>) -> [ICCSignature] {
        switch header.profileClass {
        case "scnr": device(header, present, table: ["A2B0"])
        case "mntr": device(header, present, table: ["A2B0", "B2A0"])
        case "prtr" where header.colourSpace == "GRAY" && !present.contains("A2B0"): ["kTRC"]
        case "prtr": ["A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "gamt"] + colorantNames(header)
        case "link": ["pseq", "A2B0"]
        case "spac": ["A2B0", "B2A0"]
        case "abst": ["A2B0"]
        case "nmcl": ["ncl2"]
        default: []
        }
    }

    /// Input and display devices are described by tables, by a matrix with curves, or by one grey curve. Of the models
    /// that would do, the one that is begun is asked for.
    private static func device(
        _ header: ICCHeader, _ present: Set<ICCSignature>, table: [ICCSignature]
    ) -> [ICCSignature] {
        let isGrey = header.colourSpace == "GRAY"
        if !isGrey && matrix.allSatisfy(present.contains) || isGrey && present.contains("kTRC") { return [] }
        if !present.isDisjoint(with: table) { return table }
        return switch header.colourSpace {
        case "RGB ": matrix
        case "GRAY": ["kTRC"]
        default: table
        }
    }

    private static func colorantNames(_ header: ICCHeader) -> [ICCSignature] {
        header.version.major >= 4 && ColourSpace.isGeneric(header.colourSpace) ? ["clrt"] : []
    }

    /// A matrix leads to X, Y, Z only.
    private static func model(_ header: ICCHeader, _ present: Set<ICCSignature>) -> [ICCFault] {
        guard ["scnr", "mntr"].contains(header.profileClass), !present.contains("A2B0"),
            matrix.allSatisfy(present.contains), header.connectionSpace != "XYZ "
        else { return [] }
        return [
            ICCFault(
                .connectionSpace, .violation, "a matrix with curves needs the connection space 'XYZ'", clause: "8.3.3")
        ]
    }

    private static func clause(of tag: ICCSignature, _ header: ICCHeader) -> String {
        if common(header).contains(tag), header.profileClass != "link" { return "8.2" }
        return switch header.profileClass {
        case "scnr": "8.3"
        case "mntr": "8.4"
        case "prtr": "8.5"
        case "link": "8.6"
        case "spac": "8.7"
        case "abst": "8.8"
        default: "8.9"
        }
    }
}
