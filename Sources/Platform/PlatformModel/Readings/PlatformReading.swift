import Diagnostics
package import Manifests
package import Vocabulary

/// The lines of a platform's DSC and FDF that one configuration reads. No INF or DEC is opened for it.
package struct PlatformReading: Sendable {
  package let architectures: [Architecture]
  /// Those of SUPPORTED_ARCHITECTURES.
  package let supported: [Architecture]
  package let record: LineRecord
  package let uses: MacroUses
  /// The macros and PCDs at the end.
  package let environment: MacroEnvironment
  /// All files of the manifests, also those that only other configurations include, without `.` and `..`.
  package var paths: Set<String> { uses.paths }
  /// The INF files that the lines name.
  package let modules: Set<TreePath>
  /// Those of the files above that are or are included by the FDF.
  package let flashPaths: Set<String>
  /// Equal for readings that read the same text for the same architectures, and so describe the same platform as long
  /// as INF and DEC files are the same. It differs from run to run.
  package let fingerprint: Int
  /// A number for each line in a branch that is taken, equal for equal text.
  private let texts: [Int]
  private let tools: Tools
  private let options: [LineRecord.Place: [BuildOption]]

  /// The target and the tool chain of a reading.
  package struct Tools: Hashable, Sendable {
    package let target: BuildTarget
    package let toolchain: String
    /// FAMILY and BUILDRULEFAMILY of the tool chain.
    package let families: Set<String>

    package init(target: BuildTarget, toolchain: String, families: Set<String>) {
      self.target = target
      self.toolchain = toolchain
      self.families = families
    }
  }

  /// Why a line in a branch that is taken says nothing about the configuration.
  package enum Distance: Hashable, Sendable {
    /// It is for other architectures.
    case architectures([String])
    /// A build option for another family, target, tool chain or architecture; nil where it is for all.
    case option(family: String?, target: String?, toolchain: String?, architecture: String?)
  }

  fileprivate init(
    _ texts: [PreprocessedManifest], _ dsc: DSCFile, _ uses: MacroUses, _ configuration: BuildConfiguration,
    families: Set<String>
  ) {
    architectures = configuration.architectures
    supported = dsc.supportedArchitectures
    tools = Tools(target: configuration.target, toolchain: configuration.toolchain, families: families)
    self.uses = uses
    environment = texts[texts.count - 1].environment
    flashPaths = Set(texts.dropFirst().flatMap(\.paths).map { TreePath.normalized($0) })
    var record = LineRecord()
    var modules: Set<TreePath> = []
    for text in texts {
      record.add(text.record)
      for line in text.lines { line.text.namedModules.forEach { modules.insert($0) } }
    }
    self.record = record
    self.modules = modules
    var options: [LineRecord.Place: [BuildOption]] = [:]
    for option in dsc.buildOptions + dsc.components.flatMap(\.buildOptions) where !option.isGeneral {
      let range = option.family?.range ?? option.key.range
      let place = LineRecord.Place(path: TreePath.normalized(range.file.path), offset: range.bytes.lowerBound)
      options[place, default: []].append(option)
    }
    self.options = options
    var texts = texts.flatMap { $0.lines.map(\.text.hashValue) }
    for option in dsc.buildOptions + dsc.components.flatMap(\.buildOptions) where !option.isGeneral {
      var hasher = Hasher()
      hasher.combine(option.value.value)
      hasher.combine(tools.takes(option, for: architectures))
      texts.append(hasher.finalize())
    }
    self.texts = texts
    var hasher = Hasher()
    hasher.combine(texts)
    hasher.combine(architectures)
    fingerprint = hasher.finalize()
  }
}

extension PlatformReading {
  /// Equal for two pairs of readings that differ by the same lines.
  package func difference(from other: PlatformReading) -> [Int: Int] {
    var difference: [Int: Int] = [:]
    for text in texts { difference[text, default: 0] += 1 }
    for text in other.texts { difference[text, default: 0] -= 1 }
    return difference.filter { $0.value != 0 }
  }

