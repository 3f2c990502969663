/// Finds out in which encoding a Vietnamese text is, and whether it was once read in a wrong one.
///
/// ```swift
/// var detector = EncodingDetector(names: units.map(\.name))
/// detector.add(bytes)
/// let decision = try detector.decision()
/// ```
///
/// The text is judged whole: a file can be ASCII for megabytes before its first other letter. A
/// byte order mark decides, then UTF-16 by its zero bytes, then validity as UTF-8. What is not
/// UTF-8 is read in each other encoding, and the reading with the largest share of legal words
/// (``VietnameseSyllable``) and given names wins. UTF-8 is looked through for wrong readings
/// (``TextRepair``) in the same way; it is repaired only where everything can be read, nearly every
/// word (``leastRepairedShare``) becomes legal, and clearly more of them than as they stand. So a
/// text in another language is left alone.
///
/// One column of a file can be in another font than the rest. The detector can be asked about a
/// column as well: add its cells instead.
///
/// Bounded memory: counts, and a sample of different tokens.
///
/// - Complexity: O(*n*), and for the decision O(tokens × readings).
public struct EncodingDetector: Sendable {
  /// The share of legal words from which on a text that is not Unicode counts as Vietnamese.
  public static let leastLegalShare = 0.7
  /// The share of legal words that a repair has to reach.
  public static let leastRepairedShare = 0.95
  /// By how much a repair has to raise the share of legal words.
  public static let leastGain = 0.25
  /// How many different words a repair has to make legal; one is enough if it is a given name.
  public static let leastGainedWords = 2

  let names: Set<String>
  /// The words that samples may show; nil for any.
  let shown: Set<String>?
  var sample = TokenSample()
  /// Every byte value that occurs.
  var occurring = [Bool](repeating: false, count: 256)
  var utf8 = ProbedText(.utf8)
  var utf16: [ProbedUTF16] = [ProbedUTF16(.utf16LittleEndian), ProbedUTF16(.utf16BigEndian)]
  var head: [UInt8] = []

  /// A detector that has seen nothing.
  ///
  /// - Parameters:
  ///   - names: Names that are expected in the text, those of units for instance.
  ///   - texts: Texts whose words ``EncodingDecision/samples`` may show, so that no respondent's are;
  ///     nil for any word.
  public init(names: [String] = [], showing texts: [String]? = nil) {
    self.names = Set(names.flatMap { NameWords.words(of: $0) })
    shown = texts.map { texts in Set(texts.flatMap { NameWords.words(of: $0) }) }
  }

  /// Takes the next piece of the text as it is on disk, cut anywhere.
  ///
  /// - Complexity: O(*n*).
  public mutating func add(_ bytes: [UInt8]) {
    if head.count < 4 { head += bytes.prefix(4 - head.count) }
    for byte in bytes { occurring[Int(byte)] = true }
    sample.add(bytes)
    utf8.add(bytes)
    let mark = head.count < 2 ? nil : head[...1]
    for place in utf16.indices { utf16[place].add(bytes, openingWith: mark) }
  }

  /// Takes one cell of a column, in bytes of an encoding that keeps ASCII.
  public mutating func add(cell: some Collection<UInt8>) {
    add(Array(cell) + [0x0A])
  }

  /// Takes one cell of a column that is decoded already.
  public mutating func add(cell: String) {
    add(cell: cell.utf8)
  }
}
