import Diagnostics
import PlatformModel

/// What reading .idf files and packing images can say.
extension Diagnostic {
  static func imageLineMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "image-line-malformed", at: .source(range), "this is no line of an image definition file",
      fix: "write #image NAME file, or #image NAME TRANSPARENT file")
  }

  static func imageNameMalformed(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "image-name-malformed", at: .source(range), "'\(name)' is no name of an image",
      fix: "use letters, digits and underscores, a letter first")
  }

  static func imageDefinedTwice(_ name: String, first: SourceRange, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "image-defined-twice", at: .source(range), "there is an image \(name) already",
      notes: [Note("the first one", at: .source(first))], fix: "give one of them another name")
  }

  static func imageNotInSources(_ image: ImageDefinitions.Image, _ module: BuildModule) -> Diagnostic {
    Diagnostic(
      "image-not-in-sources", at: .source(image.range),
      "'\(image.file)' is not among the [Sources] of \(module.path)",
      fix: "add it there, or write its path as it stands there")
  }

  static func imageKindUnknown(_ image: ImageDefinitions.Image) -> Diagnostic {
    Diagnostic(
      "image-kind-unknown", at: .source(image.range), "'\(image.file)' is no .bmp, .jpg or .png file",
      fix: "convert the image, or give the file the extension of what it is")
  }

  static func imageNotJFIF(_ path: String, _ image: ImageDefinitions.Image) -> Diagnostic {
    Diagnostic(
      "image-not-jpeg", at: .source(image.range), "\(path) is no JPEG file of the JFIF kind",
      fix: "save the image as JFIF")
  }

  static func imageNotBitmap(_ path: String, _ mistake: Bitmap.Mistake, _ image: ImageDefinitions.Image)
    -> Diagnostic
  {
    let (code, message): (Code, String) =
      switch mistake {
      case .notBitmap: ("image-not-bitmap", "\(path) is no BMP file")
      case .cutShort: ("image-cut-short", "\(path) is shorter than its header says")
      case .compressed: ("image-compressed", "\(path) is compressed, which no image package can hold")
      case .tooLarge:
        ("image-too-large", "\(path) has more than 65535 rows or columns, or its rows start from the top")
      case .depth(let bits): ("image-depth", "\(path) has \(bits) bits a pixel; 1, 4, 8 and 24 can be stored")
      }
    return Diagnostic(
      code, at: .source(image.range), message,
      fix: "save the image as a BMP file of 1, 4, 8 or 24 bits, not compressed, rows from the bottom")
  }

  static func imagePalettes(_ path: String, _ image: ImageDefinitions.Image) -> Diagnostic {
    Diagnostic(
      "image-palettes", at: .source(image.range),
      "\(path) needs a palette that is too long, or the 256th of the package",
      fix: "save some of the images with 24 bits a pixel")
  }

  static func imagesTooMany(_ image: ImageDefinitions.Image) -> Diagnostic {
    Diagnostic(
      "images-too-many", at: .source(image.range), "a package numbers 65535 images at most",
      fix: "drop images that no source names")
  }

  static func imagePackageTooLong(_ image: ImageDefinitions.Image) -> Diagnostic {
    Diagnostic(
      "image-package-too-long", at: .source(image.range),
      "with this image the package takes more than 16777215 bytes, the most that it can hold",
      fix: "save the images smaller, or spread them over several modules")
  }
}
