import Diagnostics
import Manifests

/// Where a library class that has no instance could find one.
struct LibraryCandidates {
  /// INFs that the platform names anyway and that provide the class.
  var known: [String] = []
  /// Lines of this DSC or of siblings that name an instance, with the conditions around them.
  var elsewhere: [Line] = []

  struct Line {
    let platform: String
    let instance: String
    let conditions: [String]
    let range: SourceRange
  }

  /// What to write, by the first candidate.
  var instance: String? { elsewhere.first?.instance ?? known.first }
}

extension ArchitectureResolver {
  func candidates(_ libraryClass: String) -> LibraryCandidates {
    var candidates = LibraryCandidates()
    candidates.known = platform.library.provider(of: libraryClass)
    for path in [dsc.file.path] + siblings {
      guard let found = platform.library.find(path),
        case .bytes(let bytes) = platform.library.files.read(found)
      else { continue }
      let file = SourceFile(path: found, bytes: bytes)
      candidates.elsewhere += ConditionScan(file).lines(naming: libraryClass)
    }
    return candidates
  }
}

/// Looks through a DSC for what any of its branches may say, taken or not.
struct ConditionScan {
  let file: SourceFile

  init(_ file: SourceFile) { self.file = file }

  func lines(naming libraryClass: String) -> [LibraryCandidates.Line] {
    var found: [LibraryCandidates.Line] = []
    var conditions: [String] = []
    var start = 0
    for line in file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let range = start..<(start + line.count)
      start += line.count + 1
      let text = String(decoding: line, as: UTF8.self).trimmed
      if text.hasPrefix("!") {
        follow(text, &conditions)
        continue
      }
      guard text.hasPrefix(libraryClass) else { continue }
      let parts = text.prefix { $0 != "#" }.split(separator: "|").map { String($0).trimmed }
      guard parts.count == 2, parts[0] == libraryClass else { continue }
      found.append(
        .init(
          platform: file.path, instance: parts[1], conditions: conditions, range: SourceRange(file, range)))
    }
    return found
  }

  private func follow(_ directive: String, _ conditions: inout [String]) {
    let word = directive.prefix { $0 != " " && $0 != "\t" }.lowercased()
    let rest = String(directive.dropFirst(word.count)).trimmed
    switch word {
    case "!if", "!elseif":
      if word == "!elseif" { _ = conditions.popLast() }
      conditions.append(rest)
    case "!ifdef": conditions.append("\(rest) is defined")
    case "!ifndef": conditions.append("\(rest) is not defined")
    case "!else": if let last = conditions.popLast() { conditions.append("not \(last)") }
    case "!endif": _ = conditions.popLast()
    default: break
    }
  }
}
