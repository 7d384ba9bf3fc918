/// Three numbers that belong together: R, G, B or X, Y, Z.
public typealias Triple = SIMD3<Double>

/// A 3×3 matrix that acts on a column of three numbers.
public struct Matrix3: Equatable, Sendable {
    /// The rows from top to bottom.
    public var first, second, third: Triple

    public init(_ first: Triple, _ second: Triple, _ third: Triple) {
        self.first = first
        self.second = second
        self.third = third
    }

    public init(columns red: Triple, _ green: Triple, _ blue: Triple) {
        self.init(
            Triple(red.x, green.x, blue.x), Triple(red.y, green.y, blue.y), Triple(red.z, green.z, blue.z))
    }

    public init(diagonal: Triple) {
        self.init(Triple(diagonal.x, 0, 0), Triple(0, diagonal.y, 0), Triple(0, 0, diagonal.z))
    }

    /// Nine numbers row by row.
    ///
    /// - Precondition: exactly nine.
    public init(rowMajor numbers: [Double]) {
        precondition(numbers.count == 9, "a 3×3 matrix has nine numbers")
        self.init(
            Triple(numbers[0], numbers[1], numbers[2]), Triple(numbers[3], numbers[4], numbers[5]),
            Triple(numbers[6], numbers[7], numbers[8]))
    }

    public static let identity = Matrix3(diagonal: Triple(1, 1, 1))

    public var rows: [Triple] { [first, second, third] }
    public var transposed: Matrix3 { Matrix3(columns: first, second, third) }
    /// From left to right.
    public var columns: [Triple] { transposed.rows }

    public var determinant: Double { dot(first, cross(second, third)) }

    /// Nil when the matrix cannot be inverted.
    public var inverse: Matrix3? {
        let scale = determinant
        guard scale.isFinite, abs(scale) > 1e-12 else { return nil }
        return Matrix3(
            columns: cross(second, third) / scale, cross(third, first) / scale, cross(first, second) / scale)
    }

    public static func * (matrix: Matrix3, vector: Triple) -> Triple {
        Triple(dot(matrix.first, vector), dot(matrix.second, vector), dot(matrix.third, vector))
    }

    /// Applies `right` first.
    public static func * (left: Matrix3, right: Matrix3) -> Matrix3 {
        let columns = right.columns
        return Matrix3(columns: left * columns[0], left * columns[1], left * columns[2])
    }
}

func dot(_ left: Triple, _ right: Triple) -> Double { (left * right).sum() }

func cross(_ left: Triple, _ right: Triple) -> Triple {
    Triple(
        left.y * right.z - left.z * right.y, left.z * right.x - left.x * right.z, left.x * right.y - left.y * right.x)
}
