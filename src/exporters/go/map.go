package maphealth

import (
	"fmt"
	"sync"
	"unsafe"
)

// Policy says when a [Map] gives memory back. The zero value means the defaults.
type Policy struct {
	// Fraction: rebuild a map that is emptied when fewer than 1/Fraction of its entries are left; default 32.
	Fraction int
	// Slack: rebuild a map that is written when its table holds more than Slack times what it needs; default 3. A
	// table that only grew holds up to twice of that, so 3 never rebuilds one in vain.
	Slack int
	// Least: a map that never had this many entries is left alone; default 1024.
	Least int
}

// Map is a map that gives its memory back: when enough of it was deleted, Delete moves what is left into a new table.
// The built-in map never does, and maps.Clone no longer does from Go 1.25 on.
//
// The zero value is empty and ready to use. Like the built-in map it is not safe for concurrent use: guard it.
//
// Cost: Get and Put are those of the built-in map; Delete adds a countdown. A rebuild copies every entry that is
// left, inside the Delete that tips the scale: one copy for two deletes at most. While it runs both tables exist.
type Map[K comparable, V any] struct {
	m        map[K]V
	policy   Policy
	review   int // deletes until the table is looked at again
	window   int // what review started from
	deleted  int // since the table was made, as of the last look
	peak     int // most entries since the table was made, as of the looks
	ranging  int
	rebuilds int
	last     Dropped
}

// NewMap makes a map with a policy of its own.
func NewMap[K comparable, V any](policy Policy) *Map[K, V] {
	return &Map[K, V]{policy: policy}
}

// Get returns the value of a key and whether there is one.
func (s *Map[K, V]) Get(key K) (V, bool) {
	value, ok := s.m[key]
	return value, ok
}

// Put sets the value of a key.
func (s *Map[K, V]) Put(key K, value V) {
	if s.m == nil {
		s.begin()
	}
	s.m[key] = value
}

func (s *Map[K, V]) begin() { s.m = make(map[K]V) }

// Delete removes a key, if it is there, and gives memory back when the policy says so.
func (s *Map[K, V]) Delete(key K) {
	delete(s.m, key)
	if s.review--; s.review < 0 {
		s.reconsider()
	}
}

// Len is the number of entries.
func (s *Map[K, V]) Len() int { return len(s.m) }

// Clear removes everything and gives the table back, which the built-in clear does not.
func (s *Map[K, V]) Clear() {
	if s.ranging > 0 {
		clear(s.m)
		return
	}
	s.replace(nil)
}

// All visits the entries until yield returns false; from Go 1.23 on: for k, v := range m.All(). Deleting while ranging
// is allowed, as in a built-in map; memory is given back afterwards.
func (s *Map[K, V]) All() func(yield func(K, V) bool) {
	return func(yield func(K, V) bool) {
		s.ranging++
		defer func() {
			s.ranging--
			if s.review < 0 {
				s.reconsider()
			}
		}()
		for k, v := range s.m {
			if !yield(k, v) {
				return
			}
		}
	}
}

// Rebuilds is how often the map has moved into a new table, and whether the last old one is free by now.
func (s *Map[K, V]) Rebuilds() (int, Release) {
	if s.rebuilds == 0 {
		return 0, NotReleased
	}
	return s.rebuilds, s.last.Release()
}

// WatchMap registers a [Map], guarded by lock.
func WatchMap[K comparable, V any](r *Registry, owner string, m *Map[K, V], lock sync.Locker) (*Handle, error) {
	if m == nil || lock == nil {
		return nil, fmt.Errorf("maphealth: %s: %w", owner, ErrUnguarded)
	}
	return Watch(r, owner, &m.m, lock)
}

// reconsider rebuilds the table if it pays, and says when to look again: when the entries may have fallen below the
// fraction, but not more often than after an eighth of them was deleted.
func (s *Map[K, V]) reconsider() {
	s.peak = max(s.peak, len(s.m)+1)
	if s.ranging > 0 {
		return // review stays below zero: it is done when the range ends
	}
	policy := s.policy.orDefaults()
	s.deleted += s.window
	if s.peak >= policy.Least && s.pays(policy, len(s.m)) {
		s.rebuild()
	}
	n := len(s.m)
	s.window = max(n-s.peak/policy.Fraction, n/8, policy.Least/8)
	s.review = s.window
}

// pays: what is left of a map that is emptied, or what is written to one that stays, is worth the copies.
func (s *Map[K, V]) pays(policy Policy, n int) bool {
	rewritten := s.deleted - (s.peak - n) // deletes that were made up for by puts
	return n < s.peak/policy.Fraction || rewritten >= 2*n && s.holdsTooMuch(policy, n)
}

// holdsTooMuch goes by the table itself where this Go version's layout is known, for tables grow under churn at a
// constant number of entries too; elsewhere by the highest number of entries.
func (s *Map[K, V]) holdsTooMuch(policy Policy, n int) bool {
	layout := runningLayout()
	needed, ok := layout.needed(sizesOf[K, V](), n)
	held, readable := layout.read(*(*unsafe.Pointer)(unsafe.Pointer(&s.m)), sizesOf[K, V](), n)
	if ok && readable {
		return held.held > int64(policy.Slack)*needed
	}
	return s.peak > policy.Slack*n
}

func (s *Map[K, V]) rebuild() {
	next := make(map[K]V, len(s.m))
	for k, v := range s.m {
		next[k] = v
	}
	s.replace(next)
}

func (s *Map[K, V]) replace(next map[K]V) {
	s.m = next
	s.peak, s.deleted, s.window, s.review = len(next), 0, 0, 0
	s.rebuilds++
	s.last = DroppedNow()
}

func (p Policy) orDefaults() Policy {
	if p.Fraction <= 1 {
		p.Fraction = 32
	}
	if p.Slack <= 1 {
		p.Slack = 3
	}
	if p.Least <= 0 {
		p.Least = 1024
	}
	return p
}
