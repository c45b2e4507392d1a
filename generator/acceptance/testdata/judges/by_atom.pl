# Reads a feed with XML::Atom, and says what its entries are: a line each.
use strict;
use warnings;
use XML::Atom::Feed;
binmode STDOUT, ":encoding(UTF-8)";
$XML::Atom::ForceUnicode = 1;
my $feed = XML::Atom::Feed->new($ARGV[0]) or die XML::Atom::Feed->errstr;
print join("|", $feed->id, $feed->title, $feed->language, $feed->author->name), "\n";
for my $e ($feed->entries) {
    print join("|", $e->id, $e->title, $e->link->href, $e->updated, $e->summary // ""), "\n";
}
