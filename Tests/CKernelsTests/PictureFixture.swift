import CKernels

/// A way of laying out samples in memory.
struct PictureFormat: CustomStringConvertible, Sendable {
    enum Packing: Sendable {
        case planar
        /// Luma in a plane, Cb and Cr interleaved in a second one.
        case semiPlanar
        case packed
    }
    var name: String
    var model = FGK_PICTURE_YCBCR
    var depth = 8
    var shift = 0
    var components = 3
    /// Luma samples per chroma sample, across and down.
    var across = 1
    var down = 1
    var packing = Packing.planar
    var bigEndian = false

    var bytes: Int { depth + shift > 8 ? 2 : 1 }
    var description: String { name }

    static let all: [PictureFormat] = [
        .init(name: "yuv420p", across: 2, down: 2),
        .init(name: "yuv422p", across: 2),
        .init(name: "yuv411p", across: 4),
        .init(name: "yuva444p", components: 4),
        .init(name: "gray", model: FGK_PICTURE_GRAY, components: 1),
        .init(name: "yuv420p10", depth: 10, across: 2, down: 2),
        .init(name: "yuv422p10", depth: 10, across: 2),
        .init(name: "yuv444p12", depth: 12),
        .init(name: "yuv422p14", depth: 14, across: 2),
        .init(name: "yuv420p16", depth: 16, across: 2, down: 2),
        .init(name: "gray10", model: FGK_PICTURE_GRAY, depth: 10, components: 1),
        .init(name: "nv12", across: 2, down: 2, packing: .semiPlanar),
        .init(name: "p010", depth: 10, shift: 6, across: 2, down: 2, packing: .semiPlanar),
        .init(name: "rgb24", model: FGK_PICTURE_RGB, packing: .packed),
        .init(name: "rgba", model: FGK_PICTURE_RGB, components: 4, packing: .packed),
        .init(name: "rgb48be", model: FGK_PICTURE_RGB, depth: 16, packing: .packed, bigEndian: true),
        .init(name: "gbrp10", model: FGK_PICTURE_RGB, depth: 10),
        .init(name: "gbrp", model: FGK_PICTURE_RGB),
    ]
}

/// A picture in memory of exactly the size it needs, so that a sanitizer sees any byte read beyond it.
final class PictureFixture {
    let format: PictureFormat
    let width: Int
    let height: Int
    private(set) var picture = fgk_picture()
    private var planes: [UnsafeMutableRawBufferPointer] = []

    /// `padding` bytes follow each row; `bottomUp` turns the stride round; `offset` moves the start off any alignment.
    init(
        _ format: PictureFormat, _ width: Int, _ height: Int, padding: Int = 0, bottomUp: Bool = false, offset: Int = 0
    ) {
        (self.format, self.width, self.height) = (format, width, height)
        picture.width = Int32(width)
        picture.height = Int32(height)
        picture.model = format.model
        picture.components = Int32(format.components)
        (picture.kr, picture.kb) = (0.2126, 0.0722)
        for index in 0..<format.components {
            lay(index, padding: padding, bottomUp: bottomUp, offset: offset)
        }
    }

    deinit { planes.forEach { $0.deallocate() } }

    func configure(_ change: (inout fgk_picture) -> Void) { change(&picture) }

    func size(_ index: Int) -> (width: Int, height: Int) {
        let chroma = format.model == FGK_PICTURE_YCBCR && (index == 1 || index == 2)
        guard chroma else { return (width, height) }
        return ((width + format.across - 1) / format.across, (height + format.down - 1) / format.down)
    }

    private func lay(_ index: Int, padding: Int, bottomUp: Bool, offset: Int) {
        let (columns, rows) = size(index)
        let together: Int
        let first: Bool
        switch format.packing {
        case .planar: (together, first) = (1, true)
        case .semiPlanar: (together, first) = (index == 0 ? 1 : 2, index < 2)
        case .packed: (together, first) = (format.components, index == 0)
        }
        let step = together * format.bytes
        let row = columns * step
        let stride = row + padding
        if first {
            planes.append(.allocate(byteCount: offset + (rows - 1) * stride + row, alignment: 16))
            planes[planes.count - 1].initializeMemory(as: UInt8.self, repeating: 0)
        }
        let place = format.packing == .packed ? index : format.packing == .semiPlanar && index == 2 ? 1 : 0
        let start = planes[planes.count - 1].baseAddress! + offset + place * format.bytes
        let top = bottomUp ? start + (rows - 1) * stride : start
        self[index] = fgk_picture_component(
            data: UnsafePointer(top.assumingMemoryBound(to: UInt8.self)), stride: bottomUp ? -stride : stride,
            step: Int32(step), width: Int32(columns), height: Int32(rows), bytes: Int32(format.bytes),
            shift: Int32(format.shift), depth: Int32(format.depth), big_endian: format.bigEndian ? 1 : 0,
            is_clean: 0)
    }

    subscript(index: Int) -> fgk_picture_component {
        get { withUnsafeBytes(of: picture.component) { $0.bindMemory(to: fgk_picture_component.self)[index] } }
        set {
            withUnsafeMutableBytes(of: &picture.component) {
                $0.bindMemory(to: fgk_picture_component.self)[index] = newValue
            }
        }
    }

    private func address(_ index: Int, _ x: Int, _ y: Int) -> UnsafeMutablePointer<UInt8> {
        let c = self[index]
        return UnsafeMutablePointer(mutating: c.data + y * c.stride + x * Int(c.step))
    }

    /// Writes a whole word, shifted into place; a code above the depth makes a stray sample.
    func set(_ index: Int, _ x: Int, _ y: Int, _ code: Int) {
        let p = address(index, x, y)
        let word = code << format.shift
        if format.bytes == 1 {
            p[0] = UInt8(truncatingIfNeeded: word)
        } else {
            p[format.bigEndian ? 1 : 0] = UInt8(truncatingIfNeeded: word)
            p[format.bigEndian ? 0 : 1] = UInt8(truncatingIfNeeded: word >> 8)
        }
    }

    /// The code as the kernels are to understand it: stray ones are the highest code.
    func code(_ index: Int, _ x: Int, _ y: Int) -> Int {
        let p = address(index, x, y)
        let word =
            format.bytes == 1 ? Int(p[0]) : Int(p[format.bigEndian ? 1 : 0]) | Int(p[format.bigEndian ? 0 : 1]) << 8
        return min(word >> format.shift, (1 << format.depth) - 1)
    }

    func codes(_ index: Int) -> [[Int]] {
        let (columns, rows) = size(index)
        return (0..<rows).map { y in (0..<columns).map { x in code(index, x, y) } }
    }

    /// Random codes in `range`; with `strays`, words of all 16 bits now and then.
    func fill(_ random: inout SplitMix, in range: ClosedRange<Int>? = nil, strays: Bool = false) {
        let range = range ?? 0...((1 << format.depth) - 1)
        for index in 0..<format.components {
            let (columns, rows) = size(index)
            for y in 0..<rows {
                for x in 0..<columns {
                    let stray = strays && random.next() % 61 == 0
                    set(index, x, y, stray ? Int(random.next() & 0xFFFF) : Int.random(in: range, using: &random))
                }
            }
        }
    }
}

/// A generator whose numbers are the same everywhere.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
