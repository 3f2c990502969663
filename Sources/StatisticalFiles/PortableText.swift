internal import Foundation

/// The characters of SPSS's portable files.
enum PortableText {
  /// The greeting, which is there in several character sets, and the table of characters.
  private static let headerBytes = 456

  /// The line, from 1, of the first byte behind the file's header that is not ASCII; nil where none is.
  ///
  /// ReadStat reads such a byte as a blank. Many programs write it nevertheless, for a letter with marks.
  ///
  /// - Throws: What reading the file throws.
  /// - Complexity: O(*n*) in the file, of which a part is held at a time.
  static func firstForeignLine(of url: URL) throws -> Int? {
    let handle = try FileHandle(forReadingFrom: url)
    defer { try? handle.close() }
    var line = 1
    var place = 0
    while let bytes = try handle.read(upToCount: 1 << 16), !bytes.isEmpty {
      for byte in bytes {
        if byte == 0x0A {
          line += 1
        } else if byte != 0x0D {
          place += 1
          if byte >= 0x80, place > headerBytes { return line }
        }
      }
    }
    return nil
  }
}
