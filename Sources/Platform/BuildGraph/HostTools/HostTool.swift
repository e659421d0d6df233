package import Bytes

/// A program of BaseTools that is built from the tree, as part of the same build.
package struct HostTool: Hashable, Sendable {
  /// As tools_def names it, such as `LzmaCompress`.
  package var name: String
  /// Where it will be, absolute.
  package var path: String
  /// Put in front of what it is given: LzmaF86Compress is LzmaCompress with `--f86`.
  package var arguments: [String] = []
  /// The GUIDed sections that it encodes; nil for a compiler.
  package var section: GUID?
}

/// What a host tool is made of, as far as BaseTools' makefiles do not say it in a list.
struct HostToolSource: Sendable {
  let name: String
  /// Below `BaseTools/Source/C`.
  let folder: String
  var defines: [String] = []
  /// Below `folder`.
  var includes: [String] = []
  var libraries: [String] = []
  var usesCommon = true

  /// The programs that encode GUIDed sections.
  static let encoders = [
    HostToolSource(
      name: "LzmaCompress", folder: "LzmaCompress", defines: ["_7ZIP_ST", "Z7_ST"], includes: ["Sdk/C"]),
    HostToolSource(name: "TianoCompress", folder: "TianoCompress"),
    HostToolSource(
      name: "BrotliCompress", folder: "BrotliCompress", includes: ["brotli/c/include"], libraries: ["-lm"],
      usesCommon: false),
    HostToolSource(name: "GenCrc32", folder: "GenCrc32"),
  ]
}
