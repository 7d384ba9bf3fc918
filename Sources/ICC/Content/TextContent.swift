/// Texts: ASCII, the description of version 2 and the localised text of version 4.
enum TextContent {
    /// textType (§10.24): ASCII that ends with a zero.
    static func textProblem(_ content: ArraySlice<UInt8>) -> TagContent.Problem? {
        guard content.count > 8 else { return .wrong("is empty") }
        guard let end = content.dropFirst(8).firstIndex(of: 0) else {
            return .wrong("has no zero at the end of its text")
        }
        return surplus(content.endIndex - end - 1)
    }

    /// textDescriptionType (version 2, §6.5.17): ASCII, Unicode and Macintosh text, each with its own count.
    static func descriptionProblem(_ content: ArraySlice<UInt8>) -> TagContent.Problem? {
        guard let ascii = content.u32(8), 12 + ascii <= content.count else { return .tooShort }
        if ascii == 0 { return .wrong("has no text") }
        if content.u8(12 + ascii - 1) != 0 { return .wrong("has no zero at the end of its text") }
        guard let unicode = content.u32(16 + ascii) else { return .wrong("ends behind its ASCII text") }
        guard 20 + ascii + 2 * unicode <= content.count else { return .tooShort }
        guard let macintosh = content.u8(22 + ascii + 2 * unicode) else {
            return .wrong("ends behind its Unicode text")
        }
        if macintosh > 67 { return .wrong("claims a Macintosh text of \(macintosh) bytes in a field of 67") }
        let surplus = content.count - (90 + ascii + 2 * unicode)
        return surplus < 0 ? .wrong("ends inside its Macintosh text") : self.surplus(surplus)
    }

    /// Some writers reserve more room for a text than it takes.
    private static func surplus(_ count: Int) -> TagContent.Problem? { count > 0 ? .padded(count) : nil }

    /// Bytes of a version 2 description up to its Macintosh field, where that field is unused.
    static func usedDescription(_ tag: ICCTag, _ profile: [UInt8]) -> Int? {
        guard let content = tag.content(of: profile), content.signature(0) == "desc", let ascii = content.u32(8),
            ascii <= content.count, let unicode = content.u32(16 + ascii), unicode <= content.count,
            content.u8(22 + ascii + 2 * unicode) == 0
        else { return nil }
        return 23 + ascii + 2 * unicode
    }

    /// multiLocalizedUnicodeType (§10.15)
    static func localizedProblem(_ content: ArraySlice<UInt8>) -> TagContent.Problem? {
        guard let count = content.u32(8), let size = content.u32(12) else { return .tooShort }
        if count == 0 { return .wrong("has no text") }
        guard size == 12 else { return .broken("has records of \(size) bytes instead of 12") }
        guard 16 + 12 * count <= content.count else { return .tooShort }
        var end = 16 + 12 * count
        for record in 0..<count {
            guard let length = content.u32(20 + 12 * record), let offset = content.u32(24 + 12 * record) else {
                return .tooShort
            }
            if offset + length > content.count { return .tooShort }
            if length % 2 != 0 { return .wrong("has a UTF-16 text of \(length) bytes") }
            if offset < 16 + 12 * count, length > 0 { return .wrong("has a text that lies inside its records") }
            end = max(end, offset + length)
        }
        return surplus(content.count - end)
    }
}
