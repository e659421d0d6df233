package import PlatformModel

/// Where built modules come from: an image that exists already, or a build of the sources.
package protocol ModuleSource: Sendable {
  /// The payloads of `module`; nil when this source does not have it.
  func payloads(of module: ModulePlacement) -> ModulePayloads?

  /// How messages call the source.
  var description: String { get }
}
