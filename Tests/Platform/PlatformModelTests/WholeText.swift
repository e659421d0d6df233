import Diagnostics
import Manifests

@testable import PlatformModel

/// Writes down all that is in a value, by reflection. Two values of the same text are equal, whatever they share.
struct WholeText {
  private var pcds: [ObjectIdentifier: String] = [:]

  mutating func text(of value: Any) -> String {
    switch value {
    case let text as String: return "\"\(text)\""
    case let range as SourceRange:
      return ([range] + range.file.includeStack).map {
        "\($0.file.path):\($0.bytes.lowerBound)-\($0.bytes.upperBound)"
      }.joined(separator: " in ")
    case let file as SourceFile: return file.path
    // An INF is the same for all configurations.
    case let inf as INFFile: return inf.file.path
    case let package as DECFile: return package.file.path
    case let pcd as ModulePCD:
      if let known = pcds[pcd.identity] { return known }
      let text = text(of: pcd.fields)
      pcds[pcd.identity] = text
      return text
    default: return parts(of: value)
    }
  }

  private mutating func parts(of value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    guard !mirror.children.isEmpty else { return "\(value)" }
    var parts: [String] = []
    for child in mirror.children {
      parts.append("\(child.label.map { "\($0): " } ?? "")\(text(of: child.value))")
    }
    if mirror.displayStyle == .dictionary || mirror.displayStyle == .set { parts.sort() }
    // An enumeration's case is the label of its only child.
    return "\(type(of: value))(\(parts.joined(separator: ", ")))"
  }
}
