package import Vocabulary

/// `[Rule.arch.moduleType.template]`: how a module becomes an FFS file (FDF 1.28, 3.9).
package struct FDFRule: Equatable, Sendable {
  package enum Form: Equatable, Sendable {
    /// One section on the line of FILE: each of the module's files that matches makes a section.
    case simple
    case complex
  }

  /// `Rule.Common.PEIM`, as written.
  package var title: String
  package var architecture: Located<Qualifier<Architecture>>
  package var moduleType: Located<ModuleType>
  /// What `RuleOverride =` names.
  package var template: Located<RuleName>?
  package var fileType: Located<FDFFileType>
  package var fileName: Located<FDFGUIDReference>
  package var options: FDFFileOptions
  package var form: Form
  package var sections: [FDFSection]
}
