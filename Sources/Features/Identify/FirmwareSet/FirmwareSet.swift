package import Diagnostics

/// A code image, a variables file and a descriptor that are to be used together.
package struct FirmwareSet {
  package struct Image {
    package var path: String
    package var identity: ImageIdentity

    package init(path: String, identity: ImageIdentity) {
      self.path = path
      self.identity = identity
    }

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
  }

  /// The code image, with or without variables in the same file.
  package var code: Image?
  package var variables: Image?
  package var descriptor: FirmwareDescriptor?
  /// Those files named by the descriptor that exist.
  package var existing: Set<String>

  package init(code: Image?, variables: Image?, descriptor: FirmwareDescriptor?, existing: Set<String>) {
    self.code = code
    self.variables = variables
    self.descriptor = descriptor
    self.existing = existing
  }

  /// Whether the files can be used together.
  package var fits: Bool { !findings.contains { $0.severity == .error } }

  /// The inconsistencies between the files, in a fixed order.
  package var findings: [Diagnostic] {
    var found: [Diagnostic] = []
    if let code, let variables { found += pairFindings(code, variables) }
    guard let descriptor else { return found }
    found += mappingFindings(descriptor)
    found += targetFindings(descriptor)
    found += featureFindings(descriptor)
    return found
  }

  private func pairFindings(_ code: Image, _ variables: Image) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let size = variables.identity.facts.size
    if code.identity.kind == .unified {
      found.append(.setStoreTwice(variables.path, code: code.name))
    } else if let fit = code.identity.fit {
      if let store = variables.identity.facts.store, store.volumeSize != fit.size {
        found.append(
          .setStoreSize(
            variables.path, size: store.volumeSize, code: code.name, wanted: fit.size, reason: fit.reason))
      } else if fit.isPadded ? size < fit.size : size != fit.size {
        found.append(
          .setStoreSize(
            variables.path, size: size, code: code.name, wanted: fit.size,
            reason: fit.reason))
      }
      if fit.needsAuthentication, variables.identity.facts.store?.isAuthenticated == false {
        found.append(.setStorePlain(variables.path, code: code.name))
      }
    } else if !code.identity.features[.flashVariables], code.identity.search != nil {
      found.append(.setStoreUnused(variables.path, code: code.name))
    }
    for image in [code, variables] where image.identity.facts.size % 0x1000 != 0 {
      found.append(.setFlashSize(image.path, size: image.identity.facts.size))
    }
    return found
  }
}
