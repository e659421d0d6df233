package import Diagnostics
import Vocabulary

/// New errors that have one cause, such as a library class without an instance that many modules want, in whatever
/// members and configurations.
package struct DriftCause: Sendable {
  /// The first of the errors, which stands for all.
  package let error: Diagnostic
  /// Whether the members can still be built.
  package let canBeBuilt: Bool
  package private(set) var parties: [MemberConfigurations] = []
  /// The line that gave, before the change, what is missing now.
  package private(set) var givenBefore: Diagnostic.Place?
  /// Where the errors are, each place once.
  package private(set) var places: [Diagnostic.Place] = []
  /// The modules and libraries that the errors involve, in the order in which they were found.
  package private(set) var files: [String] = []

  package var members: [String] { parties.map(\.member) }

  /// The causes in the order of their first errors.
  package static func all(of breakages: [DriftBreakage]) -> [DriftCause] {
    var causes: [DriftCause] = []
    var places: [Key: Int] = [:]
    for breakage in breakages {
      let key = Key(breakage)
      if places[key] == nil {
        places[key] = causes.count
        causes.append(DriftCause(error: breakage.error, canBeBuilt: breakage.canBeBuilt))
      }
      if let index = places[key] { causes[index].add(breakage) }
    }
    return causes
  }

  private init(error: Diagnostic, canBeBuilt: Bool) {
    self.error = error
    self.canBeBuilt = canBeBuilt
  }

  private mutating func add(_ breakage: DriftBreakage) {
    parties.add(breakage.member, [breakage.configuration])
    givenBefore = givenBefore ?? breakage.givenBefore
    if !places.contains(breakage.error.place) { places.append(breakage.error.place) }
    for case .path(let path) in breakage.error.involved where !files.contains(path.text) {
      files.append(path.text)
    }
  }

  /// What makes errors one: what they are about, or, where they do not say it, the mistake.
  private struct Key: Hashable {
    let code: Diagnostic.Code
    let subject: Diagnostic.Subject?
    let mistake: DriftGate.Mistake?
    let canBeBuilt: Bool

    init(_ breakage: DriftBreakage) {
      code = breakage.error.code
      subject = breakage.error.subject
      mistake = subject == nil ? DriftGate.mistake(breakage.error) : nil
      canBeBuilt = breakage.canBeBuilt
    }
  }
}

extension DriftCause {
  func finding(manifests: [String: String]) -> Diagnostic {
    let configurations = parties.reduce(into: [String]()) { all, party in
      all += party.configurations.filter { !all.contains($0) }
    }
    let names = DriftWords.list(members) + DriftWords.with(configurations)
    var notes = otherPlaces
    if let givenBefore {
      notes.append(Diagnostic.Note("before the change it was given here", at: givenBefore))
    }
    notes.append(
      Diagnostic.Note(
        canBeBuilt
          ? "this error is new in \(names)" : "this error is new: \(names) can no longer be built"))
    let files = members.compactMap { manifests[$0] }
    if parties.count > 1, !files.isEmpty {
      notes.append(Diagnostic.Note("the platforms are \(DriftWords.list(files))"))
    }
    return error.noted(notes)
  }

  /// A note on the other places that have the error; none if there is one place only.
  var otherPlaces: [Diagnostic.Note] {
    guard places.count > 1 else { return [] }
    let more = places.count - 1
    let who = files.isEmpty ? "" : ", and concerns \(DriftWords.infs(files))"
    return [Diagnostic.Note("it is an error in \(more) more \(more == 1 ? "place" : "places")\(who)")]
  }
}

extension DriftGate {
  /// An error of a platform, independent of the folder that contains the tree.
  struct Mistake: Hashable {
    let identity: Diagnostic.Identity
    /// The file name if the error is about a whole file; otherwise empty.
    let file: String
  }

  static func mistake(_ error: Diagnostic) -> Mistake {
    let file =
      switch error.place {
      case .file(let path), .image(let path, _): TreePath.name(of: path)
      case .source, .commandLine: ""
      }
    return Mistake(identity: error.identity, file: file)
  }
}
