// Package bench measures what a build costs, part by part and as a whole, on samples of
// three sizes (package sample). It holds only tests:
//
//	go test ./generator/bench -run '^$' -bench . -benchtime 1x -timeout 60m
//	go test ./generator/bench -run '^$' -bench 'Whole|Floor' -short       # without the largest
//
// Beside each part stands its floor, measured in the same run on the same files: what the
// libraries alone take to decode and render them, and what it takes to write the same
// bytes from memory. Judge by ratios and by processor seconds (cpu-s): wall time also
// tells what else the machine had to do.
//
//	Read       the files into memory                     floor of all that follows
//	TOML       every log and front matter                floor: BurntSushi/toml into maps
//	Markdown   every page's text                         floor: goldmark alone
//	Decode     source: encoding, TOML, Markdown, records
//	Link       catalog      Count  figures               Layout  pages, no view yet
//	Views      every page's view                         Render  views and templates to bytes
//	Write      a first build's files, and again unchanged; floor: the same bytes with os.WriteFile
//	Zip        the offline copy
//	Memory     what a site holds, and how much more is in use while it is written
//	Whole      the program, process and all: cold, changed nothing, one word changed; with
//	           its peak memory
package bench
