/// How tags lie in the profile (ICC.1:2022 §7.3.1).
enum LayoutRules {
    static func faults(_ tags: [ICCTag], _ header: ICCHeader, _ profile: [UInt8]) -> [ICCFault] {
        let overlaps = overlaps(tags, header, profile)
        let isOverlapping = overlaps.contains { $0.grade > .remark }
        let gap = isOverlapping ? nil : gap(tags, header, profile)
        let padding = isOverlapping || gap != nil ? nil : padding(tags, header, profile)
        return tags.compactMap(misaligned) + overlaps + [gap, padding].compactMap { $0 }
    }

    /// The up to three bytes that fill a tag up to a boundary are zero from version 4 on.
    private static func padding(_ tags: [ICCTag], _ header: ICCHeader, _ profile: [UInt8]) -> ICCFault? {
        guard header.version.major >= 4 else { return nil }
        let dirty = distinct(tags).first { tag in
            let end = min((tag.end + 3) & ~3, profile.count)
            return tag.end < end && !profile.isZero(tag.end..<end)
        }
        return dirty.map {
            ICCFault(.tagGap, .violation, "the padding behind the tag \($0.signature) is not zero", clause: "7.1.2")
        }
    }

    private static func misaligned(_ tag: ICCTag) -> ICCFault? {
        tag.offset % 4 == 0
            ? nil
            : ICCFault(
                .tagAlignment, .violation, "the tag \(tag.signature) does not start on a four-byte boundary",
                clause: "7.3.1")
    }

    /// Tags may share their data whole, and not in part. One fault for each tag that lies over others.
    private static func overlaps(_ tags: [ICCTag], _ header: ICCHeader, _ profile: [UInt8]) -> [ICCFault] {
        let sorted = distinct(tags)
        return sorted.enumerated().compactMap { index, tag in
            let covered = sorted[(index + 1)...].filter { $0.offset < tag.end }
            return covered.isEmpty ? nil : overlap(tag, covered, header, profile)
        }
    }

    /// Version 2 has no words on overlaps. Compact profiles let the unused Macintosh field of their description lie
    /// over the tags behind it: every reader gets what was meant.
    private static func overlap(
        _ tag: ICCTag, _ covered: [ICCTag], _ header: ICCHeader, _ profile: [UInt8]
    ) -> ICCFault {
        let names = covered.map(\.signature.description).joined(separator: ", ")
        if header.version.major == 2, let used = TextContent.usedDescription(tag, profile),
            covered.allSatisfy({ tag.offset + used <= $0.offset })
        {
            return ICCFault(
                .tagOverlap, .remark,
                "the unused Macintosh field of \(tag.signature) lies over \(names), which version 4 forbids")
        }
        return ICCFault(.tagOverlap, .violation, "the tag \(tag.signature) overlaps \(names) in part", clause: "7.3.1")
    }

    /// From version 4 on the tags follow the table and each other without gaps, each padded to four bytes. Before, bytes
    /// that belong to no tag were nobody's business; but something may have been there once.
    private static func gap(_ tags: [ICCTag], _ header: ICCHeader, _ profile: [UInt8]) -> ICCFault? {
        var expected = TagTable.tableEnd(tags.count)
        for tag in distinct(tags) {
            if let fault = gap("before the tag \(tag.signature)", expected, tag.offset, header) { return fault }
            expected = max(expected, (tag.end + 3) & ~3)
        }
        return gap("at the end", expected, profile.count, header)
    }

    private static func gap(_ place: String, _ expected: Int, _ found: Int, _ header: ICCHeader) -> ICCFault? {
        let isNew = header.version.major >= 4
        if found > expected {
            return ICCFault(
                .tagGap, isNew ? .violation : .remark, "\(found - expected) bytes \(place) belong to no tag",
                clause: isNew ? "7.3.1" : nil)
        }
        return isNew && found < expected
            ? ICCFault(.tagGap, .violation, "padding is missing \(place)", clause: "7.3.1") : nil
    }

    /// Each stretch of data once, by offset.
    private static func distinct(_ tags: [ICCTag]) -> [ICCTag] {
        var seen: [Int: Set<Int>] = [:]
        return tags.sorted { ($0.offset, $0.size) < ($1.offset, $1.size) }
            .filter { seen[$0.offset, default: []].insert($0.size).inserted }
    }
}
