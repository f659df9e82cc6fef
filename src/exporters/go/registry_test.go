package maphealth

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestRegisteringTwiceIsRefusedAndSaysWhatToDo(t *testing.T) {
	r := NewRegistry(Options{})
	var mu sync.Mutex
	sessions := map[string]int{"a": 1}
	handle := must(Watch(r, "main.sessions", &sessions, &mu))
	_, err := Watch(r, "main.sessions", &sessions, &mu)
	if !errors.Is(err, ErrRegistered) || !strings.Contains(err.Error(), "main.sessions") {
		t.Fatalf("registered twice: %v", err)
	}
	if err := handle.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Watch(r, "main.sessions", &sessions, &mu); err != nil {
		t.Fatalf("after Close it may be registered again: %v", err)
	}
}

func TestARegistrationNeedsOwnerMapAndLock(t *testing.T) {
	r := NewRegistry(Options{})
	m := map[int]int{}
	if _, err := Watch(r, "", &m, new(sync.Mutex)); !errors.Is(err, ErrOwner) {
		t.Errorf("no owner: %v", err)
	}
	if _, err := Watch(r, "x", &m, nil); !errors.Is(err, ErrUnguarded) {
		t.Errorf("no lock: %v", err)
	}
	if _, err := Watch[int, int](r, "x", nil, new(sync.Mutex)); !errors.Is(err, ErrUnguarded) {
		t.Errorf("no map: %v", err)
	}
}

func TestMapsOfOneOwnerAreOneSite(t *testing.T) {
	r := NewRegistry(Options{Name: "shop"})
	var mu sync.Mutex
	one, two, other := map[string]int{"a": 1}, map[string]int{"b": 1, "c": 1}, map[int]bool{}
	must(Watch(r, "shop.cart", &one, &mu))
	must(Watch(r, "shop.cart", &two, &mu))
	must(Watch(r, "shop.flags", &other, &mu))
	census := r.Census(0)
	if census.Totals.Maps != 3 || *census.Totals.Count != 3 || len(census.Sites) != 2 {
		t.Fatalf("%+v", census)
	}
	for _, site := range census.Sites {
		if site.Owner == "shop.cart" && (site.Maps != 2 || *site.Iterated != 3 || site.Site != "map[string]int shop.cart") {
			t.Errorf("%+v", site)
		}
	}
}

func TestAMapThatPanicsSpoilsOnlyItsOwnFigures(t *testing.T) {
	r := NewRegistry(Options{})
	must(WatchFunc(r, "main.broken", Visited{Type: "broken", Visit: func(func() bool) { panic("boom\nsecond line") }}))
	fine := map[int]int{1: 1}
	must(Watch(r, "main.fine", &fine, new(sync.Mutex)))
	census := r.Census(0)
	if census.Complete || !strings.Contains(*census.IncompleteReason, "main.broken#1: panic while walked: boom") {
		t.Fatalf("reason: %v", *census.IncompleteReason)
	}
	for _, m := range census.Maps {
		if m.Owner == "main.fine" && *m.Iterated != 1 || m.Owner == "main.broken" && m.Iterated != nil {
			t.Errorf("%+v", m)
		}
	}
	if census.Totals.Iterated != nil {
		t.Errorf("the total of an unknown is unknown, not %d", *census.Totals.Iterated)
	}
}

func TestALockThatNeverComesCostsNoMoreThanItsWait(t *testing.T) {
	r := NewRegistry(Options{LockWait: 20 * time.Millisecond})
	var stuck sync.Mutex
	stuck.Lock()
	m, fine := map[int]int{1: 1}, map[int]int{1: 1}
	must(Watch(r, "main.stuck", &m, &stuck))
	must(Watch(r, "main.fine", &fine, new(sync.Mutex)))
	for round := 0; round < 2; round++ {
		census := r.Census(0)
		if census.Complete || !strings.Contains(*census.IncompleteReason, "lock") || len(census.Maps) != 2 {
			t.Fatalf("%+v", census)
		}
	}
	stuck.Unlock()
	eventually(t, func() bool { return r.Census(0).Complete })
}

func TestAHugeMapUsesUpItsBudgetAndNoMore(t *testing.T) {
	r := NewRegistry(Options{Budget: 10 * time.Millisecond})
	must(WatchFunc(r, "main.endless", Visited{Type: "endless", Visit: func(yield func() bool) {
		for yield() {
		}
	}}))
	m := filled(3_000_000)
	must(Watch(r, "main.huge", &m, new(sync.Mutex)))
	census := r.Census(0)
	if census.Complete || !strings.Contains(*census.IncompleteReason, "time budget used up") {
		t.Fatalf("%v", census.IncompleteReason)
	}
	for _, s := range census.Maps {
		if s.Iterated != nil || s.Owner == "main.huge" && *s.Count != 3_000_000 {
			t.Errorf("%+v", s)
		}
	}
}

func TestASnapshotIsWalkedWithoutALock(t *testing.T) {
	r := NewRegistry(Options{})
	must(WatchSnapshot(r, "main.routes", func() map[string]int { return map[string]int{"/": 1} }))
	if census := r.Census(0); *census.Maps[0].Iterated != 1 || !census.Complete {
		t.Errorf("%+v", census)
	}
}

func TestASyncMapHasNoCountOfItsOwn(t *testing.T) {
	r := NewRegistry(Options{})
	var m sync.Map
	m.Store(1, 2)
	must(WatchSyncMap(r, "main.cache", &m))
	if s := r.Census(0).Maps[0]; s.Count != nil || *s.Iterated != 1 || s.HeldBytes != nil {
		t.Errorf("%+v", s)
	}
}

func TestTopCutsMapsAndNeverTotals(t *testing.T) {
	r := NewRegistry(Options{})
	small, large := filled(10), filled(1000)
	must(Watch(r, "small", &small, new(sync.Mutex)))
	must(Watch(r, "large", &large, new(sync.Mutex)))
	census := r.Census(1)
	if len(census.Maps) != 1 || census.Maps[0].Owner != "large" || *census.Totals.Count != 1010 || census.Totals.Maps != 2 {
		t.Errorf("%+v", census)
	}
}

func TestAMapThatDriftedIsNeverCut(t *testing.T) {
	r := NewRegistry(Options{})
	large := filled(1000)
	must(Watch(r, "large", &large, new(sync.Mutex)))
	must(WatchFunc(r, "lying", Visited{Type: "lying", Count: func() int { return 30 }, Visit: func(func() bool) {}}))
	must(WatchFunc(r, "fine", Visited{Type: "fine", Count: func() int { return 0 }, Visit: func(func() bool) {}}))
	if maps := r.Census(1).Maps; len(maps) != 2 || maps[0].Owner != "large" || maps[1].Owner != "lying" {
		t.Errorf("%+v", maps)
	}
}

func must(h *Handle, err error) *Handle {
	if err != nil {
		panic(err)
	}
	return h
}

func filled(n int) map[int]int {
	m := map[int]int{}
	for i := 0; i < n; i++ {
		m[i] = i
	}
	return m
}

func eventually(t *testing.T, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatal("not in 10 seconds")
}
