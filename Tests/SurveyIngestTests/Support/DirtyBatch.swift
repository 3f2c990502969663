/// A batch with dirt of every kind, the same for a seed.
struct DirtyBatch {
  private(set) var bytes: [UInt8]

  private static let cells = [
    "", " ", "4 ", "\" 4\"", "\"4\"", "9", "98", "Rất hài lòng",
    "Ra\u{302}\u{301}t ha\u{300}i lo\u{300}ng",
    "1e3", "-1", "+2", "3.", ".5", "007", "1,5", "\"1,5\"", "NaN", "NA", "31/02/2024",
    "\"hai\ndòng\"",
    "\"a\r\nb\"", "\"a\rb\"", "\"nói \"\"thế\"\"\"", "a\"b", "\"a\" b", "\"", "\"\"", "\u{0}",
    "a\tb", "\t",
    "\u{A0}4", "x\u{85}y", String(repeating: "dài ", count: 300), "P1", "H1", "X1", "không có",
  ]

  init(seed: UInt64) {
    var random = Random(state: seed)
    let delimiter = [",", ",", ";", "\t"][random.below(4)]
    let lineEnds = [["\n"], ["\r\n"], ["\n", "\r\n", "\r"], ["\r"]][random.below(4)]
    // Some texts are nearly clean, so that the fast half has something to read.
    let dirt = [0, 1, 10, 60][random.below(4)]
    func joined(_ cells: [String]) -> String {
      cells.map { cell in
        cell.contains(delimiter) || (cell.contains("\n") && !cell.hasPrefix("\""))
          ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
      }.joined(separator: delimiter)
    }
    var text = random.below(4) == 0 ? "\u{FEFF}" : ""
    text += joined(CleanBatch.header) + (lineEnds.first ?? "\n")
    let count = 1 + random.below(60)
    for number in 0..<count {
      var cells = CleanBatch.rows[random.below(CleanBatch.rows.count)]
      cells = cells.map { $0.contains("\"") || $0.contains("\n") ? "tốt" : $0 }
      let isKnown = random.below(100) < dirt / 4
      cells[0] = "P\(isKnown ? random.below(20) : 1000 + number)"
      if random.below(100) < dirt {
        cells[random.below(cells.count)] = Self.cells[random.below(Self.cells.count)]
      }
      var line = joined(cells)
      if random.below(200) < dirt { line += delimiter + "mehr" }
      if random.below(200) < dirt { line = String(line.dropLast(3)) }
      if random.below(400) < dirt { line = joined(CleanBatch.header) }
      if random.below(400) < dirt { line = String(repeating: delimiter, count: 17) }
      let end = lineEnds[random.below(lineEnds.count)]
      if random.below(200) < dirt { text += [" ", "", "\t "][random.below(3)] + end }
      text += line
      if number < count - 1 || random.below(3) > 0 { text += end }
    }
    bytes = Array(text.utf8)
    if random.below(30) == 0, let place = bytes.indices.last {
      bytes[place - random.below(40)] = 0xFF
    }
  }

  /// A clean batch of any study, soiled: cells, delimiters, quotes, lines and keys, here and there.
  init(soiling clean: [UInt8], seed: UInt64) {
    var random = Random(state: seed)
    let lines = String(decoding: clean, as: UTF8.self).split(whereSeparator: \.isNewline)
    var text = (lines.first.map(String.init) ?? "") + "\n"
    for line in lines.dropFirst() {
      var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if random.below(8) == 0 {
        cells[random.below(cells.count)] = Self.cells[random.below(Self.cells.count)]
      }
      var line = cells.joined(separator: ",")
      switch random.below(60) {
      case 0: line += ",mehr"
      case 1: line = String(line.dropLast(3))
      case 2: line += "\n" + line
      case 3: line = "\"" + line
      case 4: line += "\n \t"
      case 5: line += "\r\n" + String(repeating: ",", count: cells.count - 1)
      case 6: line += "\n" + lines[0]
      default: break
      }
      text += line + (random.below(20) == 0 ? "\r\n" : "\n")
    }
    bytes = Array(text.utf8)
  }

  /// SplitMix64 (Steele, Lea and Flood 2014).
  private struct Random {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
  }
}
