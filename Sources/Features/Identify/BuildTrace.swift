import Bytes
package import FirmwareImage
import ObjectFormats
package import Vocabulary

/// Traces of a build in its executables: paths, ASSERT messages, version.
package struct BuildTrace: Equatable, Sendable {
  package struct Trace: Equatable, Sendable {
    /// What was found.
    package var text: String
    /// The place of the file that contains it.
    package var place: ImageFacts.Place
  }

  /// A path of the build output with a component such as `DEBUG_GCC5`, which linkers store for debuggers.
  package private(set) var path: Trace?
  /// Text of an ASSERT in the SEC, PEI or DXE core. RELEASE builds contain none.
  package private(set) var assertion: Trace?
  /// A core without such text.
  package private(set) var quietCore: Trace?
  /// PcdFirmwareVersionString.
  package private(set) var version: Trace?

  /// The target that the path names.
  package var pathTarget: BuildTarget? { path.flatMap { Self.target(in: $0.text) } }

  private static func target(in path: String) -> BuildTarget? {
    BuildTarget.usual.first { path.contains("/\($0)_") }
  }

  /// The traces in all executables of an image.
  package init(_ image: FlashImage) { self = ImageFacts(image, bytes: []).trace }

  init() {}

  /// What shows that the build target was another one than `target`. nil proves nothing: few builds leave a path, and
  /// a DEBUG build with DebugLibNull contains no ASSERT text either.
  package func contradiction(to target: BuildTarget) -> Trace? {
    if let path, let found = pathTarget, found != target { return path }
    return target == .release ? assertion : nil
  }

  /// The modules that show the version: SmbiosPlatformDxe and UiApp.
  private static let versionFiles: [GUID] = [
    "4110465D-5FF3-4F4B-B580-24ED0D06747A", "462CAA21-7614-4503-836E-8AB6F4662331",
  ]

  mutating func look(at executable: ArraySlice<UInt8>, of file: FFSFile, place: ImageFacts.Place) {
    if path == nil, let image = try? ExecutableImage(parsing: executable), let text = image.codeView?.path,
      Self.target(in: text) != nil
    {
      path = Trace(text: text, place: place)
    }
    switch file.type {
    case .securityCore, .peiCore, .dxeCore:
      // The messages of edk2's DebugLib instances.
      let said = ["ASSERT %a(", "ASSERT [%a]", "ASSERT_EFI_ERROR ("].first { executable.holds($0) }
      if let said {
        if assertion == nil { assertion = Trace(text: said, place: place) }
      } else if file.type == .dxeCore {
        quietCore = Trace(text: "", place: place)
      }
    default: break
    }
    if version == nil, Self.versionFiles.contains(file.name), let text = executable.releaseText {
      version = Trace(text: text, place: place)
    }
  }
}

extension ArraySlice<UInt8> {
  /// Whether the executable contains the ASCII text.
  fileprivate func holds(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    return withUnsafeBufferPointer { bytes in
      guard bytes.count >= wanted.count else { return false }
      var index = 0
      while index <= bytes.count - wanted.count {
        if bytes[index] == wanted[0] {
          var length = 1
          while length < wanted.count, bytes[index + length] == wanted[length] { length += 1 }
          if length == wanted.count { return true }
        }
        index += 1
      }
      return false
    }
  }

  /// The first UTF-16 text, at an even offset, that has the form of a version by edk2 or a distribution:
  /// `2022.11-6+deb12u2`, `edk2-stable202411`, `edk2-20230524-3.el9`.
  fileprivate var releaseText: String? {
    withUnsafeBufferPointer { bytes in
      var index = 0
      while index + 12 <= bytes.count {
        // A quick check first: such text begins with `20` or `ed`.
        let pair = (bytes[index], bytes[index + 2])
        if bytes[index + 1] == 0, bytes[index + 3] == 0, pair == (0x32, 0x30) || pair == (0x65, 0x64) {
          var text: [UInt8] = []
          var next = index
          while next + 1 < bytes.count, text.count < 64, (0x21...0x7E).contains(bytes[next]),
            bytes[next + 1] == 0
          {
            text.append(bytes[next])
            next += 2
          }
          let found = String(decoding: text, as: UTF8.self)
          if ReleaseText(found) != nil { return found }
        }
        index += 2
      }
      return nil
    }
  }
}

/// A version text that contains a release.
package struct ReleaseText: Equatable, Sendable {
  /// The release as a number, such as 202211.
  package var release: Int

  package init?(_ text: String) {
    var rest = Substring(text)
    for prefix in ["edk2-", "stable"] where rest.hasPrefix(prefix) { rest = rest.dropFirst(prefix.count) }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    let year = digits.prefix(4)
    var month = digits.dropFirst(4)
    if month.isEmpty {
      let behind = rest.dropFirst(digits.count)
      guard behind.first == "." else { return nil }
      month = behind.dropFirst().prefix { $0.isASCII && $0.isNumber }
      guard month.count == 2 else { return nil }
    } else {
      guard digits.count == 6 || digits.count == 8 else { return nil }
      month = month.prefix(2)
    }
    guard year.count == 4, let years = Int(year), (2015...2099).contains(years), let months = Int(month),
      (1...12).contains(months)
    else { return nil }
    release = years * 100 + months
  }
}
