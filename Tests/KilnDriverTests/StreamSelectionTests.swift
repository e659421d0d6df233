import Diagnostics
import Sizes
import Testing

@testable import KilnDriver

@Suite struct StreamSelectionTests {
  @Test func everyModuleThatIsNotThereIsNamed() {
    let selection = StreamSelection(Measurement(images: []))
    #expect { try selection.files(["One", "Two"]) } throws: { error in
      (error as? DiagnosticError)?.diagnostics.map(\.code) == [.moduleUnknown, .moduleUnknown]
    }
  }

  @Test func nothingIsAskedOfAnEmptyImage() throws {
    let selection = StreamSelection(Measurement(images: []))
    #expect(try selection.files([]).isEmpty)
    #expect(selection.streams.isEmpty)
  }
}
