package import Diagnostics

extension Driver {
  /// `kiln diff`: two platforms, two images, or two builds.
  package func diff(
    _ a: PlatformReference, _ b: PlatformReference, packing: PackingSelection, output: DiffOutput
  ) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      switch (isImage(a), isImage(b)) {
      case (true, true): return try await diffImages(a.text, b.text, output: output)
      case (false, false): return try await diffPlatforms(a, b, packing: packing, output: output)
      default: throw DiagnosticError(.comparisonMixed(a.text, b.text))
      }
    }
  }

  private func isImage(_ reference: PlatformReference) -> Bool {
    reference.revision == nil && reference.selection.platform == reference.text
      && isImage(imageFolder(reference.text))
  }
}

extension Diagnostic {
  static func comparisonMixed(_ a: String, _ b: String) -> Diagnostic {
    Diagnostic(
      .comparisonMixed, at: .commandLine, "'\(a)' and '\(b)' are not two platforms and not two images",
      fix: "compare two of one kind")
  }
}
