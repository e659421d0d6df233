import Diagnostics
import Host
import Inspection
import PlatformModel

extension BuildSession.Packed {
  /// The images that the last build of the same variant left in the build folder: what has grown since then is the
  /// reason why these do not fit. nil if there are none, or if another program has written them.
  func lastBuild(output: String?) -> Measurement? {
    let images = session.workspace.outputFolder(of: platform, output: output) + "/FV"
    guard session.context.files.kind(of: images) == .folder else { return nil }
    // Whatever is wrong with the earlier images is of no interest here.
    let quiet = Context(session.context.console, manifests: session.context.manifests)
    let built = BuiltVariant(of: images, context: quiet)
    guard let record = built.record, let variant = try? session.workspace.variant(of: platform),
      variant.differences(from: record.variant).isEmpty
    else { return nil }
    do throws(DiagnosticError) {
      let measured = try Measurement(
        of: images, names: NameBook(platform), files: session.context.files)
      try built.checkImages(measured.files)
      return measured
    } catch {
      return nil
    }
  }
}
