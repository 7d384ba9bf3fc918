import ColourScience
import Foundation
import FoundationXML
import Media
import Testing

@testable import Calibration

/// A drawing read back as a reader of SVG does.
private final class SVGReader: NSObject, XMLParserDelegate {
    struct Element {
        var name: String
        var attributes: [String: String]
        var text = ""
    }

    var elements: [Element] = []
    private var open: [Int] = []
    private(set) var isWellFormed = false

    init(_ svg: String) {
        super.init()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = self
        isWellFormed = parser.parse()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        open.append(elements.count)
        elements.append(Element(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if let last = open.last { elements[last].text += text }
    }

    func texts() -> [String] { elements.filter { $0.name == "text" }.map(\.text) }

    /// Corners of all paths with this colour.
    func paths(_ stroke: String) -> [[SIMD2<Double>]] {
        elements.filter { $0.name == "path" && $0.attributes["stroke"] == stroke }.map { element in
            (element.attributes["d"] ?? "").split { "MLZ".contains($0) }.map { pair in
                let numbers = pair.split(separator: " ").compactMap { Double($0) }
                return SIMD2(numbers[0], numbers[1])
            }
        }
    }

    /// Whether every coordinate lies on the sheet.
    func isInside(_ width: Double, _ height: Double) -> Bool {
        elements.allSatisfy { element in
            let across = ["x", "x1", "x2", "cx"].compactMap { element.attributes[$0].flatMap { Double($0) } }
            let down = ["y", "y1", "y2", "cy"].compactMap { element.attributes[$0].flatMap { Double($0) } }
            return element.name == "filter"
                || across.allSatisfy { (0...width).contains($0) } && down.allSatisfy { (0...height).contains($0) }
        } && paths("#7b8794").joined().allSatisfy { (0...width).contains($0.x) && (0...height).contains($0.y) }
    }
}

@Suite struct PlotTests {
    private func report(_ recipe: DisplayProfileRecipe, _ target: MonitorTarget.Name = .bt709) throws -> MonitorReport {
        let day = try #require(CalendarDate("2024-03-10"))
        return try withFile(try recipe.bytes()) {
            try MonitorJudge.report(path: $0, target: MonitorTarget(target), today: day)
        }
    }

    /// Distances on the sheet are those of the diagram: 500 pixels for 0.71.
    @Test func trianglesLieWhereTheirPrimariesLie() throws {
        var recipe = DisplayProfileRecipe.studio
        recipe.primaries = .p3D65
        let reader = SVGReader(MonitorPlot.svg(try report(recipe)))
        #expect(reader.isWellFormed && reader.isInside(1180, 690))
        let wanted = try #require(reader.paths("#1c2733").first { $0.count == 3 })
        let found = try #require(reader.paths("#b3261e").first { $0.count == 3 })
        // u′v′ of BT.709 and P3, to four digits.
        let bt709 = [SIMD2(0.4507, 0.5229), SIMD2(0.1250, 0.5625), SIMD2(0.1754, 0.1579)]
        let p3 = [SIMD2(0.4964, 0.5255), SIMD2(0.0986, 0.5777), SIMD2(0.1754, 0.1579)]
        let scale = 500 / 0.71
        for (drawn, known) in [(wanted, bt709), (found, p3)] {
            for corner in 0..<3 {
                let place = SIMD2(64 + (known[corner].x + 0.05) * scale, 86 + (0.63 - known[corner].y) * scale)
                let difference = drawn[corner] - place
                #expect(abs(difference.x) < 0.1 && abs(difference.y) < 0.1, "corner \(corner)")
            }
        }
    }

    /// A gamma of 2.2 in place of 2.4 is 5.03 L* too light at 20 % signal.
    @Test func theErrorOfTheToneCurveIsDrawn() throws {
        var recipe = DisplayProfileRecipe.studio
        recipe.curve = .gamma(2.2)
        let report = try report(recipe)
        let reader = SVGReader(MonitorPlot.svg(report))
        let curves = reader.paths("#1e56b0")
        #expect(curves.count == 2 && curves.allSatisfy { $0.count == 201 })
        let zero = try #require(
            reader.elements.first {
                $0.name == "line" && $0.attributes["stroke"] == "#5d6b7a" && $0.attributes["stroke-width"] == "1.2"
            }?.attributes["y1"].flatMap { Double($0) })
        let largest = 116 * (pow(0.2, 2.2 / 3) - pow(0.2, 2.4 / 3))
        // At 20 % signal; the frame is 141 pixels high for twice the largest error and 15 % more.
        let all = (0...200).map { step in
            let signal = Double(step) / 200
            func lightness(_ y: Double) -> Double { y > 216.0 / 24389 ? 116 * cbrt(y) - 16 : y * 24389 / 27 }
            return lightness(pow(signal, 2.2)) - lightness(pow(signal, 2.4))
        }
        #expect(abs(all[40] - largest) < 1e-9)
        let scale = 141 / (2 * 1.15 * (all.max() ?? 1))
        for step in [20, 40, 100, 180] {
            #expect(abs(zero - curves[1][step].y - all[step] * scale) < 0.6, "\(step)")
        }
    }

    @Test func whatIsNotDescribedIsSaid() throws {
        var report = try report(.studio)
        report.measured.responses = []
        report.measured.primaries = nil
        let reader = SVGReader(MonitorPlot.svg(report))
        #expect(reader.texts().contains("The profile describes no tone curve."))
        #expect(reader.texts().contains("monitor: no primaries in the profile"))
        #expect(reader.paths("#b3261e").allSatisfy { $0.count != 3 })
    }

    @Test func strangersCannotSteerTheReader() throws {
        var recipe = DisplayProfileRecipe.studio
        recipe.description = "<script>\"a\" & b\u{1B}[2J"
        let svg = MonitorPlot.svg(try report(recipe))
        #expect(SVGReader(svg).texts().contains("<script>\"a\" & b[2J") && !svg.contains("<script>"))
    }

    @Test func numbersOfTheAxes() {
        #expect(Ticks.round(0...1, about: 5) == [0, 0.2, 0.4, 0.6000000000000001, 0.8, 1])
        #expect(Ticks.round(-110...110, about: 8) == [-100, -50, 0, 50, 100])
        #expect(Ticks.round(0...4, about: 6) == [0, 1, 2, 3, 4])
        #expect((-0.001).fixed(2) == "0.00" && (-1.5).fixed(1) == "−1.5")
    }

    private let bars = BarsReport(
        file: "a<b.mov", bars: "ebu-75",
        patches: [
            .init(
                name: "100 % white", found: CIELab(100, 0, 0), nominal: CIELab(100, 0, 0), difference: 0,
                differenceITP: 0),
            .init(
                name: "75 % green", found: CIELab(60, -60, 60), nominal: CIELab(66, -68, 66), difference: 5.5,
                differenceITP: 14.2),
        ])

    @Test func barsAreDrawnBesideWhatTheyShouldBe() throws {
        let reader = SVGReader(bars.svg)
        #expect(reader.isWellFormed && reader.isInside(1180, 660))
        let texts = reader.texts()
        #expect(texts.contains("a<b.mov") && texts.contains("5.50") && texts.contains("0.00"))
        #expect(texts.contains("bars ebu-75 · largest ΔE2000 5.50 (75 % green), mean 2.75"))
        // One bar per patch, as long as its difference: 340 pixels for 1.2 times the largest.
        let bar = try #require(
            reader.elements.first {
                $0.name == "rect" && abs((Double($0.attributes["width"] ?? "") ?? 0) - 283.33) < 0.01
            })
        #expect(bar.attributes["x"] == "740")
    }

    @Test func barsInWordsAndJSON() throws {
        #expect(bars.verdict == .fail && bars.exitCode == 1)
        #expect(bars.lines.last == "FAIL: largest ΔE2000 5.50 (75 % green), mean 2.75")
        #expect(bars.lines.contains { $0.hasPrefix("  FAILED   75 % green   5.50  ITP 14.2") })
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(CalibrationJSON.encode(bars).utf8)) as? [String: Any])
        #expect(object["schema"] as? String == "filmgate.bars/1" && object["worst"] as? Double == 5.5)
        #expect((object["patches"] as? [[String: Any]])?.count == 2)
    }
}
