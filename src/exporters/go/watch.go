package maphealth

import (
	"fmt"
	"reflect"
	"sync"
)

// Watch registers the map in a variable, guarded by lock. The variable may be assigned another map under the lock. The
// registry keeps the variable reachable until the handle is closed.
//
// For a [sync.RWMutex] give its RLocker: a census only reads.
func Watch[K comparable, V any](r *Registry, owner string, m *map[K]V, lock sync.Locker) (*Handle, error) {
	if m == nil || lock == nil {
		return nil, fmt.Errorf("maphealth: %s: %w", owner, ErrUnguarded)
	}
	return r.add(owner, m, guarded[K, V]{
		runtime: r.runtime,
		borrow:  func() (*map[K]V, sync.Locker) { return m, lock },
	})
}

// WatchSnapshot registers a function that returns a map which nobody writes from then on: a copy, or the current
// version of a map that is replaced instead of written (an atomic.Pointer).
func WatchSnapshot[K comparable, V any](r *Registry, owner string, snapshot func() map[K]V) (*Handle, error) {
	return r.add(owner, nil, guarded[K, V]{
		runtime: r.runtime,
		borrow: func() (*map[K]V, sync.Locker) {
			m := snapshot()
			return &m, unguarded{}
		},
	})
}

// Visited is a structure that can be counted and visited: a cache, a sharded map.
type Visited struct {
	// Type is what the structure is, such as "lru.Cache[string,int]".
	Type string
	// Count is what the structure says of itself; nil when it does not.
	Count func() int
	// Visit calls yield once for each entry until yield returns false. It takes the locks it needs itself.
	Visit func(yield func() bool)
}

// WatchFunc registers a structure that is visited by functions of its own.
func WatchFunc(r *Registry, owner string, v Visited) (*Handle, error) {
	return r.add(owner, nil, visited{v})
}

// WatchSyncMap registers a [sync.Map]. It has no count of its own, so only what a walk finds is told.
func WatchSyncMap(r *Registry, owner string, m *sync.Map) (*Handle, error) {
	return r.add(owner, m, visited{Visited{
		Type:  "sync.Map",
		Visit: func(yield func() bool) { m.Range(func(any, any) bool { return yield() }) },
	}})
}

// guarded is a built-in map behind a lock. It borrows both for the time of a look: nil when the map is gone.
type guarded[K comparable, V any] struct {
	runtime layout
	borrow  func() (*map[K]V, sync.Locker)
}

func (g guarded[K, V]) typeName() string {
	return reflect.TypeOf((*map[K]V)(nil)).Elem().String()
}

func (g guarded[K, V]) look(limits limits) (look, bool) {
	m, lock := g.borrow()
	if m == nil {
		return look{}, true
	}
	return walk(m, lock, g.runtime, limits), false
}

type visited struct{ Visited }

func (v visited) typeName() string { return v.Type }

func (v visited) look(limits limits) (look, bool) { return visit(v.Visited, limits), false }

// unguarded is the lock of what nobody writes.
type unguarded struct{}

func (unguarded) Lock()   {}
func (unguarded) Unlock() {}
