// Package safety holds that nothing which anybody writes into content/ can do harm on the site, or be lost on the way to it. It holds tests, and Faults for those of others.
//
// Each package tests what it does with odd words. Here they go the whole way: from the bytes of TOML, Markdown and GeoJSON, from the fields of a
// form and the cells of a workbook into content/, and from there into every file of the site, whoever makes it. city_test.go has a fictional
// city in which every key that takes words stands somewhere, and knows each text of it as a slot; odd_test.go has the words that do harm elsewhere.
//
// # What is looked for
//
// oracle.go looks at every file by what it is, as those see it who open it: pages as a browser does, drawings, feeds and Word texts as XML,
// data as JSON, tables as a spreadsheet, calendars by their lines. No active element but the theme's own, no handler, no style, no address of
// another scheme, nothing that is fetched from another host, nothing that a spreadsheet would work out; all of it well formed, of a size
// in proportion to the content. The checks are tried on files that have each fault.
//
// kept_test.go looks for what is missing: every letter and digit of every text is in some file of the site, or a problem names its line.
//
// # What runs
//
// TestAnyWords… fill all slots at once, each with other words, and take back those that content/ may not say, as told by the problems: so every
// odd text comes to every slot, and the same is done on every machine. KEPU_ROUNDS=N does N times as much, with random words when the odd ones
// are through: .ci/run does four times as much. The Fuzz functions are for the fuzzer of go test, to look for what nobody thought of; what it found stands in testdata/fuzz.
//
// What is repeated is measured (measure_test.go): memory and output are in proportion to the words.
//
// [Faults] itself is no test's: package site's look at their pages with it as well.
package safety
