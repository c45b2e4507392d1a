package sheet

// What a file may be at most. No table that offices send comes near; what is beyond is a slip (a blank typed at the end of the sheet) or made
// to harm.
const (
	MaxSize     = 32 << 20  // bytes of a file
	MaxUnpacked = 512 << 20 // bytes of all its parts that are read
	MaxParts    = 4096      // of a file
	MaxSheets   = 200
	MaxRow      = 200_000   // the last row that holds anything
	MaxColumn   = 1024      // the last column that does
	MaxCells    = 4_000_000 // of a book, with the empty ones before the last of each row
	MaxMerged   = 50_000    // ranges of a sheet
	maxStrings  = 2_000_000 // of the table of texts
	maxText     = 1 << 20   // bytes of one text
	maxDepth    = 200       // of elements in others
	maxTag      = 1 << 20   // bytes of one tag with its attributes
	maxCovered  = 4_000_000 // looks for cells under merged ones
	maxFormats  = 2000      // of numbers, that are not plain
	maxFormat   = 255       // characters of one: more no program lets anybody write
	maxShown    = 100_000   // numbers whose text is kept
)
