package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"kepu/generator/diag"
)

// answer is what live.js is told of its page.
type answer struct {
	Reload   bool      `json:"reload"`  // the page is another one now
	Draft    bool      `json:"draft"`   // the page is a draft's
	Edit     int       `json:"edit"`    // how many times the site has been replaced
	Updated  int       `json:"updated"` // how many pages the last time changed; -1: not known
	Broken   bool      `json:"broken"`  // the content has errors: what is seen is the last good site
	Errors   int       `json:"errors"`
	Warnings int       `json:"warnings"`
	Fault    string    `json:"fault"` // of the machine or the theme
	Problems []problem `json:"problems"`
	Rest     string    `json:"rest"` // how many are not listed, in words
	Words    words     `json:"words"`
}

// words are what the script says.
type words struct {
	Updated  string `json:"updated"`  // with % for the number
	Renewed  string `json:"renewed"`  // when the number is not known
	Draft    string `json:"draft"`    //
	Broken   string `json:"broken"`   // with % for the number of errors
	Kept     string `json:"kept"`     // what is seen is the last good site
	Warnings string `json:"warnings"` // with %
	stopped  string // the script is given this with the page
	Hide     string `json:"hide"`
	Show     string `json:"show"`
}

func wordsIn(l diag.Lang) words {
	return words{
		Updated:  diag.T("已更新，涉及 % 页", "updated; it concerns % pages").In(l),
		Renewed:  diag.T("已更新", "updated").In(l),
		Draft:    diag.T("草稿：正式网站上没有这一页", "A draft: the public site does not have this page").In(l),
		Broken:   diag.T("内容有 % 处错误", "% errors in the content").In(l),
		Kept:     diag.T("网页还是出错之前的样子，改好并保存后会自动更新。", "The page is as it was before; it comes up to date when this is mended and saved.").In(l),
		Warnings: diag.T("提醒 %", "% warnings").In(l),
		stopped:  diag.T("预览已停止，这一页不再更新", "The preview has stopped; this page is not kept up to date").In(l),
		Hide:     diag.T("收起", "Hide").In(l),
		Show:     diag.T("查看", "Show").In(l),
	}
}

// serveState answers what a page asks about itself.
func (p *Preview) serveState(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	s := p.now.Load()
	page := q.Get("page")
	a := answer{
		Reload: s.digest(page) != q.Get("digest"), Edit: s.edit, Updated: s.updated,
		Broken: s.broken(), Fault: s.fault.In(p.opts.Lang), Words: wordsIn(p.opts.Lang),
	}
	if s.site != nil {
		a.Draft = s.site.Draft(page)
	}
	a.Errors, a.Warnings = s.problems.Count()
	if s.fault != (diag.Text{}) {
		a.Errors++
	}
	a.Problems, a.Rest = p.problems(s)
	data, err := json.Marshal(a)
	if err != nil {
		refuse(w, http.StatusInternalServerError)
		return
	}
	send(w, http.StatusOK, "state.json", data)
}

// broken reports whether the content as it is now makes no site.
func (s *state) broken() bool { return s.fault != (diag.Text{}) || s.problems.HasErrors() }

// A stream says something at least this often, so that a connection that is dead
// is noticed.
const pulse = 15 * time.Second

// mostStreams is how many wait for word at once, each with some 30 KB. A browser needs one
// for all its tabs; one that is refused asks every two seconds.
const mostStreams = 100

// serveEvents tells the number of the state each time that there is another one.
func (p *Preview) serveEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	if r.Method == http.MethodHead {
		return
	}
	defer p.streams.Add(-1)
	if p.streams.Add(1) > mostStreams {
		refuse(w, http.StatusServiceUnavailable)
		return
	}
	c := http.NewResponseController(w)
	c.SetReadDeadline(time.Time{}) // the request has been read; the stream has no end
	say := func(text string) bool {
		c.SetWriteDeadline(time.Now().Add(10 * time.Second)) // an error: no real connection
		_, err := fmt.Fprint(w, text)
		return err == nil && c.Flush() == nil
	}
	ticker := time.NewTicker(pulse)
	defer ticker.Stop()
	text := "retry: 1000\n\n"
	for {
		s := p.now.Load()
		if !say(fmt.Sprintf("%sdata: %d\n\n", text, s.version)) {
			return
		}
		text = ""
	wait:
		for {
			select {
			case <-r.Context().Done():
				return
			case <-s.next:
				break wait
			case <-ticker.C:
				if !say(": \n\n") {
					return
				}
			}
		}
	}
}
