// Package acceptance checks the finished site of the real content as its visitors
// meet it. It holds tests only.
//
// The other packages test what they do with made-up content. Here the site is
// made from content/ with the built-in theme, as `kepu build` does, and read
// back knowing nothing of how it came about: links are followed in the bytes of
// the pages, counts are held against the content files as a plain reader of lines
// sees them, and a browser opens every page. A fault between two packages shows
// here and nowhere else.
//
// # Without a browser
//
// These run under `go test ./...`, in less than a second:
//
//   - Every link is relative, names a file and not a folder, in its exact letters,
//     and its fragment exists, so that the tree works on a server, in any sub-folder,
//     from a disk and out of a zip.
//   - No page asks for anything outside the tree, or runs a script that stands in it.
//   - Every page is reached from the home page, has one h1, no gap in its headings,
//     words for its pictures.
//   - The namings, bases and activities of the content are all there, and counted.
//   - A page is light, and file names suit every system.
//
// Each check is a function from a tree to its faults, and is itself tried on
// small trees that have the fault: a check that sees nothing would pass for ever.
//
// # With a browser
//
// These open every page in Chromium. They are skipped unless KEPU_BROWSER=1 is set,
// and fail if it is set and something is missing; .ci/run sets all of it up. AXE_JS
// is the path of axe-core's axe.min.js.
//
//   - From a disk, a server and a sub-folder of one: nothing outside the tree is
//     asked for, nothing is missing, the console is silent.
//   - At 360 px nothing scrolls sideways, with text 40 % larger neither.
//   - axe-core finds no violation, light and dark, on a phone and on a desktop.
//   - Pages print on A4.
//   - Opening hours are told as package hours tells them, on every day of three years.
//   - The offline copy, unpacked and from a folder of a server, is used as a visitor does: every kind of
//     page by clicking from the start page, search, filters, large type, open today.
//
// # With other programs
//
// Calendars, feeds and the list of pages are read by programs of others where KEPU_JUDGES=1 is set: judges_test.go.
//
// Chromium runs without its sandbox: it opens our own pages only, and containers
// often allow none.
package acceptance
