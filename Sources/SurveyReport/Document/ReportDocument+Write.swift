public import Foundation

extension ReportDocument {
  /// A form in which a report is written.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// One self-contained page, `report.html`.
    case html
    /// Plain text, `report.txt`.
    case text
  }

  /// Writes the report into a folder, each file whole or not at all.
  ///
  /// - Parameters:
  ///   - folder: The folder; it is made where there is none.
  ///   - formats: The forms.
  /// - Returns: The files, in the order of the forms.
  /// - Throws: The system's errors.
  @discardableResult
  public func write(to folder: URL, as formats: Format...) throws -> [URL] {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return try formats.map { format in
      let text: String
      let name: String
      switch format {
      case .html: (text, name) = (HTMLRenderer().render(self), "report.html")
      case .text: (text, name) = (TextRenderer().render(self), "report.txt")
      }
      let file = folder.appending(path: name)
      try Data(text.utf8).write(to: file, options: .atomic)
      return file
    }
  }
}
