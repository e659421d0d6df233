import PlatformModel
import Testing

@testable import BuildGraph

/// ninja starts, of what is ready, what stands first in its file: the heaviest link is to be begun first.
@Suite struct ModuleOrderTests {
  /// A module or library with `weight` objects.
  private static func plan(_ name: String, _ weight: Int, isLinked: Bool = false) -> PlannedModule {
    func action(_ output: String) -> Action {
      Action(recipe: 0, subject: output, module: name, inputs: [], output: output)
    }
    var plan = PlannedModule()
    plan.compiles = [action("\(name).obj")]
    plan.archive = [action("\(name).lib")]
    if isLinked { plan.link = [action("\(name).dll")] }
    plan.objects = (0..<weight).map { "\(name)\($0).obj" }
    return plan
  }

  private static func names(_ order: ModuleOrder) -> [String] {
    var names: [String] = []
    order.forEach { actions, _ in names += actions.map(\.output) }
    return names
  }

  /// The libraries Light (1 object) and Heavy (5), in this order.
  private static func libraries() -> (table: LibraryTable<PlannedModule>, light: LibraryID, heavy: LibraryID)
  {
    var table = LibraryTable<PlannedModule>()
    let light = table.append(plan("Light", 1))
    let heavy = table.append(plan("Heavy", 5))
    return (table, light, heavy)
  }

  @Test func theModuleWithTheMostToLinkComesFirst() {
    let (table, light, heavy) = Self.libraries()
    var order = ModuleOrder()
    order.add(
      [
        (Self.plan("Small", 2, isLinked: true), [light]),
        (Self.plan("Large", 1, isLinked: true), [light, heavy]),
      ],
      table)
    #expect(
      Self.names(order) == [
        "Large.dll", "Large.lib", "Heavy.lib", "Heavy.obj", "Light.lib", "Light.obj", "Large.obj",
        "Small.dll",
        "Small.lib", "Small.obj",
      ])
  }

  @Test func whatIsNotLinkedComesLast() {
    let (table, light, _) = Self.libraries()
    var order = ModuleOrder()
    order.add([(Self.plan("Raw", 9), [light]), (Self.plan("Tiny", 1, isLinked: true), [])], table)
    #expect(Self.names(order).first == "Tiny.dll")
  }

  @Test func aLibraryThatNoModuleLinksIsBuiltToo() {
    var order = ModuleOrder()
    order.add([], Self.libraries().table)
    #expect(Self.names(order) == ["Light.lib", "Light.obj", "Heavy.lib", "Heavy.obj"])
  }

  /// Each architecture has libraries of its own, of which the first has the same identity on both.
  @Test func architecturesDoNotShareLibraries() {
    let (table, light, _) = Self.libraries()
    var other = LibraryTable<PlannedModule>()
    let first = other.append(Self.plan("Other", 1))
    #expect(first == light)
    var order = ModuleOrder()
    order.add([(Self.plan("One", 1, isLinked: true), [light])], table)
    order.add([(Self.plan("Two", 1, isLinked: true), [first])], other)
    let names = Self.names(order)
    #expect(
      names == [
        "One.dll", "One.lib", "Light.lib", "Light.obj", "One.obj", "Two.dll", "Two.lib", "Other.lib",
        "Other.obj", "Two.obj", "Heavy.lib", "Heavy.obj",
      ])
  }
}
