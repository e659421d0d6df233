package import PlatformModel
import Vocabulary

/// What differs between two builds of the same sources by edk2's `build`.
package struct RandomInputs: Equatable, Sendable {
  package var cookies: StackCookies
  /// Modules whose arrays for PCDs of libraries are as short as the value. Otherwise they are as long as the default in
  /// the DEC, if that is longer.
  ///
  /// edk2's `build` has either, for a PCD of which a component sets the value without a size: AutoGen runs in several
  /// processes, and the array is long if the same process has generated the library before (`_OverridePcd` in
  /// PlatformAutoGen.py).
  package var shortArrays: Set<Module>

  /// A module as a build has it.
  package struct Module: Hashable, Sendable {
    /// Below the build folder.
    package let folder: String

    package init(_ module: BuildModule) { folder = "\(module.architecture)/\(module.outputFolder)" }
    package init(folder: String) { self.folder = folder }
  }

  package init(cookies: StackCookies = StackCookies(), shortArrays: Set<Module> = []) {
    self.cookies = cookies
    self.shortArrays = shortArrays
  }
}

extension ModulePCD {
  /// Whether edk2's `build` may give the array of the PCD in this module either of two sizes.
  package func hasRandomSize(in module: BuildModule) -> Bool {
    guard access == .fixedAtBuild, !isMaxSizeFromPlatform, let maxSize else { return false }
    return namedBy != module.path && maxSize > value.value.size
  }
}
