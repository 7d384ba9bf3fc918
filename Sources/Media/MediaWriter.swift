import CFFmpeg

/// Writes one media file through libav's encoders and muxers. Made for files with known answers: what the bitstream
/// says and what the container says are set apart, and the same input gives the same bytes.
///
/// Add the streams, then ``start()``, feed pictures and sound in order of time, ``finish()``. Without `finish` the file
/// stays as it lies. Used by one thread at a time.
public final class MediaWriter {
    private let handle: OpaquePointer
    private var components: [Int: [Int]] = [:]
    private var channels: [Int: Int] = [:]

    /// - Parameters:
    ///   - muxer: libavformat's name of the muxer, `mov`, `mxf`; nil: by the extension of `path`.
    ///   - options: muxer options under libav's names.
    ///   - tags: metadata of the file, `timecode`, `title`.
    public init(path: String, muxer: String? = nil, options: [String: String] = [:], tags: [String: String] = [:])
        throws(MediaError)
    {
        guard let handle = fg_writer_create() else { throw MediaError(operation: "write", code: 0, text: "no memory") }
        self.handle = handle
        try check(fg_writer_open(handle, path, muxer ?? ""), "open output")
        try set(stream: -1, options: options, tags: tags)
    }

    deinit { fg_writer_destroy(handle) }

    /// Adds a picture stream and returns its index.
    public func addVideo(_ settings: VideoSettings) throws(MediaError) -> Int {
        var plain = settings.plain
        let stream = fg_writer_add_video(handle, settings.encoder, settings.pixelFormat, &plain)
        try check(stream, "add video")
        try set(stream: stream, options: settings.options, tags: settings.tags)
        try setSideData(stream: stream, settings)
        components[Int(stream)] = try settings.componentSizes()
        return Int(stream)
    }

    /// Adds a sound stream and returns its index.
    public func addAudio(_ settings: AudioSettings) throws(MediaError) -> Int {
        var plain = settings.plain
        let stream = fg_writer_add_audio(handle, settings.encoder, settings.layout ?? "", &plain)
        try check(stream, "add audio")
        try set(stream: stream, options: settings.options, tags: settings.tags)
        channels[Int(stream)] = settings.channels
        return Int(stream)
    }

    /// Opens the encoders and writes the header.
    public func start() throws(MediaError) { try check(fg_writer_start(handle), "start") }

    /// Writes one picture.
    /// - Parameters:
    ///   - planes: Y Cb Cr (A) or R G B (A), code values in the low bits, tightly packed, each at its own size. Alpha may
    ///     be left out.
    ///   - captions: closed captions, CEA-708 cc_data triplets; carried by H.264 and MPEG-2.
    ///   - frame: the number of the frame in its stream. Numbers rise; a gap in them is a gap in the file.
    public func write(picture planes: [[UInt16]], captions: [UInt8] = [], frame: Int, to stream: Int)
        throws(MediaError)
    {
        guard let sizes = components[stream], planes.count >= sizes.count - (sizes.count.isMultiple(of: 2) ? 1 : 0),
            zip(planes, sizes).allSatisfy({ $0.count == $1 })
        else { throw MediaError(operation: "write picture", code: 0, text: "planes do not fit the stream") }
        try check(fg_writer_set_captions(handle, Int32(stream), captions, captions.count), "write captions")
        let code = withPointers(planes, count: 4) { fg_writer_picture(handle, Int32(stream), $0, Int64(frame)) }
        try check(code, "write picture")
    }

    /// Writes samples that follow those written before: one array a channel, equally long, full scale ±1.
    public func write(sound: [[Float]], to stream: Int) throws(MediaError) {
        guard let count = sound.first?.count, sound.count == channels[stream], sound.allSatisfy({ $0.count == count })
        else { throw MediaError(operation: "write sound", code: 0, text: "channels do not fit the stream") }
        let code = withPointers(sound, count: sound.count) {
            fg_writer_sound(handle, Int32(stream), $0, Int32(count))
        }
        try check(code, "write sound")
    }

    /// Leaves out a stretch of time, in samples. Encoders with a fixed frame first fill up the open frame with silence.
    public func skip(samples: Int, of stream: Int) throws(MediaError) {
        try check(fg_writer_skip_sound(handle, Int32(stream), Int64(samples)), "skip sound")
    }

    /// Drains the encoders and completes the file.
    public func finish() throws(MediaError) { try check(fg_writer_finish(handle), "finish") }

    private func set(stream: Int32, options: [String: String], tags: [String: String]) throws(MediaError) {
        // Sorted, so that the order of a dictionary never shows in the file.
        for (key, value) in options.sorted(by: { $0.key < $1.key }) {
            try check(fg_writer_set_option(handle, stream, key, value), "set option \(key)")
        }
        for (key, value) in tags.sorted(by: { $0.key < $1.key }) {
            try check(fg_writer_set_tag(handle, stream, key, value), "set tag \(key)")
        }
    }

    private func setSideData(stream: Int32, _ settings: VideoSettings) throws(MediaError) {
        if var mastering = settings.mastering?.plain {
            try check(fg_writer_set_mastering(handle, stream, &mastering), "set mastering display")
        }
        if var light = settings.light?.plain {
            try check(fg_writer_set_light(handle, stream, &light), "set light level")
        }
        if var record = settings.dolbyVision?.plain {
            try check(fg_writer_set_dolby_vision(handle, stream, &record), "set Dolby Vision record")
        }
        for piece in settings.appended {
            try check(fg_writer_append(handle, stream, piece, Int32(clamping: piece.count)), "append to pictures")
        }
        if !settings.icc.isEmpty {
            try check(fg_writer_set_icc(handle, stream, settings.icc, settings.icc.count), "set ICC profile")
        }
    }

    private func check(_ code: Int32, _ operation: String) throws(MediaError) {
        guard code < 0 else { return }
        var error = MediaError(operation: operation, libav: code)
        let detail = String(cString: fg_writer_detail(handle))
        if !detail.isEmpty { error.text = "\(detail) (\(error.text))" }
        throw error
    }
}

/// Lends out pointers to all of `arrays`, followed by nil up to `count`.
private func withPointers<Element, Result>(
    _ arrays: [[Element]], count: Int, _ body: ([UnsafePointer<Element>?]) -> Result
) -> Result {
    func lend(_ index: Int, _ pointers: [UnsafePointer<Element>?]) -> Result {
        guard index < arrays.count else {
            return body(pointers + Array(repeating: nil, count: max(0, count - pointers.count)))
        }
        return arrays[index].withUnsafeBufferPointer { lend(index + 1, pointers + [$0.baseAddress]) }
    }
    return lend(0, [])
}
