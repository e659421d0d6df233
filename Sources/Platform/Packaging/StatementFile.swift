import Bytes
import Diagnostics
import FirmwareImage
import Manifests
import PlatformModel

/// Makes the FFS file of a FILE statement (FDF 1.28, 2.6 and 3.6).
struct StatementFile {
  let placement: FileStatementPlacement
  private var sections: StatementSections

  init(_ placement: FileStatementPlacement, sections: StatementSections) {
    self.placement = placement
    self.sections = sections
  }

  var diagnostics: DiagnosticList { sections.diagnostics }
  /// The compressed sections in the file, in order.
  var streams: [PackedStream] { sections.streams }

  /// The file; nil after an error.
  mutating func plan() async -> FilePlan? {
    let statement = placement.statement
    var alignment = statement.options.alignment?.value.byteCount ?? 1
    let contents: FilePlan.Contents
    switch statement.body {
    case .volume(let name):
      guard let volume = sections.volume(name) else { return nil }
      contents = .bytes(volume.bytes)
    case .flashDevice(let name):
      sections.diagnostics.add(.sectionUnsupported("an FD inside a file", at: name.range))
      return nil
    case .files(let files):
      guard let (bytes, wanted) = joined(files) else { return nil }
      alignment = max(alignment, wanted)
      contents = .bytes(bytes)
    case .sections(let syntax):
      guard let plans = await sections.plans(of: syntax) else { return nil }
      contents = .sections(plans)
    }
    return FilePlan(
      placement.name, type: FFSFile.FileType(statement.type.value), isFixed: statement.options.isFixed,
      hasChecksum: statement.options.hasChecksum, alignment: alignment, contents: contents)
  }

  /// The files concatenated, each padded to its own alignment, with the largest alignment.
  private mutating func joined(_ files: [FDFAlignedFile]) -> (bytes: [UInt8], alignment: Int)? {
    var writer = ByteWriter()
    var greatest = 1
    for file in files {
      guard let bytes = sections.context.read(file.path, diagnostics: &sections.diagnostics) else {
        return nil
      }
      writer.write(bytes)
      let alignment = max(1, file.alignment?.value.byteCount ?? 1)
      if files.count > 1 { writer.pad(to: alignment, with: 0xFF) }
      greatest = max(greatest, alignment)
    }
    return (writer.bytes, greatest)
  }
}
