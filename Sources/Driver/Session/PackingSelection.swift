/// The options for packing: the source of modules, and the compressor.
package struct PackingSelection: Sendable {
  /// An image, or a folder of images and `.ffs` files.
  package var prebuilt: String?
  /// edk2's LzmaCompress; nil for liblzma.
  package var lzmaTool: String?
  /// An image, or a folder of images, from which the build takes what edk2's `build` draws at random.
  package var like: String?

  package init(prebuilt: String?, lzmaTool: String?, like: String? = nil) {
    self.prebuilt = prebuilt
    self.lzmaTool = lzmaTool
    self.like = like
  }
}
