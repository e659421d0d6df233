import Testing
import ObjectFormats
