/// The log with the readings of its loudness programmes, as tracks `programme:NAME`.
///
/// Where the grouping of channels is our assumption and not the file's word, every reading that rests on it says so.
func logWithProgrammes(_ log: Log, _ layout: ProgrammeLayout) -> Log {
    var extended = log
    for programme in layout.resolve(in: log) {
        let measured = ProgrammeLoudness(of: programme, in: log)
        extended.readings += measured.readings.map { $0.noting(programme.assumption) }
        extended.unmeasured += measured.unmeasured
    }
    return extended
}

extension Reading {
    fileprivate func noting(_ assumption: String?) -> Reading {
        guard let assumption else { return self }
        var copy = self
        copy.note = [note, assumption].compactMap { $0 }.joined(separator: "; ")
        return copy
    }
}
