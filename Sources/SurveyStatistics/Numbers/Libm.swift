#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The elementary functions that the platform's mathematics library gives, in one place.
enum Libm {
  static func naturalLog(_ x: Double) -> Double { log(x) }

  static func naturalLog(onePlus x: Double) -> Double { log1p(x) }

  static func exponential(_ x: Double) -> Double { exp(x) }

  static func exponentialMinusOne(_ x: Double) -> Double { expm1(x) }

  static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  static func errorFunction(_ x: Double) -> Double { erf(x) }

  static func complementaryErrorFunction(_ x: Double) -> Double { erfc(x) }

  static func gamma(_ x: Double) -> Double { tgamma(x) }

  static func tangent(_ x: Double) -> Double { tan(x) }

  static func sine(_ x: Double) -> Double { sin(x) }

  static func arcSine(_ x: Double) -> Double { asin(x) }
}
