package maphealth

import (
	"fmt"
	"math/bits"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// limits bound one walk.
type limits struct {
	slice    int
	maxHold  time.Duration
	deadline time.Time
	begun    *atomic.Bool // the program's lock has come
}

func (l limits) passed() bool { return time.Now().After(l.deadline) }

// look is what one walk found; nil is unknown. note says why iterated is unknown of a map that was seen, problem why the
// map was not seen.
type look struct {
	kind     string
	count    *int64
	iterated *int64
	table    *table
	needed   *int64
	note     string
	problem  string
}

// walk counts a map by len and by range, in slices under the program's lock.
//
// Range allows writes between two steps, but then len and what range finds differ by chance. So a difference beyond
// what is allowed counts only when it is found under one hold of the lock; where that would take longer than maxHold,
// what was iterated stays unknown.
func walk[K comparable, V any](m *map[K]V, lock sync.Locker, runtime layout, limits limits) look {
	found, pass := walkSlices(m, lock, runtime, limits)
	if found.iterated == nil || !pass.released || !drifted(*found.count, *found.iterated) {
		return found
	}
	predicted := pass.took + pass.took/2
	if predicted > limits.maxHold || time.Now().Add(predicted).After(limits.deadline) {
		found.iterated = nil
		found.note = fmt.Sprintf("written while walked in slices; to be sure the lock must be held for %s, MaxHold is %s",
			predicted.Round(time.Millisecond), limits.maxHold)
		return found
	}
	limits.slice = int(^uint(0) >> 1)
	found, _ = walkSlices(m, lock, runtime, limits)
	return found
}

// pass is how a walk went: whether the lock was released in between, and how long it took.
type pass struct {
	released bool
	took     time.Duration
}

func walkSlices[K comparable, V any](m *map[K]V, lock sync.Locker, layout layout, limits limits) (look, pass) {
	lock.Lock()
	defer lock.Unlock()
	limits.begun.Store(true)
	started := time.Now()
	current := *m
	header := headerOf(m)
	iterated, left := 0, limits.slice
	var how pass
	for range current {
		iterated++
		if left--; left > 0 {
			continue
		}
		if limits.passed() {
			found := measure(m, layout, nil)
			found.problem = "time budget used up"
			return found, how
		}
		how.released, left = true, limits.slice
		lock.Unlock()
		runtime.Gosched()
		lock.Lock()
		if headerOf(m) != header { // replaced: whoever has the old map now need not hold this lock
			found := measure(m, layout, nil)
			found.note = "replaced while walked"
			return found, how
		}
	}
	how.took = time.Since(started)
	return measure(m, layout, known(int64(iterated))), how
}

// measure reads what the map says of itself, under the lock.
func measure[K comparable, V any](m *map[K]V, layout layout, iterated *int64) look {
	count := len(*m)
	found := look{kind: layout.kind(), count: known(int64(count)), iterated: iterated}
	if needed, ok := layout.needed(sizesOf[K, V](), count); ok {
		found.needed = known(needed)
	}
	if t, ok := layout.read(headerOf(m), sizesOf[K, V](), count); ok {
		found.table = &t
	}
	return found
}

// visit counts a structure by its own functions. It is looked at up to three times while count and visit differ, for
// they cannot be asked at the same moment; the smallest difference stands.
func visit(v Visited, limits limits) look {
	best := look{kind: "go-visited"}
	for tries := 0; tries < 3; tries++ {
		iterated, complete := visitOnce(v, limits)
		if !complete {
			best.problem = "time budget used up"
			best.iterated = nil
			return best
		}
		if v.Count == nil {
			best.iterated = known(iterated)
			return best
		}
		count := int64(v.Count())
		if best.count == nil || distance(count, iterated) < distance(*best.count, *best.iterated) {
			best.count, best.iterated = known(count), known(iterated)
		}
		if *best.count == *best.iterated {
			return best
		}
	}
	return best
}

func visitOnce(v Visited, limits limits) (visited int64, complete bool) {
	limits.begun.Store(true) // its locks are its own
	complete = true
	v.Visit(func() bool {
		visited++
		if visited%4096 == 0 && limits.passed() {
			complete = false
		}
		return complete
	})
	return visited, complete
}

func headerOf[K comparable, V any](m *map[K]V) unsafe.Pointer {
	return *(*unsafe.Pointer)(unsafe.Pointer(m))
}

// allowedDrift is max(3, ceil(log2(count+1))): 3 up to 7 entries, 7 at 100, 14 at 10 000, 20 at 1 000 000.
func allowedDrift(count int64) int64 {
	if count < 8 {
		return 3
	}
	return int64(bits.Len64(uint64(count)))
}

func drifted(count, iterated int64) bool { return distance(count, iterated) > allowedDrift(count) }

func distance(a, b int64) int64 {
	if a < b {
		return b - a
	}
	return a - b
}

func known(n int64) *int64 { return &n }
