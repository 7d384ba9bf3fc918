import Foundation
import Media
import Model
import Testing

@testable import Synth

@Suite struct StructureDetailTests {
    static let enlarged: Set<String> = ["picture.enlarged-from.width", "picture.enlarged-from.height"]

    /// Pictures that the check looks at.
    private static func looked(_ pictures: [Canvas]) -> [Int] { Array(stride(from: 0, to: pictures.count, by: 24)) }

    static func media(_ codec: StructureMedia.Codec, frames: Int = 49) -> StructureMedia {
        var media = StructureMedia(StructureMedia.moving(frames), codec: codec)
        media.size = Size(512, 288)
        return media
    }

    @Test(arguments: zip(Interpolation.allCases, [0.5, 2.0 / 3, 0.75]))
    func theSizeBeforeAnEnlargementIsFound(kernel: Interpolation, share: Double) throws {
        let log = try Self.media(.prores).log(in: Bench(), only: Self.enlarged) { pictures in
            for index in Self.looked(pictures) { pictures[index].enlarge(share, by: kernel) }
        }
        for (metric, size) in [("picture.enlarged-from.width", 512.0), ("picture.enlarged-from.height", 288)] {
            let reading = try #require(log.reading(metric, TrackID(.video, 0)))
            guard case .number(let found)? = reading.value else {
                Issue.record("\(metric) of \(share) by \(kernel): \(reading.note ?? "")")
                continue
            }
            #expect(abs(found - size * share) <= 1, "\(metric) of \(share) by \(kernel)")
            #expect(reading.estimate?.range?.contains((size * share).rounded()) == true)
            #expect(reading.moments.map { ($0.start * 25).rounded() } == [0])
        }
    }

    @Test(arguments: StructureMedia.Codec.allCases) func nativePicturesHaveNoTrace(codec: StructureMedia.Codec) throws {
        let bench = try Bench()
        var media = Self.media(codec)
        let pictures = try media.pictures()
        for isStarved in [false, true] {
            media.isStarved = isStarved
            let log = try media.log(of: pictures, in: bench, only: Self.enlarged)
            for metric in Self.enlarged {
                let reading = log.reading(metric, TrackID(.video, 0))
                #expect(reading?.value == nil, "\(codec) \(isStarved)")
                // Starved of bits, pictures may have too little detail to tell.
                #expect(isStarved || reading?.note?.contains("no trace") == true, "\(codec)")
            }
        }
    }

    /// What a soft lens or a filter leaves is no enlargement.
    @Test func softPicturesHaveNoTrace() throws {
        let log = try Self.media(.prores).log(in: Bench(), only: Self.enlarged) { pictures in
            for index in Self.looked(pictures) { pictures[index].soften(1) }
        }
        for metric in Self.enlarged {
            let reading = try #require(log.reading(metric, TrackID(.video, 0)))
            #expect(reading.value == nil && reading.note?.contains("no trace") == true)
        }
    }

    @Test func picturesWithoutDetailTellNothing() throws {
        var media = StructureMedia(.black(seconds: 2), codec: .prores)
        media.size = Size(512, 288)
        media.grain = 0
        let log = try media.log(in: Bench(), only: Self.enlarged)
        for metric in Self.enlarged {
            let why = log.reasonUnmeasured(metric, TrackID(.video, 0))
            #expect(why?.contains("detail to tell") == true)
        }
    }

    /// Parts of a file: the stretch is named.
    @Test func anEnlargedShotIsNamed() throws {
        let log = try Self.media(.prores, frames: 121).log(in: Bench(), only: Self.enlarged) { pictures in
            for index in [48, 72, 96] { pictures[index].enlarge(2.0 / 3, by: .bicubic) }
        }
        #expect(log.number("picture.enlarged-from.width") == 341)
        #expect(log.frames("picture.enlarged-from.width") == [48])
    }
}
