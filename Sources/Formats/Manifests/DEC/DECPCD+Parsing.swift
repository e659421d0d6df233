import Diagnostics
import Vocabulary

extension DECPCD {
  /// The access type of PCDs in a section with this name in upper case.
  static func access(of sectionName: String) -> PCDAccess? {
    sectionName.hasPrefix("PCDS") ? PCDAccess(rawValue: String(sectionName.dropFirst(4))) : nil
  }
}

/// PCDs (EDK II DEC Specification, 2.11 "PCD Sections").
extension DECParser {
  /// Parses the PCD at `index` and returns the number of lines used.
  mutating func readPCD(_ lines: [ManifestLine], at index: Int, _ diagnostics: inout DiagnosticList) -> Int {
    guard let header else { return 1 }
    if structure != nil, readInBraces(ManifestText(lines[index])) { return 1 }
    let first = ManifestText(lines[index])
    // A brace at the end may open the sections of a structure PCD instead of a value.
    let opens = first.bytes.last == ASCII.openBrace && first.split(on: ASCII.bar).count >= 4
    let value = opens ? nil : ManifestValue(lines, from: index, lookAhead: &lookAhead)
    if let value, !value.isClosed { diagnostics.addBounded(.valueUnclosed(at: first.line.range)) }
    let text = value?.text ?? first
    let parts = text.split(on: ASCII.bar, in: opens ? 0..<(text.bytes.count - 1) : text.all)

    if parts.count == 2, let field = field(text, parts) {
      dec.pcds[dec.pcds.count - 1].fields.append(field)
    } else if let name = text.pcd(parts[0], &diagnostics) {
      guard parts.count == 4, parts.allSatisfy({ !$0.isEmpty }) else {
        diagnostics.addBounded(
          .lineMalformed(
            "a PCD needs a default, a type and a token",
            form: "\(name.value)|default|UINT32|0x00000001", at: text.line.range))
        return value?.lineCount ?? 1
      }
      dec.pcds.append(
        DECPCD(
          scopes: header.items.compactMap { item in
            DECPCD.access(of: item.name).map { .init(access: $0, arch: item.architecture) }
          },
          name: name, defaultValue: text.located(parts[1]), datumType: text.located(parts[2]),
          token: text.located(parts[3])))
      structure = opens ? .start : nil
    }
    return value?.lineCount ?? 1
  }

  /// `TokenSpace.Name.Field|value` after a structure PCD; nil for other lines.
  private func field(_ text: ManifestText, _ parts: [Range<Int>]) -> DECPCD.Field? {
    guard let last = dec.pcds.last else { return nil }
    let prefix = Array(last.name.value.description.utf8)
    let name = text.bytes[parts[0]]
    guard name.starts(with: prefix), name.count > prefix.count + 1 else { return nil }
    let next = parts[0].lowerBound + prefix.count
    guard text.bytes[next] == ASCII.dot || text.bytes[next] == ASCII.openBracket else { return nil }
    let start = text.bytes[next] == ASCII.dot ? next + 1 : next
    return DECPCD.Field(field: text.located(start..<parts[0].upperBound), value: text.located(parts[1]))
  }

  /// Parses a line between the braces of a structure PCD; false if it is another line.
  private mutating func readInBraces(_ text: ManifestText) -> Bool {
    if text.bytes.elementsEqual([ASCII.closeBrace]) {
      structure = nil
      return true
    }
    if text.bytes.first == ASCII.less, text.bytes.last == ASCII.greater {
      switch text.line.text.uppercased() {
      case "<HEADERFILES>": structure = .headerFiles
      case "<PACKAGES>": structure = .packages
      default: structure = .other
      }
      return true
    }
    guard !text.bytes.contains(ASCII.bar), !dec.pcds.isEmpty else { return false }
    switch structure {
    case .headerFiles: dec.pcds[dec.pcds.count - 1].headerFiles.append(text.located(text.all))
    case .packages: dec.pcds[dec.pcds.count - 1].packages.append(text.located(text.all))
    case .start, .other, nil: break
    }
    return true
  }
}
