import Diagnostics
import Host
import Identify

/// Loads the tables of known platforms in `Platforms/known`.
struct CatalogueLoader {
  let files: FileSystem
  let environment: ProcessEnvironment

  func load() throws(DiagnosticError) -> PlatformCatalogue {
    let homes = Workspace.homes(holding: "Platforms/known", .folder, files, environment: environment)
    guard let home = homes.first else { throw DiagnosticError(.catalogueMissing) }
    let folder = "\(home)/Platforms/known"
    var platforms: [KnownPlatform] = []
    for path in try tables(folder, depth: 0) {
      do {
        platforms.append(try KnownPlatform(parsing: try text(path)))
      } catch let fault as KnownPlatform.Fault {
        throw DiagnosticError(.catalogueDamaged(path, line: fault.line))
      } catch let error as DiagnosticError {
        throw error
      } catch {
        throw DiagnosticError(.catalogueDamaged(path, line: 1))
      }
    }
    let releases = try text("\(folder)/releases.txt").split(separator: "\n").compactMap { Int($0) }
    guard !releases.isEmpty, !platforms.isEmpty else { throw DiagnosticError(.catalogueMissing) }
    return PlatformCatalogue(releases: releases, platforms: platforms)
  }

  private func text(_ path: String) throws(DiagnosticError) -> String {
    String(decoding: try files.contents(of: path), as: UTF8.self)
  }

  private func tables(_ folder: String, depth: Int) throws(DiagnosticError) -> [String] {
    var found: [String] = []
    for name in try files.list(folder) where name != "releases.txt" {
      let path = "\(folder)/\(name)"
      if files.kind(of: path) == .folder, depth < 4 {
        found += try tables(path, depth: depth + 1)
      } else if name.hasSuffix(".txt") {
        found.append(path)
      }
    }
    return found
  }
}

extension Diagnostic {
  static var catalogueMissing: Diagnostic {
    Diagnostic(
      .catalogueMissing, at: .file("Platforms/known"), "expected the tables of known platforms, found none",
      fix: "run kiln in its checkout, or install 'Platforms' in share/kiln beside the program")
  }

  static func catalogueDamaged(_ path: String, line: Int) -> Diagnostic {
    Diagnostic(
      .catalogueDamaged, at: .file(path), "expected a row of a known platform in line \(line)",
      fix: "restore the file, or generate it with Scripts/known-platforms.py")
  }
}
