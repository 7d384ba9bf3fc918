extension DolbyVision {
    /// vdr_rpu_data_payload(): how base and enhancement layer become the mastered picture.
    public struct Mapping: Equatable, Sendable {
        /// vdr_rpu_id
        public var id: Int
        /// mapping_color_space: 0 Y'CbCr. mapping_chroma_format_idc: 0 4:2:0.
        public var colourSpace, chromaFormat: Int
        /// Prediction of the three components.
        public var curves: [Curve]
        /// Nil without an enhancement layer.
        public var residual: Residual?
        public var partitionsX, partitionsY: Int

        init(_ reader: inout BitReader, _ header: Header) throws(BitstreamError) {
            id = try reader.ue("vdr_rpu_id", 0...15)
            colourSpace = try reader.ue()
            chromaFormat = try reader.ue()
            curves = []
            for _ in 0..<3 { curves.append(Curve(pivots: try Self.pivots(&reader, header))) }
            if header.hasResidual { residual = try Residual(&reader, header) }
            partitionsX = try 1 + reader.ue()
            partitionsY = try 1 + reader.ue()
            for index in curves.indices { try curves[index].readPieces(&reader, header) }
            for _ in 0..<3 where header.hasResidual {
                residual?.components.append(try DeadZone(&reader, header))
            }
        }

        /// Stored as steps; the result is absolute, in code values of the base layer.
        private static func pivots(_ reader: inout BitReader, _ header: Header) throws(BitstreamError) -> [Int] {
            var pivots: [Int] = []
            for _ in 0..<(try 2 + reader.ue("num_pivots_minus2", 0...7)) {
                pivots.append((pivots.last ?? 0) + (try reader.u(header.bitDepthBase)))
            }
            return pivots
        }
    }

    /// A prediction in pieces between pivots.
    public struct Curve: Equatable, Sendable {
        public var pivots: [Int]
        public var pieces: [Piece] = []

        init(pivots: [Int]) { self.pivots = pivots }

        mutating func readPieces(_ reader: inout BitReader, _ header: Header) throws(BitstreamError) {
            for _ in 1..<pivots.count { pieces.append(try Piece(&reader, header)) }
        }
    }

    public enum Piece: Equatable, Sendable {
        /// Coefficients from the constant on.
        case polynomial([Double])
        /// Multivariate multiple regression: the constant, then seven coefficients per order.
        case regression(constant: Double, coefficients: [[Double]])

        init(_ reader: inout BitReader, _ header: Header) throws(BitstreamError) {
            switch try reader.ue("mapping_idc", 0...1) {
            case 0: self = try .polynomial(Self.polynomial(&reader, header))
            default: self = try Self.regression(&reader, header)
            }
        }

        private static func polynomial(_ reader: inout BitReader, _ header: Header) throws(BitstreamError) -> [Double] {
            let order = try 1 + reader.ue("poly_order_minus1", 0...1)
            if order == 1, try reader.flag() {
                throw reader.error("linear_interp_flag is set; its syntax is not known")
            }
            var coefficients: [Double] = []
            for _ in 0...order { coefficients.append(try header.coefficient(&reader)) }
            return coefficients
        }

        private static func regression(_ reader: inout BitReader, _ header: Header) throws(BitstreamError) -> Piece {
            let order = try 1 + reader.u(2)
            guard order <= 3 else { throw reader.error("mmr_order_minus1 is \(order - 1), not in 0...2") }
            let constant = try header.coefficient(&reader)
            var coefficients: [[Double]] = []
            for _ in 0..<order {
                var row: [Double] = []
                for _ in 0..<7 { row.append(try header.coefficient(&reader)) }
                coefficients.append(row)
            }
            return .regression(constant: constant, coefficients: coefficients)
        }
    }

    /// Non-linear quantisation of the enhancement layer.
    public struct Residual: Equatable, Sendable {
        /// nlq_method_idc: 0 linear with a dead zone.
        public var method: Int
        public var pivots: [Int]
        public var components: [DeadZone] = []

        init(_ reader: inout BitReader, _ header: Header) throws(BitstreamError) {
            method = try reader.u(3)
            guard method == 0 else { throw reader.error("nlq_method_idc is \(method); its syntax is not known") }
            pivots = [try reader.u(header.bitDepthBase), try reader.u(header.bitDepthBase)]
        }
    }

    public struct DeadZone: Equatable, Sendable {
        /// nlq_offset
        public var offset: Int
        /// vdr_in_max
        public var maximum: Double
        public var slope, threshold: Double

        init(_ reader: inout BitReader, _ header: Header) throws(BitstreamError) {
            offset = try reader.u(header.bitDepthEnhancement)
            maximum = try header.coefficient(&reader, signed: false)
            slope = try header.coefficient(&reader, signed: false)
            threshold = try header.coefficient(&reader, signed: false)
        }

        /// The residual of a minimal enhancement layer.
        var isZero: Bool { offset == 0 && maximum == 1 && slope == 0 && threshold == 0 }
    }
}
