package import Vocabulary

/// `INF [options] path.inf`: a module that a rule makes into an FFS file (FDF 1.28, 3.6).
package struct FDFModule: Equatable, Sendable {
  package var path: Located<TreePath>
  /// `FILE_GUID =`: a copy of the module under this name.
  package var fileGUID: Located<FDFGUIDReference>?
  /// `RuleOverride =`: the template name of the rule to use.
  package var ruleOverride: Located<RuleName>?
  /// `VERSION =`, without its quotes.
  package var version: Located<String>?
  /// `UI =`, without its quotes.
  package var userInterface: Located<String>?
  /// `USE =`: the architecture whose build of the module is meant.
  package var architecture: Located<Architecture>?
  /// `Target_Tag_Arch` filters.
  package var keyStrings: [Located<String>] = []
  /// `| RELOCS_STRIPPED` is false, `| RELOCS_RETAINED` is true.
  package var keepsRelocations: Located<Bool>?

  package init(path: Located<TreePath>) { self.path = path }
}
