"""Reads a calendar with icalendar, and says what its events are: a line each."""
import datetime, sys
from icalendar import Calendar

def when(d):
    d = d.dt
    if isinstance(d, datetime.datetime):
        return d.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%MZ")
    return d.isoformat()

calendar = Calendar.from_ical(open(sys.argv[1], "rb").read())
for e in calendar.walk("VEVENT"):
    times = e["RRULE"]["COUNT"][0] if "RRULE" in e else 1
    print("|".join([str(e["UID"]), str(e["SUMMARY"]), when(e["DTSTART"]), when(e["DTEND"]) if "DTEND" in e else "", str(times), str(e["STATUS"]), str(e.get("LOCATION", "")), str(e.get("DESCRIPTION", "")).replace("\n", "/")]))
