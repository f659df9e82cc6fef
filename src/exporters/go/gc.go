package maphealth

import (
	"runtime/debug"
	"time"
)

// GC is how often the collector has run. Cycles only rise and guard against steps of the clock that Last is read from.
type GC struct {
	Cycles       int64      `json:"cycles"`
	Last         *time.Time `json:"last,omitempty"`
	PausedMillis int64      `json:"pausedMillis"`
}

// ReadGC asks the runtime; it does not stop the program.
func ReadGC() GC {
	var stats debug.GCStats
	debug.ReadGCStats(&stats)
	gc := GC{Cycles: stats.NumGC, PausedMillis: stats.PauseTotal.Milliseconds()}
	if stats.NumGC > 0 {
		last := stats.LastGC.UTC()
		gc.Last = &last
	}
	return gc
}

// Release is whether memory that was dropped at some moment has been given back to the heap.
type Release int

const (
	// NotReleased: no cycle has ended since.
	NotReleased Release = iota
	// MaybeReleased: one cycle has ended since, which may have begun before.
	MaybeReleased
	// Released: a whole cycle has passed since.
	Released
)

// Dropped marks the moment of a delete or of a rebuild.
type Dropped struct {
	at     time.Time
	cycles int64
}

// DroppedNow marks this moment. It takes about a microsecond.
func DroppedNow() Dropped { return Dropped{at: time.Now(), cycles: ReadGC().Cycles} }

// Release says whether what was unreachable at the mark is free by now.
func (d Dropped) Release() Release { return d.release(ReadGC()) }

// release goes by the number of cycles first: the clock that LastGC is read from may step.
func (d Dropped) release(gc GC) Release {
	switch passed := gc.Cycles - d.cycles; {
	case passed >= 2:
		return Released
	case passed == 1 && gc.Last != nil && gc.Last.After(d.at):
		return MaybeReleased
	}
	return NotReleased
}
