/// A section of edk2's build report (`build -Y`) that kiln writes.
package enum BuildReportSection: String, CaseIterable, Sendable {
  case pcd = "PCD"
  case library = "LIBRARY"
  case flash = "FLASH"
  case buildFlags = "BUILD_FLAGS"
  case depex = "DEPEX"
  case hash = "HASH"

  /// The sections that it does not write, with what there is instead.
  package static let missing = [
    (name: "FIXED_ADDRESS", instead: "use 'kiln layout IMAGE --files' and the link maps in the build folder"),
    (name: "EXECUTION_ORDER", instead: "use 'kiln lint', which says which modules can be started"),
    (
      name: "COMPILE_INFO", instead: "use compile_commands.json in the build folder, which every build writes"
    ),
  ]
}
