/// Text that another pass adds to a module's AutoGen.h and AutoGen.c, and further files that it makes.
package struct CodeAddition: Sendable {
  /// Text for AutoGen.h, including `#include` lines.
  package var header: [UInt8]
  /// Text for AutoGen.c.
  package var code: [UInt8]
  package var files: [GeneratedFile]

  package init(header: [UInt8] = [], code: [UInt8] = [], files: [GeneratedFile] = []) {
    self.header = header
    self.code = code
    self.files = files
  }
}

/// The additions to a module's code, each with its position.
package struct CodeAdditions: Sendable {
  /// For a PCD driver: the database, after the module's PCDs.
  package var database: CodeAddition?
  /// For a module with .uni sources: at the end of AutoGen.h, before the include guard is closed.
  package var strings: CodeAddition?
  /// For a module with .idf sources: after the strings.
  package var images: CodeAddition?

  package init(
    database: CodeAddition? = nil, strings: CodeAddition? = nil, images: CodeAddition? = nil
  ) {
    self.database = database
    self.strings = strings
    self.images = images
  }
}
