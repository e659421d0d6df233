package import Bytes

/// A program of BaseTools that the build compiles from the tree.
package struct HostTool: Hashable, Sendable {
  /// The name in tools_def, such as `LzmaCompress`.
  package var name: String
  /// The absolute path of the program that is built.
  package var path: String
  /// Arguments that precede those of the caller: LzmaF86Compress is LzmaCompress with `--f86`.
  package var arguments: [String] = []
  /// The GUID of the sections that it encodes; nil for a compiler.
  package var section: GUID?
}

/// The sources of a host tool, as far as they are not listed in BaseTools' makefiles.
struct HostToolSource: Sendable {
  let name: String
  /// Relative to `BaseTools/Source/C`.
  let folder: String
  var defines: [String] = []
  /// Relative to `folder`.
  var includes: [String] = []
  var libraries: [String] = []
  var usesCommon = true

  /// The encoders of GUIDed sections.
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
