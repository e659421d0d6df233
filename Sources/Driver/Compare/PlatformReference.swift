/// A platform as a user names it for a comparison: with options of its own, or in a revision.
package struct PlatformReference: Sendable {
  /// As typed.
  package var text: String
  /// The part before the colon of `REV:PLATFORM`.
  package var revision: String?
  package var selection: PlatformSelection

  package init(_ text: String, revision: String?, selection: PlatformSelection) {
    self.text = text
    self.revision = revision
    self.selection = selection
  }

  /// `OvmfPkgX64` of `HEAD~1:OvmfPkg/OvmfPkgX64.dsc -D SMM_REQUIRE`.
  var shortName: String {
    let file = selection.platform.split(separator: "/").last.map(String.init) ?? selection.platform
    return file.lowercased().hasSuffix(".dsc") ? String(file.dropLast(4)) : file
  }
}
