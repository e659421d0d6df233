import Host

/// The subject of a command, which is determined once.
enum Subject: Equatable {
  /// A flash image or a firmware volume.
  case image(String)
  case imageFolder(String)
  /// A `<TARGET>_<TOOLCHAIN>` folder, whose images are in `FV`.
  case buildFolder(String)
  case platform(String)
  /// `REV:PLATFORM`.
  case platformAt(revision: String, String)

  /// A file, or a folder with images, is an image. Anything else is a platform, which is searched in the
  /// workspace. A path that looks like that of an image but does not exist is an image too, so that the message
  /// is about the file.
  init(_ text: String, files: FileSystem) {
    if text.lowercased().hasSuffix(".dsc") {
      self = .platform(text)
    } else if Self.holdsImages("\(text)/FV", files) {
      self = .buildFolder(text)
    } else {
      switch files.kind(of: text) {
      case .file, .other: self = .image(text)
      case .folder: self = Self.holdsImages(text, files) ? .imageFolder(text) : .platform(text)
      case nil:
        self = text.contains("/") || text.lowercased().hasSuffix(".fd") ? .image(text) : .platform(text)
      }
    }
  }

  private static func holdsImages(_ folder: String, _ files: FileSystem) -> Bool {
    guard files.kind(of: folder) == .folder else { return false }
    return ((try? files.list(folder)) ?? []).contains { $0.lowercased().hasSuffix(".fd") }
  }

  /// The path from which images are read; nil for a platform.
  var images: String? {
    switch self {
    case .image(let path), .imageFolder(let path): path
    case .buildFolder(let path): "\(path)/FV"
    case .platform, .platformAt: nil
    }
  }

  var isPlatform: Bool { images == nil }
}

/// The subject on the command line.
package struct SubjectSelection: Sendable {
  /// As typed.
  package var text: String
  /// The platform for it: that of `-p`, otherwise the subject itself.
  package var platform: PlatformSelection

  package init(_ text: String, platform: PlatformSelection) {
    self.text = text
    self.platform = platform
  }

  /// Whether `-p` gives a platform for the names and budgets of an image.
  var hasLender: Bool { platform.platform != text }
}
