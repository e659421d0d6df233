import Diagnostics
import Render
import Vocabulary

extension SwitchesReport {
  /// `kiln-switches-1`.
  package var json: String {
    var places = PlaceText(roots: roots)
    return JSON.encode(
      SwitchesJSON(
        platform: .init(
          manifest: places.path(manifest), architectures: switches.architectures.map(\.name),
          target: target.name),
        switches: switches.switches.map { SwitchesJSON.Switch($0, &places) }))
  }
}

/// The documented form of `kiln switches --json`.
private struct SwitchesJSON: Encodable {
  let schema = "kiln-switches-1"
  let platform: Platform
  let switches: [Switch]

  struct Platform: Encodable {
    let manifest: String
    let architectures: [String]
    let target: String
  }

  struct Switch: Encodable {
    let name: String
    let given: String?
    let defaultValue: String?
    let definedAt: String?
    let conditions: [String]
    let settings: [Setting]

    init(_ found: PlatformSwitch, _ places: inout PlaceText) {
      name = found.name
      given = found.given
      defaultValue = found.usual?.value
      definedAt = found.usual.map { places.text($0.place) }
      conditions = found.conditions.map { places.text($0) }
      settings = found.settings.map { setting in
        Setting(
          value: setting.value, adds: setting.adds.map(Module.init),
          removes: setting.removes.map(Module.init),
          places: setting.places.map(Module.init), unplaces: setting.unplaces.map(Module.init),
          changedLines: setting.changedLines, error: setting.error?.message)
      }
    }
  }

  struct Setting: Encodable {
    let value: String?
    let adds: [Module]
    let removes: [Module]
    let places: [Module]
    let unplaces: [Module]
    let changedLines: Int
    let error: String?
  }

  struct Module: Encodable {
    let name: String
    let inf: String
    let architecture: String

    init(_ module: PlatformSwitch.Module) {
      name = module.name.text
      inf = module.path.text
      architecture = module.architecture.name
    }
  }
}
