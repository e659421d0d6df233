import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

extension PlatformExplainer {
  /// Explains an option such as `CC_FLAGS`, or one word of it, such as `-Os` or `-DMDEPKG_NDEBUG`.
  func options(_ what: String) -> [Explanation] {
    struct Row: Hashable {
      let option: String
      let text: String
      let place: Diagnostic.Place
      let isReplaced: Bool
    }
    var modules: [Row: [BuildModule]] = [:]
    var order: [Row] = []
    for (_, module) in all {
      for key in module.options.keys {
        let name = "\(key.tool)_\(key.attribute)"
        guard let option = module.options.options[key] else { continue }
        let parts = option.parts.map { ($0, false) } + option.replaced.map { ($0, true) }
        for (part, isReplaced) in parts {
          let isMeant =
            name == what || (what.hasPrefix("-") && part.text.split(separator: " ").contains(Substring(what)))
          guard isMeant, !part.text.isEmpty else { continue }
          let row = Row(option: name, text: part.text, place: part.place, isReplaced: isReplaced)
          if modules[row] == nil { order.append(row) }
          modules[row, default: []].append(module)
        }
      }
    }
    guard !order.isEmpty else { return [] }
    let statements = order.map { row in
      let users = modules[row] ?? []
      let types = Set(users.map(\.moduleType)).sorted().map(\.name).joined(separator: ", ")
      let count = users.count == 1 ? users[0].path : "\(users.count) modules (\(types))"
      return Statement(
        "\(row.isReplaced ? "replaced: " : "")\(row.option) has '\(row.text)' in \(count)", at: row.place)
    }
    return [Explanation(.option, "build option \(what)", statements)]
  }

  /// Explains a macro: its value, and the lines that use it.
  func macros(_ what: String) -> [Explanation] {
    guard let value = survey.macros[what] else { return [] }
    var statements = [Statement("is \(value.isEmpty ? "empty" : value)")]
    for definition in survey.definitions where definition.name.value == what {
      statements.append(Statement("defined \(definition.value.value)", at: .source(definition.name.range)))
    }
    var files: [SourceFile] = []
    var ranges = survey.dsc.components.map(\.path.range) + survey.dsc.libraryClasses.map(\.name.range)
    ranges += survey.dsc.pcds.map(\.name.range)
    for volume in survey.model.platform.flash?.volumes ?? [] { ranges.append(volume.range) }
    for file in [survey.dsc.file] + ranges.map(\.file) where !files.contains(where: { $0.path == file.path })
    {
      files.append(file)
    }
    for file in files {
      for range in file.lines(naming: what) {
        statements.append(Statement("used in a condition here", at: .source(range)))
      }
    }
    return [Explanation(.macro, "macro \(what)", statements)]
  }
}

extension SourceFile {
  /// The lines that contain `$(NAME)` outside a comment.
  fileprivate func lines(naming name: String) -> [SourceRange] {
    var found: [SourceRange] = []
    var start = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      defer { start += line.count + 1 }
      let code = String(decoding: line.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
      guard code.contains("$(\(name))") else { continue }
      let indent = line.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
      found.append(SourceRange(self, start + indent..<start + line.count))
    }
    return found
  }
}
