import ArgumentParser

@main struct Filmgate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "filmgate",
        subcommands: [
            CalibrateCommand.self
        ])
}
