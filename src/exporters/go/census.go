package maphealth

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"sync/atomic"
	"time"
)

// Schema is the name of the format that a [Census] is written in.
const Schema = "maphealth.census/v1"

// Census is one look at all registered maps, as its JSON says it. A nil figure is unknown and absent, never 0.
type Census struct {
	Schema           string     `json:"schema"`
	TakenAt          time.Time  `json:"takenAt"`
	Target           Target     `json:"target"`
	Complete         bool       `json:"complete"`
	IncompleteReason *string    `json:"incompleteReason"`
	DurationMillis   int64      `json:"durationMillis"`
	PauseMillis      int64      `json:"pauseMillis"`
	Totals           Figures    `json:"totals"`
	GC               *GC        `json:"gc,omitempty"`
	Maps             []Snapshot `json:"maps"`
	Sites            []Site     `json:"sites"`
	Findings         []any      `json:"findings"` // always empty: judging is the sidecar's part
}

// Target is this program.
type Target struct {
	Runtime string `json:"runtime"`
	Version string `json:"version"`
	Source  string `json:"source"`
	PID     int    `json:"pid"`
	Name    string `json:"name"`
}

// Figures are maps added up.
type Figures struct {
	Maps        int64  `json:"maps"`
	Count       *int64 `json:"count,omitempty"`
	Iterated    *int64 `json:"iterated,omitempty"`
	HeldBytes   *int64 `json:"heldBytes,omitempty"`
	NeededBytes *int64 `json:"neededBytes,omitempty"`
}

// Snapshot is one map.
type Snapshot struct {
	ID           string `json:"id"`
	Type         string `json:"type"`
	Kind         string `json:"kind"`
	Owner        string `json:"owner"`
	Site         string `json:"site"`
	Count        *int64 `json:"count,omitempty"`
	Iterated     *int64 `json:"iterated,omitempty"`
	Drift        *int64 `json:"drift,omitempty"`
	AllowedDrift *int64 `json:"allowedDrift,omitempty"`
	Capacity     *int64 `json:"capacity,omitempty"`
	Tombstones   *int64 `json:"tombstones,omitempty"`
	HeldBytes    *int64 `json:"heldBytes,omitempty"`
	NeededBytes  *int64 `json:"neededBytes,omitempty"`
	Growing      *bool  `json:"growing,omitempty"`
	GrowthMoved  *int64 `json:"growthMoved,omitempty"`
	GrowthTotal  *int64 `json:"growthTotal,omitempty"`
	PeakEvidence string `json:"peakEvidence,omitempty"`
	Note         string `json:"note,omitempty"` // why iterated is unknown
}

// Site is all maps of one type from one owner.
type Site struct {
	Site         string `json:"site"`
	Type         string `json:"type"`
	Owner        string `json:"owner"`
	PeakEvidence string `json:"peakEvidence,omitempty"`
	Figures
}

// Census walks the registered maps, one after the other, and keeps the top largest of them (0: all) and those that drifted. It returns within
// [Options.Budget] and a [Options.LockWait]; what was not walked by then is named in IncompleteReason.
func (r *Registry) Census(top int) Census {
	r.asking.Lock()
	defer r.asking.Unlock()
	started := time.Now()
	sum := newSums()
	for _, e := range r.inTurn() {
		found, gone := r.ask(e, started.Add(r.options.Budget))
		if gone {
			r.remove(e)
			continue
		}
		sum.add(snapshot(e, found), found.problem)
	}
	r.first += sum.walked
	return sum.census(r.options.Name, top, started)
}

// ask looks at one map in a goroutine of its own, for the program's lock may never come. One that still waits is not
// asked again.
func (r *Registry) ask(e *entry, deadline time.Time) (look, bool) {
	if !e.busy.CompareAndSwap(false, true) {
		return look{problem: "the lock asked for in an earlier census has not come"}, false
	}
	type answer struct {
		found look
		gone  bool
	}
	answers := make(chan answer, 1)
	var begun atomic.Bool
	go func() {
		var a answer
		defer func() {
			if thrown := recover(); thrown != nil {
				a = answer{found: look{problem: oneLine(fmt.Sprintf("panic while walked: %v", thrown))}}
			}
			e.busy.Store(false)
			answers <- a
		}()
		a.found, a.gone = e.watched.look(limits{r.options.SliceEntries, r.options.MaxHold, deadline, &begun})
	}()
	select {
	case a := <-answers:
		return a.found, a.gone
	case <-time.After(r.patience(deadline)):
	}
	if !begun.Load() {
		return look{problem: "the lock did not come in time; it is asked for again when it did"}, false
	}
	select {
	case a := <-answers:
		return a.found, a.gone
	case <-time.After(time.Until(deadline) + r.options.LockWait):
		return look{problem: "the walk did not end in time"}, false
	}
}

// patience is how long to wait for a lock: all locks together may use up the budget once.
func (r *Registry) patience(deadline time.Time) time.Duration {
	return max(10*time.Millisecond, min(r.options.LockWait, time.Until(deadline)))
}

