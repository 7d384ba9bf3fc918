/// Faults of metadata by name: how often each occurs, how the first one reads, and on which pictures.
struct NamedFaults {
    private struct Group {
        var count = 0
        var text: String
    }

    private var groups: [String: Group] = [:]
    private(set) var count = 0
    /// Pictures in decoding order, counted from 0.
    private(set) var places: Set<Int> = []

    mutating func note(_ name: String, _ text: String, _ place: Int) {
        groups[name, default: Group(text: text)].count += 1
        count += 1
        places.insert(place)
    }

    /// `crc ×3: the stored CRC does not match the bytes; …`, the most frequent first.
    var summary: String? {
        let sorted = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        let texts = sorted.prefix(8).map { name, group in
            "\(name)\(group.count > 1 ? " ×\(group.count)" : ""): \(group.text)"
        }
        return texts.isEmpty ? nil : texts.joined(separator: "; ")
    }
}
