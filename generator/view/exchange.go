package view

// RoutesPage is the view of layouts/routes.html: routes/index.html.
type RoutesPage struct {
	Frame
	Lead  string
	Items []RouteItem
}

// RouteItem is a study route in a list.
type RouteItem struct {
	Title, URL string
	Theme      string
	Length     string // "1天", "4小时"; "" when not known
	Season     string
	Audience   []string
	Summary    string
	Stops      string // their names in their order
	Count      int    // of stops
}

// RoutePage is the view of layouts/route.html. On paper it is the sheet that one takes along.
type RoutePage struct {
	Frame
	Title     string
	Theme     string
	Length    string // "1天", "2小时30分钟"; ""
	Season    string
	Audience  []string
	Summary   string // as staff wrote it; "" when it was taken from the body
	Organiser string
	Phone     Link
	Booking   Source // words, or a link
	Transport string
	Meals     string
	Map       *SmallMap // the way, from stop to stop; nil when no place is known
	Missing   string    // which stops are not on the map
	Stops     []RouteStop
	Total     []string // how long one stays and how far it is, with what is not known
	Body      []Block
	Sources   []Source
	AsOf      string
	ReportURL string
}

// RouteStop is one stop of a route, with what its base's page says of it.
type RouteStop struct {
	Number     int
	Name       string // "" where its page is not published
	URL        string
	County     string
	Stay       string // "60分钟"; "" when not known
	What       string
	Ended      string // "作为科普教育基地开放到2019年为止"; ""
	Hours      []HoursRow
	ClosedDays []string
	HoursData  string // as JSON for a script; ""
	HoursEnd   string
	Fee        string
	Free       bool
	Booking    Source
	Phone      Link
	Address    string
	Again      int    // the stop before that is at the same base and says what its page does; 0
	Next       string // how far it is to the next stop as the crow flies; "" at the last one
}

// ExchangePage is the view of layouts/exchange.html: exchange.html, and its parts.
type ExchangePage struct {
	Frame
	Heading string
	Lead    string
	Filter  []Facet
	Sides   []OfferGroup
	Parts   []PartItem  // of a long list, instead of Sides: the pages of the kinds
	Passed  []OfferItem // whose last day has passed as of the newest record; the script adds others
	Folds   bool        // some last day is known, so that there may be some to fold away
}

// OfferGroup is what bases offer, or what they want.
type OfferGroup struct {
	ID, Name string
	Offers   []OfferItem
}

// OfferItem is what one base offers or wants.
type OfferItem struct {
	ID        string // an anchor; "" on a base's own page
	URL       string // of the entry, from a base's own page; ""
	Side      string // "提供", "需要"
	Kind      string
	Title     string
	Base      Link
	BaseEnded string // until when that is a base, or that its title was taken away; ""
	County    string
	Topics    []string
	Audience  []string
	Size      string
	Needs     string
	Terms     string
	Period    string // "2026年3月1日至5月", "至2026年5月"; "" when not said
	Until     string // the last day, "2026-05-31"; "" when not known
	Ended     string // "已过期" as of the newest record; ""
	EndedDays string // what later days say in place of Ended, see “Days”; ""
	Contact   Link   // of the entry, else of its base; none when neither is known
	OfBase    bool   // Contact is the base's telephone
	Person    string // who agreed to be named
	Tour      []TourStop
	Now       string // where a touring exhibit is now and goes next, see “Days”; ""
	Sources   []Source
	Facets    string // what the filter asks for; "" where there is none
}

// TourStop is one place on a touring exhibit's way.
type TourStop struct {
	Place  Link
	County string
	Period string
}
