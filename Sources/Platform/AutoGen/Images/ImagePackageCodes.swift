package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let imagePackageCodes: [Diagnostic.Code] = [
    .imageCompressed, .imageCutShort, .imageDefinedTwice, .imageDepth, .imageKindUnknown, .imageLineMalformed,
    .imageNameMalformed, .imageNotBitmap, .imageNotInSources, .imageNotJpeg, .imagePackageTooLong,
    .imagePalettes, .imageTooLarge, .imagesTooMany,
  ]

  package static let imageCompressed = Diagnostic.Code(
    "image-compressed", "a BMP file is compressed",
    explanation: """
      The image blocks of an HII package hold the pixels of a BMP file row by row, without any compression
      (UEFI 2.10, 33.3.7). This file states a compression in its header, mostly RLE8 or RLE4. edk2's build
      does not convert it either. In flash, compression is the business of the volume around it: an
      uncompressed logo costs little in FVMAIN_COMPACT.
      """,
    remedy: "Save the BMP file without compression, or use a PNG file.")

  package static let imageCutShort = Diagnostic.Code(
    "image-cut-short", "a BMP file is shorter than its header says",
    explanation: """
      The header of a BMP file states the size of the file, where the pixels start, and the width, height
      and depth of the image. Less data are there than these demand: the file was cut when it was copied,
      or its size field is wrong. edk2 counts the rows from the end that the header states, and kiln does
      the same, so a wrong size field alone can cause this error although every viewer shows the image.
      """,
    remedy: "Save the image again as an uncompressed BMP file of 1, 4, 8 or 24 bits.")

  package static let imageDefinedTwice = Diagnostic.Code(
    "image-defined-twice", "an image name is defined twice",
    explanation: """
      Each #image line of an .idf file gives a name, which becomes a #define in `<BaseName>ImgDefs.h` and
      which IMAGE_TOKEN (NAME) refers to. All .idf files of a module share these names. The note shows the
      first definition.
      """,
    remedy: "Give one of the images another name, or remove one of the lines.")

  package static let imageDepth = Diagnostic.Code(
    "image-depth", "a BMP file has a color depth that cannot be stored",
    explanation: """
      HII image packages have blocks for 1, 4, 8 and 24 bits a pixel, with a palette for the first three
      (UEFI 2.10, 33.3.7). Editors often save BMP files with 32 bits (an alpha channel) or 16 bits, for
      which there is no block. edk2's build rejects them too.

          convert logo.png -alpha off -type TrueColor -depth 8 BMP3:logo.bmp
      """,
    remedy: "Save the BMP file with 1, 4, 8 or 24 bits a pixel, or use a PNG file.")

  package static let imageKindUnknown = Diagnostic.Code(
    "image-kind-unknown", "an image file has an extension other than .bmp, .jpg or .png",
    explanation: """
      The extension decides how an image goes into the package: the pixels of a .bmp file are taken out,
      .jpg and .png files are stored as they are. Case does not matter; `.jpeg` is not accepted, by edk2's
      build neither.
      """,
    remedy: "Convert the image, or give the file the extension .bmp, .jpg or .png that fits its contents.")

  package static let imageLineMalformed = Diagnostic.Code(
    "image-line-malformed", "a line of an .idf file is not an #image line",
    explanation: """
      Besides comments, an .idf file has only #image lines: a name, the word TRANSPARENT where color 0 is
      to be left out, and the file as [Sources] of the INF lists it. `#image` starts the line, and a file
      name with a space cannot be written.

          #image IMG_LOGO              Logo.bmp
          #image IMG_CURSOR TRANSPARENT Cursor.bmp
      """,
    remedy: "Write `#image NAME file` or `#image NAME TRANSPARENT file`.")

  package static let imageNameMalformed = Diagnostic.Code(
    "image-name-malformed", "the name of an image is not a C identifier",
    explanation: """
      The name of an image becomes a #define in `<BaseName>ImgDefs.h`, so it must be one that C accepts
      and that IMAGE_TOKEN (NAME) can refer to: letters, digits and underscores, starting with a letter.
      """,
    remedy: "Name the image with letters, digits and underscores, a letter first.")

  package static let imageNotBitmap = Diagnostic.Code(
    "image-not-bitmap", "a .bmp file does not contain a BMP image",
    explanation: """
      A BMP file starts with the two letters `BM`, and this one does not. Mostly it is a PNG or JPEG file
      that was given another name; viewers look at the contents and show it all the same.

          file Logo.bmp
      """,
    remedy: "Convert the file to BMP, or give it the extension of its real format.")

  package static let imageNotInSources = Diagnostic.Code(
    "image-not-in-sources", "an .idf file names an image that the INF does not list",
    explanation: """
      Images of an .idf file must be among the [Sources] of the module, so that a changed image causes a
      new build. The name is compared with the path in [Sources], relative to the folder of the INF, and
      with its case. edk2's build has the same rule.

          [Sources]
            Logo.idf
            Logo.bmp
      """,
    remedy: "Add the file to [Sources], or write its path in the .idf file as it is written there.")

  package static let imageNotJpeg = Diagnostic.Code(
    "image-not-jpeg", "a .jpg file is not in JFIF format",
    explanation: """
      The JPEG block of an HII package holds a JFIF file, and edk2's build checks for the letters `JFIF`
      at offset 6, as kiln does. Files from cameras are usually Exif: JPEG data with another header. Other
      files were only given the extension .jpg.

          convert photo.jpg -strip logo.jpg
      """,
    remedy: "Save the image as JFIF, without Exif data.")

  package static let imagePackageTooLong = Diagnostic.Code(
    "image-package-too-long", "the images of a module do not fit into one package",
    explanation: """
      All images of a module form one image package, and the header of an HII package has 24 bits for its
      length (UEFI 2.10, 33.3.1): 16,777,215 bytes. Pixels of BMP files are stored uncompressed, so a
      single picture of 2600 by 2160 pixels with 24 bits exceeds the limit. The message names the image
      with which the package becomes too long.
      """,
    remedy: "Use smaller images or PNG files, or spread them over several modules.")

  package static let imagePalettes = Diagnostic.Code(
    "image-palettes", "the palette of an image cannot be stored",
    explanation: """
      BMP files with 1, 4 or 8 bits a pixel bring a palette, and the blocks of their images refer to it
      with a number of 8 bits, so a package holds at most 255 palettes. The length of a palette has 16
      bits. This image needs the 256th palette, or the gap between the BMP header and the pixels, which is
      taken for the palette, is too long. Images that use the same file share a palette.
      """,
    remedy: "Save some of the images with 24 bits a pixel, which have no palette.")

  package static let imageTooLarge = Diagnostic.Code(
    "image-too-large", "a BMP file has more rows or columns than can be stored",
    explanation: """
      Width and height of an image in an HII package are 16-bit fields (UEFI 2.10, 33.3.7), so neither can
      exceed 65535. A BMP file whose rows start from the top states a negative height, which reads as a
      very large one; few viewers show the difference. edk2's build reports both in the same way.
      """,
    remedy: "Make the image smaller, or save it with rows from the bottom, as is usual for BMP.")

  package static let imagesTooMany = Diagnostic.Code(
    "images-too-many", "a module has more images than it can number",
    explanation: """
      The number of an image in a package is a 16-bit EFI_IMAGE_ID, and the first is 1. Only images that a
      source refers to with IMAGE_TOKEN are stored and counted.
      """,
    remedy: "Remove images that are not needed, or spread them over several modules.")
}
