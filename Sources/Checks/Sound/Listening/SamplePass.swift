import CKernels

/// Owns the kernel's ears and hands on what they find, bin by bin.
final class SamplePass {
    private let handle: OpaquePointer?
    private let channels: Int
    private(set) var samples: Int64 = 0
    private var index = 0

    init(_ sound: TrackSound, _ needs: EarNeeds) {
        channels = sound.channels
        // 16-bit sound reaches 32767/32768 at the top; so does longer sound that was made from it.
        let bits = min(16, sound.integerBits ?? 16)
        let fullScale = 1 - Float(sign: .plus, exponent: 1 - bits, significand: 1)
        handle = fgk_ears_create(Double(sound.rate), Int32(clamping: channels), needs.rawValue, fullScale)
    }

    deinit { fgk_ears_destroy(handle) }

    func consume(_ planes: UnsafePointer<UnsafePointer<Float>?>, _ count: Int, _ hear: (HeardBin) -> Void) {
        guard let handle else { return }
        var done = 0
        while done < count {
            var completed = false
            let taken = fgk_ears_take(handle, planes, done, count, &completed)
            guard taken > 0 else { return }
            done += taken
            samples += Int64(taken)
            if completed { hand(handle, hear, isLast: false) }
        }
    }

    func finish(_ hear: (HeardBin) -> Void) {
        guard let handle else { return }
        _ = fgk_ears_finish(handle)
        hand(handle, hear, isLast: true)
    }

    /// At the end there may be no bin left, but events that the end completed.
    private func hand(_ handle: OpaquePointer, _ hear: (HeardBin) -> Void, isLast: Bool) {
        let hasBin = !isLast || fgk_ears_bin_start(handle) + Int64(fgk_ears_bin_length(handle)) > heardUpTo
        var pairs: Int32 = 0
        var events: Int32 = 0
        let firstPair = fgk_ears_pairs(handle, &pairs)
        let firstEvent = fgk_ears_events(handle, &events)
        hear(
            HeardBin(
                index: index, start: fgk_ears_bin_start(handle), length: hasBin ? fgk_ears_bin_length(handle) : 0,
                cell: fgk_ears_cell_length(handle),
                channels: UnsafeBufferPointer(start: fgk_ears_channels(handle), count: hasBin ? channels : 0),
                pairs: UnsafeBufferPointer(start: firstPair, count: hasBin ? Int(pairs) : 0),
                events: UnsafeBufferPointer(start: firstEvent, count: Int(events)),
                matrix: hasBin ? fgk_ears_matrix_of_step(handle)?.pointee : nil, isLast: isLast))
        heardUpTo = fgk_ears_bin_start(handle) + Int64(fgk_ears_bin_length(handle))
        index += 1
    }

    private var heardUpTo: Int64 = 0
}
