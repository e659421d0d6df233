import ActionCache
import AutoGen
import BuildGraph
import Bytes
import Comparison
import Compression
package import Diagnostics
import Emulation
import FirmwareImage
import Host
import Identify
import Lint
import Manifests
import ObjectFormats
import Packaging
import PlatformModel
import Sizes

/// All codes that kiln can report, collected from the lists beside the passes.
///
/// `Tests/HouseTests` checks that every declared code is in it exactly once.
package struct DiagnosticCatalogue: Sendable {
  /// The codes of one area, sorted by name.
  package struct Chapter: Sendable {
    package let title: String
    package let codes: [Diagnostic.Code]

    init(_ title: String, _ codes: [Diagnostic.Code]...) {
      self.title = title
      self.codes = codes.flatMap(\.self).sorted { $0.name < $1.name }
    }
  }

  package let chapters: [Chapter]

  /// All codes, sorted by name.
  package var codes: [Diagnostic.Code] { chapters.flatMap(\.codes).sorted { $0.name < $1.name } }

  package init() {
    chapters = [
      Chapter(
        "Manifests", Diagnostic.Code.preprocessorCodes, Diagnostic.Code.expressionCodes,
        Diagnostic.Code.syntaxCodes,
        Diagnostic.Code.dscCodes, Diagnostic.Code.infCodes, Diagnostic.Code.fdfCodes,
        Diagnostic.Code.toolsDefinitionCodes, Diagnostic.Code.maintainersCodes),
      Chapter(
        "Platforms", Diagnostic.Code.platformModelCodes, Diagnostic.Code.flashCodes,
        Diagnostic.Code.resolutionCodes,
        Diagnostic.Code.variantCodes),
      Chapter(
        "Generated code", Diagnostic.Code.autoGenCodes, Diagnostic.Code.generatedCodeCodes,
        Diagnostic.Code.pcdDatabaseCodes, Diagnostic.Code.stringPackageCodes,
        Diagnostic.Code.imagePackageCodes,
        Diagnostic.Code.hiiCodes),
      Chapter(
        "Building", Diagnostic.Code.buildGraphCodes, Diagnostic.Code.buildingCodes,
        Diagnostic.Code.imageInstallationCodes, Diagnostic.Code.actionCodes, Diagnostic.Code.actionCacheCodes,
        Diagnostic.Code.buildToolCodes),
      Chapter("Packing", Diagnostic.Code.packagingCodes),
      Chapter(
        "Images and executables", Diagnostic.Code.firmwareImageCodes, Diagnostic.Code.compressionCodes,
        Diagnostic.Code.objectFormatsCodes, Diagnostic.Code.pvhCodes, Diagnostic.Code.armImageCodes,
        Diagnostic.Code.diagnosticsCodes),
      Chapter(
        "Sizes and budgets", Diagnostic.Code.budgetCodes, Diagnostic.Code.sizeHistoryCodes,
        Diagnostic.Code.sizeCommandCodes, Diagnostic.Code.historySelectionCodes),
      Chapter(
        "Comparison and drift", Diagnostic.Code.comparisonCommandCodes, Diagnostic.Code.verifyCodes,
        Diagnostic.Code.driftCodes),
      Chapter("Lint", Diagnostic.Code.lintCodes),
      Chapter("Identification", Diagnostic.Code.identifyCommandCodes, Diagnostic.Code.firmwareSetCodes),
      Chapter(
        "QEMU and Xen", Diagnostic.Code.emulationCodes, Diagnostic.Code.bootCodes, Diagnostic.Code.xenCodes),
      Chapter("Files, git and programs", Diagnostic.Code.hostCodes, Diagnostic.Code.gitCodes),
      Chapter(
        "Commands", Diagnostic.Code.kilnDriverCodes, Diagnostic.Code.workspaceCodes,
        Diagnostic.Code.catalogueCodes),
    ]
  }

  package subscript(name: String) -> Diagnostic.Code? { codes.first { $0.name == name } }

  /// Codes that `word` may be meant for: one that differs by a typing error, otherwise those that contain the
  /// word.
  package func suggestions(for word: String) -> [String] {
    let names = codes.map(\.name)
    if let nearest = EditDistance.nearest(to: word, among: names) { return [nearest] }
    return word.isEmpty ? [] : Array(names.filter { $0.contains(word) }.prefix(Self.mostSuggestions))
  }

  private static let mostSuggestions = 5
}
