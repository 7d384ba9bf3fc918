/// Whether tables have as many channels as the spaces they lead from and to.
enum ChannelCount {
    static func problem(
        _ tag: ICCSignature, _ type: ICCSignature, _ header: ICCHeader, _ content: ArraySlice<UInt8>
    ) -> TagContent.Problem? {
        guard header.profileClass != "nmcl", let direction = direction(tag), let found = channels(type, content),
            let device = ColourSpace.channels(header.colourSpace),
            let connection = ColourSpace.channels(header.connectionSpace)
        else { return nil }
        let wanted = direction == .towardsPCS ? (device, connection) : (connection, device)
        if found == wanted { return nil }
        return .broken("leads from \(found.0) channels to \(found.1) where the profile has \(wanted.0) and \(wanted.1)")
    }

    private enum Direction { case towardsPCS, fromPCS }

    private static func direction(_ tag: ICCSignature) -> Direction? {
        switch tag.text.prefix(3) {
        case "A2B", "D2B": .towardsPCS
        case "B2A", "B2D": .fromPCS
        default: nil
        }
    }

    /// Inputs and outputs.
    private static func channels(_ type: ICCSignature, _ content: ArraySlice<UInt8>) -> (Int, Int)? {
        switch type {
        case "mft1", "mft2", "mAB ", "mBA ":
            guard let inputs = content.u8(8), let outputs = content.u8(9) else { return nil }
            return (inputs, outputs)
        case "mpet":
            guard let inputs = content.u16(8), let outputs = content.u16(10) else { return nil }
            return (inputs, outputs)
        default: return nil
        }
    }
}
