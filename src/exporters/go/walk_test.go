package maphealth

import (
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Writers hold the lock as they must; a map of many slices is written between any two of them.
func TestNoFalseDriftUnderWrites(t *testing.T) {
	var mu sync.Mutex
	m, cache := filled(40_000), &Map[int, int]{}
	for i := 0; i < 40_000; i++ {
		cache.Put(i, i)
	}
	r := NewRegistry(Options{MaxHold: time.Second})
	must(Watch(r, "main.m", &m, &mu))
	must(WatchMap(r, "main.cache", cache, &mu))
	stop := make(chan struct{})
	var writers sync.WaitGroup
	for w := 0; w < 2; w++ {
		writers.Add(1)
		go func(next int) {
			defer writers.Done()
			for ; ; next += 2 {
				select {
				case <-stop:
					return
				default:
				}
				mu.Lock()
				m[next] = next
				delete(m, next-40_000)
				cache.Put(next, next)
				cache.Delete(next - 40_000)
				mu.Unlock()
			}
		}(40_000 + w)
	}
	rounds, judged := 0, 0
	end := time.Now().Add(stressTime())
	for ; time.Now().Before(end) || judged == 0 && time.Now().Before(end.Add(time.Minute)); rounds++ {
		for _, s := range r.Census(0).Maps {
			if s.Drift == nil {
				continue
			}
			judged++
			if drifted(*s.Count, *s.Iterated) {
				t.Fatalf("round %d: %s counts %d, iterated %d, and is sound", rounds, s.Owner, *s.Count, *s.Iterated)
			}
		}
	}
	close(stop)
	writers.Wait()
	t.Logf("%d rounds, %d walks judged, no drift", rounds, judged)
	if judged == 0 {
		t.Fatal("nothing was judged")
	}
}

func TestPlantedDriftIsFound(t *testing.T) {
	for _, n := range []int{100, 50_000} {
		r := NewRegistry(Options{})
		m := filled(n)
		must(Watch(r, "main.m", &m, new(sync.Mutex)))
		*(*uint64)(headerOf(&m)) += 64 // its count is the first word of every version's header
		s := r.Census(0).Maps[0]
		*(*uint64)(headerOf(&m)) -= 64
		if *s.Drift != 64 || !drifted(*s.Count, *s.Iterated) {
			t.Errorf("%d entries: %+v", n, s)
		}
	}
}

func TestPlantedDriftOfAVisitedStructureIsFoundAndAPassingOneIsNot(t *testing.T) {
	visit := func(yield func() bool) {
		for i := 0; i < 10 && yield(); i++ {
		}
	}
	r := NewRegistry(Options{})
	must(WatchFunc(r, "main.lying", Visited{Type: "cache", Count: func() int { return 30 }, Visit: visit}))
	var asked atomic.Int64
	must(WatchFunc(r, "main.late", Visited{Type: "cache", Visit: visit, Count: func() int {
		if asked.Add(1) == 1 {
			return 30
		}
		return 10
	}}))
	for _, s := range r.Census(0).Maps {
		if want := map[string]int64{"main.lying": 20, "main.late": 0}[s.Owner]; *s.Drift != want {
			t.Errorf("%s: drift %d, not %d", s.Owner, *s.Drift, want)
		}
	}
}

func TestADifferenceThatWouldHoldTheLockTooLongStaysUnknown(t *testing.T) {
	r := NewRegistry(Options{MaxHold: time.Nanosecond})
	m := filled(50_000)
	must(Watch(r, "main.m", &m, new(sync.Mutex)))
	*(*uint64)(headerOf(&m)) += 64
	census := r.Census(0)
	*(*uint64)(headerOf(&m)) -= 64
	if one := census.Maps[0]; !census.Complete || one.Iterated != nil || *one.Count != 50_064 || !strings.Contains(one.Note, "MaxHold is 1ns") {
		t.Errorf("%+v", census)
	}
}

// Who replaces a map may write the old one without the lock from then on.
func TestAMapReplacedWhileWalkedIsLeftAlone(t *testing.T) {
	m := filled(10_000)
	lock := &replacing{}
	lock.onUnlock = func() { m = map[int]int{} }
	found := walk(&m, lock, runningLayout(), limits{100, time.Second, time.Now().Add(time.Minute), new(atomic.Bool)})
	if found.iterated != nil || found.note != "replaced while walked" || *found.count != 0 {
		t.Errorf("%+v", found)
	}
}

func TestAllowedDriftIsThatOfTheSidecar(t *testing.T) {
	for count, want := range map[int64]int64{-1: 3, 0: 3, 7: 3, 8: 4, 100: 7, 10_000: 14, 1_000_000: 20} {
		if got := allowedDrift(count); got != want {
			t.Errorf("%d entries: %d, not %d", count, got, want)
		}
	}
}

type replacing struct {
	sync.Mutex
	onUnlock func()
}

func (r *replacing) Unlock() {
	r.onUnlock()
	r.Mutex.Unlock()
}

// stressTime is short, or as long as MAPHEALTH_STRESS says (such as 60s).
func stressTime() time.Duration {
	long, err := time.ParseDuration(os.Getenv("MAPHEALTH_STRESS"))
	if err != nil {
		return 2 * time.Second
	}
	return long
}
