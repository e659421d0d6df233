import Testing
import Emulation
