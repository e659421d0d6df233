import Bytes
import Sizes
import Testing

@Suite struct MarginalCostTests {
  private func costs(_ pairs: [(Double, Int)]) -> [MarginalCost] {
    pairs.map {
      MarginalCost(
        name: "", guid: "11111111-2222-3333-4444-555555555555", raw: 0, share: $0, saving: $1)
    }
  }

  /// Spearman's own way for values without ties, 1 − 6 Σd² / n(n² − 1); with ties the figures are R's `cor(…,
  /// method = "spearman")`.
  @Test func rankCorrelation() throws {
    #expect(MarginalCost.rankCorrelation(costs([(1, 10), (2, 20), (3, 30)])) == 1)
    #expect(MarginalCost.rankCorrelation(costs([(1, 30), (2, 20), (3, 10)])) == -1)
    // d = 1, 1, 0, 0: 1 − 12/60.
    let near = try #require(MarginalCost.rankCorrelation(costs([(1, 2), (2, 1), (3, 30), (4, 40)])))
    #expect(abs(near - 0.8) < 1e-12)
    // cor(c(1, 2, 2, 4), c(1, 2, 3, 4), method = "spearman")
    let tied = try #require(MarginalCost.rankCorrelation(costs([(1, 1), (2, 2), (2, 3), (4, 4)])))
    #expect(abs(tied - 0.948_683_298_050_513_8) < 1e-12)
    #expect(MarginalCost.rankCorrelation(costs([(1, 1)])) == nil)
    #expect(MarginalCost.rankCorrelation(costs([(1, 1), (1, 2)])) == nil)
  }
}
