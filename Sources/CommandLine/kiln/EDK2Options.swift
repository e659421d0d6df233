import ArgumentParser
import Diagnostics
import Host
import KilnDriver

/// Options of edk2's `build` that kiln does not have otherwise. `EDK2Option` in the driver says what becomes of each.
struct EDK2Options: ParsableArguments {
  @Option(
    name: [.customShort("m"), .customLong("module")],
    help: "Compile only the module of this INF file, with its libraries, and pack nothing.")
  var module: String?

  @Option(
    name: [.customShort("x"), .customLong("sku-id")],
    help: "The SKU to build for. Default: SKUID_IDENTIFIER of the DSC.")
  var skuID: String?

  @Option(
    name: [.customShort("f"), .customLong("fdf")],
    help: "The FDF to use. Default: FLASH_DEFINITION of the DSC.")
  var fdf: String?

  @Option(
    name: [.customShort("r"), .customLong("rom-image")],
    help: "Write only the flash image of this [FD]; may be repeated.")
  var romImage: [String] = []

  @Option(
    name: [.customShort("i"), .customLong("fv-image")],
    help: "Write only the volume of this [FV]; may be repeated.")
  var volumeImage: [String] = []

  @Flag(name: .customLong("warning-as-error"), help: "End the build if there are warnings.")
  var warningAsError = false

  @Option(name: .customLong("log"), help: "Write what is shown to this file as well.")
  var log: String?

  @Option(
    name: [.customShort("y"), .customLong("report-file")],
    help: "Write a report of the build in edk2's form to this file.")
  var reportFile: String?

  @Option(
    name: [.customShort("Y"), .customLong("report-type")],
    help: "A section of that report: PCD, LIBRARY, BUILD_FLAGS, DEPEX or HASH; may be repeated. Default: all."
  )
  var reportType: [String] = []

  @Option(name: [.customShort("C"), .customLong("capsule-image")], help: .hidden) var capsule: [String] = []
  @Flag(name: [.customShort("u"), .customLong("skip-autogen")], help: .hidden) var skipAutoGen = false
  @Flag(name: [.customShort("e"), .customLong("re-parse")], help: .hidden) var reparse = false
  @Flag(name: [.customShort("c"), .customLong("case-insensitive")], help: .hidden) var ignoreCase = false
  @Flag(name: [.customShort("s"), .customLong("silent")], help: .hidden) var silent = false
  @Option(name: [.customShort("d"), .customLong("debug")], help: .hidden) var debug: [Int] = []
  // Its value is `-c` or `-s`.
  @Option(
    name: [.customShort("F"), .customLong("flag")], parsing: .unconditionalSingleValue, help: .hidden)
  var flag: [String] = []
  @Flag(name: .customLong("check-usage"), help: .hidden) var checkUsage = false
  @Flag(name: .customLong("ignore-sources"), help: .hidden) var ignoreSources = false
  @Option(name: [.customShort("l"), .customLong("cmd-len")], help: .hidden) var commandLength: [Int] = []
  @Flag(name: .customLong("hash"), help: .hidden) var hash = false
  @Option(name: .customLong("binary-destination"), help: .hidden) var binaryDestination: [String] = []
  @Option(name: .customLong("binary-source"), help: .hidden) var binarySource: [String] = []
  @Flag(name: .customLong("genfds-multi-thread"), help: .hidden) var multiThread = false
  @Flag(name: .customLong("no-genfds-multi-thread"), help: .hidden) var noMultiThread = false
  @Flag(name: .customLong("disable-include-path-check"), help: .hidden) var noIncludePathCheck = false

  /// Those that are given.
  var used: [EDK2Option.Name] {
    let given: [(EDK2Option.Name, Bool)] = [
      (.capsule, !capsule.isEmpty), (.skipAutoGen, skipAutoGen), (.reparse, reparse),
      (.caseInsensitive, ignoreCase), (.silent, silent), (.debug, !debug.isEmpty),
      (.flag, !flag.isEmpty),
      (.checkUsage, checkUsage), (.ignoreSources, ignoreSources),
      (.commandLength, !commandLength.isEmpty), (.hash, hash),
      (.binaryDestination, !binaryDestination.isEmpty), (.binarySource, !binarySource.isEmpty),
      (.multiThread, multiThread), (.noMultiThread, noMultiThread),
      (.noIncludePathCheck, noIncludePathCheck),
    ]
    return given.filter(\.1).map(\.0)
  }

  /// One of those given that cannot be used for several variants.
  var ofOneBuild: EDK2Option.Name? {
    let given: [(EDK2Option.Name, Bool)] = [
      (.module, module != nil), (.skuID, skuID != nil), (.flashDefinition, fdf != nil),
      (.flashImage, !romImage.isEmpty), (.volumeImage, !volumeImage.isEmpty),
      (.warningAsError, warningAsError), (.reportFile, reportFile != nil),
    ]
    return given.first(where: \.1)?.0 ?? used.first { EDK2Option[$0]?.isRefused == true }
  }

  /// The console, with the file of `--log`.
  func console(isQuiet: Bool) throws -> Console {
    do {
      return Console(isQuiet: isQuiet, log: try log.map { path in try LogFile(path) })
    } catch let error as DiagnosticError {
      Console().report(error.diagnostics)
      throw ExitCode(ExitStatus(error.diagnostics).rawValue)
    }
  }
}
