package import Diagnostics
import ObjectFormats

/// The rules of `kiln lint`, each by the code that it reports.
package enum LintRules {
  /// In the order of their names. What resolving a platform has to say comes on top.
  package static let all: [Diagnostic.Code] = (Diagnostic.Code.lintCodes + typedPVHHeader).sorted {
    $0.name < $1.name
  }

  /// What is found in an ELF header that an FDF holds as typed-in bytes.
  private static let typedPVHHeader: [Diagnostic.Code] = [
    .pvhEntry, .pvhLoadAddress, .pvhNote, .pvhNoteAlignment, .pvhSegment, .pvhTruncated,
  ]
}

extension Diagnostic.Code {
  /// All that this room declares.
  package static let lintCodes: [Diagnostic.Code] =
    dispatchCodes + flashDataCodes + lintRuleCodes + waiverCodes
}
