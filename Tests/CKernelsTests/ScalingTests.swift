import CKernels
import Testing

@Suite struct ScalingTests {
    private func agreement(_ luma: inout fgk_picture_component, down: Int32, field: Int32) -> ([Float], Int32) {
        let work = fgk_scaling_create(luma.width, luma.height)
        defer { fgk_scaling_destroy(work) }
        var found: UnsafePointer<Float>?
        let lines = fgk_scaling_look(work, &luma, down, field, &found)
        return (Array(UnsafeBufferPointer(start: found, count: Int(FGK_SCALING_LAST - FGK_SCALING_FIRST + 1))), lines)
    }

    /// To the bit: with and without vectors.
    @Test(arguments: PictureFormat.all.filter { $0.model != FGK_PICTURE_RGB }, [(700, 540), (520, 1100), (300, 280)])
    func vectorsChangeNothing(_ format: PictureFormat, size: (Int, Int)) {
        var random = SplitMix(9)
        let picture = PictureFixture(format, size.0, size.1)
        picture.fill(&random, strays: true)
        for (down, field) in [(Int32(0), Int32(-1)), (1, -1), (1, 1)] {
            var luma = picture[0]
            _ = fgk_scaling_force_plain(1)
            let plain = agreement(&luma, down: down, field: field)
            _ = fgk_scaling_force_plain(0)
            let best = agreement(&luma, down: down, field: field)
            #expect(plain == best)
            let isShort = down == 1 && field >= 0 && size.1 < 512
            #expect(isShort ? plain.1 == 0 : plain.1 > 0)
            #expect(plain.0.allSatisfy { $0 >= 0 && $0 <= 1.001 })
            #expect(plain.0.withUnsafeBufferPointer { fgk_scaling_find($0.baseAddress, 0).size } == 0)
        }
    }
}
