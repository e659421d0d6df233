import Render

/// The values of `Templates/diff.html.mustache`: two platforms or images side by side, in groups.
struct DiffPageView: Encodable {
  /// A figure at the head of the page.
  struct Card: Encodable {
    let title: String
    let figure: String
  }

  /// A part of a value, marked if the other side does not have it.
  struct Piece: Encodable {
    let text: String
    let isMarked: Bool
  }

  struct Side: Encodable {
    let pieces: [Piece]
    /// The place of the decision in effect; empty if there is none.
    let place: String
    /// The overridden decisions, the most recent first, or the other lines that contribute to the value.
    let lost: [String]
    let isMissing: Bool
  }

  struct Row: Encodable {
    let subject: String
    /// The number of modules concerned, and which; empty for the platform as a whole.
    let scope: String
    let members: [String]
    let hasMembers: Bool
    let a: Side
    let b: Side
  }

  struct Group: Encodable {
    let title: String
    let anchor: String
    let count: String
    let rows: [Row]
  }

  let title: String
  let version: String
  let nameA: String
  let nameB: String
  let isSame: Bool
  let errors: [String]
  let cards: [Card]
  let groups: [Group]
  let maintainers: [Maintainer]
  let hasMaintainers: Bool

  struct Maintainer: Encodable {
    let section: String
    let files: String
    let people: String
  }

  /// The JSON document that `kiln-page` reads.
  func request(template: String) -> String { JSON.encode(Request(template: template, values: self)) }

  private struct Request: Encodable {
    let template: String
    let values: DiffPageView
  }
}

extension DiffPageView.Side {
  /// The values of both sides. If `byWord` is true, words that only one side has are marked.
  static func both(
    _ a: String?, _ b: String?, byWord: Bool
  ) -> (a: [DiffPageView.Piece], b: [DiffPageView.Piece]) {
    guard byWord, let a, let b else { return (whole(a), whole(b)) }
    let (one, other) = (a.split(separator: " ").map(String.init), b.split(separator: " ").map(String.init))
    let difference = other.difference(from: one)
    let gone = Set(difference.removals.map(\.place))
    let new = Set(difference.insertions.map(\.place))
    return (pieces(one, marked: gone), pieces(other, marked: new))
  }

  private static func whole(_ value: String?) -> [DiffPageView.Piece] {
    value.map { [.init(text: PageText.sentence($0.isEmpty ? "nothing" : $0), isMarked: false)] } ?? []
  }

  /// Merges adjacent words that are both marked or both not.
  private static func pieces(_ words: [String], marked: Set<Int>) -> [DiffPageView.Piece] {
    var pieces: [DiffPageView.Piece] = []
    for (index, word) in words.enumerated() {
      let isMarked = marked.contains(index)
      if let last = pieces.last, last.isMarked == isMarked {
        pieces[pieces.count - 1] = .init(text: "\(last.text) \(PageText.sentence(word))", isMarked: isMarked)
      } else {
        pieces.append(.init(text: PageText.sentence(word), isMarked: isMarked))
      }
    }
    return pieces.isEmpty ? [.init(text: "nothing", isMarked: false)] : pieces
  }
}

extension CollectionDifference.Change {
  fileprivate var place: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
