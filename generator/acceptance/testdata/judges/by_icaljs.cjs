// Reads a calendar with ical.js, and says what its events are: a line each.
const fs = require("fs"), ICAL = require(process.argv[3]).default || require(process.argv[3]);
const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(process.argv[2], "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const when = t => !t ? "" : t.isDate ? t.toString() : t.toJSDate().toISOString().slice(0, 16) + "Z";
for (const c of calendar.getAllSubcomponents("vevent")) {
  const get = key => c.getFirstPropertyValue(key) || "";
  let times = 1;
  if (c.hasProperty("rrule")) {
    const all = get("rrule").iterator(get("dtstart"));
    for (times = 0; all.next(); times++);
  }
  console.log([get("uid"), get("summary"), when(get("dtstart")), when(get("dtend")), times, get("status"), get("location"), get("description").replace(/\n/g, "/")].join("|"));
}
