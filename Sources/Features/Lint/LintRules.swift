package import Diagnostics
import ObjectFormats

/// The rules of `kiln lint`, each by the code that it reports.
package enum LintRules {
  /// Sorted by name. The codes of the resolver are not among them.
  package static let all: [Diagnostic.Code] = (Diagnostic.Code.lintCodes + typedPVHHeader).sorted {
    $0.name < $1.name
  }

  /// Codes of a typed-in ELF header in an FDF.
  private static let typedPVHHeader: [Diagnostic.Code] = [
    .pvhEntry, .pvhLoadAddress, .pvhNote, .pvhNoteAlignment, .pvhSegment, .pvhTruncated,
  ]
}

extension Diagnostic.Code {
  /// All that this room declares.
  package static let lintCodes: [Diagnostic.Code] =
    dispatchCodes + flashDataCodes + lintRuleCodes + waiverCodes
}
