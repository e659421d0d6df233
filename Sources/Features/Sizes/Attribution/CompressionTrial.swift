/// What an encoder made of a payload.
package struct CompressionTrial: Equatable, Sendable {
  /// As `kiln size --compressor` and a platform's `[UserExtensions.Kiln."Compression"]` take it.
  package var name: String
  /// In bytes.
  package var size: Int
  package var seconds: Double
  /// Whether SEC must have LzmaArchCustomDecompressLib, as the code went through the x86 branch filter.
  package var needsBranchFilter: Bool

  package init(name: String, size: Int, seconds: Double, needsBranchFilter: Bool) {
    self.name = name
    self.size = size
    self.seconds = seconds
    self.needsBranchFilter = needsBranchFilter
  }
}
