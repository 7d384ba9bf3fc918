import Foundation

extension Damage {
    /// Does the damage to the file at `path`; returns where the file lies afterwards.
    func apply(to path: String) throws -> String {
        let url = URL(fileURLWithPath: path)
        switch kind {
        case .rename:
            guard let ending = self.extension else { throw RecipeError("rename: extension is missing") }
            let target = url.deletingPathExtension().appendingPathExtension(ending)
            try? FileManager.default.removeItem(at: target)
            try FileManager.default.moveItem(at: url, to: target)
            return target.path
        case .truncate, .empty, .flip, .zero:
            var bytes = [UInt8](try Data(contentsOf: url))
            try change(&bytes)
            try Data(bytes).write(to: url)
            return path
        }
    }

    private func change(_ bytes: inout [UInt8]) throws(RecipeError) {
        let whole = Double(bytes.count)
        switch kind {
        case .empty: bytes = []
        case .truncate:
            guard let length = self.bytes ?? fraction.map({ Int($0 * whole) }) else {
                throw RecipeError("truncate: bytes or fraction are missing")
            }
            bytes = Array(bytes.prefix(max(0, length)))
        case .flip, .zero:
            guard 0 <= from, from < to, to <= 1 else {
                throw RecipeError("damage: from and to are no stretch of the file")
            }
            overwrite(&bytes, Int(from * whole)..<Int(to * whole))
        case .rename: break
        }
    }

    private func overwrite(_ bytes: inout [UInt8], _ span: Range<Int>) {
        guard !span.isEmpty else { return }
        if kind == .zero {
            for position in span { bytes[position] = 0 }
            return
        }
        var random = SplitMix64(seed: seed)
        for _ in 0..<count { bytes[span.lowerBound + Int(random.next() % UInt64(span.count))] ^= 0xFF }
    }
}
