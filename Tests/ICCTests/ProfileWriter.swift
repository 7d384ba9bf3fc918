import ICC

/// Writes a profile byte by byte, right or wrong, without any library.
struct ProfileWriter {
    var version: [UInt8] = [4, 0x40, 0, 0]
    var profileClass = "mntr"
    var colourSpace = "RGB "
    var connectionSpace = "XYZ "
    var illuminant = [0.9642, 1, 0.8249]
    var tags: [(name: String, content: [UInt8])] = []

    /// A sound version 4 display profile: sRGB colorants, gamma 2.2.
    static var display: ProfileWriter {
        var writer = ProfileWriter()
        writer.tags = [
            ("desc", localized("Test")), ("cprt", localized("None")), ("wtpt", xyz(0.9642, 1, 0.8249)),
            ("chad", matrix([1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168])),
            ("rXYZ", xyz(0.43606, 0.22249, 0.01392)), ("gXYZ", xyz(0.38512, 0.71690, 0.09708)),
            ("bXYZ", xyz(0.14302, 0.06061, 0.71390)), ("rTRC", gamma(2.2)), ("gTRC", gamma(2.2)), ("bTRC", gamma(2.2)),
        ]
        return writer
    }

    subscript(tag: String) -> [UInt8]? {
        get { tags.first { $0.name == tag }?.content }
        set {
            let index = tags.firstIndex { $0.name == tag }
            if let newValue {
                if let index { tags[index].content = newValue } else { tags.append((tag, newValue)) }
            } else if let index {
                tags.remove(at: index)
            }
        }
    }

    var bytes: [UInt8] {
        var table: [UInt8] = number(tags.count)
        var body: [UInt8] = []
        let start = 128 + 4 + 12 * tags.count
        for tag in tags {
            table += ascii(tag.name) + number(start + body.count) + number(tag.content.count)
            body += tag.content
            while body.count % 4 != 0 { body.append(0) }
        }
        return header(size: start + body.count) + table + body
    }

    private func header(size: Int) -> [UInt8] {
        var header = number(size) + ascii("test") + version + ascii(profileClass) + ascii(colourSpace)
        header += ascii(connectionSpace) + [0x07, 0xE8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0] + ascii("acsp")
        header += [UInt8](repeating: 0, count: 28) + illuminant.flatMap(fixed)
        return header + [UInt8](repeating: 0, count: 128 - header.count)
    }
}

func number(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
func short(_ value: Int) -> [UInt8] { [8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
func fixed(_ value: Double) -> [UInt8] { number(Int((value * 65536).rounded())) }
func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

func typed(_ type: String, _ content: [UInt8]) -> [UInt8] { ascii(type) + [0, 0, 0, 0] + content }
func xyz(_ x: Double, _ y: Double, _ z: Double) -> [UInt8] { typed("XYZ ", fixed(x) + fixed(y) + fixed(z)) }
func matrix(_ numbers: [Double]) -> [UInt8] { typed("sf32", numbers.flatMap(fixed)) }
func gamma(_ exponent: Double) -> [UInt8] { typed("para", short(0) + short(0) + fixed(exponent)) }
func text(_ text: String) -> [UInt8] { typed("text", ascii(text) + [0]) }

func localized(_ text: String) -> [UInt8] {
    let units = text.utf16.flatMap { short(Int($0)) }
    return typed("mluc", number(1) + number(12) + ascii("enUS") + number(units.count) + number(28) + units)
}

/// textDescriptionType of version 2.
func described(_ text: String) -> [UInt8] {
    typed("desc", number(text.utf8.count + 1) + ascii(text) + [0] + [UInt8](repeating: 0, count: 78))
}

/// lut16Type with straight curves and a table made by `entry` from grid positions 0…1 to outputs 0…1.
func table(grid: Int, _ entry: (SIMD3<Double>) -> SIMD3<Double>) -> [UInt8] {
    let identity = [1.0, 0, 0, 0, 1, 0, 0, 0, 1].flatMap(fixed)
    let ramp = short(0) + short(65535)
    var cells: [UInt8] = []
    for red in 0..<grid {
        for green in 0..<grid {
            for blue in 0..<grid {
                let value = entry(SIMD3(Double(red), Double(green), Double(blue)) / Double(grid - 1))
                for channel in [value.x, value.y, value.z] {
                    cells += short(Int((min(max(channel, 0), 1) * 65535).rounded()))
                }
            }
        }
    }
    let head: [UInt8] = [3, 3, UInt8(grid), 0] + identity + short(2) + short(2)
    return typed("mft2", head + ramp + ramp + ramp + cells + ramp + ramp + ramp)
}
