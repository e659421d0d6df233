package import Diagnostics

/// `Conf/target.txt` (EDK II Build Specification, 5.2): what `build` takes where its command line is silent.
package struct TargetConfiguration: Sendable {
  /// By name, such as ACTIVE_PLATFORM, TARGET, TARGET_ARCH, TOOL_CHAIN_TAG, TOOL_CHAIN_CONF.
  package private(set) var values: [String: Located<String>] = [:]

  /// `NAME = value` lines; an empty value is none, and of two the later counts.
  package init(parsing file: SourceFile) {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    for line in file.bytes.split(separator: UInt8(ascii: "\n")) {
      let text = line.prefix { $0 != UInt8(ascii: "#") }
      guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let name = text[..<equals].filter { !isBlank($0) }
      var value = text[(equals + 1)...].drop(while: isBlank)
      while let last = value.last, isBlank(last) { value.removeLast() }
      guard !name.isEmpty, !value.isEmpty else { continue }
      values[String(decoding: name, as: UTF8.self)] = Located(
        String(decoding: value, as: UTF8.self), at: SourceRange(file, value.startIndex..<value.endIndex))
    }
  }

  /// A value that may list several, separated by blanks.
  package func list(_ name: String) -> [String] {
    values[name]?.value.split(separator: " ").map(String.init) ?? []
  }
}
