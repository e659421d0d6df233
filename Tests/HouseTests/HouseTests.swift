import Testing

/// "Manifest text goes in on the left, image bytes and reports come out on the right, and nothing
/// flows back": these tests hold the picture, the manifest and the sources to that.
@Suite struct HouseTests {
  let house: House

  init() throws { house = try House() }

  @Test func thePictureShowsEveryRoomOnce() {
    #expect(house.rooms.map(\.name).sorted() == house.declared.keys.sorted())
  }

  @Test func everyArrowPointsToARoomAbove() {
    for (index, room) in house.rooms.enumerated() {
      let above = Set(house.rooms[..<index].map(\.name))
      #expect(
        above.isSuperset(of: room.mayImport),
        "ARCHITECTURE.md: \(room.name) points at \(Set(room.mayImport).subtracting(above)), not above it")
    }
  }

  @Test func theManifestDrawsThePicturesArrows() {
    for room in house.rooms {
      #expect(
        house.declared[room.name] == Set(room.mayImport), "\(room.name): Package.swift and ARCHITECTURE.md")
    }
  }

  @Test func theSourcesImportWhatIsDeclaredAndNothingElse() throws {
    let names = Set(house.rooms.map(\.name))
    for room in house.rooms {
      let imports = try house.imports(of: room.name)
      let inHouse = names.intersection(imports.keys)
      let declared = house.declared[room.name] ?? []
      for stranger in inHouse.subtracting(declared) {
        Issue.record("\(room.name)/\(imports[stranger] ?? "?") imports \(stranger) against the arrows")
      }
      for unused in declared.subtracting(inHouse) {
        Issue.record("\(room.name) declares \(unused) and no source imports it")
      }
    }
  }

  /// Nothing below Host starts a process, reads the environment, prints or exits: the modules
  /// with which one could are not imported there. kiln-page is a program of its own.
  @Test func onlyHostAndWhatStandsOnItTouchTheSystem() throws {
    let system: Set = ["Foundation", "Glibc", "Musl", "Subprocess", "SystemPackage", "Dispatch"]
    for room in house.rooms
    where !["Host", "ActionCache", "KilnDriver", "kiln", "kiln-page"].contains(room.name) {
      let touched = system.intersection(try house.imports(of: room.name).keys)
      #expect(touched.isEmpty, "\(room.name) imports \(touched.sorted())")
    }
  }
}
