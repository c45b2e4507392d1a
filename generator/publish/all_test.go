package publish_test

import (
	"fmt"
	"maps"
	"testing"

	"kepu/generator/filelist"
	"kepu/generator/publish"
	"kepu/generator/publish/publishtest"
	"kepu/generator/store/storetest"
)

// harmed returns a far side with the sites A, then B, of which somebody has changed, emptied and removed files by hand, in the list too where that is asked.
func harmed(t *testing.T, k kind, list bool) *far {
	t.Helper()
	f := newFar(k)
	for _, s := range []map[string]string{siteA, siteB} {
		if _, err := f.publish(t, s, f.options()); err != nil {
			t.Fatal(err)
		}
	}
	f.m.After = nil
	base := "site/"
	if to, ok := f.m.Files()["links/site"]; ok {
		base = to.Text + "/"
	}
	for name, text := range map[string]string{"index.html": "home B<script src=//example.org/x.js></script>", "bases/x.html": ""} {
		if err := f.m.Put(t.Context(), base+name, storetest.Object(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.m.Remove(t.Context(), base+"assets/style.css"); err != nil {
		t.Fatal(err)
	}
	if list {
		if err := f.m.Put(t.Context(), base+filelist.Name, storetest.Object("<script>")); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// What was changed by hand is mended by a run that believes nothing, of the same edition and of another, and where that is killed, by the next one that is asked nothing of the kind.
func TestAllIsPutWhereSomebodyChangedFiles(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			other := maps.Clone(siteB)
			other["bases/z.html"] = "z, another"
			for _, site := range []map[string]string{siteB, other} {
				run := func(f *far, all bool) (publish.Report, error) {
					o := f.options()
					o.All = all
					return publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, site), o)
				}
				f := harmed(t, k, false)
				if _, err := run(f, false); err != nil || site["bases/z.html"] == "z" && maps.Equal(f.readers(), site) {
					t.Fatalf("the list is not believed any more, so Options.All is of no use: %v", err)
				}
				f = harmed(t, k, false)
				calls := f.calls()
				rep, err := run(f, true)
				if err != nil || !rep.All || rep.Puts != len(site) || rep.Copied != 0 {
					t.Fatalf("%+v, %v", rep, err)
				}
				for _, c := range *calls {
					if c[:4] == "copy" {
						t.Errorf("%s: nothing that stands is worth a copy", c)
					}
				}
				if !maps.Equal(f.readers(), site) {
					t.Errorf("readers get %q", f.readers())
				}
				if !k.links { // the release before is left as it was harmed
					f.claims(t)
				}
				kept, err := publish.Releases(t.Context(), f.store(), "site")
				if err != nil || len(kept) < 2 || kept[0].Doubt {
					t.Fatalf("kept are %+v, %v", kept, err)
				}
				for _, r := range kept[1:] {
					if !r.Doubt {
						t.Errorf("%+v may hold what was changed", r)
					}
				}
				if rep, err := run(f, false); err != nil || !rep.Nothing() || rep.All {
					t.Errorf("and after that: %+v, %v", rep, err)
				}
				for n, whole := 1, false; !whole; n++ {
					for _, lost := range []bool{false, true} {
						f := harmed(t, k, n%2 == 0)
						f.failFrom(n, lost)
						f.bad = nil
						_, err := run(f, true)
						whole = err == nil
						f.heal()
						f.m.After = nil
						_, begun := f.m.Files()[map[bool]string{false: "site/.kepu/intent", true: "site.releases/.kepu/intent"}[k.links]]
						if !whole && !begun {
							continue // nothing was noted yet, or all is done
						}
						if _, err := run(f, false); err != nil || !maps.Equal(f.readers(), site) {
							t.Fatalf("killed at call %d (lost: %t), and gone on with: %v, readers get %q", n, lost, err, f.readers())
						}
						if !k.links {
							f.claims(t)
						}
					}
				}
			}
		})
	}
}

// What has another size than it should is not copied into the next release, nor what is not there.
func TestWhatIsSeenToBeChangedIsNotCopied(t *testing.T) {
	f := harmed(t, kinds[2], false)
	other := maps.Clone(siteB)
	other["bases/z.html"] = "z, another"
	rep, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, other), f.options())
	if err != nil || rep.Puts < 4 || !maps.Equal(f.readers(), other) {
		t.Errorf("%+v, %v: readers get %q", rep, err, f.readers())
	}
}

// A publication from before all was put again is doubtful also where it was gone back to; what was put then is not.
func TestDoubtStaysWithWhatIsDoubtful(t *testing.T) {
	f := harmed(t, kinds[2], false)
	o := f.options()
	o.All = true
	if _, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, siteB), o); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		to    int
		doubt bool
	}{{2, true}, {3, false}} {
		rep, err := publish.Rollback(t.Context(), f.store(), "site", step.to, f.options())
		if err != nil || rep.To.Doubt != step.doubt {
			t.Errorf("back to %d: %+v, %v", step.to, rep, err)
		}
		if all, err := publish.Releases(t.Context(), f.store(), "site"); err != nil || all[0].Doubt != step.doubt {
			t.Errorf("after going back to %d: %+v, %v", step.to, all, err)
		}
	}
}

// Files of several releases are one file with several names: what was changed in one was changed in all. After all was put again none of it comes back with a slot that is used again, nor
// after it was gone back to.
func TestWhatWasChangedDoesNotComeBack(t *testing.T) {
	for _, k := range kinds {
		for _, back := range []bool{false, true} {
			if back && !k.copies {
				continue
			}
			f := newFar(k)
			edition := func(n int) map[string]string {
				s := maps.Clone(siteA)
				s["index.html"] = fmt.Sprint("home ", n)
				return s
			}
			run := func(n int, all bool) {
				t.Helper()
				o := f.options()
				o.All = all
				if _, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, edition(n)), o); err != nil {
					t.Fatal(err)
				}
			}
			for n := range 5 {
				run(n, false)
			}
			f.m.After = nil
			for name, file := range f.m.Files() {
				if file.Text == siteA["bases/x.html"] {
					if err := f.m.Put(t.Context(), name, storetest.Object("X a")); err != nil { // of the same size
						t.Fatal(err)
					}
				}
			}
			run(4, true)
			if back {
				rep, err := publish.Rollback(t.Context(), f.store(), "site", 4, f.options())
				if err != nil || !rep.To.Doubt {
					t.Fatalf("%s: %+v, %v", k.name, rep, err)
				}
				run(3, false) // the list that was gone back to
				if !maps.Equal(f.readers(), edition(3)) {
					t.Errorf("%s: after going back and publishing the same readers get %q", k.name, f.readers())
				}
			}
			for n := 5; n < 12; n++ {
				run(n, false)
				if !maps.Equal(f.readers(), edition(n)) {
					t.Fatalf("%s: in edition %d readers get %q", k.name, n, f.readers())
				}
			}
		}
	}
}

// Of what was replaced unseen nothing is kept under the name of what it was.
func TestNobodyGoesBackToWhatWasChangedUnseen(t *testing.T) {
	f := harmed(t, kinds[0], false)
	o := f.options()
	o.All = true
	if rep, err := publish.Run(t.Context(), f.store(), "site", publishtest.Tree(t, siteC), o); err != nil || !rep.NoBack {
		t.Fatalf("%+v, %v", rep, err)
	}
	if _, _, err := publish.LookBack(t.Context(), f.store(), "site", 2, f.options()); err == nil {
		t.Error("there is a way back to what was changed")
	}
}
