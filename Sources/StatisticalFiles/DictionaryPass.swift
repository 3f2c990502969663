internal import CReadStat

/// The first pass over a file, which takes its dictionary and leaves its rows.
///
/// Texts are kept as bytes until the end: SPSS's value labels come before the encoding is known.
final class DictionaryPass {
  /// A variable whose texts are not yet decoded.
  struct RawVariable {
    var name: [UInt8]
    var label: [UInt8]
    var format: [UInt8]
    var storage: StatisticalVariable.Storage
    var measure: StatisticalVariable.Measure
    var labelSet: [UInt8]
    var missing: [(lower: RawValue, upper: RawValue)]
  }

  let limits: StatisticalFile.Limits
  var label: [UInt8] = []
  var notes: [[UInt8]] = []
  var encoding: [UInt8] = []
  var rowCount: Int?
  var variables: [RawVariable] = []
  var valueLabels: [[UInt8]: [(value: RawValue, label: [UInt8])]] = [:]
  var weight: [UInt8]?
  private var valueLabelCount = 0
  /// Why the pass stopped by itself.
  var failure: StatisticalFileError.Problem?

  init(limits: StatisticalFile.Limits) { self.limits = limits }

  /// Reads the dictionary of a file.
  func run(_ path: String, as kind: StatisticalFileKind, encoding: String?) -> readstat_error_t {
    unsafe ReadStat.parse(path, as: kind, encoding: encoding, context: self) { parser in
      unsafe readstat_set_metadata_handler(parser) { metadata, context in
        guard let metadata = unsafe metadata, let pass = unsafe DictionaryPass.of(context) else {
          return 1
        }
        return unsafe pass.take(metadata)
      }
      unsafe readstat_set_note_handler(parser) { _, note, context in
        guard let pass = unsafe DictionaryPass.of(context) else { return 1 }
        pass.notes.append(unsafe ReadStat.bytes(note))
        return 0
      }
      unsafe readstat_set_variable_handler(parser) { _, variable, labelSet, context in
        guard let variable = unsafe variable, let pass = unsafe DictionaryPass.of(context) else {
          return 1
        }
        return unsafe pass.take(variable, labelSet: ReadStat.bytes(labelSet))
      }
      unsafe readstat_set_fweight_handler(parser) { variable, context in
        guard let variable = unsafe variable, let pass = unsafe DictionaryPass.of(context) else {
          return 1
        }
        pass.weight = unsafe ReadStat.bytes(readstat_variable_get_name(variable))
        return 0
      }
      unsafe readstat_set_value_label_handler(parser) { labelSet, value, label, context in
        guard let pass = unsafe DictionaryPass.of(context) else { return 1 }
        return unsafe pass.take(
          RawValue(value), label: ReadStat.bytes(label), set: ReadStat.bytes(labelSet))
      }
    }
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> DictionaryPass? {
    unsafe context.map { unsafe Unmanaged<DictionaryPass>.fromOpaque($0).takeUnretainedValue() }
  }

  private func take(_ metadata: UnsafeMutablePointer<readstat_metadata_t>) -> Int32 {
    let count = unsafe Int(readstat_get_row_count(metadata))
    rowCount = count < 0 ? nil : count
    label = unsafe ReadStat.bytes(readstat_get_file_label(metadata))
    encoding = unsafe ReadStat.bytes(readstat_get_file_encoding(metadata))
    return 0
  }

  private func take(
    _ variable: UnsafeMutablePointer<readstat_variable_t>, labelSet: [UInt8]
  )
    -> Int32
  {
    guard variables.count < limits.variables else {
      return stop(.tooLarge(.variables, limit: limits.variables))
    }
    let storage: StatisticalVariable.Storage =
      switch unsafe readstat_variable_get_type(variable) {
      case READSTAT_TYPE_STRING, READSTAT_TYPE_STRING_REF: .text
      case READSTAT_TYPE_FLOAT: .singlePrecision
      default: .number
      }
    let measure: StatisticalVariable.Measure =
      switch unsafe readstat_variable_get_measure(variable) {
      case READSTAT_MEASURE_NOMINAL: .nominal
      case READSTAT_MEASURE_ORDINAL: .ordinal
      case READSTAT_MEASURE_SCALE: .scale
      default: .unknown
      }
    let rangeCount = unsafe readstat_variable_get_missing_ranges_count(variable)
    let missing = (0..<max(0, rangeCount)).map { range in
      unsafe (
        lower: RawValue(readstat_variable_get_missing_range_lo(variable, range)),
        upper: RawValue(readstat_variable_get_missing_range_hi(variable, range))
      )
    }
    variables.append(
      unsafe RawVariable(
        name: ReadStat.bytes(readstat_variable_get_name(variable)),
        label: ReadStat.bytes(readstat_variable_get_label(variable)),
        format: ReadStat.bytes(readstat_variable_get_format(variable)),
        storage: storage, measure: measure, labelSet: labelSet, missing: missing))
    return 0
  }

  private func take(_ value: RawValue, label: [UInt8], set: [UInt8]) -> Int32 {
    guard valueLabelCount < limits.valueLabels else {
      return stop(.tooLarge(.valueLabels, limit: limits.valueLabels))
    }
    valueLabelCount += 1
    // A label for the empty number names no answer.
    if value != .systemMissing { valueLabels[set, default: []].append((value, label)) }
    return 0
  }

  private func stop(_ problem: StatisticalFileError.Problem) -> Int32 {
    failure = problem
    return 1
  }
}
