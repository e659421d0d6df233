import Bytes
import Diagnostics
import Manifests
import Vocabulary

/// What the manifests and the command line say about PCDs, and what evaluates it: common to all passes over
/// the PCDs of one architecture.
struct PCDSources {
  let dsc: DSCFile
  /// The packages that modules of this architecture name.
  let store: ManifestStore
  /// By name; the first package of the platform that declares the PCD.
  let declarations: [PCDName: DECPCD]
  /// What the FDF sets.
  let flash: [PCDName: Fact<ExpressionValue>]
  /// The text of what the FDF sets, as edk2 hands it on.
  let flashTexts: [PCDName: String]
  /// `--pcd`, in the order of the command line.
  let commandLine: [(name: String, value: String)]
  let evaluator: PCDEvaluator

  init(_ platform: PlatformResolver, dsc: DSCFile, _ store: ManifestStore) {
    self.dsc = dsc
    self.store = store
    declarations = platform.pcds.declarations
    flash = platform.flashPCDs
    flashTexts = platform.flashTexts
    commandLine = platform.configuration.pcds
    evaluator = PCDEvaluator(expressions: platform.expressions)
  }

  var architecture: Architecture { store.architecture }
  /// In the order of first use.
  var packages: [PackageView] { store.packages }

  func guid(named name: String) -> DECGUID? { store.manifests.guid(named: name) }

  /// The size in bytes that a line of the DSC gives; nil without one, or after an error.
  func size(_ line: DSCPCD, _ name: PCDName, _ diagnostics: inout DiagnosticList) -> Int? {
    guard let text = line.sizeText else { return nil }
    guard let size = evaluator.expressions.evaluate(text, diagnostics: &diagnostics)?.number,
      (0...0xFFFF).contains(size)
    else {
      diagnostics.add(.pcdSizeMalformed(name, text))
      return nil
    }
    return Int(size)
  }
}
