"""Reads a feed with feedparser, and says what its entries are: a line each."""
import sys
import feedparser

feed = feedparser.parse(sys.argv[1])
if feed.bozo or feed.version != "atom10":
    sys.exit("%s: %s" % (feed.version, feed.get("bozo_exception")))
print("|".join([feed.feed.id, feed.feed.title, feed.feed.language, feed.feed.author]))
for e in feed.entries:
    print("|".join([e.id, e.title, e.link, e.updated, e.get("summary", "")]))