func snapshot(e *entry, found look) Snapshot {
	s := Snapshot{
		ID: e.id, Type: e.watched.typeName(), Kind: found.kind, Owner: e.owner, Site: e.watched.typeName() + " " + e.owner,
		Count: found.count, Iterated: found.iterated, NeededBytes: found.needed, Note: found.note,
	}
	if s.Kind == "" {
		s.Kind = "go-map"
	}
	if s.Count != nil && s.Iterated != nil {
		s.Drift, s.AllowedDrift = known(*s.Count-*s.Iterated), known(allowedDrift(*s.Count))
	}
	if found.table != nil {
		s.table(*found.table)
	}
	return s
}

func (s *Snapshot) table(t table) {
	growing := t.total > 0
	s.Capacity, s.Tombstones, s.HeldBytes, s.Growing = known(t.capacity), t.tombstones, known(t.held), &growing
	if growing {
		s.GrowthMoved, s.GrowthTotal = known(t.moved), known(t.total)
	}
	switch {
	case t.tombstones != nil && *t.tombstones > 0:
		s.PeakEvidence = "tombstones"
	case s.NeededBytes != nil && t.held > 4**s.NeededBytes:
		s.PeakEvidence = "capacity"
	}
}

// sums adds maps up. A sum is known when every part of it was.
type sums struct {
	maps     []Snapshot
	sites    map[string]*Site
	totals   Figures
	problems []string
	walked   int
}

func newSums() *sums {
	return &sums{maps: []Snapshot{}, sites: map[string]*Site{}, totals: noFigures()}
}

func noFigures() Figures {
	return Figures{Count: known(0), Iterated: known(0), HeldBytes: known(0), NeededBytes: known(0)}
}

func (s *sums) add(m Snapshot, problem string) {
	if problem == "" {
		s.walked++
	} else {
		s.problems = append(s.problems, m.ID+": "+problem)
	}
	site := s.sites[m.Site]
	if site == nil {
		site = &Site{Site: m.Site, Type: m.Type, Owner: m.Owner, Figures: noFigures()}
		s.sites[m.Site] = site
	}
	site.add(m)
	if m.PeakEvidence > site.PeakEvidence { // "" < "capacity" < "tombstones"
		site.PeakEvidence = m.PeakEvidence
	}
	s.totals.add(m)
	s.maps = append(s.maps, m)
}

func (f *Figures) add(m Snapshot) {
	f.Maps++
	f.Count = plus(f.Count, m.Count)
	f.Iterated = plus(f.Iterated, m.Iterated)
	f.HeldBytes = plus(f.HeldBytes, m.HeldBytes)
	f.NeededBytes = plus(f.NeededBytes, m.NeededBytes)
}

func plus(a, b *int64) *int64 {
	if a == nil || b == nil {
		return nil
	}
	return known(*a + *b)
}

func (s *sums) census(name string, top int, started time.Time) Census {
	sort.Slice(s.maps, func(i, j int) bool {
		a, b := orZero(s.maps[i].HeldBytes), orZero(s.maps[j].HeldBytes)
		return a > b || a == b && s.maps[i].ID < s.maps[j].ID
	})
	sites := make([]Site, 0, len(s.sites))
	for _, site := range s.sites {
		sites = append(sites, *site)
	}
	sort.Slice(sites, func(i, j int) bool {
		a, b := orZero(sites[i].HeldBytes), orZero(sites[j].HeldBytes)
		return a > b || a == b && sites[i].Site < sites[j].Site
	})
	gc := ReadGC()
	return Census{
		Schema:           Schema,
		TakenAt:          started.UTC(),
		Target:           Target{Runtime: "go", Version: runtime.Version(), Source: "exporter", PID: os.Getpid(), Name: name},
		Complete:         len(s.problems) == 0,
		IncompleteReason: s.reason(),
		DurationMillis:   time.Since(started).Milliseconds(),
		Totals:           s.totals,
		GC:               &gc,
		Maps:             largest(s.maps, top),
		Sites:            cut(sites, top),
		Findings:         []any{},
	}
}

// reason names the first problem and how many there are.
func (s *sums) reason() *string {
	if len(s.problems) == 0 {
		return nil
	}
	reason := s.problems[0]
	if more := len(s.problems) - 1; more > 0 {
		reason = fmt.Sprintf("%s (and %d more of %d maps)", reason, more, len(s.maps))
	}
	return &reason
}

// largest are the top largest, and behind them every map that drifted: a sidecar must see those whatever their size.
func largest(maps []Snapshot, top int) []Snapshot {
	kept := cut(maps, top)
	for _, m := range maps[len(kept):] {
		if m.Drift != nil && drifted(*m.Count, *m.Iterated) {
			kept = append(kept[:len(kept):len(kept)], m)
		}
	}
	return kept
}

func cut[T any](all []T, top int) []T {
	if top > 0 && len(all) > top {
		return all[:top]
	}
	return all
}

func orZero(n *int64) int64 {
	if n == nil {
		return 0
	}
	return *n
}

func oneLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	if runes := []rune(line); len(runes) > 300 {
		return string(runes[:300]) + "..."
	}
	return line
}

func programName() string {
	path, err := os.Executable()
	if err != nil {
		return "go"
	}
	return filepath.Base(path)
}
