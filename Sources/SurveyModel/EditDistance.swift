extension String {
  /// The candidate that is spelt most like this text, where it is near enough to be meant.
  ///
  /// Near enough is at most a third of the longer spelling in single-letter edits (insertion, removal,
  /// replacement, swap of neighbours), after lower-casing and with `-` and `_` alike.
  ///
  /// - Complexity: O(*candidates* × *length*²).
  public func nearest(among candidates: some Sequence<String>) -> String? {
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let distance = String.editDistance(String.plain(self), String.plain(candidate))
      guard distance * 3 <= Swift.max(count, candidate.count) else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.candidate
  }

  private static func plain(_ text: String) -> [Character] {
    text.lowercased().map { $0 == "_" ? "-" : $0 }
  }

  private static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
        var distance = Swift.min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          distance = Swift.min(distance, beforeLast[column - 1] + 1)
        }
        current.append(distance)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
