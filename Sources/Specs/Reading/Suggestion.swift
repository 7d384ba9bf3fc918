/// `unknown key 'severty', did you mean 'severity'?`, with all that is allowed where that is not much.
func unknown(_ what: String, _ word: String, _ known: [String]) -> String {
    let suggestion = nearest(to: word, in: known).map { ", did you mean '\($0)'?" }
    if known.isEmpty { return "unknown \(what) '\(word)', and no other was found" }
    let list = known.count <= 16 ? "; one of \(known.joined(separator: ", "))" : nil
    return "unknown \(what) '\(word)'" + (suggestion ?? "") + (list ?? "")
}

/// The known word that takes the fewest changes, if that is few enough to be a slip of the finger.
public func nearest(to word: String, in known: some Collection<String>) -> String? {
    let ranked = known.map { (changes: changes(from: word, to: $0), word: $0) }
    guard let best = ranked.min(by: { ($0.changes, $0.word) < ($1.changes, $1.word) }) else { return nil }
    return best.changes <= max(2, word.count / 4) ? best.word : nil
}

/// Letters to insert, delete or replace (Levenshtein).
private func changes(from: String, to: String) -> Int {
    let to = Array(to)
    var row = Array(0...to.count)
    for (index, letter) in from.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for column in to.indices {
            let replaced = diagonal + (letter == to[column] ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
        }
    }
    return row[to.count]
}
