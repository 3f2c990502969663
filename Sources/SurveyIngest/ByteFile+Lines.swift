internal import DelimitedText

extension ByteFile {
  /// The most bytes of a physical line; no record is longer.
  static let longestLine = RecordReader.Limits().maximumRecordBytes
  private static let windowBytes = 1 << 18

  /// Checks that the first line ends before it is too long.
  ///
  /// - Throws: ``ImportError`` where it does not, and where the file cannot be read.
  func checkFirstLine() throws(ImportError) {
    guard try endsLine(within: ByteFile.longestLine, from: 0) else { throw lineTooLong(1) }
  }

  /// Checks that the last line of what was read so far ends before it is too long.
  ///
  /// - Parameters:
  ///   - offset: Where the bytes begin in the file.
  ///   - bytes: What was read of it.
  ///   - line: The number of the bytes' first line.
  /// - Throws: ``ImportError`` where the line does not, and where the file cannot be read.
  func checkLine(at offset: Int, of bytes: [UInt8], from line: Int) throws(ImportError) {
    let ends = [bytes.lastIndex(of: 0x0A), bytes.lastIndex(of: 0x0D)].compactMap(\.self)
    let start = ends.max().map { $0 + 1 } ?? 0
    let rest = ByteFile.longestLine - (bytes.count - start)
    if rest > 0, try endsLine(within: rest, from: offset + bytes.count) { return }
    throw lineTooLong(line + ColumnScanner.lineFeeds(in: bytes, 0..<start))
  }

  /// The error of a file that is not UTF-8.
  ///
  /// - Throws: ``ImportError`` where the file cannot be read.
  func notUTF8() throws(ImportError) -> ImportError {
    // A file that is UTF-8 now was not when it was read.
    let problem: ImportError.Problem =
      try lineOfUTF8Fault().map { .notUTF8(line: $0) } ?? .changed
    return ImportError(file: name, problems: [problem])
  }

  private func lineTooLong(_ line: Int) -> ImportError {
    ImportError(
      file: name, problems: [.lineTooLong(line: line, limit: ByteFile.longestLine)])
  }

  /// Whether a line ends within `count` bytes from `offset` on, or the file does.
  ///
  /// - Throws: ``ImportError`` where the file cannot be read.
  /// - Complexity: O(*count*) time, O(1) memory.
  private func endsLine(within count: Int, from offset: Int) throws(ImportError) -> Bool {
    var window: [UInt8] = []
    var place = offset
    while place < offset + count {
      if place >= self.count { return true }
      let size = min(ByteFile.windowBytes, offset + count - place)
      try read(at: place, count: size, into: &window, after: 0)
      if ByteFile.holds(0x0A, in: window) || ByteFile.holds(0x0D, in: window) { return true }
      place += window.count
    }
    return place >= self.count
  }

  /// The line of the first place that is not UTF-8, nil where all of the file is.
  ///
  /// A line ends at LF, CR LF or a lone CR.
  ///
  /// - Throws: ``ImportError`` where the file cannot be read.
  /// - Complexity: O(*n*) time, O(1) memory.
  func lineOfUTF8Fault() throws(ImportError) -> Int? {
    var window: [UInt8] = []
    var place = 0
    var line = 1
    var last: UInt8 = 0
    while place < count {
      try read(at: place, count: ByteFile.windowBytes, into: &window, after: 0)
      // A character that the window cuts is left for the next one.
      if place + window.count < count {
        let start = window.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
        if window[start] >= 0xC0, window.count - start < 4, start > 0 {
          window.removeSubrange(start...)
        }
      }
      let fault = UTF8Fault(firstIn: window)
      for byte in window[..<(fault?.byteOffset ?? window.count)] {
        if byte == 0x0D || (byte == 0x0A && last != 0x0D) { line += 1 }
        last = byte
      }
      if fault != nil { return line }
      place += window.count
    }
    return nil
  }
}
