import Host

/// What a command is about, decided once.
enum Subject: Equatable {
  /// A flash image or a firmware volume.
  case image(String)
  case imageFolder(String)
  /// A `<TARGET>_<TOOLCHAIN>` folder, whose images are in `FV`.
  case buildFolder(String)
  case platform(String)
  /// `REV:PLATFORM`.
  case platformAt(revision: String, String)

  /// A file, or a folder that holds images, is an image; everything else is a platform, which may lie in any folder
  /// that is searched for it. What looks like a path to an image and is not there is an image, so that a message
  /// speaks of the file.
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

  /// The file or folder that images are read from; nil of a platform.
  var images: String? {
    switch self {
    case .image(let path), .imageFolder(let path): path
    case .buildFolder(let path): "\(path)/FV"
    case .platform, .platformAt: nil
    }
  }

  var isPlatform: Bool { images == nil }
}

/// What a command line says that a command is about.
package struct SubjectSelection: Sendable {
  /// As typed.
  package var text: String
  /// The platform that goes with it: the one of `-p`, else the subject itself.
  package var platform: PlatformSelection

  package init(_ text: String, platform: PlatformSelection) {
    self.text = text
    self.platform = platform
  }

  /// Whether a platform that is named apart from it lends an image names and budgets.
  var hasLender: Bool { platform.platform != text }
}
