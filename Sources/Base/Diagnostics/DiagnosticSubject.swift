package import Vocabulary

extension Diagnostic {
  /// What a diagnostic is about, as a value: reports join findings to their rows by it.
  package enum Subject: Hashable, Sendable {
    case device(DeviceName)
    case volume(VolumeName)
    /// A module by its BASE_NAME.
    case module(ModuleName)
    /// What the subject costs in flash, compressed.
    indirect case inFlash(Subject)
    case libraryClass(LibraryClassName)
    case pcd(PCDName)
    /// A macro of a DSC or FDF.
    case macro(String)
    /// A file of the source tree.
    case path(TreePath)
  }
}
