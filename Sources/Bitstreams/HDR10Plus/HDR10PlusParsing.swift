extension HDR10Plus.Metadata {
    /// Nil when the message is not HDR10+.
    public init?(_ message: RegisteredUserData) throws(BitstreamError) {
        guard message.kind == .hdr10Plus else { return nil }
        try self.init(payload: Array(message.payload.dropFirst(2)))
    }

    /// - Parameter payload: from application_identifier on, behind itu_t_t35_terminal_provider_oriented_code.
    public init(payload: [UInt8]) throws(BitstreamError) {
        var reader = BitReader(payload, "HDR10+ metadata")
        let identifier = try reader.u(8)
        guard identifier == 4 else { throw reader.error("application_identifier is \(identifier), not 4") }
        applicationVersion = try reader.u(8)
        let count = try reader.u(2)
        guard count > 0 else { throw reader.error("num_windows is 0") }
        var ellipses: [HDR10Plus.Ellipse?] = [nil]
        for _ in 1..<count { ellipses.append(try HDR10Plus.Ellipse(&reader)) }
        targetedMaxLuminance = try reader.u(27)
        targetedActualPeak = try HDR10Plus.ActualPeakLuminance.read(&reader)
        windows = []
        for ellipse in ellipses { windows.append(try HDR10Plus.Window(ellipse, statistics: &reader)) }
        masteringActualPeak = try HDR10Plus.ActualPeakLuminance.read(&reader)
        for index in windows.indices { try windows[index].readMapping(&reader) }
        unreadBits = reader.remaining
    }
}

extension HDR10Plus.Window {
    fileprivate init(_ ellipse: HDR10Plus.Ellipse?, statistics reader: inout BitReader) throws(BitstreamError) {
        self.ellipse = ellipse
        maxscl = []
        for _ in 0..<3 { maxscl.append(try reader.u(17)) }
        averageMaxRGB = try reader.u(17)
        distribution = []
        for _ in 0..<(try reader.u(4)) {
            distribution.append(HDR10Plus.Percentile(try reader.u(7), try reader.u(17)))
        }
        fractionBrightPixels = try reader.u(10)
    }

    fileprivate mutating func readMapping(_ reader: inout BitReader) throws(BitstreamError) {
        if try reader.flag() {
            var curve = HDR10Plus.ToneMapping(kneePointX: try reader.u(12), kneePointY: try reader.u(12), anchors: [])
            for _ in 0..<(try reader.u(4)) { curve.anchors.append(try reader.u(10)) }
            toneMapping = curve
        }
        if try reader.flag() { saturationWeight = try reader.u(6) }
    }
}

extension HDR10Plus.Ellipse {
    fileprivate init(_ reader: inout BitReader) throws(BitstreamError) {
        upperLeftX = try reader.u(16)
        upperLeftY = try reader.u(16)
        lowerRightX = try reader.u(16)
        lowerRightY = try reader.u(16)
        centreX = try reader.u(16)
        centreY = try reader.u(16)
        rotationAngle = try reader.u(8)
        semimajorInternal = try reader.u(16)
        semimajorExternal = try reader.u(16)
        semiminorExternal = try reader.u(16)
        isLayered = try reader.flag()
    }
}

extension HDR10Plus.ActualPeakLuminance {
    /// A flag, and the grid when it is set.
    fileprivate static func read(_ reader: inout BitReader) throws(BitstreamError) -> Self? {
        guard try reader.flag() else { return nil }
        let rows = try reader.u(5)
        let columns = try reader.u(5)
        guard (2...25).contains(rows), (2...25).contains(columns) else {
            throw reader.error("an actual peak luminance of \(rows) rows and \(columns) columns")
        }
        var values: [Int] = []
        for _ in 0..<rows * columns { values.append(try reader.u(4)) }
        return Self(rows: rows, columns: columns, values: values)
    }
}
