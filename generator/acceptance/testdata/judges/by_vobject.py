"""Reads a calendar with vobject, which checks it too, and says what its events are: a line each."""
import datetime, sys
import vobject

def when(d):
    if isinstance(d, datetime.datetime):
        return d.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%MZ")
    return d.isoformat()

calendar = vobject.readOne(open(sys.argv[1], newline="", encoding="utf-8").read())
calendar.validate(raiseException=True)
for e in calendar.vevent_list:
    get = lambda key: e.contents[key][0].value if key in e.contents else ""
    times = sum(1 for _ in e.rruleset) if "rrule" in e.contents else 1
    print("|".join([get("uid"), get("summary"), when(get("dtstart")), when(get("dtend")) if "dtend" in e.contents else "", str(times), get("status"), get("location"), get("description").replace("\n", "/")]))
