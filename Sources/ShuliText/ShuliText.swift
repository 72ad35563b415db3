// Ranges and offset maps are part of this module's results.
@_exported import ShuliBase
