import ArgumentParser

/// Options of edk2's `build` that kiln does not have otherwise. `EDK2Option` in the driver says what becomes of each.
struct EDK2Options: ParsableArguments {
  @Option(
    name: [.customShort("m"), .customLong("module")],
    help: "Compile only the module of this INF file, with its libraries, and pack nothing.")
  var module: String?

  @Option(name: [.customShort("x"), .customLong("sku-id")], help: .hidden) var skuID: [String] = []
  @Option(name: [.customShort("f"), .customLong("fdf")], help: .hidden) var fdf: [String] = []
  @Option(name: [.customShort("r"), .customLong("rom-image")], help: .hidden) var romImage: [String] = []
  @Option(name: [.customShort("i"), .customLong("fv-image")], help: .hidden) var volumeImage: [String] = []
  @Option(name: [.customShort("C"), .customLong("capsule-image")], help: .hidden) var capsule: [String] = []
  @Flag(name: [.customShort("u"), .customLong("skip-autogen")], help: .hidden) var skipAutoGen = false
  @Flag(name: [.customShort("e"), .customLong("re-parse")], help: .hidden) var reparse = false
  @Flag(name: [.customShort("c"), .customLong("case-insensitive")], help: .hidden) var ignoreCase = false
  @Flag(name: .customLong("warning-as-error"), help: .hidden) var warningAsError = false
  @Option(name: .customLong("log"), help: .hidden) var log: [String] = []
  @Flag(name: [.customShort("s"), .customLong("silent")], help: .hidden) var silent = false
  @Option(name: [.customShort("d"), .customLong("debug")], help: .hidden) var debug: [Int] = []
  @Option(name: [.customShort("y"), .customLong("report-file")], help: .hidden) var reportFile: [String] = []
  @Option(name: [.customShort("Y"), .customLong("report-type")], help: .hidden) var reportType: [String] = []
  // Its value is `-c` or `-s`.
  @Option(
    name: [.customShort("F"), .customLong("flag")], parsing: .unconditionalSingleValue, help: .hidden)
  var flag: [String] = []
  @Flag(name: [.customShort("N"), .customLong("no-cache")], help: .hidden) var noCache = false
  @Flag(name: .customLong("check-usage"), help: .hidden) var checkUsage = false
  @Flag(name: .customLong("ignore-sources"), help: .hidden) var ignoreSources = false
  @Option(name: [.customShort("l"), .customLong("cmd-len")], help: .hidden) var commandLength: [Int] = []
  @Flag(name: .customLong("hash"), help: .hidden) var hash = false
  @Option(name: .customLong("binary-destination"), help: .hidden) var binaryDestination: [String] = []
  @Option(name: .customLong("binary-source"), help: .hidden) var binarySource: [String] = []
  @Flag(name: .customLong("genfds-multi-thread"), help: .hidden) var multiThread = false
  @Flag(name: .customLong("no-genfds-multi-thread"), help: .hidden) var noMultiThread = false
  @Flag(name: .customLong("disable-include-path-check"), help: .hidden) var noIncludePathCheck = false

  /// The long names of those that are given.
  var used: [String] {
    let given: [(String, Bool)] = [
      ("--sku-id", !skuID.isEmpty), ("--fdf", !fdf.isEmpty), ("--rom-image", !romImage.isEmpty),
      ("--fv-image", !volumeImage.isEmpty), ("--capsule-image", !capsule.isEmpty),
      ("--skip-autogen", skipAutoGen), ("--re-parse", reparse), ("--case-insensitive", ignoreCase),
      ("--warning-as-error", warningAsError), ("--log", !log.isEmpty), ("--silent", silent),
      ("--debug", !debug.isEmpty), ("--report-file", !reportFile.isEmpty),
      ("--report-type", !reportType.isEmpty), ("--flag", !flag.isEmpty), ("--no-cache", noCache),
      ("--check-usage", checkUsage), ("--ignore-sources", ignoreSources),
      ("--cmd-len", !commandLength.isEmpty), ("--hash", hash),
      ("--binary-destination", !binaryDestination.isEmpty), ("--binary-source", !binarySource.isEmpty),
      ("--genfds-multi-thread", multiThread), ("--no-genfds-multi-thread", noMultiThread),
      ("--disable-include-path-check", noIncludePathCheck),
    ]
    return given.filter(\.1).map(\.0)
  }
}
