import Model
import Testing

/// BS.1770-5 Annex 1 table 3 and Annex 3 tables 4 and 5.
@Suite struct ChannelWeightsTests {
    @Test(
        arguments: [
            (["FC"], [1]), (["FL", "FR"], [1, 1]),
            (["FL", "FR", "FC", "LFE", "SL", "SR"], [1, 1, 1, 0, 1.41, 1.41]),
            (["FL", "FR", "FC", "LFE", "BL", "BR"], [1, 1, 1, 0, 1.41, 1.41]),
            (["FL", "FR", "FC", "LFE", "BL", "BR", "SL", "SR"], [1, 1, 1, 0, 1, 1, 1.41, 1.41]),
            (["FL", "FR", "FC", "LFE", "BC", "SL", "SR"], [1, 1, 1, 0, 1, 1.41, 1.41]),
            (["FL", "FR", "FC", "LFE", "SL", "SR", "TFL", "TFR", "TBL", "TBR"], [1, 1, 1, 0, 1.41, 1.41, 1, 1, 1, 1]),
            (
                ["FL", "FR", "FC", "LFE", "BL", "BR", "SL", "SR", "TFL", "TFR", "TBL", "TBR"],
                [1, 1, 1, 0, 1, 1, 1.41, 1.41, 1, 1, 1, 1]
            ), (["FL", "FR", "FC", "LFE", "BL", "BR", "FLC", "FRC"], [1, 1, 1, 0, 1.41, 1.41, 1, 1]),
            (["FL", "FR", "FC", "FLC", "FRC"], [1, 1, 1, 1, 1]),
            (["FL", "FR", "WL", "WR"], [1, 1, 1.41, 1.41]), (["DL", "DR"], [1, 1]),
        ] as [([String], [Double])])
    func layouts(_ labels: [String], _ weights: [Double]) { #expect(ChannelWeights.of(labels) == weights) }

    /// In 22.2 FL and FR stand at 60° and the front centres at 30° (BS.2051 system H).
    @Test func layout22Point2() {
        let labels = [
            "FL", "FR", "FC", "LFE", "BL", "BR", "FLC", "FRC", "BC", "LFE2", "SL", "SR", "TFL", "TFR", "TFC", "TC",
            "TBL", "TBR", "TSL", "TSR", "TBC", "BFC", "BFL", "BFR",
        ]
        let heavy: Set<String> = ["FL", "FR", "SL", "SR"]
        for (label, weight) in zip(labels, ChannelWeights.of(labels)) {
            #expect(weight == (label.hasPrefix("LFE") ? 0 : heavy.contains(label) ? 1.41 : 1), "\(label)")
        }
    }

    @Test(arguments: ["", "AMBI0", "NONE", "fl"]) func unknownLabels(_ label: String) {
        #expect(ChannelWeights.of([label]) == [nil])
    }
}
