package import Diagnostics
package import Vocabulary

/// `LIBRARY_CLASS = Name|TYPE TYPE …`.
package struct INFProvidedClass: Sendable {
  package let arches: [Qualifier<Architecture>]
  package let name: Located<LibraryClassName>
  /// The types of modules that may link it; empty means all.
  package let moduleTypes: [ModuleType]
}

/// A line of [Sources]: `path|family|tag|tool code|feature flag`.
package struct INFSource: Sendable {
  package let arches: [Qualifier<Architecture>]
  /// Relative to the INF's folder.
  package let path: Located<String>
  /// GCC, MSFT …
  package let family: Located<String>?
  package let tagName: Located<String>?
  package let toolCode: Located<String>?
  package let featureFlag: Located<String>?
}

/// A line of [Binaries]: `type|path|target|family|tag|feature flag`.
package struct INFBinary: Sendable {
  package let arches: [Qualifier<Architecture>]
  /// PE32, TE, DISPOSABLE …
  package let type: Located<String>
  /// Relative to the INF's folder.
  package let path: Located<String>
  package let target: Located<String>?
  package let family: Located<String>?
  package let tagName: Located<String>?
  package let featureFlag: Located<String>?
}

/// A path of [Packages] or a C name of [Guids], [Protocols] or [Ppis]: `name|feature flag`.
package struct INFReference: Sendable {
  package let arches: [Qualifier<Architecture>]
  package let name: Located<String>
  package let featureFlag: Located<String>?
}

/// A line of [LibraryClasses]: `class|recommended instance or feature flag`.
package struct INFLibraryClass: Sendable {
  package let scopes: [ModuleScope]
  package let name: Located<LibraryClassName>
  package let featureFlag: Located<String>?
}

/// A line of [Pcd], [FixedPcd], [FeaturePcd], [PatchPcd] or [PcdEx]: `name|default|feature flag`.
package struct INFPCD: Sendable {
  /// The section that contains the line (EDK II INF Specification, "PCD Sections").
  package enum Kind: String, Sendable, CaseIterable {
    case fixed = "FIXEDPCD"
    case patchable = "PATCHPCD"
    case feature = "FEATUREPCD"
    /// [Pcd]: the platform decides the access type.
    case any = "PCD"
    case dynamicEx = "PCDEX"
  }

  package let kind: Kind
  package let arches: [Qualifier<Architecture>]
  package let name: Located<PCDName>
  package let defaultValue: Located<String>?
  package let featureFlag: Located<String>?
}

/// One [Depex] section.
package struct INFDepex: Sendable {
  package let scopes: [ModuleScope]
  package let range: SourceRange
  /// The expression as written, line by line.
  package internal(set) var lines: [ManifestLine]
}
