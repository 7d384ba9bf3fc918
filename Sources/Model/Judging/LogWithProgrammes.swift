/// The log with the readings of its loudness programmes, as tracks `programme:NAME`.
func logWithProgrammes(_ log: Log, _ layout: ProgrammeLayout) -> Log {
    log
}
