/// CEA-608 pop-on captions on CC1, packed as CEA-708 cc_data: one pair of characters a picture.
struct Captions {
    private let pairs: [(UInt8, UInt8)]
    private let period: Int
    private let triplets: Int
    private var picture = 0

    init(_ text: String, rate: Double) {
        let characters = text.uppercased().utf8.filter { (0x20...0x7A).contains($0) }.prefix(32)
        // Resume caption loading, erase the memory, row 15 column 0 in white, the text, end of caption. Control codes
        // are sent twice.
        let setUp: [(UInt8, UInt8)] = [(0x14, 0x20), (0x14, 0x2E), (0x14, 0x70)]
        let words = stride(from: 0, to: characters.count, by: 2).map { index in
            (characters[index], index + 1 < characters.count ? characters[index + 1] : 0)
        }
        pairs = setUp.flatMap { [$0, $0] } + words + [(0x14, 0x2F), (0x14, 0x2F)]
        period = max(pairs.count, Int((2 * rate).rounded()))
        // CEA-708 fills 9600 bit/s: 600 triplets a second with the field's share.
        triplets = max(2, min(31, Int((600 / rate).rounded())))
    }

    /// The triplets of the next picture.
    mutating func next() -> [UInt8] {
        let index = picture % period
        picture += 1
        let pair: (UInt8, UInt8) = index < pairs.count ? pairs[index] : (0, 0)
        let fieldOne: [UInt8] = [0xFC, Self.odd(pair.0), Self.odd(pair.1)]
        let fieldTwo: [UInt8] = [0xFD, 0x80, 0x80]
        return fieldOne + fieldTwo + (2..<triplets).flatMap { _ in [0xFA, 0x00, 0x00] as [UInt8] }
    }

    /// Seven bits and odd parity.
    private static func odd(_ byte: UInt8) -> UInt8 { byte.nonzeroBitCount.isMultiple(of: 2) ? byte | 0x80 : byte }
}
