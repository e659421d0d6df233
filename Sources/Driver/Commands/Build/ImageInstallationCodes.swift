package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let imageInstallationCodes: [Diagnostic.Code] = [
    .variantImageMissing, .variantImageTooLarge, .variantImageTwice, .variantImagesUnnamed,
    .variantReferenceMissing,
  ]

  package static let variantReferenceMissing = Diagnostic.Code(
    "variant-reference-missing", "the folder of `--like` has no image of a variant",
    explanation: """
      `kiln build --variants FILE --like FOLDER` makes the images of each variant equal to those in the folder, as far
      as edk2's `build` draws something at random. It looks for the names that the file of variants gives after
      `images =`, in the folder and in the folders there. None was found for this variant, so nothing tells what its
      random numbers are.
      """,
    remedy: "Name the folder that has the shipped images, or leave the variant out with `--only`.")

  package static let variantImageMissing = Diagnostic.Code(
    "variant-image-missing", "a variant does not have the image that is to be installed",
    explanation: """
      `kiln build --variants FILE --install FOLDER` copies images to a folder under the names by which
      they are shipped. A line of the file names an image that the variant's build did not write in `FV/`
      of its build folder, for instance because its FDF calls it otherwise. Nothing is installed.

          2M | OvmfPkg/OvmfPkgX64.dsc -a X64 | output = Build/2M | images = OVMF_CODE.fd OVMF_CODE_2M.fd
      """,
    remedy: "Name an image of the platform's FDF after `images =`.")

  package static let variantImageTooLarge = Diagnostic.Code(
    "variant-image-too-large", "an image is larger than the file that it is to be installed as",
    explanation: """
      `images = QEMU_EFI.fd AAVMF_CODE.fd 64M` installs an image with zeros behind it, up to the size that
      stands third: QEMU's virt machine wants flash images of 64 MiB. The image is larger than that size.
      Nothing is installed, because a truncated image would not start.
      """,
    remedy: "Give a larger size, or none.")

  package static let variantImageTwice = Diagnostic.Code(
    "variant-image-twice", "two variants install different images under one name",
    explanation: """
      Variants may ship one file together, such as an empty variable store, if its bytes are the same. Here
      the images differ, and the later one would replace the earlier one. Nothing is installed.
      """,
    remedy: "Give each image a name of its own after `images =`.")

  package static let variantImagesUnnamed = Diagnostic.Code(
    "variant-images-unnamed", "`--install` has no names for the images", ends: .usage,
    explanation: """
      `--install FOLDER` copies the images that the lines of the file of variants name. Platforms call
      their images alike, so without names one would replace the other. No selected variant has names.

          2M | OvmfPkg/OvmfPkgX64.dsc -a X64 | output = Build/2M | images = OVMF_CODE.fd OVMF_CODE_2M.fd
      """,
    remedy: "Add `images = IMAGE FILE` to the lines of the variants.")
}
