/// Where payloads come from and who compresses.
package struct PackingSelection: Sendable {
  /// An image, or a folder of images and `.ffs` files.
  package var prebuilt: String?
  /// edk2's LzmaCompress; liblzma when nil.
  package var lzmaTool: String?

  package init(prebuilt: String?, lzmaTool: String?) {
    self.prebuilt = prebuilt
    self.lzmaTool = lzmaTool
  }
}
