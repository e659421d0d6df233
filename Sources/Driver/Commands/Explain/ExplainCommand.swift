import Comparison
package import Diagnostics
import FirmwareImage
import Host
import Inspection
import Manifests
import PlatformModel

/// `kiln explain` for a subject in a platform.
package struct ExplainCommand: KilnCommand {
  package let context: Context
  let selection: PlatformSelection
  let what: String
  /// The image for an offset; nil for the first image of the platform's build.
  let image: String?
  let json: Bool

  package init(_ selection: PlatformSelection, what: String, image: String?, json: Bool, context: Context) {
    self.context = context
    self.selection = selection
    self.what = what
    self.image = image
    self.json = json
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let platform = try PlatformSurveyor(context: context).survey(selection)
    context.warn(platform.survey.defineUse.warnings)
    let explanations: [Explanation]
    if let offsets = Self.offsets(what) {
      explanations = [try await explain(offsets, of: platform)]
    } else {
      let explainer = PlatformExplainer(platform.survey)
      explanations = explainer.explain(what)
      guard !explanations.isEmpty else {
        throw DiagnosticError(.explanationMissing(what, suggestions: explainer.suggestions(for: what)))
      }
    }
    let report = ExplanationReport(explanations, roots: platform.roots.folders)
    console.print(json ? report.json : report.text)
    context.report(platform.problems)
    return .fine
  }

  /// Parses `0x1234` or `0x48>0x10`, with or without `offset:` before it.
  private static func offsets(_ what: String) -> [Int]? {
    let text = what.lowercased().hasPrefix("offset:") ? String(what.dropFirst(7)) : what
    var offsets: [Int] = []
    for part in text.split(separator: ">", omittingEmptySubsequences: false) {
      let number = part.lowercased().hasPrefix("0x") ? Int(part.dropFirst(2), radix: 16) : Int(part)
      guard let number, number >= 0 else { return nil }
      offsets.append(number)
    }
    return offsets
  }

  private func explain(_ offsets: [Int], of platform: SurveyedPlatform)
    async throws(DiagnosticError)
    -> Explanation
  {
    let model = platform.survey.model.platform
    let folder = "\(platform.roots.folders[0])/\(model.buildFolder)"
    var path = image ?? ""
    if image == nil { path = try builtImage(folder) }
    let (flash, problems) = try ImageLoader(files: files).load(path)
    context.report(problems)
    // The link maps of the build folder that contains the image, if any.
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let symbols = await BuildSymbols(
      parts.last == "FV" ? parts.dropLast().joined(separator: "/") : folder, files: files)
    let walk = OffsetWalk(flash, offsets: offsets, names: NameBook(model), symbols: symbols)
    var statements = walk.explanation
    if let guid = walk.file,
      let module = model.modules.first(where: { $0.fileGUID == guid })
    {
      statements.append(Explanation.Statement("made of \(module.path)", at: .source(module.range)))
    }
    let place = offsets.map { "0x" + String($0, radix: 16, uppercase: true) }.joined(separator: ">")
    return Explanation(.offset, "byte \(place) of \(path)", statements)
  }

  private func builtImage(_ folder: String) throws(DiagnosticError) -> String {
    guard files.kind(of: "\(folder)/FV") == .folder else {
      throw DiagnosticError(.nothingBuilt("\(folder)/FV"))
    }
    return try ImageLoader(files: files).imagePath(folder, preferring: ["OVMF.fd", "OVMF_CODE.fd"])
  }
}

extension Diagnostic {
  static func explanationMissing(_ what: String, suggestions: [String]) -> Diagnostic {
    Diagnostic(
      .explanationMissing, at: .commandLine,
      "expected a module, library class, PCD, option or macro of the platform, found '\(what)'",
      fix: suggestions.isEmpty
        ? "use a name that 'kiln resolve' lists" : "did you mean \(suggestions.joined(separator: ", "))?")
  }
}
