import Foundation

/// The files a call names: files as they are, folders by what is in them, in a fixed order.
enum FileList {
    /// What is looked for in folders. A file named on the command line is taken whatever its name.
    private static let extensions: Set<String> = [
        "mov", "mp4", "m4v", "m4a", "mxf", "mkv", "webm", "mka", "wav", "bwf", "rf64", "w64", "aif", "aiff", "flac",
        "mp3", "aac", "ac3", "eac3", "ts", "m2ts", "mts", "mpg", "mpeg", "m2v", "avi", "gxf", "dv", "h264", "264",
        "h265", "265", "hevc", "ivf", "obu", "y4m", "ogg", "opus", "caf", "3gp", "mj2", "jp2", "j2c", "avif", "heic",
        "png", "tif", "tiff", "dpx", "exr", "fglog",
    ]

    static func expand(_ names: [String], extensions wanted: Set<String> = extensions) -> [String] {
        names.flatMap { name in isFolder(name) ? contents(of: name, wanted) : [name] }
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private static func contents(of folder: String, _ wanted: Set<String>) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        let found = names.filter { name in
            let url = URL(fileURLWithPath: name)
            return wanted.contains(url.pathExtension.lowercased()) && !url.lastPathComponent.hasPrefix(".")
        }
        return found.sorted().map { "\(folder.hasSuffix("/") ? String(folder.dropLast()) : folder)/\($0)" }
            .filter { !isFolder($0) }
    }

    static func size(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }
}
