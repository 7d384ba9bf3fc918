/// Types that a tag may have (ICC.1:2022 §9.2; version 2: ICC.1:2001-04 §6.4).
enum TagTypes {
    static func faults(_ tags: [ICCTag], _ header: ICCHeader, _ profile: [UInt8]) -> [ICCFault] {
        let wrong = tags.compactMap { fault($0, header, profile) }
        let unknown = tags.filter { permitted($0.signature, version: header.version.major) == nil }
        guard !unknown.isEmpty else { return wrong }
        let names = unknown.map(\.signature.description).joined(separator: ", ")
        return wrong + [ICCFault(.tagPrivate, .remark, "it carries tags that ICC.1 does not define: \(names)")]
    }

    private static func fault(_ tag: ICCTag, _ header: ICCHeader, _ profile: [UInt8]) -> ICCFault? {
        guard let type = profile.signature(tag.offset),
            let permitted = permitted(tag.signature, version: header.version.major), !permitted.contains(type)
        else { return nil }
        return ICCFault(
            .tagType, .violation,
            "the tag \(tag.signature) has the type \(type), which version \(header.version) does not allow for it",
            clause: "9.2")
    }

    static func isDefined(_ tag: ICCSignature) -> Bool { permitted(tag, version: 4) != nil }

    /// Nil for a tag that the specification does not define.
    private static func permitted(_ tag: ICCSignature, version: Int) -> Set<ICCSignature>? {
        let isNew = version >= 4
        switch tag {
        case "A2B0", "A2B1", "A2B2": return isNew ? ["mft1", "mft2", "mAB "] : ["mft1", "mft2"]
        case "B2A0", "B2A1", "B2A2", "gamt": return isNew ? ["mft1", "mft2", "mBA "] : ["mft1", "mft2"]
        case "pre0", "pre1", "pre2": return isNew ? ["mft1", "mft2", "mAB ", "mBA "] : ["mft1", "mft2"]
        case "D2B0", "D2B1", "D2B2", "D2B3", "B2D0", "B2D1", "B2D2", "B2D3": return ["mpet"]
        case "rTRC", "gTRC", "bTRC", "kTRC": return isNew ? ["curv", "para"] : ["curv"]
        case "desc", "dmnd", "dmdd", "vued": return isNew ? ["mluc"] : ["desc"]
        case "scrd": return ["desc"]
        case "cprt": return isNew ? ["mluc"] : ["text"]
        case "rXYZ", "gXYZ", "bXYZ", "wtpt", "bkpt", "lumi": return ["XYZ "]
        case "tech", "ciis", "rig0", "rig2", "ps2i": return ["sig "]
        case "clrt", "clot": return ["clrt"]
        case "ps2s", "psd0", "psd1", "psd2", "psd3", "data": return ["data"]
        default: return others[tag]
        }
    }

    private static let others: [ICCSignature: Set<ICCSignature>] = [
        "chad": ["sf32"], "calt": ["dtim"], "targ": ["text"], "chrm": ["chrm"], "cicp": ["cicp"], "meas": ["meas"],
        "view": ["view"], "ncl2": ["ncl2"], "ncol": ["ncol"], "clro": ["clro"], "resp": ["rcs2"], "pseq": ["pseq"],
        "psid": ["psid"], "meta": ["dict"], "bfd ": ["bfd "], "crdi": ["crdi"], "devs": ["devs"], "scrn": ["scrn"],
        // Defined by Apple, written by every calibration tool.
        "vcgt": ["vcgt"],
    ]
}
