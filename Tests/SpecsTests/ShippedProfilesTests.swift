import Foundation
import Testing

@testable import Specs

@Suite("The profiles of this project") struct ShippedProfilesTests {
    @Test func everyOneLoads() throws {
        let library = try ProfileLibrary(directories: [Project.root.appending(path: "Profiles").path()])
        for id in library.ids {
            do {
                let profile = try library.load(id).profile
                #expect(!profile.rules.isEmpty, "\(id)")
                #expect(!lint(profile).contains { $0.kind == .inexactRate }, "\(id)")
            } catch {
                Issue.record("\(error)")
            }
        }
    }
}
