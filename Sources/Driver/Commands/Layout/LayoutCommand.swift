package import Diagnostics
import Host
import Inspection
import PlatformModel

/// `kiln layout`.
package struct LayoutCommand: KilnCommand {
  package let context: Context
  let selection: SubjectSelection
  let packing: PackingSelection
  let listsFiles: Bool
  let json: Bool

  package init(
    _ selection: SubjectSelection, packing: PackingSelection, listsFiles: Bool, json: Bool, context: Context
  ) {
    self.context = context
    self.selection = selection
    self.packing = packing
    self.listsFiles = listsFiles
    self.json = json
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let report = try await report()
    context.report()
    console.print(json ? report.json : report.text)
    return .fine
  }

  private func report() async throws(DiagnosticError) -> FlashMapReport {
    if let images = Subject(selection.text, files: files).images {
      let measured = try Measurement(of: images, names: NameBook(), files: files)
      context.warn(measured.problems)
      return FlashMapReport(measured.maps, contents: [], listsFiles: listsFiles)
    }
    let session = try BuildSession(selection.platform, packing: packing, output: nil, context: context)
    let platform = try session.platform()  // From here on no manifest is read.
    if packing.prebuilt != nil {
      let maps = try await session.packPrebuilt(platform).measured().maps
      return FlashMapReport(maps, contents: [], listsFiles: listsFiles)
    }
    let names = NameBook(platform)
    return FlashMapReport(
      (platform.flash?.devices ?? []).map(FlashMap.init(planned:)),
      contents: (platform.flash?.volumes ?? []).map { VolumeContents($0, names: names) },
      listsFiles: listsFiles)
  }
}
