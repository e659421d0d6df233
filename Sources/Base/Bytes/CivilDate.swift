/// A day of the Gregorian calendar, UTC.
package struct CivilDate: Hashable, Sendable {
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to 31.
  package let day: Int

  package static let secondsPerDay = 86_400
  /// The mean length of a year: the Gregorian calendar's 400 years have 146,097 days.
  package static let secondsPerYear = 31_556_952

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// - Parameter seconds: since 1970-01-01 UTC, leap seconds not counted; before it, negative.
  package init(seconds: Int) {
    let days = Self.floor(seconds, Self.secondsPerDay)
    // Counted from 0000-03-01, so that a leap day is the last of its year, in eras of 400 years.
    let (era, dayOfEra) = Self.parted(days + 719_468, 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    // From March on, months alternate 31 and 30 days in groups of five, which have 153.
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  private static func floor(_ number: Int, _ divisor: Int) -> Int {
    number / divisor - (number % divisor < 0 ? 1 : 0)
  }

  private static func parted(_ number: Int, _ divisor: Int) -> (quotient: Int, rest: Int) {
    let quotient = floor(number, divisor)
    return (quotient, number - quotient * divisor)
  }
}

extension CivilDate: CustomStringConvertible {
  /// `2023-01-04`.
  package var description: String {
    let digits = { (number: Int, width: Int) in
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
    return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
  }
}
