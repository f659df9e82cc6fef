package maphealth

import (
	"runtime"
	"testing"
	"time"
)

func TestWhatWasDroppedIsReleasedAfterAWholeCycle(t *testing.T) {
	dropped := DroppedNow()
	runtime.GC()
	runtime.GC()
	if got := dropped.Release(); got != Released {
		t.Errorf("after two cycles: %v", got)
	}
}

func TestTheNumberOfCyclesGuardsAgainstStepsOfTheClock(t *testing.T) {
	t0 := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	before, after := t0.Add(-time.Hour), t0.Add(time.Hour)
	dropped := Dropped{at: t0, cycles: 7}
	for _, c := range []struct {
		gc   GC
		want Release
	}{
		{GC{Cycles: 7, Last: &after}, NotReleased}, // the clock went forward, nothing was collected
		{GC{Cycles: 8, Last: &after}, MaybeReleased},
		{GC{Cycles: 8, Last: &before}, NotReleased},
		{GC{Cycles: 9, Last: &before}, Released}, // the clock went back, two cycles passed
	} {
		if got := dropped.release(c.gc); got != c.want {
			t.Errorf("%+v: %v, not %v", c.gc, got, c.want)
		}
	}
}
