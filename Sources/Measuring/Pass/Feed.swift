import Media

/// Carries packets to the decoders.
protocol Feed {
    /// Takes what `packet` holds, when anyone wants it.
    func feed(_ packet: Packet)
    /// Flushes the decoders and returns when everything has been analysed.
    func finish()
}

/// Everything on the calling thread.
final class InlineFeed: Feed {
    private let lanes: Lanes
    /// Frames not in use: a picture waits for its neighbours, so a lane holds up to three.
    private var spare: [Frame] = []

    init(_ lanes: Lanes) { self.lanes = lanes }

    func feed(_ packet: Packet) {
        let stream = packet.facts.stream
        if let lane = lanes.pictures[stream] { decode(lane, packet) }
        lanes.sound[stream]?.decode(packet)
    }

    func finish() {
        for lane in lanes.pictures.values {
            decode(lane, nil)
            _ = lane.flush()
        }
        for lane in lanes.sound.values { lane.decode(nil) }
    }

    private func decode(_ lane: PictureLane, _ packet: Packet?) {
        guard !lane.isSatisfied else { return }
        lane.decode(packet, into: { self.spare.popLast() ?? Frame() }) { frame in
            lane.countEmitted()
            guard !lane.isSatisfied, let done = lane.take(frame) else { return }
            done.clear()
            self.spare.append(done)
        }
    }
}

/// Each video track on two threads of its own (decoding, analysing); sound on up to `threads` more.
final class ThreadedFeed: Feed {
    private let pictures: [Int: PicturePipeline]
    private let sound: [Int: SoundPipeline]

    init(_ lanes: Lanes, threads: Int) {
        pictures = lanes.pictures.mapValues { PicturePipeline($0) }
        let workers = max(1, min(threads - 1, lanes.sound.count))
        let streams = lanes.sound.keys.sorted()
        let pipelines = (0..<workers).map { worker in
            let mine = streams.enumerated().filter { $0.offset % workers == worker }.map(\.element)
            return SoundPipeline(mine.compactMap { lanes.sound[$0] })
        }
        sound = Dictionary(
            uniqueKeysWithValues: streams.enumerated().map { ($0.element, pipelines[$0.offset % workers]) })
        if streams.isEmpty { for pipeline in pipelines { pipeline.finish() } }
    }

    func feed(_ packet: Packet) {
        let stream = packet.facts.stream
        if let pipeline = pictures[stream], !pipeline.lane.isSatisfied {
            pipeline.packets.hand(packet)
        } else if let pipeline = sound[stream] {
            pipeline.packets.hand(packet)
        }
    }

    func finish() {
        for pipeline in pictures.values { pipeline.packets.close() }
        for pipeline in sound.values { pipeline.packets.close() }
        for pipeline in pictures.values { pipeline.finish() }
        for pipeline in sound.values { pipeline.finish() }
    }
}

extension BoundedQueue<Packet> {
    fileprivate func hand(_ packet: Packet) {
        let slot = take()
        slot.take(packet)
        put(slot)
    }
}

final class PicturePipeline {
    let lane: PictureLane
    let packets = BoundedQueue(capacity: 24) { Packet() }
    private let workers: [Worker]

    init(_ lane: PictureLane) {
        self.lane = lane
        let packets = packets
        // Three are held by the analysis (a picture and its neighbours), one is being decoded, the rest is slack.
        let frames = BoundedQueue(capacity: 7) { Frame() }
        let decoding = Worker("decode") {
            while let packet = packets.next() {
                if !lane.isSatisfied { Self.decode(lane, packet, frames) }
                packet.clear()
                packets.recycle(packet)
            }
            if !lane.isSatisfied { Self.decode(lane, nil, frames) }
            frames.close()
        }
        let analysing = Worker("analyse") {
            while let frame = frames.next() {
                guard let done = lane.isSatisfied ? frame : lane.take(frame) else { continue }
                done.clear()
                frames.recycle(done)
            }
            _ = lane.flush()
        }
        workers = [decoding, analysing]
    }

    private static func decode(_ lane: PictureLane, _ packet: Packet?, _ frames: BoundedQueue<Frame>) {
        lane.decode(packet, into: { frames.take() }) { frame in
            lane.countEmitted()
            frames.put(frame)
        }
    }

    func finish() { for worker in workers { worker.join() } }
}

/// One thread for the sound tracks it is given.
final class SoundPipeline {
    let packets = BoundedQueue(capacity: 64) { Packet() }
    private let worker: Worker

    init(_ lanes: [SoundLane]) {
        let packets = packets
        let byStream = Dictionary(uniqueKeysWithValues: lanes.map { ($0.track.stream.index, $0) })
        worker = Worker("sound") {
            while let packet = packets.next() {
                byStream[packet.facts.stream]?.decode(packet)
                packet.clear()
                packets.recycle(packet)
            }
            for lane in lanes { lane.decode(nil) }
        }
    }

    func finish() {
        packets.close()
        worker.join()
    }
}
