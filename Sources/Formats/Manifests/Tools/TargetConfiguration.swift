package import Diagnostics

/// `Conf/target.txt` (EDK II Build Specification, 5.2): the defaults for options of `build`.
package struct TargetConfiguration: Sendable {
  /// By name, such as ACTIVE_PLATFORM, TARGET, TARGET_ARCH, TOOL_CHAIN_TAG, TOOL_CHAIN_CONF.
  package private(set) var values: [String: Located<String>] = [:]

  /// Parses `NAME = value` lines. An empty value counts as missing; a later line overrides an earlier one, with an
  /// empty value, too.
  package init(parsing file: SourceFile) {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    for line in file.bytes.split(separator: UInt8(ascii: "\n")) {
      let text = line.prefix { $0 != UInt8(ascii: "#") }
      guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = text[..<equals].filter { !isBlank($0) }
      var value = text[(equals + 1)...].drop(while: isBlank)
      while let last = value.last, isBlank(last) { value.removeLast() }
      guard !name.isEmpty else { continue }
      if value.isEmpty {
        values[String(decoding: name, as: UTF8.self)] = nil
        continue
      }
      values[String(decoding: name, as: UTF8.self)] = Located(
        String(decoding: value, as: UTF8.self), at: SourceRange(file, value.startIndex..<value.endIndex))
    }
  }

  /// The words of a value that is a list separated by blanks.
  package func list(_ name: String) -> [String] {
    values[name]?.value.split { $0 == " " || $0 == "\t" }.map(String.init) ?? []
  }
}
