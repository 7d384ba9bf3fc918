import Foundation

/// A standalone SVG 1.1 picture, built element by element. Sizes are in pixels, y grows downwards.
struct Drawing {
    struct Point: Equatable {
        var x, y: Double

        init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// How a line or an area is drawn.
    struct Style {
        var stroke = "none"
        var width = 1.5
        var fill = "none"
        /// Lengths of dashes and gaps.
        var dash: String?
        var opacity = 1.0

        static func line(_ stroke: String, _ width: Double = 1.5, dash: String? = nil) -> Style {
            Style(stroke: stroke, width: width, dash: dash)
        }

        static func area(_ fill: String, opacity: Double = 1) -> Style { Style(fill: fill, opacity: opacity) }

        fileprivate var attributes: String {
            var text = " fill=\"\(fill)\""
            if stroke != "none" {
                text += " stroke=\"\(stroke)\" stroke-width=\"\(number(width))\" stroke-linejoin=\"round\""
            }
            if let dash { text += " stroke-dasharray=\"\(dash)\"" }
            if opacity < 1 { text += " opacity=\"\(number(opacity))\"" }
            return text
        }
    }

    enum Anchor: String { case start, middle, end }

    /// Colours of text and lines.
    static let ink = "#1c2733"
    static let faint = "#5d6b7a"
    static let grid = "#dfe4ea"

    private let width, height: Double
    private let title, description: String
    private var elements: [String] = []

    init(width: Double, height: Double, title: String, description: String) {
        self.width = width
        self.height = height
        self.title = title
        self.description = description
    }

    mutating func line(_ from: Point, _ to: Point, _ style: Style) {
        elements.append(
            "<line x1=\"\(number(from.x))\" y1=\"\(number(from.y))\" x2=\"\(number(to.x))\" y2=\"\(number(to.y))\""
                + style.attributes + "/>")
    }

    mutating func rectangle(_ corner: Point, width: Double, height: Double, _ style: Style) {
        elements.append(
            "<rect x=\"\(number(corner.x))\" y=\"\(number(corner.y))\" width=\"\(number(width))\" "
                + "height=\"\(number(height))\"" + style.attributes + "/>")
    }

    mutating func circle(_ centre: Point, radius: Double, _ style: Style) {
        elements.append(
            "<circle cx=\"\(number(centre.x))\" cy=\"\(number(centre.y))\" r=\"\(number(radius))\""
                + style.attributes + "/>")
    }

    mutating func path(_ points: [Point], closed: Bool = false, _ style: Style) {
        guard !points.isEmpty else { return }
        elements.append("<path d=\"\(Self.commands(points, closed: closed))\"" + style.attributes + "/>")
    }

    mutating func cross(_ centre: Point, _ style: Style, size: Double = 6) {
        line(Point(centre.x - size, centre.y), Point(centre.x + size, centre.y), style)
        line(Point(centre.x, centre.y - size), Point(centre.x, centre.y + size), style)
    }

    mutating func text(
        _ text: String, _ place: Point, size: Double = 13, _ anchor: Anchor = .start, colour: String = ink,
        bold: Bool = false, turned: Bool = false, halo: Bool = false
    ) {
        let turn = turned ? " transform=\"rotate(-90 \(number(place.x)) \(number(place.y)))\"" : ""
        elements.append(
            "<text x=\"\(number(place.x))\" y=\"\(number(place.y))\" font-size=\"\(number(size))\" "
                + "text-anchor=\"\(anchor.rawValue)\" fill=\"\(colour)\"" + (bold ? " font-weight=\"bold\"" : "")
                + (halo ? " stroke=\"#ffffff\" stroke-width=\"4\" paint-order=\"stroke\"" : "") + turn
                + ">\(Self.escaped(text))</text>")
    }

    /// What `body` draws shows inside the outline only; `blur` softens it.
    mutating func clipped(to outline: [Point], id: String, blur: Double = 0, _ body: (inout Drawing) -> Void) {
        elements.append(
            "<defs><clipPath id=\"\(id)\"><path d=\"\(Self.commands(outline, closed: true))\"/></clipPath>"
                + "<filter id=\"\(id)-blur\" x=\"-10%\" y=\"-10%\" width=\"120%\" height=\"120%\">"
                + "<feGaussianBlur stdDeviation=\"\(number(blur))\"/></filter></defs>")
        elements.append("<g clip-path=\"url(#\(id))\"><g\(blur > 0 ? " filter=\"url(#\(id)-blur)\"" : "")>")
        body(&self)
        elements.append("</g></g>")
    }

    var svg: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" width="\(number(width))" height="\(number(height))" \
        viewBox="0 0 \(number(width)) \(number(height))" role="img" font-family="Helvetica, Arial, \
        'DejaVu Sans', sans-serif">
        <title>\(Self.escaped(title))</title>
        <desc>\(Self.escaped(description))</desc>
        <rect width="100%" height="100%" fill="#ffffff"/>
        \(elements.joined(separator: "\n"))
        </svg>

        """
    }

    private static func commands(_ points: [Point], closed: Bool) -> String {
        "M" + points.map { "\(number($0.x)) \(number($0.y))" }.joined(separator: "L") + (closed ? "Z" : "")
    }

    /// Names come from strangers: no markup, and none of the characters that XML forbids.
    private static func escaped(_ text: String) -> String {
        MonitorText.printable(text).replacingOccurrences(of: "&", with: "&amp;")
            .replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(of: ">", with: "&gt;")
            .replacingOccurrences(of: "\"", with: "&quot;")
    }
}

/// To two decimals, without useless zeros.
private func number(_ value: Double) -> String {
    let rounded = value.isFinite ? (value * 100).rounded() / 100 : 0
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
}

extension Double {
    /// `0.30`, with a real minus.
    func fixed(_ digits: Int) -> String {
        let text = String(format: "%.\(digits)f", self)
        let isZero = !text.contains { ("1"..."9").contains($0) }
        return isZero ? text.replacingOccurrences(of: "-", with: "") : text.replacingOccurrences(of: "-", with: "−")
    }
}
