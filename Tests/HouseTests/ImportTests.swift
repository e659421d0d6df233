import Testing

/// A room imports what it uses: an arrow that nothing stands behind would let a circle in one day.
@Suite struct ImportTests {
  let house: House
  let rooms: [String: [SourceText]]
  /// What each room declares for others.
  let declared: [String: Set<String>]

  init() throws {
    house = try House()
    var rooms: [String: [SourceText]] = [:]
    for room in house.rooms {
      rooms[room.name] = try house.sources(of: room.name).map { SourceText(path: $0.file, text: $0.text) }
    }
    self.rooms = rooms
    declared = rooms.mapValues { $0.reduce(into: Set<String>()) { $0.formUnion($1.declared) } }
  }

  @Test func everyImportIsUsedByItsFile() {
    for (room, files) in rooms {
      for file in files {
        let names = file.names
        for (module, line) in file.imports {
          // Modules of C have headers, and no sources of ours.
          guard let offered = declared[module], !offered.isEmpty else { continue }
          #expect(
            !names.isDisjoint(with: offered),
            "\(room)/\(file.path):\(line) imports \(module) and uses nothing of it")
        }
      }
    }
  }

  @Test func everyArrowIsUsed() {
    for (room, files) in rooms {
      for module in house.declared[room] ?? [] {
        guard let offered = declared[module], !offered.isEmpty else { continue }
        let users = files.filter { $0.imports.contains { $0.module == module } }
        #expect(
          users.contains { !$0.names.isDisjoint(with: offered) },
          "\(room) points at \(module) and uses nothing of it")
      }
    }
  }

  @Test func declarationsAreFound() {
    let text = SourceText(
      path: "Model.swift",
      text: """
        package struct Model { // struct Commented
          package let count: Int, url = "http://example.org"
          let hidden = 1
          package init(parsing bytes: [UInt8]) {}
        }
        package protocol Reader {
          func read(_ path: String) -> String
        }
        package enum Kind {
          indirect case plain, nested(Kind, label: Int)
          func name() { switch self { case plain: break } }
        }
        """)
    #expect(
      text.declared == ["Model", "count", "parsing", "Reader", "read", "Kind", "plain", "nested"])
  }
}
