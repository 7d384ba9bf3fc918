/// An HDR10+ message for one picture, as a suffix SEI unit of HEVC.
public struct HDR10PlusUnit: Equatable, Sendable {
    /// cd/m²; 0 in profile A.
    public var target = 0
    /// Red, green, blue, 0.1 cd/m².
    public var maxSCL = [5000, 5000, 5000]
    /// 0.1 cd/m²
    public var average = 1000
    public var percentages = [1, 5, 10, 25, 50, 75, 90, 95, 99]
    /// 0.1 cd/m²
    public var percentiles = [0, 4000, 10, 100, 500, 1000, 2000, 3000, 4000]
    /// Of a curve, profile B; nil: no curve.
    public var anchors: [Int]?

    public init() {}

    /// The same with a curve for a display of 500 cd/m².
    public static var profileB: HDR10PlusUnit {
        var unit = HDR10PlusUnit()
        unit.target = 500
        unit.anchors = [102, 205, 307, 410, 512, 614, 717, 819, 922]
        return unit
    }

    /// NAL unit of type 40 in hexadecimal.
    public var hexadecimal: String {
        var writer = MetadataBits()
        for byte in [0xB5, 0x00, 0x3C, 0x00, 0x01, 4, 1] { writer.u(8, byte) }
        writer.u(2, 1)
        writer.u(27, target)
        writer.flag(false)
        for value in maxSCL + [average] { writer.u(17, value) }
        writer.u(4, percentages.count)
        for (percentage, value) in zip(percentages, percentiles) {
            writer.u(7, percentage)
            writer.u(17, value)
        }
        writer.u(10, 0)
        writer.flag(false)
        writer.flag(anchors != nil)
        if let anchors {
            writer.u(12, 0)
            writer.u(12, 0)
            writer.u(4, anchors.count)
            for anchor in anchors { writer.u(10, anchor) }
        }
        writer.flag(false)
        let message = writer.bytes
        // payloadType 4, payloadSize, rbsp_trailing_bits
        return MetadataBits.unit([0x50, 0x01], [4, UInt8(truncatingIfNeeded: message.count)] + message + [0x80])
    }
}
