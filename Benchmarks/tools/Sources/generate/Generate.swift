// Writes a made-up national file of ratings to the standard output: the same bytes for a seed.
//
//   generate [rows, 2000000] [seed, 2026]
//
// 63 units of 6 communes each, a commune being a primary sampling unit. Answers of one commune are alike
// (each leans to its own level), 3 % of them are blank and 1 % "don't know" (9).

import Foundation

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Generator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number below `bound`; its bias is below bound / 2³².
  mutating func below(_ bound: Int) -> Int {
    Int(((next() >> 32) &* UInt64(bound)) >> 32)
  }
}

struct Commune {
  var unit: [UInt8]
  var district: [UInt8]
  var name: [UInt8]
  /// For each item how many in 1000 answer 1, 2, 3, 4, 5, added up.
  var levels: [[Int]]
  var incidents: [Int]
}

@main
struct Generate {
  static func main() throws {
    let numbers = CommandLine.arguments.dropFirst().map { Int($0) }
    guard numbers.count <= 2, numbers.allSatisfy({ ($0 ?? -1) >= 0 }) else {
      FileHandle.standardError.write(Data("usage: generate [rows] [seed]\n".utf8))
      exit(64)
    }
    let rows = numbers.first.flatMap(\.self) ?? 2_000_000
    let seed = numbers.count > 1 ? numbers[1] ?? 2026 : 2026
    var generator = Generator(state: UInt64(seed))

    let communes = (0..<378).map { number in
      let unit = "T" + String(number / 6 + 1 + 100).dropFirst()
      let district = unit + "H\(number % 6 / 2 + 1)"
      let lean = generator.below(200)
      return Commune(
        unit: Array(unit.utf8), district: Array(district.utf8),
        name: Array("\(district)X\(number % 2 + 1)".utf8),
        levels: (0..<24).map { _ in
          let low = 20 + generator.below(20)
          return [low, 2 * low + 10, 4 * low + 60, 700 - lean, 1000]
        }, incidents: [generator.below(20), generator.below(10)])
    }
    let words = [
      "cần nhanh hơn", "thủ tục rõ ràng", "chờ lâu", "cán bộ nhiệt tình", "không ý kiến",
    ]
    .map { Array($0.utf8) }
    let comma = UInt8(ascii: ",")

    var output: [UInt8] = []
    output.reserveCapacity(1 << 21)
    output += Array("id,unit,district,commune,weight,mode,age,sex,".utf8)
    output += Array((1...24).map { "q\($0)," }.joined().utf8)
    output += Array("harass,extrafee,comment\n".utf8)

    for row in 0..<rows {
      let commune = communes[generator.below(communes.count)]
      output.append(UInt8(ascii: "P"))
      output.append(row, digits: 9)
      for text in [commune.unit, commune.district, commune.name] {
        output.append(comma)
        output += text
      }
      output.append(comma)
      let weight = 1_000_000 + generator.below(2_000_000)
      output.append(weight / 10_000, digits: 3)
      output.append(UInt8(ascii: "."))
      output.append(weight % 10_000, digits: 4)
      output += ",web,".utf8
      output.append(18 + generator.below(62), digits: 2)
      output.append(comma)
      output.append(generator.below(2) == 0 ? UInt8(ascii: "1") : UInt8(ascii: "2"))
      for item in 0..<24 {
        output.append(comma)
        let random = generator.next()
        let rest = (Int(random & 0xFFFF_FFFF) * 100) >> 32
        if rest < 3 { continue }
        let draw = (Int(random >> 32) * 1000) >> 32
        let levels = commune.levels[item]
        let level = levels.firstIndex { draw < $0 } ?? 4
        output.append(rest == 3 ? UInt8(ascii: "9") : UInt8(49 + level))
      }
      for rate in commune.incidents {
        output.append(comma)
        output.append(generator.below(1000) < rate ? UInt8(ascii: "1") : UInt8(ascii: "0"))
      }
      output.append(comma)
      if generator.below(10) == 0 {
        output.append(UInt8(ascii: "\""))
        output += words[generator.below(words.count)]
        output += ", ".utf8
        output += words[generator.below(words.count)]
        output.append(UInt8(ascii: "\""))
      }
      output.append(UInt8(ascii: "\n"))
      if output.count > 2_000_000 || row == rows - 1 {
        try FileHandle.standardOutput.write(contentsOf: Data(output))
        output.removeAll(keepingCapacity: true)
      }
    }
  }
}

extension [UInt8] {
  /// Appends the last `digits` decimal digits of a number.
  mutating func append(_ number: Int, digits: Int) {
    var divisor = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(48 + number / divisor % 10))
      divisor /= 10
    }
  }
}
