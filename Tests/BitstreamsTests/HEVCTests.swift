import Foundation
import Testing

@testable import Bitstreams

/// An elementary stream in access units.
struct HEVCStream {
    let units: [AccessUnitMetadata]
    /// Per access unit: how many instantaneous refreshes came before, and the picture order count behind them.
    let order: [(refresh: Int, count: Int)]

    init(_ path: String) throws {
        let bytes = try SharedMedia.bytes(path)
        (units, order) = try bytes.withUnsafeBufferPointer { stream in
            let ranges = try NALFraming.annexB.units(in: stream)
            var pictureOrder = HEVC.PictureOrder()
            var refresh = 0
            var order: [(Int, Int)] = []
            let units = try HEVC.accessUnits(in: stream, ranges).map { unit in
                for range in ranges[unit] {
                    if let header = HEVC.UnitHeader(stream.unit(range)), header.isIDR || header.isCRA { refresh += 1 }
                    if let count = try pictureOrder.add(stream.unit(range)) { order.append((refresh, count)) }
                }
                return HEVC.metadata(of: stream, ranges[unit])
            }
            return (units, order)
        }
    }

    /// Indices of the access units as they are shown.
    var presentation: [Int] {
        units.indices.sorted { order[$0] < order[$1] }
    }

    var inventory: MetadataInventory {
        units.reduce(into: MetadataInventory()) { $0.add($1) }
    }
}

@Suite(.enabled(if: SharedMedia.exists, SharedMedia.isAbsent)) struct HEVCMediaTests {
    @Test(arguments: [("hdr/regular.hevc", 259), ("hdr/hdr10plus_regular.hevc", 259)])
    func everyPictureIsFound(_ path: String, _ count: Int) throws {
        let stream = try HEVCStream(path)
        #expect(stream.units.count == count)
        #expect(stream.order.count == count)
        let inventory = stream.inventory
        #expect(inventory.faults.isEmpty)
        #expect(inventory.colour.changes.map(\.value.colour) == [CodePoints(primaries: 9, transfer: 16, matrix: 9)])
        #expect(inventory.colour.changes.first?.value.isFullRange == false)
        let dynamic = inventory.dolbyVisionRPUs + (inventory.userData[.hdr10Plus] ?? 0)
        #expect(dynamic == count)
    }

    /// The container's first pictures, from length-prefixed units and the parameter sets in `hvcC`.
    @Test(arguments: [("hdr/ToS-s01.h265", 1920, 800), ("hdr/ToS-s60.h265", 3840, 2160)])
    func pictureSizesAreThoseOfTheManifest(_ path: String, _ width: Int, _ height: Int) throws {
        let bytes = try SharedMedia.bytes(path)
        let sets = try bytes.withUnsafeBufferPointer { stream in
            try NALFraming.annexB.units(in: stream).compactMap { range -> HEVC.SequenceParameterSet? in
                let unit = stream.unit(range)
                guard HEVC.UnitHeader(unit)?.type == HEVC.UnitType.sps else { return nil }
                return try HEVC.SequenceParameterSet(rbsp: rbsp(unit, headerBytes: 2))
            }
        }
        let set = try #require(sets.first)
        #expect(set.croppedWidth == width)
        #expect(set.croppedHeight == height)
        #expect(set.bitDepthLuma == 10)
        #expect(set.chromaFormat == 1)
        #expect(set.profileTierLevel.profile == 2)
        #expect(set.vui?.signal?.colour == CodePoints(primaries: 9, transfer: 16, matrix: 9))
    }
}
