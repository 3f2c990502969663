/// What the detector keeps of a text: each different token with a byte that is not ASCII, and how
/// often it came.
///
/// A token is a run of ASCII letters and other bytes than ASCII, so that it is the same whatever
/// encoding keeps ASCII. Memory is bounded by ``capacity`` tokens of ``longest`` bytes.
struct TokenSample: Sendable {
  static let capacity = 20_000
  static let longest = 64

  /// The tokens in the order in which they first came.
  private(set) var tokens: [[UInt8]] = []
  /// How often each of ``tokens`` came.
  private(set) var counts: [Int] = []
  private var places: [[UInt8]: Int] = [:]
  /// How many tokens were too long to keep.
  private(set) var oversized = 0
  /// How many question marks stand where a letter was lost: before a letter, in no address.
  private(set) var lostLetters = 0

  private var token: [UInt8] = []
  private var isLegacy = false
  private var isTooLong = false
  /// Question marks in a row, right before the next byte.
  private var questionMarks = 0
  /// Those of them, in this run without a blank, that were before a letter.
  private var suspects = 0
  private var isAddress = false

  /// Takes the next piece of the text.
  mutating func add(_ bytes: [UInt8]) {
    for byte in bytes {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A:
        extend(byte)
      case 0x80...0xFF, 0x02, 0x05, 0x06, 0x14, 0x19, 0x1E:
        isLegacy = true
        extend(byte)
      default:
        closeToken()
        switch byte {
        case UInt8(ascii: "?"): questionMarks += 1
        case UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: "@"):
          isAddress = true
          questionMarks = 0
        case 0x09, 0x0A, 0x0D, 0x20: closeRun()
        default: questionMarks = 0
        }
      }
    }
  }

  /// Ends the last token.
  mutating func finish() {
    closeToken()
    closeRun()
  }

  @inline(__always)
  private mutating func extend(_ byte: UInt8) {
    if questionMarks > 0 {
      // Not before a quotation mark or another sign, in UTF-8 (C2, E2) or in a code page.
      if byte < 0x80 || (byte >= 0xC0 && byte != 0xC2 && byte != 0xE2) {
        suspects += questionMarks
      }
      questionMarks = 0
    }
    if token.count < Self.longest { token.append(byte) } else { isTooLong = true }
  }

  private mutating func closeToken() {
    guard !token.isEmpty else { return }
    if isLegacy {
      if isTooLong {
        oversized += 1
      } else if let place = places[token] {
        counts[place] += 1
      } else if tokens.count < Self.capacity {
        places[token] = tokens.count
        tokens.append(token)
        counts.append(1)
      }
    }
    token.removeAll(keepingCapacity: true)
    isLegacy = false
    isTooLong = false
  }

  private mutating func closeRun() {
    if !isAddress { lostLetters += suspects }
    suspects = 0
    questionMarks = 0
    isAddress = false
  }
}
