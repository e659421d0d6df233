package import Vocabulary

extension Diagnostic {
  /// What a diagnostic is about, as a value: reports match findings to their rows by it.
  package enum Subject: Hashable, Sendable {
    case device(DeviceName)
    case volume(VolumeName)
    /// A module by its BASE_NAME.
    case module(ModuleName)
    /// The compressed size of the subject in flash.
    indirect case inFlash(Subject)
    /// A variant of a product line as a whole.
    case variant(VariantName)
    /// The subject in one variant of several.
    indirect case inVariant(VariantName, Subject)
    case libraryClass(LibraryClassName)
    case pcd(PCDName)
    /// A macro of a DSC or FDF.
    case macro(String)
    /// A file of the source tree.
    case path(TreePath)
  }
}
