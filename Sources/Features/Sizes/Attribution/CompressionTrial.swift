/// The size and settings of one trial compression of a payload.
package struct CompressionTrial: Equatable, Sendable {
  /// The compressor and its settings, spelt as `kiln size --compressor` and a platform's
  /// `[UserExtensions.Kiln."Compression"]` take them.
  package var name: String
  /// Size of the compressed payload in bytes.
  package var size: Int
  package var seconds: Double
  /// Whether the stream went through the x86 branch filter, so that SEC needs LzmaArchCustomDecompressLib.
  package var needsBranchFilter: Bool

  package init(name: String, size: Int, seconds: Double, needsBranchFilter: Bool) {
    self.name = name
    self.size = size
    self.seconds = seconds
    self.needsBranchFilter = needsBranchFilter
  }
}
