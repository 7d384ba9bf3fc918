import Media

// Recipes in one line, for tests and lessons: `Recipe.small25().video(.texture(seconds: 4)).tone(-18, seconds: 4)`.
// Every step returns a changed copy.

extension Recipe {
    /// 1920x1080, 25 progressive pictures a second, BT.709, H.264; pictures to follow.
    public static func hd25() -> Recipe { pictures(Size(1920, 1080)) }

    /// The same at 320x180, for what does not depend on the size.
    public static func small25() -> Recipe { pictures(Size(320, 180)) }

    /// A file with nothing but sound; segments to follow.
    public static func sound(_ layout: String = "stereo", encoder: String = "pcm_s24le") -> Recipe {
        Recipe().addingAudio {
            $0.layout = layout
            $0.encoder = encoder
        }
    }

    private static func pictures(_ size: Size) -> Recipe {
        var track = VideoTrack()
        track.size = size
        return Recipe(video: [track])
    }

    /// Appends scenes to the last picture track.
    public func video(_ scenes: Scene...) -> Recipe { picture { $0.scenes += scenes } }

    /// Changes the last picture track.
    public func picture(_ change: (inout VideoTrack) -> Void) -> Recipe {
        with { recipe in
            if recipe.video.isEmpty { recipe.video.append(VideoTrack()) }
            change(&recipe.video[recipe.video.count - 1])
        }
    }

    /// Changes the last sound track; makes a stereo one where there is none.
    public func audio(_ change: (inout AudioTrack) -> Void) -> Recipe {
        with { recipe in
            if recipe.audio.isEmpty { recipe.audio.append(AudioTrack()) }
            change(&recipe.audio[recipe.audio.count - 1])
        }
    }

    /// A further sound track.
    public func addingAudio(_ change: (inout AudioTrack) -> Void) -> Recipe {
        with { recipe in
            var track = AudioTrack()
            change(&track)
            recipe.audio.append(track)
        }
    }

    /// Appends a tone to the last sound track: peak in dBFS, seconds, Hz.
    public func tone(_ level: Double, seconds: Double, hertz: Double = 1000) -> Recipe {
        audio { $0.segments.append(.tone(level, seconds: seconds, hertz: hertz)) }
    }

    public func silence(seconds: Double) -> Recipe { audio { $0.segments.append(.silence(seconds: seconds)) } }

    /// A programme of that loudness (LUFS) on the last sound track.
    public func programme(_ loudness: Double, seconds: Double, seed: UInt64 = 1) -> Recipe {
        audio {
            $0.loudness = loudness
            var segment = SoundSegment(.programme, seconds: seconds)
            segment.seed = seed
            $0.segments.append(segment)
        }
    }

    /// Babble of that loudness (LUFS, not gated) on the last sound track, which is at 48 kHz.
    public func speech(_ loudness: Double, seconds: Double, seed: UInt64 = 1) -> Recipe {
        sounding(.speech, loudness, seconds, seed)
    }

    /// Chords with a beat, of that loudness (LUFS, not gated), on the last sound track, which is at 48 kHz.
    public func music(_ loudness: Double, seconds: Double, seed: UInt64 = 1) -> Recipe {
        sounding(.music, loudness, seconds, seed)
    }

    private func sounding(_ kind: SoundSegment.Kind, _ loudness: Double, _ seconds: Double, _ seed: UInt64) -> Recipe {
        audio {
            var segment = SoundSegment(kind, seconds: seconds)
            segment.loudness = loudness
            segment.seed = seed
            $0.segments.append(segment)
        }
    }

    /// Metadata of the file.
    public func tag(_ key: String, _ value: String) -> Recipe { with { $0.tags[key] = value } }

    public func timecode(_ start: String) -> Recipe { tag("timecode", start) }

    public func container(_ muxer: String) -> Recipe { with { $0.container = muxer } }

    public func damaged(_ damage: Damage) -> Recipe { with { $0.damage.append(damage) } }

    private func with(_ change: (inout Recipe) -> Void) -> Recipe {
        var copy = self
        change(&copy)
        return copy
    }
}

extension Scene {
    public static func bars(_ bars: Bars = .rp219, seconds: Double) -> Scene {
        Scene(.bars, seconds: seconds).with { $0.bars = bars }
    }

    public static func flat(_ level: Level, seconds: Double) -> Scene {
        Scene(.flat, seconds: seconds).with { $0.level = level }
    }

    /// Per cent of the way from black to white.
    public static func ramp(from: Double = 0, to: Double = 100, seconds: Double) -> Scene {
        Scene(.ramp, seconds: seconds).with {
            $0.from = from
            $0.to = to
        }
    }

    public static func texture(seconds: Double, seed: UInt64 = 1) -> Scene {
        Scene(.texture, seconds: seconds).with { $0.seed = seed }
    }

    public static func black(seconds: Double) -> Scene { Scene(.black, seconds: seconds) }
    public static func frozen(seconds: Double) -> Scene { Scene(.frozen, seconds: seconds) }
    public static func gap(frames: Int) -> Scene { Scene(.gap, frames: frames) }
    public static func flash(_ level: Level = .white, frames: Int = 1) -> Scene {
        Scene(.flash, frames: frames).with { $0.level = level }
    }

    /// - Parameter area: per cent of the picture, in its middle.
    public static func flicker(
        _ level: Level = .white, _ background: Level = .black, hertz: Double, area: Double = 100, seconds: Double
    ) -> Scene {
        Scene(.flicker, seconds: seconds).with {
            $0.level = level
            $0.background = background
            $0.hertz = hertz
            $0.area = area
        }
    }

    /// Black borders over the picture, in lines and pixels.
    public func letterboxed(top: Int = 0, bottom: Int = 0, left: Int = 0, right: Int = 0) -> Scene {
        with { $0.letterbox = Letterbox(top: top, bottom: bottom, left: left, right: right) }
    }

    /// A field of one colour over so many per cent of the picture, in its middle.
    public func patched(_ level: Level, area: Double) -> Scene { with { $0.patch = Patch(level: level, area: area) } }

    public func with(_ change: (inout Scene) -> Void) -> Scene {
        var copy = self
        change(&copy)
        return copy
    }
}

extension SoundSegment {
    /// Peak of every channel in dBFS.
    public static func tone(_ level: Double, seconds: Double, hertz: Double = 1000) -> SoundSegment {
        var segment = SoundSegment(.tone, seconds: seconds)
        segment.level = level
        segment.hertz = hertz
        return segment
    }

    public static func silence(seconds: Double) -> SoundSegment { SoundSegment(.silence, seconds: seconds) }
    public static func gap(samples: Int) -> SoundSegment { SoundSegment(.gap, samples: samples) }
}
