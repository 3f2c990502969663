internal import CompressedFiles
public import Foundation

/// A file that may hold a batch: one on disk, or a member of an archive.
public struct SourceFile: Sendable {
  /// Where its bytes are read.
  public let url: URL
  /// The name that messages carry.
  public let name: String
  private let text: TemporaryText?
  /// Whether the file stands in an archive.
  var isMember: Bool { text != nil }

  /// A file on disk.
  public init(_ url: URL) {
    self.url = url
    name = url.lastPathComponent
    text = nil
  }

  private init(_ text: TemporaryText, name: String) {
    url = URL(filePath: text.path)
    self.name = name
    self.text = text
  }

  /// The files that a path stands for: a folder's, those of a ZIP of files, or the one file.
  ///
  /// Hidden files, lock files of Excel and folders in folders are none. The members of an archive are
  /// unpacked into files without a name, within the limits of `ZipArchive`; an Excel workbook is a file
  /// and no archive.
  ///
  /// - Throws: ``ImportError`` where a folder or an archive cannot be read, or holds no file.
  public static func files(at url: URL) throws(ImportError) -> [SourceFile] {
    let name = url.lastPathComponent
    let manager = FileManager.default
    if let names = try? manager.contentsOfDirectory(atPath: url.path) {
      let files = names.sorted().filter(isWanted).map { url.appending(path: $0) }
        .filter { (try? manager.contentsOfDirectory(atPath: $0.path)) == nil }
      guard !files.isEmpty else { throw ImportError(file: name, problems: [.noFiles]) }
      return files.map { SourceFile($0) }
    }
    var head: [UInt8] = []
    guard let file = try? ByteFile(url),
      (try? file.read(at: 0, count: FileKind.byteCount, into: &head, after: 0)) != nil,
      FileKind(head, url: url) == .archive
    else { return [SourceFile(url)] }
    return try members(of: url, name: name)
  }

  private static func members(of url: URL, name: String) throws(ImportError) -> [SourceFile] {
    var files: [SourceFile] = []
    do {
      let archive = try ZipArchive(contentsOf: url)
      for member in archive.members where !member.isFolder {
        let file = String(member.name.split(separator: "/").last ?? "")
        guard isWanted(file), !member.name.hasPrefix("__MACOSX/") else { continue }
        let text = try TemporaryText()
        var stream = try archive.stream(of: member.name)
        while let bytes = try stream.next() { try text.append(bytes) }
        files.append(SourceFile(text, name: "\(name)/\(member.name)"))
      }
    } catch let error as ImportError {
      throw ImportError(file: name, problems: error.problems)
    } catch let error as CompressedFileError {
      throw ImportError(file: name, problems: [.unreadableArchive(error)])
    } catch {
      throw ImportError(file: name, problems: [.unreadable])
    }
    guard !files.isEmpty else { throw ImportError(file: name, problems: [.noFiles]) }
    return files
  }

  private static func isWanted(_ name: String) -> Bool {
    !name.hasPrefix(".") && !name.hasPrefix("~$") && !name.lowercased().hasSuffix(".md")
      && !["thumbs.db", "desktop.ini"].contains(name.lowercased())
  }
}
