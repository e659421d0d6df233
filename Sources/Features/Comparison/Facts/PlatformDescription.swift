import Bytes
package import Diagnostics
import Manifests
package import Vocabulary

/// The facts of a resolved platform, row by row, each with its decisions.
///
/// Rows that many modules share are in tables, and modules refer to them by index.
package struct PlatformDescription: Sendable {
  package typealias Decision = PlatformFact.Decision

  package struct Region: Sendable {
    /// In bytes from the start of the device.
    package var offset: Int
    /// In bytes.
    package var size: Int
    package var title: String
    package var place: Diagnostic.Place
  }

  package struct Device: Sendable {
    package var name: String
    package var baseAddress: UInt64
    /// In bytes.
    package var size: Int
    package var regions: [Region]
    package var place: Diagnostic.Place
  }

  package struct File: Sendable {
    package var guid: String
    /// BASE_NAME, or the name of a FILE statement.
    package var name: String
    /// nil for a FILE statement.
    package var path: String?
    package var architecture: Architecture?
    package var rule: String?
    package var place: Diagnostic.Place
  }

  package struct Volume: Sendable {
    package var name: String
    /// Size of its region in bytes.
    package var size: Int?
    package var files: [File]
    package var place: Diagnostic.Place
  }

  package struct LibraryRow: Sendable {
    package var libraryClass: LibraryClassName
    package var instance: String
    package var decisions: [Decision]
  }

  package struct PCDRow: Sendable {
    package var name: String
    package var value: String
    /// FixedAtBuild, Dynamic …
    package var access: String
    package var datumType: String
    /// In bytes; nil for numbers.
    package var maxSize: Int?
    package var decisions: [Decision]
  }

  package struct OptionRow: Sendable {
    package var tool: String
    package var attribute: String
    package var parts: [Decision]
    package var replaced: [Decision]
  }

  package struct Module: Sendable {
    package var path: String
    package var name: String
    package var guid: String
    package var type: ModuleType
    package var architecture: Architecture
    package var volumes: [String]
    package var place: Diagnostic.Place
    /// Indices in `libraries`, in the order of constructors, each with the INF that uses the class.
    package var libraries: [(row: Int, wantedBy: String)]
    /// Indices in `pcds`, each with the INF that lists the PCD.
    package var pcds: [(row: Int, namedBy: String)]
    /// Indices in `options`.
    package var options: [Int]
    package var depex: String?
    package var depexOwners: [String]
  }

  package var name: String
  package var manifest: String
  package var architectures: [Architecture]
  package var target: BuildTarget
  package var toolchain: String
  package var macros: [(name: String, value: String)] = []
  package var devices: [Device] = []
  package var volumes: [Volume] = []
  package var modules: [Module] = []
  package var libraries: [LibraryRow] = []
  package var pcds: [PCDRow] = []
  package var options: [OptionRow] = []
  package var problems: [Diagnostic]
}
