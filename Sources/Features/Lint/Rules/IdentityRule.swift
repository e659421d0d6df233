import Bytes
import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// Modules that cannot be told apart: by FILE_GUID in a volume, by BASE_NAME in the build folder.
struct IdentityRule {
  private(set) var findings: [LintFinding] = []

  init(_ survey: PlatformSurvey) {
    for build in survey.model.architectures {
      var byGUID: [GUID: BuildModule] = [:]
      var byName: [String: BuildModule] = [:]
      for module in build.modules where !module.isLibrary {
        if let first = byGUID[module.fileGUID] {
          if first.path != module.path {
            findings.append(LintFinding("\(module.path) \(first.path)", .fileGUIDShared(first, module)))
          }
        } else {
          byGUID[module.fileGUID] = module
        }
        if let first = byName[module.baseName] {
          if first.path != module.path {
            findings.append(LintFinding("\(module.path) \(first.path)", .baseNameShared(first, module)))
          }
        } else {
          byName[module.baseName] = module
        }
      }
    }
    for volume in survey.model.platform.flash?.volumes ?? [] { checkStatements(of: volume) }
  }

  /// FILE statements with the name of another file of the volume. For modules the resolver reports it.
  private mutating func checkStatements(of volume: VolumeDescription) {
    var places: [GUID: SourceRange] = [:]
    for file in volume.files {
      let range: SourceRange
      var isStatement = false
      switch file {
      case .module(let module): range = module.statement.path.range
      case .statement(let statement):
        range = statement.statement.name.range
        isStatement = true
      }
      if let first = places[file.name] {
        if isStatement {
          findings.append(
            LintFinding(
              "\(volume.name) \(file.name)",
              .fileNameShared(file.name, in: volume.name, at: range, first: first)))
        }
      } else {
        places[file.name] = range
      }
    }
  }
}

extension Diagnostic {
  static func fileGUIDShared(_ first: BuildModule, _ second: BuildModule) -> Diagnostic {
    Diagnostic(
      .fileGuidDuplicate, .warning, at: .source(second.range),
      "\(second.path) and \(first.path) have the same FILE_GUID \(first.fileGUID)",
      notes: [Note("this is the other one", at: .source(first.range))],
      fix: "give one of them another FILE_GUID; 'uuidgen' makes one")
  }

  static func baseNameShared(_ first: BuildModule, _ second: BuildModule) -> Diagnostic {
    Diagnostic(
      .baseNameDuplicate, at: .source(second.range),
      "\(second.path) and \(first.path) have the same BASE_NAME \(first.baseName): the build output of one "
        + "overwrites that of the other",
      notes: [Note("this is the other one", at: .source(first.range))],
      fix: "give one of them another BASE_NAME")
  }

  static func fileNameShared(
    _ name: GUID, in volume: VolumeName, at range: SourceRange, first: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .fileGuidDuplicate, at: .source(range), "\(volume) has two files named \(name)",
      notes: [Note("this is the other one", at: .source(first))],
      fix: "give one of them another GUID; 'uuidgen' makes one")
  }
}
