import Diagnostics
import Manifests
import Synchronization
import TestSupport
import Testing

@testable import PlatformModel

struct ManifestCacheTests {
  /// Counts how often each file is read.
  private final class CountingFiles: ManifestFiles {
    private let files: FilesInMemory
    private let reads = Mutex<[String: Int]>([:])

    init(_ texts: [String: String]) { files = FilesInMemory(texts: texts) }

    func read(_ path: String) -> ManifestFileContents {
      reads.withLock { $0[path, default: 0] += 1 }
      return files.read(path)
    }

    func count(_ path: String) -> Int { reads.withLock { $0[path, default: 0] } }
  }

  private static let texts = [
    "ws/P.dsc": """
    [Defines]
      PLATFORM_NAME = P
      SUPPORTED_ARCHITECTURES = X64
    [Components]
      M.inf
    !if $(MORE) == TRUE
      Missing.inf
    !endif
    """,
    "ws/M.inf": """
    [Defines]
      BASE_NAME = M
      MODULE_TYPE = DXE_DRIVER
      FILE_GUID = 11111111-2222-3333-4444-555555555555
    [Nonsense]
      what is this
    """,
  ]

  private func errors(_ defines: [(name: String, value: String)], _ manifests: ManifestCache) -> [Diagnostic]
  {
    var resolver = PlatformResolver(
      configuration: BuildConfiguration(architectures: ["X64"], defines: defines), manifests: manifests)
    _ = resolver.resolve("ws/P.dsc")
    return resolver.diagnostics.all
  }

  @Test func anINFIsReadForTheFirstConfigurationOnly() {
    let files = CountingFiles(Self.texts)
    let manifests = ManifestCache(files: files, roots: WorkspaceRoots(["ws"]))
    _ = errors([], manifests)
    let first = files.count("ws/M.inf")
    _ = errors([("MORE", "TRUE")], manifests)
    #expect(files.count("ws/M.inf") == first)
  }

  @Test func eachConfigurationReportsWhatIsWrongWithAnINF() {
    let manifests = ManifestCache(files: CountingFiles(Self.texts), roots: WorkspaceRoots(["ws"]))
    let first = errors([], manifests)
    #expect(!first.isEmpty)
    #expect(errors([], manifests) == first)
  }

  @Test func aMissingINFIsReportedAtTheLineThatNamesIt() {
    let manifests = ManifestCache(files: CountingFiles(Self.texts), roots: WorkspaceRoots(["ws"]))
    for _ in 0..<2 {
      let found = errors([("MORE", "TRUE")], manifests).filter { $0.code == .manifestMissing }
      guard case .source(let place)? = found.first?.place else {
        Issue.record("no place")
        continue
      }
      #expect(place.description == "ws/P.dsc:7:3")
    }
  }
}
