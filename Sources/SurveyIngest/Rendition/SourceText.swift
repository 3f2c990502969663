internal import DelimitedText
internal import Foundation
internal import SurveyModel
internal import VietnameseText

/// The bytes of a text file as UTF-8, and how they became so.
struct SourceText {
  /// UTF-8 in normalisation form C where anything was changed.
  var bytes: [UInt8]
  /// Whether the bytes are those of the file.
  var isOriginal = true
  /// Whether the text itself says what its encoding is, throughout.
  private(set) var isCertain = false

  /// Decides on the encoding of a text and reads it.
  ///
  /// - Parameters:
  ///   - original: The bytes of the file, all of them.
  ///   - study: Whose names of units are expected in it, and whose words may be shown.
  ///   - forced: What the user has decided.
  ///   - fileName: The name that errors carry.
  ///   - understanding: Takes what was decided.
  /// - Throws: ``ImportError`` where no encoding fits.
  init(
    _ original: [UInt8], study: Study, forced: ImportProfile, fileName: String,
    understanding: inout FileUnderstanding
  ) throws(ImportError) {
    bytes = original
    var repair: TextRepair?
    let encoding: TextEncoding
    if let name = forced.encoding {
      guard let known = TextEncoding.named(name) else {
        throw ImportError(
          file: fileName,
          problems: [.unknownEncoding(name, known: TextEncoding.allCases.map(\.rawValue))])
      }
      encoding = known
      repair = forced.repair.flatMap { TextRepair(rawValue: $0) }
      understanding.add(
        "encoding", vi: "mã \(known.rawValue) (đã chọn trước)",
        en: "encoding \(known.rawValue) (as told)")
      SourceText.contradict(original, study, known, &understanding)
    } else {
      var detector = EncodingDetector(for: study)
      detector.add(original)
      do throws(EncodingDetectionError) {
        let decision = try detector.decision()
        (encoding, repair) = (decision.encoding, decision.repair)
        isCertain = decision.isCertain && decision.lostLetters == 0
        SourceText.tell(decision, &understanding)
      } catch {
        throw ImportError(file: fileName, problems: [.noEncoding(error)])
      }
    }
    understanding.profile.encoding = encoding.rawValue
    understanding.profile.repair = repair?.rawValue
    if encoding == .utf8, repair == nil {
      guard let fault = UTF8Fault(firstIn: original) else { return }
      throw ImportError(file: fileName, problems: [.notUTF8(line: fault.line)])
    }
    isOriginal = false
    do throws(EncodingFault) {
      bytes = try encoding.utf8(of: original)
    } catch {
      throw ImportError(file: fileName, problems: [.otherEncoding(error)])
    }
    if let repair {
      guard let text = repair.repaired(String(decoding: bytes, as: UTF8.self)) else {
        throw ImportError(
          file: fileName, problems: [.repairDoesNotFit(repair.rawValue)])
      }
      bytes = Array(text.utf8)
    }
  }

  /// Says where a text is certainly in another encoding than the one that was told.
  private static func contradict(
    _ bytes: [UInt8], _ study: Study, _ told: TextEncoding,
    _ understanding: inout FileUnderstanding
  ) {
    var detector = EncodingDetector(for: study)
    detector.add(bytes)
    guard let decision = try? detector.decision(), decision.isCertain, decision.basis != .ascii,
      decision.encoding != told
    else { return }
    understanding.contradict(
      .encoding, vi: "tệp mã \(decision.encoding.rawValue), không phải \(told.rawValue)",
      en: "the text is \(decision.encoding.rawValue), and not \(told.rawValue)")
  }

  /// Whether little speaks for a decision: nothing else fitted, or what fitted was a word or two.
  private static func isGuess(_ decision: EncodingDecision) -> Bool {
    switch decision.basis {
    case .remainder: true
    case .legalWords: (decision.scores.first?.words ?? 0) < 5
    default: false
    }
  }

  private static func tell(
    _ decision: EncodingDecision, _ understanding: inout FileUnderstanding
  ) {
    let name = decision.encoding.rawValue
    let why: LocalizedText =
      switch decision.basis {
      case .byteOrderMark: LocalizedText(vi: "có dấu BOM", en: "byte order mark")
      case .ascii: LocalizedText(vi: "toàn ký tự ASCII", en: "all ASCII")
      case .validUTF8: LocalizedText(vi: "toàn tệp là UTF-8 hợp lệ", en: "valid throughout")
      case .zeroBytes: LocalizedText(vi: "byte 0 xen kẽ", en: "every second byte is 0")
      case .legalWords:
        LocalizedText(
          vi: "nhiều âm tiết tiếng Việt đúng nhất", en: "the most words are Vietnamese syllables")
      case .remainder:
        LocalizedText(vi: "không mã nào khớp rõ", en: "nothing else fits; a guess")
      }
    let samples = decision.samples.map {
      FileUnderstanding.Sample(before: $0.before, after: $0.after)
    }
    understanding.add(
      "encoding", vi: "mã \(name): \(why.vietnamese)", en: "encoding \(name): \(why.english)",
      isWarning: isGuess(decision), samples: decision.repair == nil ? samples : [])
    if let repair = decision.repair {
      understanding.add(
        "repair", vi: "chữ Việt bị đọc sai mã, đã khôi phục (\(repair.name))",
        en: "Vietnamese that was once read as the wrong encoding is repaired (\(repair.name))",
        isWarning: true, samples: samples)
    }
    if decision.lostLetters > 0 {
      understanding.add(
        "lost-letters",
        vi:
          "\(decision.lostLetters) chỗ có dấu ? trong từ (như \"H?i Phòng\"): chữ đã mất khi lưu, "
          + "hãy xuất lại tệp dạng UTF-8",
        en:
          "\(decision.lostLetters) question marks within words (as in \"H?i Phòng\"): letters were lost "
          + "when the file was saved; export it again as UTF-8",
        isWarning: true)
    }
  }
}

extension EncodingDetector {
  /// A detector that knows a study's names, and shows no word but those of its form and its units.
  init(for study: Study) {
    let names = study.units.units.map(\.name)
    let labels = study.questionnaire.items.flatMap { item in
      ([item.label] + item.options.map(\.label)).flatMap { [$0.vietnamese, $0.english] }
    }
    self.init(names: names, showing: names + labels)
  }
}

extension TextEncoding {
  /// The encoding of a name, however it is spelled: `utf8`, `UTF-8`, `cp1258`, `TCVN`, `abc`.
  static func named(_ name: String) -> TextEncoding? {
    let key = name.lowercased().filter { $0.isLetter || $0.isNumber }
    let others: [String: TextEncoding] = [
      "cp1258": .windows1258, "1258": .windows1258, "cp1252": .windows1252,
      "1252": .windows1252, "latin1": .windows1252, "tcvn": .tcvn3, "abc": .tcvn3,
      "vniwindows": .vniWindows, "utf16": .utf16LittleEndian,
    ]
    return allCases.first { $0.rawValue.lowercased().filter { $0.isLetter || $0.isNumber } == key }
      ?? others[key]
  }
}
