extension PEImage {
  /// The path of the file with the image's symbols, as its builder wrote it into the debug directory.
  package var symbolPath: String? { nil }
}
extension TEImage {
  /// The path of the file with the image's symbols, as its builder wrote it into the debug directory.
  package var symbolPath: String? { nil }
}
