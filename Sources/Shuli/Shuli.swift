@_exported import ShuliCleaning
@_exported import ShuliCorpus
@_exported import ShuliDuplicates
@_exported import ShuliKeywords
@_exported import ShuliStorage
@_exported import ShuliSummary
@_exported import ShuliText
