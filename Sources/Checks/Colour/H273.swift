/// Code points of ITU-T H.273 in the words of the trade.
enum H273 {
    private static let primaries = [
        1: "BT.709", 4: "BT.470 M", 5: "BT.601-625", 6: "BT.601-525", 7: "ST 240M", 8: "film", 9: "BT.2020",
        10: "XYZ", 11: "P3-DCI", 12: "P3-D65", 22: "EBU 3213",
    ]
    private static let transfers = [
        1: "BT.709", 4: "gamma 2.2", 5: "gamma 2.8", 6: "BT.601", 7: "ST 240M", 8: "linear", 9: "log 100:1",
        10: "log 316:1", 11: "xvYCC", 12: "BT.1361", 13: "sRGB", 14: "BT.2020 10 bit", 15: "BT.2020 12 bit", 16: "PQ",
        17: "ST 428 gamma 2.6", 18: "HLG",
    ]
    private static let matrices = [
        0: "RGB", 1: "BT.709", 4: "FCC", 5: "BT.601-625", 6: "BT.601-525", 7: "ST 240M", 8: "YCgCo",
        9: "BT.2020", 10: "BT.2020 constant luminance", 11: "ST 2085", 12: "derived", 13: "derived constant luminance",
        14: "ICtCp", 15: "IPT-C2", 16: "YCgCo-Re", 17: "YCgCo-Ro",
    ]

    static func primaries(_ code: Int) -> String { primaries[code] ?? "reserved (\(code))" }
    static func transfer(_ code: Int) -> String { transfers[code] ?? "reserved (\(code))" }
    static func matrix(_ code: Int) -> String { matrices[code] ?? "reserved (\(code))" }

    /// Codes that no edition of the standard gives a meaning; 2 is "unspecified".
    static func reserved(_ primaries: Int, _ transfer: Int, _ matrix: Int) -> [String] {
        [
            primaries != 2 && Self.primaries[primaries] == nil ? "primaries \(primaries)" : nil,
            transfer != 2 && transfers[transfer] == nil ? "transfer \(transfer)" : nil,
            matrix != 2 && matrices[matrix] == nil ? "matrix \(matrix)" : nil,
        ].compactMap { $0 }
    }
}
