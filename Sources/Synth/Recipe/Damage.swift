/// Something done to a finished file.
public struct Damage: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Cuts the file at `bytes`, or at `fraction` of its length.
        case truncate
        /// Inverts all bits of `count` bytes at seeded places between `from` and `to`.
        case flip
        /// Overwrites everything between `from` and `to` with zeros.
        case zero
        /// Length nought.
        case empty
        /// Gives the file another `extension` than its format's.
        case rename
    }

    public var kind: Kind
    public var fraction: Double?
    public var bytes: Int?
    public var count = 1
    public var seed: UInt64 = 1
    /// Fractions of the file's length.
    public var from = 0.0
    public var to = 1.0
    public var `extension`: String?

    public init(_ kind: Kind) { self.kind = kind }

    public static func truncate(_ fraction: Double) -> Damage {
        var damage = Damage(.truncate)
        damage.fraction = fraction
        return damage
    }

    public static func flip(count: Int, seed: UInt64 = 1, from: Double = 0, to: Double = 1) -> Damage {
        var damage = Damage(.flip)
        damage.count = count
        damage.seed = seed
        damage.from = from
        damage.to = to
        return damage
    }

    public static let empty = Damage(.empty)

    public static func rename(_ extension: String) -> Damage {
        var damage = Damage(.rename)
        damage.extension = `extension`
        return damage
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case kind, fraction, bytes, count, seed, from, to, `extension` }

    public init(from decoder: any Swift.Decoder) throws {
        let keys = try RecipeKeys<CodingKeys>(decoder)
        self.init(try keys.required(.kind))
        fraction = try keys.optional(.fraction)
        bytes = try keys.optional(.bytes)
        count = try keys.value(.count, or: count)
        seed = try keys.value(.seed, or: seed)
        from = try keys.value(.from, or: from)
        to = try keys.value(.to, or: to)
        self.extension = try keys.optional(.extension)
    }
}
