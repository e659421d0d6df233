import FirmwareImage
import Packaging
import Vocabulary

extension FlashImage {
  /// The architectures of the files with executables, each once, in order.
  var architectures: [Architecture] {
    allVolumes.flatMap(\.files).compactMap(\.architecture).withoutRepetition
  }
}
