/// Manifests of a package `Pkg` that several suites make platforms of.
package enum SmallManifests {
  /// - Parameter sections: behind [Defines].
  package static func platform(_ name: String, _ sections: String) -> String {
    """
    [Defines]
      PLATFORM_NAME = \(name)
      PLATFORM_GUID = 11111111-2222-3333-4444-555555555555
      PLATFORM_VERSION = 1.0
      DSC_SPECIFICATION = 0x0001001C
      OUTPUT_DIRECTORY = Build/\(name)
      SUPPORTED_ARCHITECTURES = X64
      BUILD_TARGETS = RELEASE
      SKUID_IDENTIFIER = DEFAULT
    \(sections)

    """
  }

  /// `Pkg/Pkg.dec`, which declares the token space gPkg.
  ///
  /// - Parameter sections: behind [Guids].
  package static func package(_ sections: String) -> String {
    """
    [Defines]
      DEC_SPECIFICATION = 0x00010005
      PACKAGE_NAME = Pkg
      PACKAGE_GUID = 12345678-1234-1234-1234-123456789012
      PACKAGE_VERSION = 1.0
    [Guids]
      gPkg = { 0x1, 0x2, 0x3, { 0x0, 0x1, 0x2, 0x3, 0x4, 0x5, 0x6, 0x7 } }
    \(sections)

    """
  }
}
