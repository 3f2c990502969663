internal import Foundation

/// The spelling of Vietnamese syllables: an onset, a rime, and one of six tones.
///
/// Vietnamese is written syllable by syllable, and the syllables are a closed set of some
/// thousands. So a text read in the wrong encoding shows: hardly any of its words is one.
///
/// What is legal:
/// - one of 26 onsets or none, with its spelling before the vowel (`k gh ngh` before e, ê, i, y;
///   `c g ng` before the others; `qu` and `gi` with the rimes that follow them);
/// - one of about 165 rimes;
/// - a tone on the vowel that carries it. For oa, oe and uy that is either (`hòa`, `hoà`), as both
///   rules of spelling are in official use;
/// - before c, ch, p and t only sắc or nặng;
/// - some syllables of other languages in official names of places (Đắk Lắk, Bắc Kạn, Krông Búk).
///
/// Source: the Ministry of Education's *Quy định về chính tả tiếng Việt* (Quyết định 240/QĐ, 1984)
/// for the spelling; the inventory is tested on some 1,300 syllables in use.
public enum VietnameseSyllable {
  /// Whether `word` is spelt as a Vietnamese syllable, in capitals or small letters.
  ///
  /// Composed and decomposed forms are the same. A word without a mark can be one ("hai"), so
  /// English has some too; a word of two syllables is none ("Kontum").
  ///
  /// - Complexity: O(*n*) in the length of the word.
  public static func isLegal(_ word: some StringProtocol) -> Bool {
    // The longest have seven letters (nghiêng), each of three characters at most.
    guard !word.isEmpty, word.utf8.count <= 32 else { return false }
    let composed = word.lowercased().precomposedStringWithCanonicalMapping
    if borrowed.contains(composed) { return true }
    guard let syllable = Parts(composed) else { return false }
    return syllable.isLegal
  }

  /// A syllable with its tone taken off.
  private struct Parts {
    /// The letters without the tone.
    var letters: [Character] = []
    /// The place of the toned letter and its tone; nil for the level tone.
    var tone: (place: Int, mark: UInt32)?

    /// Nil where two letters have a tone, or one is no Vietnamese letter.
    init?(_ word: String) {
      for letter in word {
        if let (bare, mark) = VietnameseSyllable.toned[letter] {
          guard tone == nil else { return nil }
          tone = (letters.count, mark)
          letters.append(bare)
        } else if VietnameseSyllable.alphabet.contains(letter) {
          letters.append(letter)
        } else {
          return nil
        }
      }
    }

    var isLegal: Bool {
      let onset = letters.prefix { !VietnameseSyllable.vowels.contains($0) }.count
      if letters.starts(with: "qu") { return fits(onset: 2, after: .qu) }
      if letters.starts(with: "gi") {
        // In giếng, gìn and gì the i is the rime's; in già and giường it is the onset's.
        return fits(onset: 2, after: .gi) || fits(onset: 1, after: .g)
      }
      guard let kind = Onset(String(letters[..<onset])) else { return false }
      return fits(onset: onset, after: kind)
    }

    private func fits(onset length: Int, after onset: Onset) -> Bool {
      let rime = String(letters[length...])
      guard let spelling = VietnameseSyllable.rimes[rime], onset.allows(rime) else { return false }
      guard let tone else { return !spelling.isStopped }
      return spelling.carriers.contains(tone.place - length)
        && (!spelling.isStopped || tone.mark == 0x301 || tone.mark == 0x323)
    }
  }

  /// What an onset asks of the rime.
  enum Onset {
    /// No consonant at all.
    case none
    /// A consonant that goes with every rime.
    case any
    /// c, ng: before back vowels.
    case back
    /// k, gh, ngh: before front vowels.
    case front
    case qu
    case gi
    /// g whose i is the rime's.
    case g

    init?(_ letters: String) {
      switch letters {
      case "": self = .none
      case "c", "g", "ng": self = .back
      case "k", "gh", "ngh": self = .front
      case "b", "ch", "d", "đ", "h", "kh", "l", "m", "n", "nh", "p", "ph", "r", "s", "t", "th",
        "tr", "v", "x":
        self = .any
      default: return nil
      }
    }

    func allows(_ rime: String) -> Bool {
      let first = rime.first ?? " "
      let isFront = "eêiy".contains(first)
      // After a consonant iê is written, without one yê.
      let beginsBare = rime.hasPrefix("yê")
      return switch self {
      case .none: !rime.hasPrefix("iê") && !["ynh", "yt", "ych", "yn"].contains(rime)
      case .any: !beginsBare && (first != "y" || rime == "y")
      case .front: isFront && !beginsBare && (first != "y" || rime == "y")
      case .back: !isFront
      case .qu:
        (!"uưoôơ".contains(first) && !rime.hasPrefix("iê") && rime != "ia")
          || ["ôc", "ơ", "ơi", "ơn", "ơt"].contains(rime)
      case .gi: !isFront || ["e", "eo", "em", "en", "ep", "et", "ê", "êu"].contains(rime)
      case .g: ["i", "in", "iêc", "iêng", "iêt", "iên"].contains(rime)
      }
    }
  }
}
