import CKernels

/// A milder reading of a rule set. Where it fails and the rule set itself passes, the note warns.
enum FlashDoubt: CaseIterable {
    /// On 20 % of the screen; some stations judge so.
    case smallerArea
    /// Parts that rise and parts that fall count as one area.
    case eitherWay
    /// Changes may take longer than 66 ms.
    case slowChanges

    func countRule(_ rules: FlashRules, _ picture: FlashPicture) -> fgk_flash_count_rule {
        fgk_flash_count_rule(
            rules, picture, share: self == .smallerArea ? FlashLimits.nearShare : rules.share,
            eitherWay: self == .eitherWay)
    }

    func warning(_ changes: Int, _ rules: FlashRules) -> String {
        let share = { (part: Double) in "\(Int((part * 100).rounded())) % of the screen" }
        return switch self {
        case .smallerArea: "\(changes) changes within a second on more than \(share(FlashLimits.nearShare))"
        case .eitherWay:
            "\(changes) changes within a second on more than \(share(rules.share)), taking parts that rise together"
                + " with parts that fall"
        case .slowChanges: "\(changes) changes within a second if those count that take longer than 66 ms"
        }
    }
}
