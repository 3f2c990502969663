internal import StatisticalFiles
internal import VietnameseText

/// The names by which an encoding may be decided.
public enum EncodingName {
  /// The encodings of texts, as an option names them.
  public static var all: [String] { TextEncoding.allCases.map { $0.rawValue.lowercased() } }

  /// Whether texts, or SPSS and Stata files, can be read in an encoding of this name, however it is spelled.
  public static func isKnown(_ name: String) -> Bool {
    TextEncoding.named(name) != nil || StatisticalFile.knows(encoding: name)
  }
}
