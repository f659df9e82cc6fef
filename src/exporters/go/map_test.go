package maphealth

import (
	"math/rand"
	"runtime"
	"sort"
	"sync"
	"testing"
)

func TestAMapIsAMap(t *testing.T) {
	for seed := int64(1); seed <= 20; seed++ {
		random := rand.New(rand.NewSource(seed))
		mine, truth := NewMap[int, int](Policy{Least: 16}), map[int]int{}
		for step := 0; step < 20_000; step++ {
			key := random.Intn(500)
			switch draw := random.Intn(100); {
			case draw < 40+step/1000%40: // grows and shrinks in turns
				mine.Put(key, step)
				truth[key] = step
			case draw < 99:
				mine.Delete(key)
				delete(truth, key)
			case draw == 99 && random.Intn(20) == 0:
				mine.Clear()
				clear(truth)
			}
			got, ok := mine.Get(key)
			if want, wanted := truth[key]; ok != wanted || got != want || mine.Len() != len(truth) {
				t.Fatalf("seed %d step %d: key %d is %d %v, not %d %v", seed, step, key, got, ok, want, wanted)
			}
		}
		mine.All()(func(k, v int) bool {
			if truth[k] != v {
				t.Errorf("seed %d: %d is %d, not %d", seed, k, v, truth[k])
			}
			delete(truth, k)
			return true
		})
		if len(truth) != 0 {
			t.Errorf("seed %d: %d entries were not visited", seed, len(truth))
		}
	}
}

func TestDeletingWhileRangingVisitsNothingTwiceAndNothingDeleted(t *testing.T) {
	m := NewMap[int, int](Policy{Least: 16})
	for i := 0; i < 10_000; i++ {
		m.Put(i, i)
	}
	seen := map[int]bool{}
	m.All()(func(k, _ int) bool {
		if seen[k] {
			t.Fatalf("%d twice", k)
		}
		if _, there := m.Get(k); !there {
			t.Fatalf("%d was deleted", k)
		}
		seen[k] = true
		m.Delete(k)
		m.Delete(k ^ 1)
		return true
	})
	if rebuilds, _ := m.Rebuilds(); m.Len() != 0 || rebuilds != 1 {
		t.Errorf("%d entries left, %d rebuilds", m.Len(), rebuilds)
	}
}

// What a rebuild by hand would give back is the measure, by HeapInuse, after the map was emptied and while it is
// written at a constant size. The hash seed of a map decides when its tables grow, so the median of three is taken.
func TestItGivesBackWhatARebuildWould(t *testing.T) {
	shares := []float64{shareGivenBack(t), shareGivenBack(t), shareGivenBack(t)}
	sort.Float64s(shares)
	if shares[1] < 0.9 {
		t.Errorf("only %.1f %% of what a rebuild gives back", 100*shares[1])
	}
}

func shareGivenBack(t *testing.T) float64 {
	const peak, rest = 1_000_000, 50_000
	before := heapInuse()
	m := &Map[string, *int]{}
	keys := make([]string, peak+5*rest)
	for i := range keys {
		keys[i] = string(rune('a'+i%26)) + itoa(i)
	}
	names := heapInuse() - before
	for i := 0; i < peak; i++ {
		m.Put(keys[i], nil)
	}
	full := heapInuse() - before - names
	for i := 0; i < peak-rest; i++ {
		m.Delete(keys[i])
	}
	for i := peak; i < len(keys); i++ {
		m.Put(keys[i], nil)
		m.Delete(keys[i-rest])
	}
	left := heapInuse() - before - names
	m.rebuild()
	rebuilt := heapInuse() - before - names
	runtime.KeepAlive(keys)
	runtime.KeepAlive(m)
	share := float64(full-left) / float64(full-rebuilt)
	t.Logf("%d entries: %d KiB; %d left: %d KiB, rebuilt by hand: %d KiB; gives back %.1f %% of it",
		peak, full/1024, m.Len(), left/1024, rebuilt/1024, 100*share)
	return share
}

func TestASteadyMapIsNotRebuiltAgainAndAgain(t *testing.T) {
	m := &Map[int, int]{}
	for i := 0; i < 100_000; i++ {
		m.Put(i, i)
	}
	for i := 100_000; i < 3_000_000; i++ {
		m.Put(i, i)
		m.Delete(i - 100_000)
	}
	if rebuilds, _ := m.Rebuilds(); rebuilds > 3 {
		t.Errorf("%d rebuilds of a map that stays as it is", rebuilds)
	}
}

func TestASmallMapIsLeftAlone(t *testing.T) {
	m := &Map[int, int]{}
	for i := 0; i < 1000; i++ {
		m.Put(i, i)
	}
	for i := 0; i < 1000; i++ {
		m.Delete(i)
	}
	if rebuilds, _ := m.Rebuilds(); rebuilds != 0 {
		t.Errorf("%d rebuilds", rebuilds)
	}
}

func TestARegisteredMapIsFollowedThroughItsRebuilds(t *testing.T) {
	r := NewRegistry(Options{})
	m := &Map[int, int]{}
	must(WatchMap(r, "main.m", m, new(sync.Mutex)))
	for i := 0; i < 50_000; i++ {
		m.Put(i, i)
	}
	for i := 0; i < 49_000; i++ {
		m.Delete(i)
	}
	s := r.Census(0).Maps[0]
	if *s.Count != 1000 || *s.Iterated != 1000 || s.HeldBytes != nil && *s.HeldBytes > 8**s.NeededBytes {
		t.Errorf("%+v", s)
	}
}

func heapInuse() int64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapInuse)
}

func itoa(n int) string {
	var digits [12]byte
	i := len(digits)
	for ; n > 0 || i == len(digits); n /= 10 {
		i--
		digits[i] = byte('0' + n%10)
	}
	return string(digits[i:])
}
