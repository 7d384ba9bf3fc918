import ArgumentParser

@main struct Filmgate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filmgate",
        abstract: "Checks finished media files against delivery specs, and explains every verdict.",
        discussion: """
            Examples:
              filmgate check film.mov --profile ebu-r128
              filmgate check deliveries/ --profile cst-rt-040 --profile ebu-r128 --json
              filmgate measure film.mov -o film.fglog
              filmgate judge film.fglog --profile tpr-2025
              filmgate explain loudness.true-peak

            Exit codes: 0 all pass, 1 a rule failed, 2 something could not be checked, 64 wrong usage.
            """,
        version: toolVersion,
        subcommands: [
            CheckCommand.self, MeasureCommand.self, JudgeCommand.self, ProfilesCommand.self, ExplainCommand.self,
            CalibrateCommand.self, SynthCommand.self, DoctorCommand.self,
        ])
}

let toolVersion = "0.1.0"
