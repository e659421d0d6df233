extension Int {
  /// The smallest multiple of `alignment` (in bytes, positive) that is not below this offset.
  package func aligned(to alignment: Int) -> Int {
    let rest = self % alignment
    return rest == 0 ? self : self + (alignment - rest)
  }
}
