/// Colour bars as fields of one colour.
struct Bars {
    struct Field {
        var columns, rows: Range<Int>
        /// R'G'B', 0 to 1.
        var red, green, blue: Double
    }

    /// A rise from black to white.
    struct Rise { var columns, rows: Range<Int> }

    private(set) var fields: [Field] = []
    private(set) var rise: Rise?

    init(_ kind: Scene.Bars, _ size: Size) {
        switch kind {
        case .ebu75: columns(size, colours: 0.75)
        case .ebu100: columns(size, colours: 1)
        case .rp219: rp219(size)
        }
    }

    /// White, yellow, cyan, green, magenta, red, blue.
    private static let order: [(Double, Double, Double)] = [
        (1, 1, 1), (1, 1, 0), (0, 1, 1), (0, 1, 0), (1, 0, 1), (1, 0, 0), (0, 0, 1),
    ]

    private static let white = (1.0, 1.0, 1.0)

    private mutating func add(
        _ columns: Range<Int>, _ rows: Range<Int>, _ colour: (Double, Double, Double), _ level: Double
    ) {
        let (red, green, blue) = colour
        fields.append(
            Field(columns: columns, rows: rows, red: red * level, green: green * level, blue: blue * level))
    }

    /// ITU-R BT.471: eight columns, white 100 %, colours at `level`, black.
    private mutating func columns(_ size: Size, colours level: Double) {
        for index in 0..<8 {
            let columns = index * size.width / 8..<(index + 1) * size.width / 8
            let colour = index < 7 ? Self.order[index] : (0, 0, 0)
            add(columns, 0..<size.height, colour, index == 0 ? 1 : level)
        }
    }

    /// SMPTE RP 219-1: rows of 7, 1, 1 and 3 twelfths. The middle three quarters of a row are seven columns.
    private mutating func rp219(_ size: Size) {
        // Rounded to even columns towards the middle one, which gives 206, 206, 206, 204, 206, 206, 206 in 1920.
        let edges = (0...7).map { index in
            let exact = Double(size.width) * (0.125 + 0.75 * Double(index) / 7)
            return index <= 3 ? Int((exact / 2).rounded(.up)) * 2 : Int((exact / 2).rounded(.down)) * 2
        }
        let rows = [0, 7, 8, 9, 12].map { $0 * size.height / 12 }
        firstRow(size, rows[0]..<rows[1], edges)
        middleRows(size, rows[1]..<rows[2], rows[2]..<rows[3], edges)
        fourthRow(size, rows[3]..<rows[4], edges)
    }

    private mutating func firstRow(_ size: Size, _ rows: Range<Int>, _ edges: [Int]) {
        add(0..<edges[0], rows, Self.white, 0.4)
        for index in 0..<7 { add(edges[index]..<edges[index + 1], rows, Self.order[index], 0.75) }
        add(edges[7]..<size.width, rows, Self.white, 0.4)
    }

    private mutating func middleRows(_ size: Size, _ second: Range<Int>, _ third: Range<Int>, _ edges: [Int]) {
        let left = 0..<edges[0]
        let right = edges[7]..<size.width
        add(left, second, (0, 1, 1), 1)
        add(edges[0]..<edges[1], second, Self.white, 1)
        add(edges[1]..<edges[7], second, Self.white, 0.75)
        add(right, second, (0, 0, 1), 1)

        add(left, third, (1, 1, 0), 1)
        add(edges[0]..<edges[1], third, Self.white, 0)
        rise = Rise(columns: edges[1]..<edges[6], rows: third)
        add(edges[6]..<edges[7], third, Self.white, 1)
        add(right, third, (1, 0, 0), 1)
    }

    /// 15 % grey, black, Self.white, black, PLUGE of -2 %, +2 % and +4 % with black between, black, 15 % grey.
    private mutating func fourthRow(_ size: Size, _ rows: Range<Int>, _ edges: [Int]) {
        let column = Double(edges[7] - edges[0]) / 7
        // Widths in columns.
        let fields: [(Double, Double)] = [
            (1.5, 0), (2, 1), (5.0 / 6, 0), (1.0 / 3, -0.02), (1.0 / 3, 0), (1.0 / 3, 0.02), (1.0 / 3, 0),
            (1.0 / 3, 0.04), (1, 0),
        ]
        add(0..<edges[0], rows, Self.white, 0.15)
        var position = 0.0
        for (width, level) in fields {
            let from = edges[0] + Int((position * column).rounded())
            position += width
            add(from..<edges[0] + Int((position * column).rounded()), rows, Self.white, level)
        }
        add(edges[7]..<size.width, rows, Self.white, 0.15)
    }
}
