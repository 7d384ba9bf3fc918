/// The numbers of one rule set against flashing pictures. A flash is a pair of opposing changes; seven changes within
/// one second are more than three flashes in all of them.
struct FlashRules: Sendable, Equatable {
    /// What luminance is taken from.
    enum Luminance: Sendable {
        /// The luma code, as in the table of BT.1702-3 Annex 2: 200 cd/m² and BT.1886 for SDR, PQ, HLG on 1000 cd/m².
        case luma
        /// Linear R, G, B, weighted: the relative luminance of WCAG, 1.0 taken as 200 cd/m².
        case linearLight
    }

    /// Whether the Michelson contrast decides where the darker state is bright.
    enum Bright: Sendable { case never, hdrOnly, always }

    enum Area: Sendable, Equatable {
        case screen
        /// Any rectangle of so many CSS pixels, the picture filling a screen of 1920 × 1080 of them.
        case window(width: Double, height: Double)
    }

    /// From which distance of their leading edges on flashes may have any strength, seconds.
    enum Spacing: Sendable, Equatable {
        case none
        case fixed(Double)
        /// Pictures at 25, 50 or 100 a second, and all others.
        case byRate(fifty: Double, sixty: Double)
    }

    /// As in `pse.wcag.luminance`; empty for BT.1702-3.
    var name: String
    var title: String
    var luminance: Luminance
    var bright: Bright
    var area: Area
    var spacing: Spacing
    /// Share of the screen or window that has to be exceeded.
    var share = 0.25
    /// cd/m²: a change counts from here on, where its darker state lies below the second number.
    var step = 20.0
    var dark = 160.0
    /// Distance in CIE 1976 u′, v′ of a change to or from saturated red.
    var redDistance = 0.2
}

extension FlashRules {
    /// ITU-R BT.1702-3 (11/2023). 334 ms are taken at their word: ten pictures of 30 or 29.97 Hz (333.3, 333.7 ms) are not
    /// enough.
    static let bt1702 = FlashRules(
        name: "", title: "BT.1702-3", luminance: .luma, bright: .hdrOnly, area: .screen,
        spacing: .byRate(fifty: 0.36, sixty: 0.334))
    /// Ofcom's guidance note: the same for SDR, nothing of HDR, and nine pictures of 25 Hz between flashes.
    static let ofcom = FlashRules(
        name: "ofcom", title: "Ofcom", luminance: .luma, bright: .never, area: .screen, spacing: .fixed(0.36))
    /// WCAG 2.2, success criterion 2.3.1.
    static let wcag = FlashRules(
        name: "wcag", title: "WCAG 2.2", luminance: .linearLight, bright: .never,
        area: .window(width: 341, height: 256), spacing: .none)
    /// Jordan and Vanderheiden, 2024, the recommendations of the Trace center.
    static let trace = FlashRules(
        name: "trace", title: "Trace 2024", luminance: .linearLight, bright: .always,
        area: .window(width: 416, height: 416), spacing: .none)
}

/// What flashes.
enum FlashKind: String, Sendable, CaseIterable { case luminance, red }

/// Limits that all rule sets share.
enum FlashLimits {
    /// A change has to be complete within 66 ms (Trace 2024). Two pictures of 30 Hz are 66.7 ms apart, four of 60 Hz too,
    /// and a container that rounds to milliseconds may call that 66: the limit lies below.
    static let change = 0.0655
    /// Changes within a second: the fourth flash is complete, and where a warning starts.
    static let failing = 7
    static let warning = 5
    /// Flashing at this many changes a second for longer than this many seconds is a long sequence (BT.1702-3).
    static let sustained = 4
    static let longSequence = 5.0
    /// Share of the screen, changes of either direction together, from which on a passing sequence is worth a warning.
    static let nearShare = 0.2

    static let screening = "screening, not a certified PSE test"
}
