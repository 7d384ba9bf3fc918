import Model

struct EventDraft {
    var above: Double?
    var below: Double?
    var atLeast = 0.0
    var allowed: Int?
    var share: Double?
    var ignoreHead = 0.0
    var ignoreTail = 0.0

    static let keys: [Key<EventDraft>] = [
        Key("above") { draft, value in draft.above = try value.number() },
        Key("below") { draft, value in draft.below = try value.number() },
        Key("for") { draft, value in draft.atLeast = try value.numberFromZero() },
        Key("allowed") { draft, value in draft.allowed = try value.count() },
        Key("share") { draft, value in draft.share = try value.share() },
        Key("ignore-head") { draft, value in draft.ignoreHead = try value.numberFromZero() },
        Key("ignore-tail") { draft, value in draft.ignoreTail = try value.numberFromZero() },
    ]

    /// Where a share is given, no events allowed at all would leave it nothing to decide: then any number is allowed.
    var allowedCount: Int? {
        let count = allowed ?? 0
        return share != nil && count == 0 ? nil : count
    }
}

extension Located {
    func eventRule() throws -> EventRule {
        var draft = EventDraft()
        try read(EventDraft.keys, into: &draft)
        let side: (EventRule.Side, Double)
        switch (draft.above, draft.below) {
        case (let above?, nil): side = (.above, above)
        case (nil, let below?): side = (.below, below)
        default: throw error("needs either above or below")
        }
        return EventRule(
            side.0, side.1, atLeast: draft.atLeast, allowedCount: draft.allowedCount, allowedShare: draft.share,
            ignoreHead: draft.ignoreHead, ignoreTail: draft.ignoreTail)
    }

    fileprivate func share() throws -> Double {
        let share = try numberFromZero()
        guard share <= 1 else { throw error("is a share of the duration, from 0 to 1") }
        return share
    }
}
