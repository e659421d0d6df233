import Bytes
import Render

/// `kiln inspect`: an image as a tree.
package struct ImageTreeReport {
  private let tree: ImageTree

  package init(_ tree: ImageTree) { self.tree = tree }

  package var text: String { lines(of: tree, depth: 0) }

  private func lines(of node: ImageTree, depth: Int) -> String {
    var words = [node.kind, node.type, node.guid?.description, node.name].compactMap { $0 }
    if let offset = node.offset { words.append("at \(offset.hexadecimal)") }
    words.append("\(node.size) bytes")
    words += node.details.map { "\($0.key)=\($0.value)" }
    return String(repeating: "  ", count: depth) + words.joined(separator: " ") + "\n"
      + node.children.map { lines(of: $0, depth: depth + 1) }.joined()
  }

  package var json: String { JSON.encode(NodeJSON(tree)) }
}

/// The documented form of `kiln inspect --json`.
private struct NodeJSON: Encodable {
  let kind: String
  let type: String?
  let guid: String?
  let name: String?
  let offset: Int?
  let size: Int
  let details: [String: String]?
  let children: [NodeJSON]?

  init(_ node: ImageTree) {
    kind = node.kind
    type = node.type
    guid = node.guid?.description
    name = node.name
    offset = node.offset
    size = node.size
    details =
      node.details.isEmpty
      ? nil : Dictionary(node.details.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    children = node.children.isEmpty ? nil : node.children.map(NodeJSON.init)
  }
}
