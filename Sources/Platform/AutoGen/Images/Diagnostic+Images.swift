import Diagnostics
import PlatformModel

/// What reading .idf files and packing images can say.
extension Diagnostic {
  static func imageLineMalformed(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .imageLineMalformed, at: .source(range), "this is no line of an image definition file",
      fix: "write #image NAME file, or #image NAME TRANSPARENT file")
  }

  static func imageNameMalformed(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .imageNameMalformed, at: .source(range), "'\(name)' is no name of an image",
      fix: "use letters, digits and underscores, a letter first")
  }

  static func imageDefinedTwice(_ name: String, first: SourceRange, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .imageDefinedTwice, at: .source(range), "there is an image \(name) already",
      notes: [Note("the first one", at: .source(first))], fix: "give one of them another name")
  }

  static func imageNotInSources(_ image: ImageDefinitions.Image, _ module: BuildModule) -> Diagnostic {
    Diagnostic(
      .imageNotInSources, at: .source(image.range),
      "'\(image.file)' is not among the [Sources] of \(module.path)",
      fix: "add it there, or write its path as it stands there")
  }

  static func imageKindUnknown(_ image: ImageDefinitions.Image) -> Diagnostic {
    Diagnostic(
      .imageKindUnknown, at: .source(image.range), "'\(image.file)' is no .bmp, .jpg or .png file",
      fix: "convert the image, or give the file the extension of what it is")
  }

  static func imageNotJFIF(_ path: String, _ image: ImageDefinitions.Image) -> Diagnostic {
    Diagnostic(
      .imageNotJpeg, at: .source(image.range), "\(path) is no JPEG file of the JFIF kind",
      fix: "save the image as JFIF")
  }

  static func imageNotBitmap(_ path: String, _ mistake: Bitmap.Mistake, _ image: ImageDefinitions.Image)
    -> Diagnostic
  {
    let (code, message): (Code, String) =
      switch mistake {
      case .notBitmap: (.imageNotBitmap, "\(path) is no BMP file")
      case .cutShort: (.imageCutShort, "\(path) is shorter than its header says")
      case .compressed: (.imageCompressed, "\(path) is compressed, which no image package can hold")
      case .tooLarge:
        (.imageTooLarge, "\(path) has more than 65535 rows or columns, or its rows start from the top")
      case .depth(let bits): (.imageDepth, "\(path) has \(bits) bits a pixel; 1, 4, 8 and 24 can be stored")
      }
    return Diagnostic(
      code, at: .source(image.range), message,
      fix: "save the image as a BMP file of 1, 4, 8 or 24 bits, not compressed, rows from the bottom")
  }

  static func imagePalettes(_ path: String, _ image: ImageDefinitions.Image) -> Diagnostic {
    Diagnostic(
      .imagePalettes, at: .source(image.range),
      "\(path) needs a palette that is too long, or the 256th of the package",
      fix: "save some of the images with 24 bits a pixel")
  }

  static func imagesTooMany(_ image: ImageDefinitions.Image) -> Diagnostic {
    Diagnostic(
      .imagesTooMany, at: .source(image.range), "a package numbers 65535 images at most",
      fix: "drop images that no source names")
  }

  static func imagePackageTooLong(_ image: ImageDefinitions.Image) -> Diagnostic {
    Diagnostic(
      .imagePackageTooLong, at: .source(image.range),
      "with this image the package takes more than 16777215 bytes, the most that it can hold",
      fix: "save the images smaller, or spread them over several modules")
  }
}
