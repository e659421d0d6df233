import Bytes
import Manifests
import PlatformModel

/// The instructions of compiled dependency expressions (PI Specification, volume 1, 10.7 and volume 2, 10.7), with the
/// names that the packages give their GUIDs.
struct BuildReportDepex {
  private static let names = ["BEFORE", "AFTER", "PUSH", "AND", "OR", "NOT", "TRUE", "FALSE", "END", "SOR"]
  private var guids: [GUID: String] = [:]

  init(_ survey: PlatformSurvey) {
    for package in survey.packages {
      for entry in package.protocols + package.ppis + package.guids {
        guids[entry.value.value] = entry.name.value
      }
    }
  }

  /// Nil if the bytes are no dependency expression.
  func instructions(_ bytes: [UInt8]) -> [String]? {
    var found: [String] = []
    var reader = ByteReader(bytes)
    while reader.remaining > 0 {
      guard let code = try? reader.read(UInt8.self), Int(code) < Self.names.count else { return nil }
      var text = Self.names[Int(code)]
      if code < 3 {
        guard let guid = try? reader.readGUID() else { return nil }
        text += " " + (guids[guid] ?? guid.description)
      }
      found.append(text)
    }
    return found
  }
}
