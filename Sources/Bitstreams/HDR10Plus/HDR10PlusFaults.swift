extension HDR10Plus.Metadata {
    /// The percentages that the HDR10+ ecosystem agrees on.
    private static let percentageSets = [[1, 5, 10, 25, 50, 75, 90, 95, 99], [1, 5, 10, 25, 50, 75, 90, 95, 98, 99]]
    /// Their values need not rise with the others: by convention they hold other statistics.
    private static let otherStatistics = [5, 10]
    /// 10 000 cd/m² in units of 0.1.
    private static let peak = 100_000

    /// What contradicts ST 2094-40 or the version 1 restrictions of HDR10+; empty when nothing does.
    public func validate() -> [MetadataFault] {
        restrictionFaults + profileFaults + windows.enumerated().flatMap { Self.faults(of: $1, $0) }
    }

    private var restrictionFaults: [MetadataFault] {
        var faults: [MetadataFault] = []
        if applicationVersion > 1 {
            faults.append(MetadataFault("application-version", "application_version is \(applicationVersion)"))
        }
        if windows.count != 1 { faults.append(MetadataFault("window-count", "\(windows.count) windows, not 1")) }
        if targetedActualPeak != nil {
            faults.append(
                MetadataFault("targeted-actual-peak", "targeted_system_display_actual_peak_luminance_flag is set"))
        }
        if masteringActualPeak != nil {
            faults.append(MetadataFault("mastering-actual-peak", "mastering_display_actual_peak_luminance_flag is set"))
        }
        if unreadBits >= 8 { faults.append(MetadataFault("trailing-data", "\(unreadBits / 8) bytes follow")) }
        return faults
    }

    private var profileFaults: [MetadataFault] {
        var faults: [MetadataFault] = []
        if targetedMaxLuminance > 10_000 {
            faults.append(MetadataFault("targeted-luminance", "\(targetedMaxLuminance) cd/m² is above 10000"))
        }
        if profile == nil {
            let text =
                targetedMaxLuminance == 0
                ? "a tone-mapping curve without a targeted luminance"
                : "a targeted luminance without anchors of a curve"
            faults.append(MetadataFault("no-profile", text))
        }
        return faults
    }

    private static func faults(of window: HDR10Plus.Window, _ index: Int) -> [MetadataFault] {
        let place = index == 0 ? "" : " in window \(index)"
        return (valueFaults(window) + distributionFaults(window) + mappingFaults(window)).map {
            MetadataFault($0.name, $0.text + place)
        }
    }

    private static func valueFaults(_ window: HDR10Plus.Window) -> [MetadataFault] {
        var faults: [MetadataFault] = []
        let values = window.maxscl + [window.averageMaxRGB] + window.distribution.map(\.value)
        if let value = values.first(where: { $0 > peak }) {
            faults.append(MetadataFault("value-range", "\(value) is above \(peak)"))
        }
        if let brightest = window.maxscl.max(), window.averageMaxRGB > brightest {
            faults.append(
                MetadataFault("average", "average_maxrgb \(window.averageMaxRGB) is above the maximum \(brightest)"))
        }
        if window.fractionBrightPixels > 1000 {
            faults.append(MetadataFault("fraction-bright", "fraction_bright_pixels is \(window.fractionBrightPixels)"))
        }
        return faults
    }

    private static func distributionFaults(_ window: HDR10Plus.Window) -> [MetadataFault] {
        var faults: [MetadataFault] = []
        let percentages = window.distribution.map(\.percentage)
        if !percentageSets.contains(percentages) {
            faults.append(MetadataFault("percentile-set", "the percentages are \(percentages)"))
        }
        let rising = window.distribution.filter { !otherStatistics.contains($0.percentage) }
        for (lower, upper) in zip(rising, rising.dropFirst()) where lower.value > upper.value {
            let text = "\(lower.value) at \(lower.percentage) % is above \(upper.value) at \(upper.percentage) %"
            faults.append(MetadataFault("percentile-order", text))
        }
        return faults
    }

    private static func mappingFaults(_ window: HDR10Plus.Window) -> [MetadataFault] {
        var faults: [MetadataFault] = []
        if let curve = window.toneMapping, !(1...9).contains(curve.anchors.count) {
            faults.append(MetadataFault("curve-anchors", "\(curve.anchors.count) anchors, not 1 to 9"))
        }
        if window.saturationWeight != nil {
            faults.append(MetadataFault("colour-saturation", "color_saturation_mapping_flag is set"))
        }
        return faults
    }
}
