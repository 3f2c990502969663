import Foundation
import Testing

@testable import VietnameseText

@Suite("Wrong readings undone")
struct RepairTests {
  @Test(
    "text that was read wrongly becomes what was meant",
    arguments: [
      (
        .tcvn3, "Céng hßa x· héi chñ nghÜa ViÖt Nam - §éc lËp",
        "Cộng hòa xã hội chủ nghĩa Việt Nam - Độc lập"
      ),
      (.tcvn3, "®­êng “Tù do”", "đường “Tự do”"),
      (
        .vniWindows, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
        "Cộng hòa xã hội chủ nghĩa Việt Nam"
      ),
      (.windows1258, "Tiêìng Viêòt", "Tiếng Việt"),
      (.utf8, "Tiáº¿ng Viá»‡t", "Tiếng Việt"),
      (.utf8, "Ä‘Æ°á»\u{9D}ng", "đường"),
      (.utf8, "Ä\u{90}Ã\u{A0} Náºµng", "Đà Nẵng"),
      (.utf8Twice, "TiÃ¡ÂºÂ¿ng", "Tiếng"),
      (.utf8AsWindows1258, "Ä‘Ă£", "đã"),
    ] as [(TextRepair, String, String)])
  func repairs(repair: TextRepair, before: String, after: String) {
    #expect(repair.repaired(before).map { Array($0.utf8) } == Array(after.utf8))
  }

  @Test(
    "a text is refused that holds a character without a byte, or bytes that are no text",
    arguments: [
      (.tcvn3, "Việt"), (.tcvn3, "Céng → hßa"), (.vniWindows, "été"), (.vniWindows, "né"),
      (.windows1258, "Žluť"), (.utf8, "café"), (.utf8, "Tiếng"), (.utf8, "ï»¿a"),
      (.utf8Twice, "Tiáº¿ng"), (.utf8AsWindows1258, "đã"), (.tcvn3, "日本"),
    ] as [(TextRepair, String)])
  func refusals(repair: TextRepair, text: String) {
    #expect(repair.repaired(text) == nil)
  }

  @Test("every syllable comes back from every wrong reading", arguments: TextRepair.allCases)
  func roundTrip(repair: TextRepair) throws {
    let encoder = try Encoder()
    let small = Inventory.syllables
    let words = (small + small.map(\.capitalized)).joined(separator: " ")
    let text = repair == .tcvn3 ? Encoder.withoutTonedCapitals(words) : words
    let misread = try #require(Self.misread(text, repair, encoder))
    #expect(misread != text)
    #expect(repair.repaired(misread) == text)
  }

  @Test("ASCII is itself after every repair", arguments: TextRepair.allCases)
  func ascii(repair: TextRepair) {
    let text = String(decoding: (0..<0x80).map { UInt8($0) }, as: UTF8.self)
    #expect(repair.repaired(text) == text)
  }

  /// `text` as a program shows it that made the mistake which `repair` undoes.
  static func misread(_ text: String, _ repair: TextRepair, _ encoder: Encoder) -> String? {
    func reread(_ text: String, _ encoding: TextEncoding, as page: TextEncoding) -> String? {
      encoder.bytes(of: text, in: encoding).map { bytes in
        let table = encoder.table(page)
        // Windows shows a byte without a character as the control code of the same number.
        return bytes.map { table[Int($0)] ?? String(Unicode.Scalar($0)) }.joined()
      }
    }
    switch repair {
    case .tcvn3: return reread(text, .tcvn3, as: .windows1252)
    case .vniWindows: return reread(text, .vniWindows, as: .windows1252)
    case .windows1258: return reread(text, .windows1258, as: .windows1252)
    case .utf8: return reread(text, .utf8, as: .windows1252)
    case .utf8AsWindows1258: return reread(text, .utf8, as: .windows1258)
    case .utf8Twice:
      return reread(text, .utf8, as: .windows1252)
        .flatMap { reread($0, .utf8, as: .windows1252) }
    }
  }
}
