/// Dynamic metadata of SMPTE ST 2094-40 (HDR10+).
public enum HDR10Plus {
    /// HDR10+ system profiles.
    public enum Profile: String, Sendable {
        /// Scene statistics only.
        case a = "A"
        /// Statistics and a tone-mapping curve for a target display.
        case b = "B"
    }

    /// The metadata of one picture (ST 2094-40, CTA-861-H Annex S).
    public struct Metadata: Equatable, Sendable {
        /// application_version: 1 since the 2020 edition.
        public var applicationVersion: Int
        /// The first one is the whole picture.
        public var windows: [Window]
        /// targeted_system_display_maximum_luminance, cd/m²; 0 in profile A.
        public var targetedMaxLuminance: Int
        /// targeted_system_display_actual_peak_luminance; nil without its flag.
        public var targetedActualPeak: ActualPeakLuminance?
        /// mastering_display_actual_peak_luminance; nil without its flag.
        public var masteringActualPeak: ActualPeakLuminance?
        /// Bits behind the last field: padding to a whole byte when all is well.
        public var unreadBits: Int

        /// Nil when the metadata fits neither profile: B needs a curve with anchors and a target for it, A has neither.
        public var profile: Profile? {
            switch (windows.first?.toneMapping?.anchors.count, targetedMaxLuminance) {
            case (nil, 0): .a
            case (.some(1...), 1...): .b
            default: nil
            }
        }
    }

    public struct Window: Equatable, Sendable {
        /// Nil for the window that is the whole picture.
        public var ellipse: Ellipse?
        /// Largest red, green and blue of the scene, 0.1 cd/m².
        public var maxscl: [Int]
        /// Average of max(R, G, B), 0.1 cd/m².
        public var averageMaxRGB: Int
        /// Distribution of max(R, G, B).
        public var distribution: [Percentile]
        /// fraction_bright_pixels, 0.001.
        public var fractionBrightPixels: Int
        public var toneMapping: ToneMapping?
        /// color_saturation_weight, 1/8; nil without its flag.
        public var saturationWeight: Int?
    }

    /// One point of the distribution.
    public struct Percentile: Equatable, Sendable {
        /// distribution_maxrgb_percentage
        public var percentage: Int
        /// distribution_maxrgb_percentile, 0.1 cd/m². At 5 and 10 % other statistics stand by convention.
        public var value: Int

        public init(_ percentage: Int, _ value: Int) {
            self.percentage = percentage
            self.value = value
        }
    }

    /// A Bézier curve behind a linear part.
    public struct ToneMapping: Equatable, Sendable {
        /// 1/4095
        public var kneePointX, kneePointY: Int
        /// bezier_curve_anchors, 1/1023
        public var anchors: [Int]
    }

    /// Shape of an additional processing window, pixels.
    public struct Ellipse: Equatable, Sendable {
        public var upperLeftX, upperLeftY, lowerRightX, lowerRightY: Int
        public var centreX, centreY: Int
        /// degrees
        public var rotationAngle: Int
        public var semimajorInternal, semimajorExternal, semiminorExternal: Int
        /// overlap_process_option: layered or weighted.
        public var isLayered: Bool
    }

    /// A grid of normalised peak luminances, 1/15.
    public struct ActualPeakLuminance: Equatable, Sendable {
        public var rows, columns: Int
        /// Row by row.
        public var values: [Int]
    }
}
