import Bitstreams

/// Static metadata that no display and no programme can have, in words.
enum Plausibility {
    static func oddities(_ metadata: StaticMetadata) -> [String] {
        (metadata.mastering.map { ofPrimaries($0) + ofLuminance($0) } ?? [])
            + (metadata.light.map { ofLight($0, metadata.mastering?.maxLuminance) } ?? [])
    }

    private static func ofPrimaries(_ display: MasteringDisplayColourVolume) -> [String] {
        guard let red = display.red, let green = display.green, let blue = display.blue, let white = display.white
        else { return ["the primaries of the mastering display are missing"] }
        let points = [red, green, blue, white]
        if points.allSatisfy({ $0.x == 0 && $0.y == 0 }) { return ["the primaries are 0, which means unknown"] }
        if MasteringPrimaries.isSwapped(red, green, blue) { return ["the primaries stand in the wrong order"] }
        if points.contains(where: { $0.x <= 0 || $0.y <= 0 || $0.x + $0.y > 1 }) {
            return ["a primary lies outside of all colours"]
        }
        return MasteringPrimaries.name(display) == "BT.2020"
            ? ["the primaries are exactly those of BT.2020, which no mastering display has"] : []
    }

    /// Bounds of what mastering displays can do, cd/m².
    private static func ofLuminance(_ display: MasteringDisplayColourVolume) -> [String] {
        guard let max = display.maxLuminance, let min = display.minLuminance else {
            return ["the luminance of the mastering display is missing"]
        }
        var oddities: [String] = []
        if max == 0 {
            oddities.append("the maximum luminance is 0, which means unknown")
        } else if max < 100 || max > 10000 {
            oddities.append("a maximum of \(short(max)) cd/m² is no mastering display's")
        }
        if min > 0.1 { oddities.append("a minimum of \(short(min)) cd/m² is no mastering display's") }
        if min == 0 { oddities.append("the minimum luminance is 0, which means unknown") }
        if max > 0, min >= max { oddities.append("the minimum luminance is not below the maximum") }
        return oddities
    }

    private static func ofLight(_ light: ContentLightLevel, _ peak: Double?) -> [String] {
        var oddities: [String] = []
        if light.maxCLL == 0 { oddities.append("MaxCLL is 0, which means unknown") }
        if light.maxFALL == 0 { oddities.append("MaxFALL is 0, which means unknown") }
        if light.maxCLL > 10000 { oddities.append("MaxCLL \(light.maxCLL) is beyond PQ's 10000 cd/m²") }
        if light.maxCLL > 0, light.maxFALL > light.maxCLL {
            oddities.append("MaxFALL \(light.maxFALL) is above MaxCLL \(light.maxCLL)")
        }
        if let peak, peak > 0, Double(light.maxCLL) > peak {
            oddities.append("MaxCLL \(light.maxCLL) is above the \(short(peak)) cd/m² of the mastering display")
        }
        return oddities
    }

    private static func short(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e12 ? "\(Int(value))" : "\((value * 1e4).rounded() / 1e4)"
    }
}
