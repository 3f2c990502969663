/// A byte of the VNI fonts that stands behind a letter: its shape, its tone, or both in one.
///
/// `Coäng hoøa` is `Công` with `ä`, the circumflex and the dot below, and `hoa` with `ø`, the grave.
/// Capital and small bytes mean the same: the letter says which it is. i has no marks but letters
/// of its own (`ì í æ ó ò`), as have ơ ư đ ỵ.
struct VNIMark: Hashable {
  /// The circumflex or the breve.
  let shape: Unicode.Scalar?
  /// One of the five tones.
  let tone: Unicode.Scalar?

  static let circumflex: Unicode.Scalar = "\u{302}"
  static let breve: Unicode.Scalar = "\u{306}"

  /// The mark that `byte` is; nil for a byte that stands for itself or for nothing.
  init?(_ byte: UInt8) {
    // Capitals C0 to DF mean what the small ones above them do.
    guard byte >= 0xC0, let mark = Self.marks[byte | 0x20] else { return nil }
    self = mark
  }

  private init(_ shape: Unicode.Scalar?, _ tone: Unicode.Scalar?) {
    self.shape = shape
    self.tone = tone
  }

  private static let marks: [UInt8: VNIMark] = [
    0xF8: VNIMark(nil, "\u{300}"), 0xFB: VNIMark(nil, "\u{309}"), 0xF5: VNIMark(nil, "\u{303}"),
    0xF9: VNIMark(nil, "\u{301}"), 0xEF: VNIMark(nil, "\u{323}"),
    0xE2: VNIMark(circumflex, nil), 0xE0: VNIMark(circumflex, "\u{300}"),
    0xE5: VNIMark(circumflex, "\u{309}"), 0xE3: VNIMark(circumflex, "\u{303}"),
    0xE1: VNIMark(circumflex, "\u{301}"), 0xE4: VNIMark(circumflex, "\u{323}"),
    0xEA: VNIMark(breve, nil), 0xE8: VNIMark(breve, "\u{300}"), 0xFA: VNIMark(breve, "\u{309}"),
    0xFC: VNIMark(breve, "\u{303}"), 0xE9: VNIMark(breve, "\u{301}"),
    0xEB: VNIMark(breve, "\u{323}"),
  ]
}