  /// The lines of a file that are read and say something about the configuration; for each other line in a branch that
  /// is taken, why it does not.
  package func lines(of path: String) -> (read: Set<Int>, distant: [Int: Distance]) {
    var read: Set<Int> = []
    var distant: [Int: Distance] = [:]
    for line in record.lines[path] ?? [] where !read.contains(line.offset) {
      if let distance = distance(of: line, in: path) {
        distant[line.offset] = distance
      } else {
        read.insert(line.offset)
        distant[line.offset] = nil
      }
    }
    return (read, distant)
  }

  /// The sections whose first qualifier is an architecture.
  private static let byArchitecture: Set<String> = ["LIBRARYCLASSES", "COMPONENTS", "BUILDOPTIONS", "RULE"]

  private func distance(of line: LineRecord.Line, in path: String) -> Distance? {
    let section = record.section(of: line)
    if Self.byArchitecture.contains(section) || section.hasPrefix("PCDS") {
      let scopes = record.scopes(of: line)
      let names = Set(architectures.map(\.name)).union([SectionHeader.common])
      // What is no architecture is for the parser to report.
      if !scopes.contains(where: { names.contains($0) || !Self.known.contains($0) }) {
        return .architectures(scopes)
      }
    }
    let options = options[.init(path: path, offset: line.offset)] ?? []
    if let option = options.first, !options.contains(where: { tools.takes($0, for: architectures) }) {
      let key = option.key.value
      return .option(
        family: option.family?.value, target: key.target.unlessAny, toolchain: key.toolChain.unlessAny,
        architecture: key.arch.unlessAny)
    }
    return nil
  }

  private static let known = Set(Architecture.Facts.all.map(\.architecture.name))
}

extension PlatformReading.Tools {
  fileprivate func takes(_ option: BuildOption, for architectures: [Architecture]) -> Bool {
    option.family.map { families.contains($0.value) } ?? true && option.key.value.includes(target)
      && (option.key.value.toolChain == "*" || option.key.value.toolChain == toolchain)
      && architectures.contains { option.key.value.includes($0) }
  }
}

extension BuildOption {
  fileprivate var isGeneral: Bool {
    let key = key.value
    return family == nil && key.target == "*" && key.toolChain == "*" && key.arch == "*"
  }
}

extension String {
  fileprivate var unlessAny: String? { self == "*" ? nil : self }

  /// The words of the line that end in `.inf`.
  fileprivate var namedModules: [TreePath] {
    let ending = ".inf".utf8
    return utf8.split {
      [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "|"), UInt8(ascii: "{")].contains($0)
    }
    .filter { $0.count >= ending.count && $0.suffix(ending.count).elementsEqual(ending) }
    .map { TreePath(Substring($0)) }
  }
}

extension PlatformResolver {
  /// Reads DSC and FDF of the platform at `path`; nil if there is no DSC. Mistakes are not reported.
  ///
  /// - Parameter families: FAMILY and BUILDRULEFAMILY of the tool chain.
  package static func read(
    _ path: String, configuration: BuildConfiguration, families: Set<String>, files: any ManifestFiles,
    roots: WorkspaceRoots
  ) -> PlatformReading? {
    var resolver = PlatformResolver(configuration: configuration, files: files, roots: roots)
    return resolver.read(path, families: families)
  }

  private mutating func read(_ path: String, families: Set<String>) -> PlatformReading? {
    let preprocessor = Preprocessor(
      .dsc, files: library.files, roots: library.roots, sources: library.cache.sources)
    selectArchitectures(path, preprocessor: preprocessor)
    guard
      let text = preprocessor.preprocess(path, environment: startEnvironment(), diagnostics: &diagnostics)
    else { return nil }
    let dsc = DSCFile(parsing: text, diagnostics: &diagnostics)
    var texts = [text]
    var uses = text.uses
    preprocessor.readUnread(of: &uses, environment: text.environment)
    if let definition = dsc.defines["FLASH_DEFINITION"], let found = library.find(definition.value) {
      let preprocessor = Preprocessor(
        .fdf, files: library.files, roots: library.roots, includeFolders: [folder(of: dsc.file.path)],
        sources: library.cache.sources)
      if let flash = preprocessor.preprocess(found, environment: text.environment, diagnostics: &diagnostics)
      {
        texts.append(flash)
        var own = flash.uses
        preprocessor.readUnread(of: &own, environment: flash.environment)
        uses.add(own)
      }
    }
    return PlatformReading(texts, dsc, uses, configuration, families: families)
  }
}
