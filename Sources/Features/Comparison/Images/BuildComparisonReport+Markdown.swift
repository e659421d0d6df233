import Render

extension BuildComparisonReport {
  /// Markdown for a comment on a change: a heading for each image and a list of its changes.
  package var markdown: String {
    let a = MarkdownText.name(comparison.nameA)
    let b = MarkdownText.name(comparison.nameB)
    guard comparison.differs else { return "\(a) and \(b) have the same content.\n" }
    var text = "A: \(a)  \nB: \(b)\n"
    if !comparison.onlyInA.isEmpty { text += "\nOnly in A: \(names(comparison.onlyInA))\n" }
    if !comparison.onlyInB.isEmpty { text += "\nOnly in B: \(names(comparison.onlyInB))\n" }
    for image in comparison.images where image.comparison.differs && image.repeats == nil {
      if isSet { text += "\n### \(MarkdownText.name(image.name))\n" }
      text += markdown(image.comparison)
    }
    for image in comparison.images {
      if let other = image.repeats {
        text += "\n\(MarkdownText.name(image.name)) differs in the same way as \(MarkdownText.name(other)).\n"
      }
    }
    let same = comparison.images.filter { !$0.comparison.differs }.map(\.name)
    if !same.isEmpty { text += "\nSame content: \(names(same))\n" }
    return text
  }

  private func names(_ list: [String]) -> String { list.map(MarkdownText.name).joined(separator: ", ") }

  private func markdown(_ image: ImageComparison) -> String {
    var text = ""
    for (title, verdict) in [
      ("Only in A", ImageComparison.FileRow.Verdict.onlyInA), ("Only in B", .onlyInB),
      ("Changed", .different),
    ] {
      let rows = image.files.filter { $0.verdict == verdict }
      guard !rows.isEmpty else { continue }
      text +=
        "\n**\(title)**\n\n| Volume | File | Bytes | Growth | Flash |\n| --- | --- | ---: | ---: | ---: |\n"
      for row in rows {
        let flash = row.flash.hasPrefix("flash ") ? String(row.flash.dropFirst(6)) : ""
        let cells = [
          MarkdownText.name(row.volume), MarkdownText.name(row.name), MarkdownText.plain(row.sizes),
          MarkdownText.plain(row.growth), MarkdownText.plain(flash),
        ]
        text += "| \(cells.joined(separator: " | ")) |\n"
      }
      guard verdict == .different else { continue }
      text += "\n"
      for row in rows {
        for line in FileChangeLines(row).lines(most: Self.mostChanges) {
          text += "- \(MarkdownText.plain(line))\n"
        }
      }
    }
    let rearranged = image.files.filter { $0.verdict == .rearranged }
    if !rearranged.isEmpty {
      text += "\n**Same code, laid out differently**\n\n"
      for row in rearranged {
        text += "- \(MarkdownText.name(row.name)): \(MarkdownText.plain(row.layout))\n"
      }
    }
    let regions = image.regions.filter { !$0.isSame || $0.usedA != $0.usedB }
    if !regions.isEmpty {
      text += "\n| Region | Size | Used | Growth |\n| --- | ---: | ---: | ---: |\n"
      for row in regions {
        text +=
          "| \(MarkdownText.name(row.name)) | \(MarkdownText.plain(row.sizes)) "
          + "| \(MarkdownText.plain(row.use)) | \(MarkdownText.plain(row.usedGrowth)) |\n"
      }
    }
    let same = image.files.count { $0.verdict == .same }
    return text + "\nUnchanged: \(same) of \(image.files.count) files.\n"
  }
}
