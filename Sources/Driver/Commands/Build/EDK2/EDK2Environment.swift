import Host

/// What `edksetup.sh` leaves to edk2's `build`.
struct EDK2Environment {
  /// The tree.
  let workspace: String?
  /// Folders separated by `:`.
  let packagesPath: String?
  /// BaseTools.
  let toolsPath: String?

  init(workspace: String?, packagesPath: String? = nil, toolsPath: String?) {
    self.workspace = workspace
    self.packagesPath = packagesPath
    self.toolsPath = toolsPath
  }

  init(_ environment: ProcessEnvironment) {
    self.init(
      workspace: environment["WORKSPACE"], packagesPath: environment["PACKAGES_PATH"],
      toolsPath: environment["EDK_TOOLS_PATH"])
  }
}
