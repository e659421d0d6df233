import Testing

@testable import PlatformModel

@Suite struct LibraryTableTests {
  private static func table() -> (table: LibraryTable<String>, ids: [LibraryID]) {
    var table = LibraryTable<String>()
    let ids = ["Base", "Print", "Debug"].map { table.append($0) }
    return (table, ids)
  }

  @Test func everyLibraryIsFoundByTheIdentityThatItWasGiven() {
    let (table, ids) = Self.table()
    #expect(ids.map { table[$0] } == ["Base", "Print", "Debug"])
  }

  @Test func identitiesStandInOrderOfFirstUse() {
    let (table, ids) = Self.table()
    #expect(ids == ids.sorted())
    #expect(Array(table.indices) == ids)
  }

  @Test func whatIsMadeOfATableKeepsTheIdentities() {
    let (table, ids) = Self.table()
    #expect(table.mapValues(\.count)[ids[1]] == 5)
  }

  @Test func anElementCanBeReplaced() {
    var (table, ids) = Self.table()
    table[ids[2]] = "Serial"
    #expect(Array(table) == ["Base", "Print", "Serial"])
  }
}
