/// What the numbers of white and colorants have to satisfy.
enum ColourRules {
    static func faults(_ tags: [ICCTag], _ header: ICCHeader, _ profile: [UInt8]) -> [ICCFault] {
        func xyz(_ tag: ICCSignature) -> (x: Double, y: Double, z: Double)? {
            guard let content = tags.first(where: { $0.signature == tag })?.content(of: profile),
                content.signature(0) == "XYZ "
            else { return nil }
            return content.xyz(8)
        }
        let colorants = ["rXYZ", "gXYZ", "bXYZ"].map { (name: $0, xyz: xyz($0)) }
        return [white(xyz("wtpt"), header), video(tags, header, profile)].compactMap { $0 }
            + colorants.compactMap { negative($0.name, $0.xyz) } + sum(colorants.compactMap(\.xyz))
    }

    /// A display of version 4 is described relative to its own white, which is D50 by then.
    private static func white(_ white: (x: Double, y: Double, z: Double)?, _ header: ICCHeader) -> ICCFault? {
        guard let white else { return nil }
        if white.y <= 0 || white.x <= 0 || white.z <= 0 {
            return ICCFault(.whitePoint, .violation, "the media white \(D50.text(white)) is no white", clause: "9.2.36")
        }
        guard header.version.major >= 4, header.profileClass == "mntr", !D50.matches(white) else { return nil }
        return ICCFault(
            .whitePoint, .violation,
            "the media white of a version 4 display is \(D50.text(white)) and has to be D50", clause: "9.2.36")
    }

    /// Display P3 and BT.2020 cannot be written without it; some readers refuse such a profile all the same.
    private static func negative(_ name: ICCSignature, _ xyz: (x: Double, y: Double, z: Double)?) -> ICCFault? {
        guard let xyz, min(xyz.x, xyz.y, xyz.z) < 0 else { return nil }
        return ICCFault(
            .colorants, .remark, "the colorant \(name) has a negative component, which strict readers refuse")
    }

    /// R = G = B = 1 is the white of the connection space. One part in a thousand is rounding; five are not.
    private static func sum(_ colorants: [(x: Double, y: Double, z: Double)]) -> [ICCFault] {
        guard colorants.count == 3 else { return [] }
        let sum = colorants.reduce((x: 0.0, y: 0.0, z: 0.0)) { ($0.x + $1.x, $0.y + $1.y, $0.z + $1.z) }
        let error = max(abs(sum.x - 0.9642), abs(sum.y - 1), abs(sum.z - 0.8249))
        guard error > 0.001 else { return [] }
        return [
            ICCFault(
                .colorants, error > 0.005 ? .violation : .remark,
                "the colorants add up to \(D50.text(sum)) instead of D50")
        ]
    }

    /// A video signal type describes R′G′B′, Y′CbCr or XYZ of displays and cameras; R′G′B′ has no matrix.
    private static func video(_ tags: [ICCTag], _ header: ICCHeader, _ profile: [UInt8]) -> ICCFault? {
        guard let tag = tags.first(where: { $0.signature == "cicp" }), let content = tag.content(of: profile) else {
            return nil
        }
        let problem =
            if !["RGB ", "YCbr", "XYZ "].contains(header.colourSpace) {
                "the tag 'cicp' does not go with the colour space \(header.colourSpace)"
            } else if !["scnr", "mntr"].contains(header.profileClass) {
                "the tag 'cicp' does not go with the class \(header.profileClass)"
            } else if header.colourSpace == "RGB ", let signal = ICCVideoSignal(content), signal.matrix != 0 {
                "the tag 'cicp' names the matrix \(signal.matrix) for RGB, which has none"
            } else {
                nil as String?
            }
        return problem.map { ICCFault(.tagContent, .violation, $0, clause: "9.2.17") }
    }
}
