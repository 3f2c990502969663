internal import Foundation

/// The files of a folder and of the folders in it.
struct FolderWalk {
  /// How many files are taken at most.
  static let mostFiles = 10_000
  /// How many folders may stand in each other.
  static let mostFolders = 16

  /// The files, each with its path below the folder.
  private(set) var files: [(url: URL, name: String)] = []
  private let folder: String
  private let isWanted: (String) -> Bool
  /// The folders that were seen, by where they really are; links may lead round in a circle.
  private var seen: Set<String> = []

  /// Goes through a folder, names in order.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - isWanted: Whether a file or a folder of this name is taken.
  /// - Throws: ``ImportError`` where there are more files or deeper folders than may be.
  init(_ folder: URL, isWanted: @escaping (String) -> Bool) throws(ImportError) {
    self.folder = folder.lastPathComponent
    self.isWanted = isWanted
    // A link to a folder above would lead to everything beside the one that was asked for.
    var above = folder.resolvingSymlinksInPath()
    while above.path != "/", !above.path.isEmpty {
      above.deleteLastPathComponent()
      seen.insert(above.path)
    }
    try add(folder, below: "", depth: 0)
  }

  /// Whether a folder stands there that can be looked into; one that cannot is refused as a file.
  static func isFolder(_ url: URL) -> Bool { names(in: url) != nil }

  private static func names(in url: URL) -> [String]? {
    try? FileManager.default.contentsOfDirectory(atPath: url.path)
  }

  private mutating func add(_ place: URL, below path: String, depth: Int) throws(ImportError) {
    guard seen.insert(place.resolvingSymlinksInPath().path).inserted else { return }
    guard depth <= FolderWalk.mostFolders else {
      throw ImportError(
        file: folder, problems: [.foldersTooDeep(path, limit: FolderWalk.mostFolders)])
    }
    for name in (FolderWalk.names(in: place) ?? []).sorted() where isWanted(name) {
      let inner = place.appending(path: name)
      if FolderWalk.isFolder(inner) {
        try add(inner, below: path + name + "/", depth: depth + 1)
      } else {
        guard files.count < FolderWalk.mostFiles else {
          throw ImportError(file: folder, problems: [.tooManyFiles(limit: FolderWalk.mostFiles)])
        }
        files.append((inner, path + name))
      }
    }
  }
}
