internal import CompressedFiles
public import Foundation

/// A file that may hold a batch: one on disk, or a member of an archive.
public struct SourceFile: Sendable {
  /// Where its bytes are read.
  public let url: URL
  /// The name that messages carry: with the folders below the one that was asked for, and the archive.
  public let name: String
  private let text: TemporaryText?
  /// Why it cannot be read, where that is known already.
  let fault: ImportError?
  /// Whether the file stands in an archive.
  var isMember: Bool { text != nil }

  /// A file on disk.
  public init(_ url: URL) { self.init(url, name: url.lastPathComponent) }

  private init(_ url: URL, name: String, fault: ImportError? = nil) {
    self.url = url
    self.name = name
    self.fault = fault
    text = nil
  }

  private init(_ text: TemporaryText, name: String) {
    url = URL(filePath: text.path)
    self.name = name
    self.text = text
    fault = nil
  }

  /// The files that a path stands for: a folder's and those of the folders in it, those of a ZIP of files,
  /// or the one file.
  ///
  /// Files come in the order of their names, folder by folder; ZIPs in folders are opened too. Hidden files
  /// and folders, and lock files of Excel, are none, and a folder that links lead to again counts once. The
  /// members of an archive are unpacked into files without a name, within the limits of `ZipArchive`; an
  /// Excel workbook is a file and no archive. An archive in a folder that cannot be read is a file that
  /// is refused.
  ///
  /// - Throws: ``ImportError`` where a folder or an archive holds no file, where the archive cannot be read,
  ///   and where there are more than 10,000 files or folders stand in each other more than 16 deep.
  public static func files(at url: URL) throws(ImportError) -> [SourceFile] {
    let name = url.lastPathComponent
    guard FolderWalk.isFolder(url) else {
      return isArchive(url) ? try members(of: url, name: name) : [SourceFile(url)]
    }
    let files = try FolderWalk(url, isWanted: isWanted).files.flatMap { file, name in
      guard isArchive(file) else { return [SourceFile(file, name: name)] }
      do throws(ImportError) {
        return try members(of: file, name: name)
      } catch {
        return [SourceFile(file, name: name, fault: error)]
      }
    }
    guard !files.isEmpty else { throw ImportError(file: name, problems: [.noFiles]) }
    return files
  }

  private static func isArchive(_ url: URL) -> Bool {
    var head: [UInt8] = []
    guard let file = try? ByteFile(url),
      (try? file.read(at: 0, count: FileKind.byteCount, into: &head, after: 0)) != nil
    else { return false }
    return FileKind(head, url: url) == .archive
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
