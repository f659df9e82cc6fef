package maphealth

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// ErrRegistered says that the same map is already registered under the same owner.
var ErrRegistered = errors.New("is already registered: close its first handle, or name another owner")

// ErrOwner says that a registration came without the name of its owner.
var ErrOwner = errors.New("no owner: name the variable that holds the map, such as main.sessions")

// ErrUnguarded says that a map came without its variable or its lock.
var ErrUnguarded = errors.New("no map or no lock: give the address of the map and the lock that every writer holds")

// Default is the registry that a program needs if it needs only one.
var Default = NewRegistry(Options{})

// Options bound what a census may cost. The zero value means the defaults.
type Options struct {
	// Name of the program; default: the base name of its executable.
	Name string
	// SliceEntries is how many entries are walked under one hold of the program's lock; default 4096, about 0.1 ms.
	SliceEntries int
	// MaxHold is the longest hold of the lock that may be spent on confirming a difference found in slices;
	// default 50 ms.
	MaxHold time.Duration
	// Budget is how long all walks of one census may take together; default 2 s.
	Budget time.Duration
	// LockWait is how long to wait for a walk whose lock does not come; default 1 s.
	LockWait time.Duration
}

// Registry holds the maps that a program answers for. It is safe for concurrent use.
type Registry struct {
	options Options
	runtime layout

	mu      sync.Mutex
	entries []*entry
	serial  int64

	asking sync.Mutex // one census at a time
	first  int        // where the next census starts, so that a short budget reaches every map in turn
}

// Handle ends a registration.
type Handle struct {
	registry *Registry
	entry    *entry
}

// entry is one registration.
type entry struct {
	id      string
	owner   string
	key     any // what makes a registration the same: nil for functions, which cannot be compared
	watched watched
	busy    atomic.Bool // a walk waits for the program's lock
}

// watched is a map as the census sees it.
type watched interface {
	typeName() string
	// look walks the map within the limits; gone says that the map was collected.
	look(limits limits) (found look, gone bool)
}

// NewRegistry makes an empty registry.
func NewRegistry(options Options) *Registry {
	if options.Name == "" {
		options.Name = programName()
	}
	if options.SliceEntries <= 0 {
		options.SliceEntries = 4096
	}
	if options.MaxHold <= 0 {
		options.MaxHold = 50 * time.Millisecond
	}
	if options.Budget <= 0 {
		options.Budget = 2 * time.Second
	}
	if options.LockWait <= 0 {
		options.LockWait = time.Second
	}
	return &Registry{options: options, runtime: runningLayout()}
}

// Close ends the registration. The registry holds nothing of the map afterwards. Closing twice is no error.
func (h *Handle) Close() error {
	h.registry.remove(h.entry)
	return nil
}

func (r *Registry) add(owner string, key any, w watched) (*Handle, error) {
	if owner == "" {
		return nil, fmt.Errorf("maphealth: %w", ErrOwner)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, e := range r.entries {
		if e.owner == owner && e.key == key {
			return nil, fmt.Errorf("maphealth: %s %w", owner, ErrRegistered)
		}
	}
	r.serial++
	e := &entry{id: fmt.Sprintf("%s#%d", owner, r.serial), owner: owner, key: key, watched: w}
	r.entries = append(r.entries, e)
	return &Handle{registry: r, entry: e}, nil
}

func (r *Registry) remove(gone *entry) {
	r.mu.Lock()
	defer r.mu.Unlock()
	kept := make([]*entry, 0, len(r.entries))
	for _, e := range r.entries {
		if e != gone {
			kept = append(kept, e)
		}
	}
	r.entries = kept
}

// inTurn are the registrations, starting where the last census ended.
func (r *Registry) inTurn() []*entry {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := len(r.entries)
	turn := make([]*entry, 0, n)
	for i := range r.entries {
		turn = append(turn, r.entries[(r.first+i)%n])
	}
	return turn
}
