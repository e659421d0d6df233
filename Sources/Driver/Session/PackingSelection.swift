/// The options for packing: the source of modules, and the compressor.
package struct PackingSelection: Sendable {
  /// An image, or a folder of images and `.ffs` files.
  package var prebuilt: String?
  /// edk2's LzmaCompress; nil for liblzma.
  package var lzmaTool: String?

  package init(prebuilt: String?, lzmaTool: String?) {
    self.prebuilt = prebuilt
    self.lzmaTool = lzmaTool
  }
}
