extension VietnameseSyllable {
  /// How a rime is spelt.
  struct Rime {
    /// The places, in the rime, of the letters that may carry the tone.
    let carriers: Set<Int>
    /// Whether it ends in c, ch, p or t, so that only sắc and nặng go with it.
    let isStopped: Bool

    init(_ letters: String) {
      let letters = Array(letters)
      let vowels = letters.prefix { VietnameseSyllable.vowels.contains($0) }
      isStopped = "cpt".contains(letters.last ?? " ") || letters.suffix(2) == ["c", "h"]
      // Of ươ the second letter carries the tone, so the last letter with a shape.
      if let shaped = vowels.lastIndex(where: { "ăâêôơư".contains($0) }) {
        carriers = [shaped]
      } else if vowels.count == 1 {
        carriers = [0]
      } else if vowels.count < letters.count || vowels.count == 3 {
        carriers = [1]
      } else if ["oa", "oe", "uy"].contains(String(letters)) {
        carriers = [0, 1]
      } else {
        carriers = [0]
      }
    }
  }

  /// Every rime, without its tone.
  ///
  /// `êng` and those with y before a consonant stand only behind `gi` and `qu`.
  static let rimes: [String: Rime] = {
    let letters = """
      a e ê i o ô ơ u ư y ia ua ưa oa oe uê uơ uy uya
      ai ay ây ao au âu eo êu iu oi ôi ơi ui ưi ưu iêu yêu uôi ươi ươu oai oay oao oeo uây uyu
      am ăm âm em êm im om ôm ơm um ưm iêm yêm uôm ươm oam oăm oem
      an ăn ân en ên in on ôn ơn un ưn iên yên uôn ươn oan oăn oen uân uyên uyn yn
      ang ăng âng eng êng ong ông ung ưng iêng yêng uông ương oang oăng uâng oong
      anh ênh inh oanh uênh uynh ynh
      ac ăc âc ec oc ôc uc ưc iêc uôc ươc oac oăc ooc
      at ăt ât et êt it ot ôt ơt ut ưt iêt yêt uôt ươt oat oăt oet uât uyêt uyt yt
      ap ăp âp ep êp ip op ôp ơp up iêp ươp oap uyp
      ach êch ich oach uêch uych ych
      """
    let rimes = letters.split { $0 == " " || $0 == "\n" }.map(String.init)
    return Dictionary(uniqueKeysWithValues: rimes.map { ($0, Rime($0)) })
  }()

  /// Syllables that no rule of spelling gives, in official names of units.
  static let borrowed: Set<String> = [
    "đắk", "đăk", "lắk", "lăk", "kạn", "krông", "prông", "pắk", "pưh", "păh", "đrắk", "búk",
    "plông", "klông", "hmông", "kông", "kơ", "krăng", "glêi", "rlấp", "plơi",
  ]

  static let vowels: Set<Character> = Set("aăâeêioôơuưy")
  static let alphabet: Set<Character> = vowels.union("bcdđghklmnpqrstvx")

  /// The letter and the tone of each letter with a tone.
  static let toned: [Character: (bare: Character, mark: UInt32)] = {
    var toned: [Character: (bare: Character, mark: UInt32)] = [:]
    for vowel in vowels.flatMap(\.unicodeScalars) {
      for tone in LetterTable.tones {
        guard let letter = LetterTable.shared.composed(vowel.value, tone),
          let scalar = Unicode.Scalar(letter)
        else { continue }
        toned[Character(scalar)] = (Character(vowel), tone)
      }
    }
    return toned
  }()
}
