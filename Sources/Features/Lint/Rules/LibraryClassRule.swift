import Bytes
import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// Library classes to which the DSC gives an instance and which no module uses.
struct LibraryClassRule {
  private(set) var findings: [LintFinding] = []

  private let survey: PlatformSurvey
  /// Classes that a module or a linked library uses.
  private var wanted: Set<LibraryClassName> = []
  /// Classes that a package declares, or that an INF of the platform provides or uses.
  private var known: Set<LibraryClassName> = []

  init(_ survey: PlatformSurvey) {
    self.survey = survey
    for build in survey.model.architectures {
      for module in build.modules + build.libraries {
        wanted.formUnion(Self.wanted(by: module.inf, build.architecture))
      }
    }
    known = wanted
    for package in survey.packages { known.formUnion(package.libraryClasses.map(\.name.value)) }
    for inf in survey.libraries.values {
      known.formUnion(inf.providedClasses.map(\.name.value))
      known.formUnion(inf.libraryClasses.map(\.name.value))
    }
    checkPlatform()
    for build in survey.model.architectures { checkComponents(build) }
  }

  private static func wanted(by inf: INFFile, _ architecture: Architecture) -> [LibraryClassName] {
    inf.libraryClasses.filter { line in
      line.scopes.map(\.arch).include(architecture)
    }.map(\.name.value)
  }

  private func applies(_ line: DSCLibraryClass) -> Bool {
    line.scopes.contains { scope in
      survey.model.architectures.contains { scope.arch.includes($0.architecture) }
    }
  }

  /// One finding for each class, at its first line.
  private mutating func checkPlatform() {
    var places: [LibraryClassName: [DSCLibraryClass]] = [:]
    var order: [LibraryClassName] = []
    for line in survey.dsc.libraryClasses where !line.isNull && !line.name.value.name.isEmpty && applies(line)
    {
      guard !wanted.contains(line.name.value) else { continue }
      if places[line.name.value] == nil { order.append(line.name.value) }
      places[line.name.value, default: []].append(line)
    }
    for name in order { report(name, at: places[name] ?? [], subject: name.name) }
  }

  private mutating func checkComponents(_ build: ArchitectureBuild) {
    for component in survey.dsc.components where component.arches.include(build.architecture) {
      let lines = component.libraryClasses.filter { !$0.isNull && applies($0) }
      guard !lines.isEmpty,
        let index = build.modules.indices.first(where: { build.modules[$0].range == component.path.range })
      else { continue }
      let module = build.modules[index]
      let asked = Set(
        ([module] + build.libraries(of: module)).flatMap { Self.wanted(by: $0.inf, build.architecture) })
      for line in lines {
        let name = line.name.value
        guard !asked.contains(name) else { continue }
        report(name, at: [line], subject: "\(module.path) \(name)", component: module.path)
      }
    }
  }

  private mutating func report(
    _ name: LibraryClassName, at lines: [DSCLibraryClass], subject: String, component: String? = nil
  ) {
    guard let first = lines.first else { return }
    let others = lines.dropFirst().map { Diagnostic.Note("named here too", at: .source($0.name.range)) }
    let diagnostic: Diagnostic
    if known.contains(name) {
      diagnostic = .libraryClassUnused(name, at: first.name.range, component: component, notes: others)
    } else {
      // The classes of an INF that cannot be read are unknown; that error has been reported already.
      guard lines.allSatisfy({ survey.libraries[$0.path.value] != nil }) else { return }
      // Without a similar name, the class that the instance itself provides is the best guess.
      let offered = survey.libraries[first.path.value]?.providedClasses.map(\.name.value) ?? []
      let nearest = EditDistance.nearest(to: name.name, among: known.map(\.name)) ?? offered.first?.name
      diagnostic = .libraryClassMisspelt(name, at: first.name.range, nearest: nearest, notes: others)
    }
    findings.append(LintFinding(subject, diagnostic))
  }
}

extension Diagnostic {
  static func libraryClassUnused(
    _ name: LibraryClassName, at range: SourceRange, component: String?, notes: [Note]
  ) -> Diagnostic {
    Diagnostic(
      .libraryClassUnused, at: .source(range),
      "\(component.map { "neither \($0) nor one of its libraries" } ?? "no module of this configuration") uses "
        + "library class '\(name)'",
      notes: notes, fix: "remove the line, or put it under the condition under which the class is used")
  }

  static func libraryClassMisspelt(
    _ name: LibraryClassName, at range: SourceRange, nearest: String?, notes: [Note]
  ) -> Diagnostic {
    Diagnostic(
      .libraryClassMisspelt, .error, at: .source(range),
      "unknown library class '\(name)': no package declares it, and no INF provides or uses it",
      notes: notes,
      fix: nearest.map { "write '\($0)'" } ?? "correct the name, or remove the line")
  }
}
