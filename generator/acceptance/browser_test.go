package acceptance

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// TestInABrowser opens every page in one Chromium.
func TestInABrowser(t *testing.T) {
	if os.Getenv("KEPU_BROWSER") == "" {
		t.Skip("set KEPU_BROWSER=1 to open every page in Chromium; .ci/run does")
	}
	tr := realTree(t)
	b := startBrowser(t)
	bad := badTree(t)
	t.Run("NothingIsAskedForOutside", func(t *testing.T) {
		for name, serve := range origins {
			t.Run(name, func(t *testing.T) {
				report(t, asked(b, tr, serve(t, tr)))
				mustSee(t, asked(b, bad, serve(t, bad)), badRequests[name]...)
			})
		}
	})
	t.Run("EverythingFits", func(t *testing.T) {
		report(t, misfitting(b, tr, onDisk(t, tr)))
		mustSee(t, misfitting(b, bad, onDisk(t, bad)), "bad.html: 600 px wide on a screen of 360", "bad.html with text 40 % larger", "<p class=wide>", "charts are [180] px high")
	})
	t.Run("AxeFindsNothing", func(t *testing.T) {
		source := axeSource(t)
		report(t, violations(b, forAxe(tr), onDisk(t, tr), source))
		city := sampleTree(t)
		report(t, violations(b, kindsOfPages(t, city), onDisk(t, city), source))
		mustSee(t, violations(b, bad.pagePaths(), onDisk(t, bad), source), "image-alt", "color-contrast", "on 5 screens", "in large type at 360 px")
	})
	t.Run("TheMapAnswers", func(t *testing.T) { mapAnswers(t, b, tr) })
	t.Run("PagesPrintOnA4", func(t *testing.T) {
		report(t, misprinted(b, printedPages(t, tr), onDisk(t, tr)))
		mustSee(t, misprinted(b, []string{"bad.html"}, onDisk(t, bad)), "bad.html: page 1 is 612 × 792 points")
	})
}

// mustSee fails unless the faults of a bad page were found: a browser that loads
// nothing finds no fault either.
func mustSee(t *testing.T, faults []string, want ...string) {
	t.Helper()
	all := strings.Join(faults, "\n")
	for _, w := range want {
		if !strings.Contains(all, w) {
			t.Errorf("the check does not see %q in a page that has it; it saw:\n%s", w, all)
		}
	}
}

// A page that hangs fails its test, not the whole run.
const patience = 60 * time.Second

// browser is a running Chromium.
type browser struct{ ctx context.Context }

func startBrowser(t *testing.T) *browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		// Whatever a page asks for, nothing leaves this machine.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closeBrowser := chromedp.NewContext(ctx)
	t.Cleanup(closeBrowser)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("KEPU_BROWSER is set, and Chromium does not start: %v", err)
	}
	return &browser{ctx}
}

// tab is one tab of the browser and what was noticed in it.
type tab struct {
	ctx context.Context

	mu       sync.Mutex
	requests []string          // addresses asked for
	noticed  []string          // failed requests, errors in the console
	urls     map[string]string // of requests by id
	document network.RequestID // of the page that is shown
}

// each opens a tab for each of two workers, has every page visited in one of them,
// and returns all faults, sorted. An error of the browser is a fault of the page.
func (b *browser) each(pages []string, visit func(tb *tab, page string) ([]string, error)) []string {
	var mu sync.Mutex
	var faults []string
	add := func(more ...string) {
		mu.Lock()
		defer mu.Unlock()
		faults = append(faults, more...)
	}
	next := make(chan string)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			tb, closeTab, err := b.open()
			defer closeTab()
			for page := range next {
				if err != nil {
					add(fmt.Sprintf("%s: %v", page, err))
					continue
				}
				found, err := visit(tb, page)
				add(found...)
				if err != nil {
					add(fmt.Sprintf("%s: %v", page, err))
				}
			}
		})
	}
	for _, p := range pages {
		next <- p
	}
	close(next)
	wg.Wait()
	slices.Sort(faults)
	return faults
}

func (b *browser) open() (*tab, context.CancelFunc, error) {
	ctx, closeTab := chromedp.NewContext(b.ctx)
	tb := &tab{ctx: ctx, urls: map[string]string{}}
	return tb, closeTab, chromedp.Listen(ctx, tb.notice)
}

// notice is called for every event, in their order.
func (tb *tab) notice(event any) {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		tb.requests = append(tb.requests, e.Request.URL)
		tb.urls[string(e.RequestID)] = e.Request.URL
		if e.Type == network.ResourceTypeDocument {
			tb.document = e.RequestID
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			tb.noticed = append(tb.noticed, fmt.Sprintf("%s answers %d", e.Response.URL, e.Response.Status))
		}
	case *network.EventLoadingFailed:
		tb.noticed = append(tb.noticed, fmt.Sprintf("%s fails: %s %s", tb.urls[string(e.RequestID)], e.ErrorText, e.BlockedReason))
	case *log.EventEntryAdded:
		if e.Entry.Level != log.EntryLevelVerbose {
			tb.noticed = append(tb.noticed, fmt.Sprintf("the console says: %s %s", e.Entry.Text, e.Entry.URL))
		}
	case *runtime.EventConsoleAPICalled:
		tb.noticed = append(tb.noticed, fmt.Sprintf("a script writes to the console: %s", e.Type))
	case *runtime.EventExceptionThrown:
		tb.noticed = append(tb.noticed, "a script fails: "+e.ExceptionDetails.Text)
	}
}

// visit opens an address and waits until the page and its scripts are done.
// It returns what was asked for and what went wrong.
func (tb *tab) visit(address string) (requests, noticed []string, err error) {
	tb.mu.Lock()
	tb.requests, tb.noticed = nil, nil
	tb.mu.Unlock()
	ctx, cancel := context.WithTimeout(tb.ctx, patience)
	defer cancel()
	err = chromedp.Do(ctx, chromedp.Navigate(address),
		chromedp.Evaluate[chromedp.Void](`new Promise(done => setTimeout(done, 20))`, chromedp.EvalAwaitPromise))
	tb.mu.Lock()
	defer tb.mu.Unlock()
	return slices.Clone(tb.requests), slices.Clone(tb.noticed), err
}

// evaluate runs a script in the page of the tab and returns its value; a promise
// is waited for.
func evaluate[T any](tb *tab, script string) (T, error) {
	ctx, cancel := context.WithTimeout(tb.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// phone and desktop are the screens that pages are looked at on, in CSS pixels.
const (
	phone   = 360
	desktop = 1280
)

// screen makes the tab a phone or a desktop, light or dark. Nothing moves: a
// colour that is on its way is no colour to judge.
func (tb *tab) screen(width int64, scheme string) error {
	options := []chromedp.EmulateViewportOption{}
	if width == phone {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulatePortrait)
	}
	if err := chromedp.Do(tb.ctx, chromedp.EmulateViewport(width, 800, options...)); err != nil {
		return err
	}
	_, err := chromedp.Call(tb.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme},
		{Name: "prefers-reduced-motion", Value: "reduce"},
	}})
	return err
}
