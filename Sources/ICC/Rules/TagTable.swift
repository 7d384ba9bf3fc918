/// The tag table itself (ICC.1:2022 §7.3.1).
enum TagTable {
    static func read(_ profile: [UInt8]) -> (tags: [ICCTag], faults: [ICCFault]) {
        guard let count = profile.u32(128) else { return ([], []) }
        if let fault = countFault(count, profile) { return ([], [fault]) }
        let tags = (0..<count).compactMap { entry($0, profile) }
        return (tags, tags.compactMap { outside($0, tableEnd(count), profile) } + duplicates(tags))
    }

    static func tableEnd(_ count: Int) -> Int { ICCHeader.length + 4 + 12 * count }

    private static func countFault(_ count: Int, _ profile: [UInt8]) -> ICCFault? {
        if count == 0 { return ICCFault(.tagCount, .refusal, "the tag table is empty", clause: "7.3") }
        if count > ICCStructure.mostTags {
            return ICCFault(
                .tagCount, .refusal,
                "the tag table declares \(count) tags, more than the \(ICCStructure.mostTags) that are read")
        }
        if tableEnd(count) > profile.count {
            return ICCFault(
                .tagCount, .refusal, "the tag table of \(count) tags ends outside the profile", clause: "7.3.1")
        }
        return nil
    }

    private static func entry(_ index: Int, _ profile: [UInt8]) -> ICCTag? {
        let start = ICCHeader.length + 4 + 12 * index
        guard let signature = profile.signature(start), let offset = profile.u32(start + 4),
            let size = profile.u32(start + 8)
        else { return nil }
        return ICCTag(signature: signature, offset: offset, size: size)
    }

    private static func outside(_ tag: ICCTag, _ tableEnd: Int, _ profile: [UInt8]) -> ICCFault? {
        let problem =
            if tag.offset < tableEnd {
                "lies inside the header or the tag table"
            } else if tag.end > profile.count {
                "ends outside the profile"
            } else if tag.size < 8 {
                "has \(tag.size) bytes, too few for a type"
            } else {
                nil as String?
            }
        return problem.map { ICCFault(.tagOutside, .refusal, "the tag \(tag.signature) \($0)", clause: "7.3.1") }
    }

    private static func duplicates(_ tags: [ICCTag]) -> [ICCFault] {
        var seen: Set<ICCSignature> = []
        return tags.filter { !seen.insert($0.signature).inserted }.map {
            ICCFault(.tagDuplicate, .refusal, "the tag \($0.signature) is listed twice", clause: "7.3.1")
        }
    }
}
