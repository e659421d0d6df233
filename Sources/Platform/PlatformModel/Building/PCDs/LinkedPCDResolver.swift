import Diagnostics
import Manifests
import Vocabulary

/// Gives each module its PCDs: those that it names and those that only its libraries name, with what the component
/// sets.
struct LinkedPCDResolver {
  private let resolver: ModulePCDResolver
  /// The values of `--pcd`.
  private let commandLine: [PCDName: EvaluatedPCD]
  /// The PCDs that each library names, with the platform's values.
  let libraries: LibraryTable<[PCDUse]>

  /// - Parameters:
  ///   - libraries: the library instances that `components` link.
  ///   - components: all of the architecture, in the order of the DSC.
  init(
    _ platform: PlatformPCDResolver, _ libraries: LibraryTable<ModuleView>, _ components: [LinkedComponent],
    _ diagnostics: inout DiagnosticList
  ) {
    let resolver = ModulePCDResolver(platform)
    self.resolver = resolver
    commandLine = platform.commandLine
    var uses = libraries.mapValues { resolver.pcds(of: $0, &diagnostics) }
    Self.settleKinds(of: &uses, components, resolver)
    self.libraries = uses
  }

  /// A library's [Pcd] that the platform leaves open becomes what the first component makes of it that
  /// links the library: the library is compiled once, for all of them.
  private static func settleKinds(
    of libraries: inout LibraryTable<[PCDUse]>, _ components: [LinkedComponent], _ resolver: ModulePCDResolver
  ) {
    for linked in components {
      let settings = resolver.settings(of: linked.component.line)
      guard !settings.isEmpty else { continue }
      for library in linked.libraries.map(\.library) where libraries[library].contains(where: \.isOpen) {
        libraries[library] = libraries[library].map { use in
          guard use.isOpen, let line = settings.first(where: { $0.name.value == use.pcd.name }) else {
            return use
          }
          var fields = use.fields
          fields.pcd.access = line.kind.access
          fields.isOpen = false
          return PCDUse(fields)
        }
      }
    }
  }

  /// The PCDs that the module names, and those that only its libraries name, library by library.
  func pcds(
    of linked: LinkedComponent, _ diagnostics: inout DiagnosticList
  ) -> (own: [PCDUse], inherited: [ModulePCD]) {
    let settings = Dictionary(
      resolver.settings(of: linked.component.line).map { ($0.name.value, $0) }
    ) { first, _ in first }
    var names = NumberSet()
    func set(_ use: PCDUse) -> PCDUse {
      guard !settings.isEmpty, let line = settings[use.pcd.name] else { return use }
      var fields = use.fields
      resolver.apply(line, to: &fields, module: linked.view.path, &diagnostics)
      if let value = commandLine[use.pcd.name] {
        fields.pcd.value.override(with: value, at: .commandLine)
      }
      return PCDUse(fields)
    }
    let named = resolver.pcds(of: linked.view, &diagnostics)
    var own: [PCDUse] = []
    own.reserveCapacity(named.count)
    for use in named where names.insert(use.number) { own.append(set(use)) }
    var inherited: [ModulePCD] = []
    for library in linked.libraries {
      for use in libraries[library.library] where names.insert(use.number) { inherited.append(set(use).pcd) }
    }
    return (own, inherited)
  }
}

/// A set of numbers that are counted from 0, as those of PCDs are.
private struct NumberSet {
  private var words: [UInt64] = []

  /// Whether the number is new.
  mutating func insert(_ number: Int) -> Bool {
    let (word, bit) = (number / 64, UInt64(1) << UInt64(number % 64))
    if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
    guard words[word] & bit == 0 else { return false }
    words[word] |= bit
    return true
  }
}
