/// What another pass has for a module's AutoGen.h and AutoGen.c, and the files that it makes beside them.
package struct CodeAddition: Sendable {
  /// For AutoGen.h, `#include` lines with it.
  package var header: [UInt8]
  /// For AutoGen.c.
  package var code: [UInt8]
  package var files: [GeneratedFile]

  package init(header: [UInt8] = [], code: [UInt8] = [], files: [GeneratedFile] = []) {
    self.header = header
    self.code = code
    self.files = files
  }
}

/// Who adds to a module's code, each at its own place.
package struct CodeAdditions: Sendable {
  /// Of a PCD driver: the database, behind the module's PCDs.
  package var database: CodeAddition?
  /// Of a module with .uni sources: behind everything but the header's end.
  package var strings: CodeAddition?
  /// Of a module with .idf sources: behind the strings.
  package var images: CodeAddition?

  package init(
    database: CodeAddition? = nil, strings: CodeAddition? = nil, images: CodeAddition? = nil
  ) {
    self.database = database
    self.strings = strings
    self.images = images
  }
}
