import Bitstreams

/// Static metadata held against its own definitions: what they rule out, and what they allow and is worth a look.
enum Plausibility {
    /// What contradicts the definitions: ST 2086, the ranges of ITU-T H.265 D.3.28, and CTA-861.3.
    static func oddities(_ metadata: StaticMetadata) -> [String] {
        (metadata.mastering.map { ofPrimaries($0) + ofLuminance($0) } ?? []) + (metadata.light.map(ofLight) ?? [])
    }

    private static func ofPrimaries(_ display: MasteringDisplayColourVolume) -> [String] {
        guard let red = display.red, let green = display.green, let blue = display.blue, let white = display.white
        else { return ["the primaries of the mastering display are missing"] }
        let points = [red, green, blue, white]
        if areUnknown(display) { return [] }
        if MasteringPrimaries.isSwapped(red, green, blue) { return ["the primaries stand in the wrong order"] }
        return points.contains { $0.x <= 0 || $0.y <= 0 || $0.x + $0.y > 1 }
            ? ["a primary lies outside of all colours"] : []
    }

    /// D.3.28 holds 5 to 10 000 and 0.0001 to 5 cd/m²; 0 is unknown.
    private static func ofLuminance(_ display: MasteringDisplayColourVolume) -> [String] {
        guard let max = display.maxLuminance, let min = display.minLuminance else {
            return ["the luminance of the mastering display is missing"]
        }
        var oddities: [String] = []
        if max != 0, max < 5 || max > 10000 {
            oddities.append("a maximum of \(short(max)) cd/m² is no mastering display's")
        }
        if min > 5 { oddities.append("a minimum of \(short(min)) cd/m² is no mastering display's") }
        if max > 0, min >= max { oddities.append("the minimum luminance is not below the maximum") }
        return oddities
    }

    private static func ofLight(_ light: ContentLightLevel) -> [String] {
        var oddities: [String] = []
        if light.maxCLL > 10000 { oddities.append("MaxCLL \(light.maxCLL) is beyond PQ's 10000 cd/m²") }
        if light.maxCLL > 0, light.maxFALL > light.maxCLL {
            oddities.append("MaxFALL \(light.maxFALL) is above MaxCLL \(light.maxCLL)")
        }
        return oddities
    }

    /// What is allowed and seldom meant. No document forbids any of it, and ordinary files have it.
    static func rarities(_ metadata: StaticMetadata) -> [String] {
        (metadata.mastering.map(rarities) ?? [])
            + (metadata.light.map { rarities($0, metadata.mastering?.maxLuminance) } ?? [])
    }

    private static func rarities(_ display: MasteringDisplayColourVolume) -> [String] {
        var rarities: [String] = []
        if areUnknown(display) { rarities.append("the primaries are 0, which means unknown") }
        if MasteringPrimaries.name(display) == "BT.2020" {
            rarities.append("the primaries are those of BT.2020, as if copied from the colour tags")
        }
        if let max = display.maxLuminance {
            if max == 0 { rarities.append("the maximum luminance is 0, which means unknown") }
            if (5..<100).contains(max) { rarities.append("a maximum of \(short(max)) cd/m² is that of no HDR display") }
        }
        if let min = display.minLuminance {
            if min == 0 { rarities.append("the minimum luminance is 0, which means unknown") }
            if min > 0.1, min <= 5 { rarities.append("a minimum of \(short(min)) cd/m² is that of no HDR display") }
        }
        return rarities
    }

    private static func rarities(_ light: ContentLightLevel, _ peak: Double?) -> [String] {
        var rarities: [String] = []
        if light.maxCLL == 0 { rarities.append("MaxCLL is 0, which means unknown") }
        if light.maxFALL == 0 { rarities.append("MaxFALL is 0, which means unknown") }
        if let peak, peak > 0, Double(light.maxCLL) > peak, light.maxCLL <= 10000 {
            rarities.append("MaxCLL \(light.maxCLL) is above the \(short(peak)) cd/m² of the mastering display")
        }
        return rarities
    }

    private static func areUnknown(_ display: MasteringDisplayColourVolume) -> Bool {
        [display.red, display.green, display.blue, display.white].allSatisfy { $0?.x == 0 && $0?.y == 0 }
    }

    private static func short(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e12 ? "\(Int(value))" : "\((value * 1e4).rounded() / 1e4)"
    }
}
