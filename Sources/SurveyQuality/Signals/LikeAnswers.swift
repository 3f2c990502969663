/// Interviews with the same answers, all of them or nearly all.
///
/// For each interview, the share of items in which it agrees with the one of its group that is most like
/// it (percent match: Kuriakose and Robbins 2016, *Stat. J. IAOS* 32). A group has the mean of these as
/// its value, and the share of interviews that have a twin, with which they agree in everything, as
/// another. Kinds of missing agree with themselves.
///
/// No fixed threshold, such as 85 %, is a sign of anything: how much honest interviews agree depends on
/// how many questions and options there are and how much people are of one mind (Simmons, Mercer,
/// Schwarzer and Kennedy 2016, *Stat. J. IAOS* 32). So both are compared with what the group's own answers
/// give when each item's are shuffled, and that again with the other groups.
struct LikeAnswers {
  /// For each interview the share of items in which it agrees with the one most like it, and that one.
  let matches: [(share: Double, other: Int)]

  init(_ block: AnswerBlock) {
    let count = Double(block.columns.count)
    matches = PackedAnswers(block).nearest().map {
      (share: ($0.differences == 0 ? 1 : 1 - Double($0.differences) / count), other: $0.other)
    }
  }

  /// The mean share.
  var mean: Double {
    matches.isEmpty ? .nan : matches.reduce(0) { $0 + $1.share } / Double(matches.count)
  }

  /// The share of interviews that have a twin.
  var twins: Double {
    matches.isEmpty ? .nan : Double(matches.count { $0.share == 1 }) / Double(matches.count)
  }

  /// The greatest share of all.
  var greatest: Double { matches.map(\.share).max() ?? 0 }
}
