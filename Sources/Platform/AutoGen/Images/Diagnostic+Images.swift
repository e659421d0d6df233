import Diagnostics
import PlatformModel

/// The diagnostics of parsing .idf files and packing images.
extension Diagnostic {
  static func imageLineMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .imageLineMalformed, at: .source(range), "expected an #image line",
      fix: "write #image NAME file, or #image NAME TRANSPARENT file")
  }

  static func imageNameMalformed(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .imageNameMalformed, at: .source(range), "'\(name)' is not a valid image name",
      fix: "use letters, digits and underscores, a letter first")
  }

  static func imageDefinedTwice(_ name: String, first: SourceRange, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .imageDefinedTwice, at: .source(range), "image \(name) is already defined",
      notes: [Note("first defined here", at: .source(first))], fix: "give one of them another name")
  }

  static func imageNotInSources(_ image: ImageDefinitions.Image, _ module: BuildModule) -> Diagnostic {
    Diagnostic(
      .imageNotInSources, at: .source(image.range),
      "'\(image.file)' is not listed in [Sources] of \(module.path)",
      fix: "add it there, or write its path as it is written there")
  }

  static func imageKindUnknown(_ image: ImageDefinitions.Image) -> Diagnostic {
    Diagnostic(
      .imageKindUnknown, at: .source(image.range),
      "expected a .bmp, .jpg or .png file, found '\(image.file)'",
      fix: "convert the image, or give the file the extension of its format")
  }

  static func imageNotJFIF(_ path: String, _ image: ImageDefinitions.Image) -> Diagnostic {
    Diagnostic(
      .imageNotJpeg, at: .source(image.range), "\(path) is not a JFIF file",
      fix: "save the image as JFIF")
  }

  static func imageNotBitmap(_ path: String, _ mistake: Bitmap.Mistake, _ image: ImageDefinitions.Image)
    -> Diagnostic
  {
    let (code, message): (Code, String) =
      switch mistake {
      case .notBitmap: (.imageNotBitmap, "\(path) is not a BMP file")
      case .cutShort: (.imageCutShort, "\(path) is shorter than its header states")
      case .compressed: (.imageCompressed, "\(path) is compressed, which image packages do not support")
      case .tooLarge:
        (.imageTooLarge, "\(path) has more than 65535 rows or columns, or its rows start from the top")
      case .depth(let bits): (.imageDepth, "\(path) has \(bits) bits per pixel, expected 1, 4, 8 or 24")
      }
    return Diagnostic(
      code, at: .source(image.range), message,
      fix:
        "save the image as an uncompressed BMP file of 1, 4, 8 or 24 bits per pixel, with rows from the bottom"
    )
  }

  static func imagePalettes(_ path: String, _ image: ImageDefinitions.Image) -> Diagnostic {
    Diagnostic(
      .imagePalettes, at: .source(image.range),
      "the palette of \(path) is too long, or the 256th of the package",
      fix: "save some of the images with 24 bits per pixel")
  }

  static func imagesTooMany(_ image: ImageDefinitions.Image) -> Diagnostic {
    Diagnostic(
      .imagesTooMany, at: .source(image.range), "a package holds at most 65535 images",
      fix: "remove images that are not needed")
  }

  static func imagePackageTooLong(_ image: ImageDefinitions.Image) -> Diagnostic {
    Diagnostic(
      .imagePackageTooLong, at: .source(image.range),
      "with this image the package exceeds its limit of 16777215 bytes",
      fix: "use smaller images, or spread them over several modules")
  }
}
