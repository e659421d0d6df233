import Diagnostics
import Vocabulary

extension FDFCapsule {
  private static let keywords: Set<String> = [
    "CAPSULE_GUID", "CAPSULE_HEADER_SIZE", "CAPSULE_FLAGS", "OEM_CAPSULE_FLAGS",
    "CAPSULE_HEADER_INIT_VERSION",
  ]

  init(section name: Located<String>, _ parser: inout FDFParser) {
    self.init(name: name)
    parser.readStatements(starting: \.isAtCapsuleStatement) { parser throws(DiagnosticError) in
      if let set = try parser.takeSet() {
        sets.append(set)
      } else if let file = try parser.takeCreateFile() {
        createFile = file
      } else if let setting = try parser.takeSetting(of: Self.keywords) {
        settings.append(setting)
      } else if let entry = try parser.takePayloadEntry() {
        entries.append(entry)
      } else if parser.isAt("INF") {
        entries.append(.module(try parser.readModule()))
      } else if parser.isAt("FILE") {
        entries.append(.file(try parser.readFileStatement()))
      } else if parser.isAtSetting("APPEND") {
        parser.advance()
        parser.advance()
        entries.append(.append(try parser.expectPath("the path of a file")))
      } else if try parser.takePayloadKeyword() {
        entries.append(
          .fmpPayload(try parser.expectWord("the name of a payload", fix: "name an [FmpPayload.x]")))
      } else {
        throw .fdfUnknownStatement(
          at: parser, in: "[Capsule]",
          fix: "use CAPSULE_GUID and its like, INF, FILE, FV =, FD =, FILE DATA =, APPEND = or FMP_PAYLOAD =")
      }
    }
  }
}

extension FDFFMPPayload {
  private static let keywords: Set<String> = [
    "IMAGE_HEADER_INIT_VERSION", "IMAGE_TYPE_ID", "IMAGE_INDEX", "HARDWARE_INSTANCE", "CERTIFICATE_GUID",
    "MONOTONIC_COUNT",
  ]

  init(section name: Located<String>, _ parser: inout FDFParser) {
    self.init(name: name)
    parser.readStatements(starting: \.isAtCapsuleStatement) { parser throws(DiagnosticError) in
      if let setting = try parser.takeSetting(of: Self.keywords) {
        settings.append(setting)
      } else if let entry = try parser.takePayloadEntry() {
        entries.append(entry)
      } else {
        throw .fdfUnknownStatement(
          at: parser, in: "[FmpPayload]", fix: "use IMAGE_TYPE_ID and its like, FV =, FD = or FILE DATA =")
      }
    }
    if !settings.contains(where: { $0.name.value == "IMAGE_TYPE_ID" }) {
      parser.report(.fdfMissing("IMAGE_TYPE_ID", of: name, fix: "write 'IMAGE_TYPE_ID = GUID'"))
    }
    if !(1...2).contains(entries.count) {
      parser.report(
        .fdfMissing(
          entries.isEmpty ? "image" : "place for more than an image and its vendor code", of: name,
          fix: "name the image with FV =, FD = or FILE DATA =, and at most one more for vendor code"))
    }
  }
}

extension FDFParser {
  fileprivate var isAtCapsuleStatement: Bool {
    current.kind == .word && (isAtOuterStatement || next.kind == .equals)
  }

  /// `NAME = value` of one of these names; nil when something else stands here.
  fileprivate mutating func takeSetting(of names: Set<String>) throws(DiagnosticError) -> FDFAssignment? {
    guard current.kind == .word, names.contains(current.text) else { return nil }
    let name = located(current)
    advance()
    try expectEquals(after: name.value)
    return FDFAssignment(
      name: name, value: try expectExpression("the value of \(name.value)", endingAtBar: false))
  }

  /// `FV = name`, `FD = name` or `FILE DATA = path`; nil when something else stands here.
  fileprivate mutating func takePayloadEntry() throws(DiagnosticError) -> FDFCapsule.Entry? {
    if isAtSetting("FV") {
      skip(to: index + 2)
      return .volume(try expectWord("the name of an FV", fix: "name a section [FV.x]").map { VolumeName($0) })
    }
    if isAtSetting("FD") {
      skip(to: index + 2)
      return .flashDevice(
        try expectWord("the name of an FD", fix: "name a section [FD.x]").map { DeviceName($0) })
    }
    guard isAt("FILE"), next.kind == .word, next.text == "DATA" else { return nil }
    skip(to: index + 2)
    try expectEquals(after: "FILE DATA")
    return .data(try expectPath("the path of a file"))
  }

  /// `FMP_PAYLOAD =` or `FMP PAYLOAD =`, taken.
  fileprivate mutating func takePayloadKeyword() throws(DiagnosticError) -> Bool {
    if isAt("FMP"), next.kind == .word, next.text == "PAYLOAD" {
      skip(to: index + 2)
    } else {
      guard take("FMP_PAYLOAD") != nil else { return false }
    }
    try expectEquals(after: "FMP_PAYLOAD")
    return true
  }
}
