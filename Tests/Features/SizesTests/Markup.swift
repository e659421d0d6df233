import TestSupport

/// HTML as Python's parser reads it.
enum Markup {
  /// The start and end tags of a page with the names of their attributes, in order.
  static func skeleton(_ page: String) throws -> [String] {
    let scratch = try Scratch()
    let file = try scratch.write("page.html", page)
    return try Program.oracle("html_skeleton.py", [file]).output.split(separator: "\n").map(String.init)
  }
}
