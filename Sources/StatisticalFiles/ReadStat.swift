internal import CReadStat

/// ReadStat's parser: makes, runs and frees it, and turns its codes into problems.
///
/// ReadStat prints nothing: its messages are taken and dropped, because some of them repeat what a
/// respondent wrote. Its texts come as the bytes of the file; ``TextDecoder`` decodes them.
enum ReadStat {
  /// Parses a file from its start with the callbacks that `configure` sets.
  ///
  /// - Returns: ReadStat's code, `READSTAT_OK` where the file came to its end.
  static func parse(
    _ path: String, as kind: StatisticalFileKind, encoding: String?, context: AnyObject,
    configure: (UnsafeMutablePointer<readstat_parser_t>) -> Void
  ) -> readstat_error_t {
    guard let parser = unsafe readstat_parser_init() else { return READSTAT_ERROR_MALLOC }
    defer { unsafe readstat_parser_free(parser) }
    unsafe readstat_set_error_handler(parser) { _, _ in }
    unsafe readstat_set_handler_character_encoding(parser, nil)
    unsafe configure(parser)
    let pointer = unsafe Unmanaged.passUnretained(context).toOpaque()
    let run = {
      switch kind {
      case .sav, .zsav: unsafe readstat_parse_sav(parser, path, pointer)
      case .por: unsafe readstat_parse_por(parser, path, pointer)
      case .dta: unsafe readstat_parse_dta(parser, path, pointer)
      }
    }
    return withExtendedLifetime(context) {
      // ReadStat keeps the pointer to the name, and does without the character set of the file.
      guard let encoding else { return run() }
      return unsafe encoding.withCString { name in
        unsafe readstat_set_file_character_encoding(parser, name)
        return run()
      }
    }
  }

  /// What a code other than `READSTAT_OK` says is wrong.
  static func problem(
    _ code: readstat_error_t, kind: StatisticalFileKind, version: Int?, rowsRead: Int?,
    rowsStated: Int?
  ) -> StatisticalFileError.Problem {
    switch code {
    case READSTAT_ERROR_OPEN: .unreadable
    case READSTAT_ERROR_MALLOC: .outOfMemory
    case READSTAT_ERROR_READ, READSTAT_ERROR_SEEK, READSTAT_ERROR_ROW_COUNT_MISMATCH:
      .truncated(rowsRead: rowsRead, rowsStated: rowsStated)
    case READSTAT_ERROR_UNSUPPORTED_FILE_FORMAT_VERSION:
      .unsupportedVersion(kind, version: version)
    case READSTAT_ERROR_UNSUPPORTED_CHARSET: .unstatedEncoding
    default:
      .damaged(reason: message(code), row: rowsRead.map { $0 + 1 })
    }
  }

  /// ReadStat's sentence for a code, which holds nothing of the file.
  private static func message(_ code: readstat_error_t) -> String {
    guard let words = unsafe readstat_error_message(code) else {
      return "ReadStat \(code.rawValue)"
    }
    return unsafe String(cString: words)
  }

  /// The bytes of a C string; none where there is no string.
  static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
    guard let text = unsafe text else { return [] }
    return unsafe Array(
      UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }
}
