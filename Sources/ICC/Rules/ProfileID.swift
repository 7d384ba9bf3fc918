import CCrypto

/// The MD5 fingerprint in the header (ICC.1:2022 §7.2.18).
enum ProfileID {
    static func faults(_ header: ICCHeader, _ profile: [UInt8]) -> [ICCFault] {
        guard header.hasProfileID, computed(profile) != header.profileID else { return [] }
        return [
            ICCFault(
                .profileID, .violation,
                "the profile id does not fit the content: it was altered after it had been made", clause: "7.2.18")
        ]
    }

    /// Flags, rendering intent and the id itself may change without the id changing: they count as zero.
    static func computed(_ profile: [UInt8]) -> [UInt8] {
        var bytes = profile
        for range in [44..<48, 64..<68, 84..<100] where range.upperBound <= bytes.count {
            for index in range { bytes[index] = 0 }
        }
        var digest = [UInt8](repeating: 0, count: 16)
        var length: UInt32 = 16
        return EVP_Digest(bytes, bytes.count, &digest, &length, EVP_md5(), nil) == 1 ? digest : []
    }
}
