/// An option of edk2's `build`, and what kiln does with it.
package struct EDK2Option: Sendable {
  /// The option as `buildoptions.py` has it: its long name if it has one.
  package enum Name: String, CaseIterable, Sendable {
    case version = "--version"
    case help = "--help"
    case architecture = "--arch"
    case platform = "--platform"
    case module = "--module"
    case target = "--buildtarget"
    case toolchain = "--tagname"
    case skuID = "--sku-id"
    case threads = "-n"
    case flashDefinition = "--fdf"
    case flashImage = "--rom-image"
    case volumeImage = "--fv-image"
    case capsule = "--capsule-image"
    case skipAutoGen = "--skip-autogen"
    case reparse = "--re-parse"
    case caseInsensitive = "--case-insensitive"
    case warningAsError = "--warning-as-error"
    case log = "--log"
    case silent = "--silent"
    case quiet = "--quiet"
    case verbose = "--verbose"
    case debug = "--debug"
    case define = "--define"
    case reportFile = "--report-file"
    case reportType = "--report-type"
    case flag = "--flag"
    case noCache = "--no-cache"
    case conf = "--conf"
    case checkUsage = "--check-usage"
    case ignoreSources = "--ignore-sources"
    case pcd = "--pcd"
    case commandLength = "--cmd-len"
    case hash = "--hash"
    case binaryDestination = "--binary-destination"
    case binarySource = "--binary-source"
    case multiThread = "--genfds-multi-thread"
    case noMultiThread = "--no-genfds-multi-thread"
    case noIncludePathCheck = "--disable-include-path-check"
  }

  /// What follows the option.
  package enum Argument: Equatable, Sendable {
    case none
    case text(String)
    /// An integer, as Python's optparse reads it.
    case number(String)
    case choice(String, [String])
  }

  package enum Treatment: Sendable {
    /// kiln does what edk2 does. The text says how kiln spells it if that differs, or what differs.
    case accepted(String = "")
    /// Nothing that is built depends on it. The text says why.
    case ignored(String)
    /// As `ignored`, but the user might expect an effect: the text is shown when the option is used.
    case noted(String)
    /// The text names what to do instead.
    case refused(String)
  }

  package let name: Name
  /// `-x`.
  package let short: String?
  package let argument: Argument
  /// Whether edk2 accepts it only once on a command line.
  package let isSingle: Bool
  package let treatment: Treatment
  /// What the newest release that was looked at (`newest`) changed since 2022.11.
  package let change: String?

  init(
    _ name: Name, _ short: String? = nil, _ argument: Argument, isSingle: Bool = false,
    _ treatment: Treatment, change: String? = nil
  ) {
    self.name = name
    self.short = short
    self.argument = argument
    self.isSingle = isSingle
    self.treatment = treatment
    self.change = change
  }

  /// A flag.
  init(_ name: Name, _ short: String? = nil, _ treatment: Treatment) {
    self.init(name, short, .none, treatment)
  }

  /// As edk2's help has them: `-x`, `--sku-id`.
  package var names: [String] { (short.map { [$0] } ?? []) + [name.rawValue] }

  /// The name of its value; nil for a flag.
  package var value: String? {
    switch argument {
    case .none: nil
    case .text(let name), .number(let name), .choice(let name, _): name
    }
  }

  package var isRefused: Bool {
    if case .refused = treatment { true } else { false }
  }

  package static subscript(name: Name) -> EDK2Option? { all.first { $0.name == name } }
}

/// A word of edk2's `build`, which says how far to build.
package struct EDK2Word: Sendable {
  package let name: String
  package let treatment: EDK2Option.Treatment

  init(_ name: String, _ treatment: EDK2Option.Treatment = .accepted()) {
    self.name = name
    self.treatment = treatment
  }

  package static let all: [EDK2Word] = [
    EDK2Word("all"),
    EDK2Word("fds", .accepted("packs what is compiled")),
    EDK2Word("genc", .accepted("as `genmake`")),
    EDK2Word("genmake", .accepted("writes `build.ninja` in place of makefiles")),
    EDK2Word("clean", .accepted("removes the build folder")),
    EDK2Word("cleanall", .accepted("as `clean`; kiln keeps nothing in `Conf`")),
    EDK2Word("cleanlib", .accepted("removes what is built of the libraries")),
    EDK2Word("modules"),
    EDK2Word("libraries", .accepted("compiles the modules, too")),
    EDK2Word("run", .refused("use 'kiln boot IMAGE', which runs the image in QEMU")),
  ]

  /// The word if it is one of edk2's that kiln refuses. The case of the letters does not matter.
  package static func refused(_ word: String) -> EDK2Word? {
    all.first { known in
      guard case .refused = known.treatment else { return false }
      return known.name == word.lowercased()
    }
  }
}
