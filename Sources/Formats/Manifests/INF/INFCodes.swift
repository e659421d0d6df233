package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let infCodes: [Diagnostic.Code] = [
    .infNoFileGuid
  ]

  package static let infNoFileGuid = Diagnostic.Code(
    "inf-no-file-guid", "a module has no FILE_GUID",
    explanation: """
      FILE_GUID in `[Defines]` of an INF is the identity of the module: it becomes the name of its FFS
      file, by which dispatchers, APRIORI lists and other tools find it, and it tells copies of a module
      in one DSC apart. kiln does not use a module without one, whether it is a library or not.

          [Defines]
            INF_VERSION = 1.27
            BASE_NAME   = PlatformPei
            FILE_GUID   = 222c386d-5abc-4fb4-b124-fbb82488acf4
            MODULE_TYPE = PEIM

      Do not copy the GUID of another module: a volume cannot hold two files of one name.
      """,
    remedy: "Add FILE_GUID to `[Defines]`; `uuidgen` makes a new one.")
}
