import Foundation
import Media

extension VideoTrack {
    func settings() throws -> MediaWriter.VideoSettings {
        var settings = MediaWriter.VideoSettings(
            encoder: encoder, pixelFormat: pixelFormat, width: size.width, height: size.height, rate: rate)
        settings.codedAspect = codedAspect ?? aspect
        settings.containerAspect = containerAspect ?? aspect
        if let icc { settings.icc = [UInt8](try Data(contentsOf: URL(fileURLWithPath: icc))) }
        settings.codedScan = codedScan ?? scan
        settings.containerScan = containerScan ?? codedScan ?? scan
        settings.codedColour = try (codedColour ?? colour).resolved()
        settings.containerColour = try (containerColour ?? colour).resolved()
        settings.tag = tag
        settings.tags = tags
        settings.mastering = try (containerMastering ?? mastering)?.resolved()
        settings.light = (containerLight ?? light).map { ContentLight(maxCLL: $0.maxCLL, maxFALL: $0.maxFALL) }
        settings.dolbyVision = dolbyVision.map {
            var record = DolbyVisionConfiguration(
                profile: $0.profile, level: $0.level, compatibility: $0.compatibility)
            record.hasEnhancementLayer = $0.enhancementLayer ?? false
            record.hasBaseLayer = $0.baseLayer ?? true
            return record
        }
        settings.appended = try appendedBytes()
        settings.options = try encoderOptions()
        return settings
    }

    private func appendedBytes() throws(RecipeError) -> [[UInt8]] {
        guard !appendedUnits.isEmpty else { return [] }
        // OBUs of AV1 tell their size themselves.
        let startCode: [UInt8] = encoder.hasSuffix("av1") ? [] : [0, 0, 0, 1]
        var pieces: [[UInt8]] = []
        for text in appendedUnits {
            guard let bytes = MetadataBits.bytes(hexadecimal: text) else {
                throw RecipeError("appended-units: not hexadecimal: \(text.prefix(20))")
            }
            pieces.append(bytes.isEmpty ? [] : startCode + bytes)
        }
        let pictures = scenes.reduce(0) { sum, scene in
            sum + (scene.frames ?? Int(((scene.seconds ?? 0) * rate.asDouble).rounded()))
        }
        return (0..<max(pictures, pieces.count)).map { pieces[$0 % pieces.count] }
    }

    /// The recipe's options, with what the bitstream is to say of HDR put in, and chatter put out.
    private func encoderOptions() throws -> [String: String] {
        let parameters = EncoderParameters(rawValue: encoder)
        let hdr = try hdrParameters(parameters)
        var options = options
        guard let key = parameters?.optionName else { return options }
        let texts = [parameters?.always, options[key], hdr].compactMap { $0 }.filter { !$0.isEmpty }
        if !texts.isEmpty { options[key] = texts.joined(separator: ":") }
        return options
    }

    private func hdrParameters(_ parameters: EncoderParameters?) throws -> String? {
        guard let parameters else {
            if codedMastering != nil || codedLight != nil {
                throw RecipeError("\(encoder) cannot write HDR metadata into the bitstream")
            }
            return nil
        }
        let mastering = try (codedMastering ?? self.mastering)?.resolved()
        return [mastering.map(parameters.mastering), (codedLight ?? light).map(parameters.light)].compactMap { $0 }
            .joined(separator: ":")
    }
}

extension AudioTrack {
    func settings(channels: Int, layout: String?) -> MediaWriter.AudioSettings {
        var settings = MediaWriter.AudioSettings(
            encoder: encoder, sampleRate: sampleRate, channels: channels, layout: layout)
        settings.bits = bits
        settings.tag = tag
        settings.options = options
        settings.tags = tags
        return settings
    }
}

/// The parameter string of an encoder that can write static HDR metadata.
enum EncoderParameters: String {
    case libx264, libx265, libsvtav1

    var optionName: String {
        switch self {
        case .libx264: "x264-params"
        case .libx265: "x265-params"
        case .libsvtav1: "svtav1-params"
        }
    }

    /// x264's macroblock tree reads memory that nobody wrote on processors with AVX-512, and no two runs are alike.
    /// x265 speaks to the terminal, and uses as many threads as it finds.
    var always: String? {
        switch self {
        case .libx264: "mbtree=0"
        case .libx265: "log-level=error:pools=none:frame-threads=1:info=0"
        case .libsvtav1: nil
        }
    }

    func mastering(_ display: MasteringDisplay) -> String {
        let points = [("G", display.green), ("B", display.blue), ("R", display.red), ("WP", display.white)]
        let colours = points.compactMap { name, point in point.map { "\(name)(\(pair($0.x, $0.y, 50000)))" } }
        // Brightest first, 0.0001 cd/m².
        let luminance = "L(\(pair(display.maxLuminance ?? 0, display.minLuminance ?? 0, 10000)))"
        let key = self == .libx265 ? "master-display" : "mastering-display"
        return "\(key)=\(colours.joined())\(luminance)"
    }

    func light(_ light: Light) -> String {
        let key =
            switch self {
            case .libx264: "cll"
            case .libx265: "max-cll"
            case .libsvtav1: "content-light"
            }
        return "\(key)=\(light.maxCLL),\(light.maxFALL)"
    }

    /// SVT-AV1 takes plain numbers, the others whole steps.
    private func pair(_ first: Double, _ second: Double, _ steps: Double) -> String {
        if self == .libsvtav1 { return "\(first),\(second)" }
        return "\(Int((first * steps).rounded())),\(Int((second * steps).rounded()))"
    }
}
