import BaseTools
import Bytes
package import Diagnostics
import Host
import Manifests
import ObjectFormats
package import Vocabulary

/// The options of `kiln tool genfw`.
package struct GenFwSelection: Sendable {
  package enum Job: Sendable {
    /// `-e MODULE_TYPE`: a linked ELF file becomes a PE image.
    case image(moduleType: ModuleType)
    /// `-c`: extract the ACPI table in a linked ELF file.
    case acpiTable
    /// `--hiibinpackage`, with the GUID of the package list from `-g`.
    case hiiPackages(list: String)
  }

  package var job: Job
  package var inputs: [String]
  package var output: String
  /// The words of GENFW_FLAGS.
  package var flags: [String]
  /// Names of behaviours of GenFw to follow.
  package var followed: [String]
  /// `--image-version`, as written.
  package var imageVersion: String?
  /// The path of the symbol file for debuggers; the input if nil.
  package var symbolPath: String?
  /// The paths of copies of the output.
  package var copies: [String]

  package init(
    job: Job, inputs: [String], output: String, flags: [String],
    followed: [String], imageVersion: String?, symbolPath: String?, copies: [String]
  ) {
    self.job = job
    self.inputs = inputs
    self.output = output
    self.flags = flags
    self.followed = followed
    self.imageVersion = imageVersion
    self.symbolPath = symbolPath
    self.copies = copies
  }
}

extension ImageConversion.RelocationRules {
  fileprivate init(following followed: Set<BaseToolsBehaviour>) {
    self.init()
    takesRelaxedLoadsForLoads = !followed.contains(.relaxedTableReferences)
    countsPagesInADR = !followed.contains(.nearTablePages)
    loongArchPairing = followed.contains(.loongArchPairs) ? .bySymbol : .adjacent
  }
}

/// `kiln tool genfw`: converts the output of the linker to the formats that firmware uses.
package struct GenFwCommand: KilnCommand {
  package let context: Context
  package var outputChoice: String? { "-o" }
  let selection: GenFwSelection

  package init(_ selection: GenFwSelection, context: Context) {
    self.context = context
    self.selection = selection
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let (bytes, report) = try convert(selection)
    var outputs = [(path: selection.output, bytes: bytes)]
    outputs += selection.copies.map { (path: $0, bytes: bytes) }
    if let report { outputs.append((path: report.path, bytes: Array(report.text.utf8))) }
    for output in outputs { try files.update(output.path, with: output.bytes) }
    return .fine
  }

  /// What the tree's GenFw does since some release.
  private func followed() throws(DiagnosticError) -> Set<BaseToolsBehaviour> {
    let known: [BaseToolsBehaviour] = [
      .nxCompatible, .propertyNotes, .riscVPropertyNotes, .relaxedTableReferences, .nearTablePages,
      .loongArchPairs,
    ]
    return try BaseToolsBehaviour.named(selection.followed, of: known)
  }

  private func convert(_ selection: GenFwSelection) throws(DiagnosticError) -> (
    bytes: [UInt8], report: (path: String, text: String)?
  ) {
    guard let input = selection.inputs.first else { throw DiagnosticError(.genfwWithoutInput) }
    switch selection.job {
    case .image(let moduleType):
      guard let subsystem = Subsystem(moduleType: moduleType) else {
        throw DiagnosticError(.genfwModuleType(moduleType))
      }
      let path = selection.symbolPath ?? input
      let followed = try followed()
      guard
        var conversion = ImageConversion(
          subsystem: subsystem, symbolPath: path, marksNXCompatible: followed.contains(.nxCompatible),
          flags: selection.flags)
      else { throw DiagnosticError(.genfwFlags(selection.flags)) }
      conversion.relocationRules = .init(following: followed)
      conversion.marksLandingPads =
        followed.contains(.propertyNotes) || followed.contains(.riscVPropertyNotes)
      if let text = selection.imageVersion {
        guard let version = ImageConversion.Version(text) else { throw DiagnosticError(.genfwVersion(text)) }
        conversion.version = version
      }
      let image = try elf(input) { elf throws(ELFError) in
        if conversion.keepsBuildIdentifier, !elf.hasBuildIdentifier {
          context.warn([.genfwNoBuildIdentifier(input)])
        }
        return try conversion.image(of: elf)
      }
      let stem = selection.output.lastIndex(of: ".").map { selection.output[..<$0] } ?? selection.output[...]
      return (image, ("\(stem).txt", "MODULE_SIZE = \(image.count)\nTIME_STAMP = 0\n"))
    case .acpiTable:
      let conversion = ImageConversion(
        subsystem: .bootServiceDriver, symbolPath: selection.symbolPath ?? input)
      return (try elf(input) { elf throws(ELFError) in try conversion.acpiTable(of: elf) }, nil)
    case .hiiPackages(let list):
      guard let list = GUID(list) else { throw DiagnosticError(.genfwGUID(list)) }
      var packages: [[UInt8]] = []
      for input in selection.inputs { packages.append(try files.contents(of: input)) }
      return (HIIResource.section(packages: packages, list: list), nil)
    }
  }

  private func elf(_ path: String, _ body: (ELFImage) throws(ELFError) -> [UInt8]) throws(DiagnosticError)
    -> [UInt8]
  {
    let bytes = try files.contents(of: path)
    do throws(ELFError) {
      return try body(try ELFImage(parsing: bytes[...]))
    } catch {
      let file = path.split(separator: "/").last.map(String.init) ?? path
      throw DiagnosticError(.conversion(error, module: file, at: .file(path)))
    }
  }
}

extension Diagnostic {
  static var genfwWithoutInput: Diagnostic {
    Diagnostic(
      .genfwNoInput, at: .commandLine, "expected an input file, found none",
      fix: "give the file to convert as an argument")
  }

  static func genfwModuleType(_ type: ModuleType) -> Diagnostic {
    Diagnostic(
      .genfwModuleType, at: .commandLine, "expected a MODULE_TYPE that becomes an image, found '\(type)'",
      fix: "give the MODULE_TYPE of the module's INF to -e")
  }

  static func genfwFlags(_ flags: [String]) -> Diagnostic {
    Diagnostic(
      .genfwFlags, at: .commandLine,
      "kiln does not support all flags of GENFW_FLAGS '\(flags.joined(separator: " "))'",
      fix:
        "use only --zero, --nonxcompat, --image-version, --build-id, --keepexceptiontable, --keepoptionalheader, "
        + "--keepzeropending, -v and -q")
  }

  static func genfwVersion(_ text: String) -> Diagnostic {
    Diagnostic(
      .genfwFlags, at: .commandLine, "expected MAJOR or MAJOR.MINOR for --image-version, found '\(text)'",
      fix: "write decimal numbers of at most 65535")
  }

  static func genfwNoBuildIdentifier(_ path: String) -> Diagnostic {
    Diagnostic(
      .genfwNoBuildIdentifier, at: .file(path),
      "expected a section .build-id, found none; there is no .bldid",
      fix:
        "link with --build-id, and with a linker script that keeps it, or remove --build-id from GENFW_FLAGS")
  }

  static func genfwGUID(_ text: String) -> Diagnostic {
    Diagnostic(
      .guidMalformed, at: .commandLine, "expected a GUID for -g, found '\(text)'",
      fix: "write 8-4-4-4-12 hexadecimal digits")
  }
}
