internal import SurveyModel

/// A column that a platform adds to the answers.
public struct MetadataColumn: Hashable, Sendable {
  /// What a column is about.
  public enum Meaning: String, Hashable, Sendable {
    /// The response's identifier, or its number.
    case identifier
    /// When the response was begun.
    case started
    /// When it was finished or sent.
    case submitted
    /// Who or what sent it: a user, a device, an address.
    case submitter
    /// Which version of the form was asked.
    case formVersion
    /// The response of another table that the row belongs to.
    case parent
    /// Its state of review.
    case review
    /// Anything else that is no answer.
    case other
  }

  /// What the column is about.
  public let meaning: Meaning
  /// Whether only this platform has a column of that name.
  let isSign: Bool

  /// Recognises a column by its name; nil where it is none of the platform's.
  ///
  /// Names are compared without case, and without a group before them: `meta/instanceID`.
  public init?(_ header: String, of platform: PlatformExport) {
    let name = header.trimmed.composed.lowercased()
    let bare = platform == .limeSurvey ? name.prefixBeforeText : name
    let last = name.split { "/-.".contains($0) }.last.map(String.init) ?? name
    let isMeta = name.hasPrefix("meta/") || name.hasPrefix("meta-") || name.hasPrefix("meta.")
    if let found = platform.ownColumns[bare] {
      self.init(meaning: found, isSign: true)
    } else if let found = platform.sharedColumns[bare] ?? (isMeta ? .other : nil) {
      let known = last == "instanceid" ? .identifier : found
      self.init(meaning: known, isSign: false)
    } else {
      return nil
    }
  }

  private init(meaning: Meaning, isSign: Bool) {
    self.meaning = meaning
    self.isSign = isSign
  }
}

extension String {
  /// The code before the text in LimeSurvey's headings of both, `submitdate. Date submitted`.
  fileprivate var prefixBeforeText: String {
    firstRange(of: ". ").map { String(self[..<$0.lowerBound]) } ?? self
  }
}

extension PlatformExport {
  /// Columns that no other platform has, in lower case.
  fileprivate var ownColumns: [String: MetadataColumn.Meaning] {
    switch self {
    case .koboToolbox:
      [
        "_id": .identifier, "_uuid": .identifier, "_index": .identifier,
        "_submission_time": .submitted, "_submitted_by": .submitter,
        "_validation_status": .review, "_status": .review, "__version__": .formVersion,
        "_version_": .formVersion, "_notes": .other, "_tags": .other, "_attachments": .other,
        "_geolocation": .other, "_xform_id_string": .formVersion, "formhub/uuid": .other,
        "meta/rootuuid": .identifier, "_parent_index": .parent, "_parent_table_name": .parent,
        "_submission__id": .parent, "_submission__uuid": .parent,
      ]
    case .odkCentral:
      [
        "submissiondate": .submitted, "key": .identifier, "parent_key": .parent,
        "submitterid": .submitter, "submittername": .submitter, "attachmentspresent": .other,
        "attachmentsexpected": .other, "reviewstate": .review, "formversion": .formVersion,
        "edits": .review, "meta-instanceid": .identifier,
      ]
    case .limeSurvey:
      [
        "submitdate": .submitted, "lastpage": .other, "startlanguage": .other,
        "startdate": .started, "datestamp": .submitted, "ipaddr": .submitter, "refurl": .other,
        "response id": .identifier, "date submitted": .submitted, "last page": .other,
        "start language": .other, "date started": .started, "date last action": .submitted,
      ]
    case .googleForms:
      ["timestamp": .submitted, "dấu thời gian": .submitted]
    case .microsoftForms:
      [
        "start time": .started, "completion time": .submitted, "last modified time": .submitted,
        "thời gian bắt đầu": .started, "thời gian hoàn thành": .submitted,
        "thời gian sửa đổi lần cuối": .submitted,
      ]
    }
  }

  /// Columns that others have too, in lower case.
  fileprivate var sharedColumns: [String: MetadataColumn.Meaning] {
    switch self {
    case .koboToolbox, .odkCentral:
      [
        "start": .started, "end": .submitted, "today": .started, "deviceid": .submitter,
        "username": .submitter, "phonenumber": .submitter, "simserial": .submitter,
        "subscriberid": .submitter, "audit": .other, "instanceid": .identifier, "status": .review,
      ]
    case .limeSurvey: ["id": .identifier, "seed": .other, "token": .submitter]
    case .googleForms:
      [
        "username": .submitter, "email address": .submitter, "địa chỉ email": .submitter,
        "score": .other, "điểm số": .other,
      ]
    case .microsoftForms:
      ["id": .identifier, "email": .submitter, "name": .submitter, "tên": .submitter]
    }
  }
}
