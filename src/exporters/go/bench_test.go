package maphealth

import (
	"math/rand"
	"strconv"
	"sync"
	"testing"
)

// Each pair is the same loop on a built-in map and on a Map, both of a concrete type, as in a program. -count=10 and the
// smallest of each is what the README shows: the machine's noise only ever adds.

const benchKeys = 1 << 16

func BenchmarkGetInt(b *testing.B) {
	keys := ints()
	b.Run("builtin", func(b *testing.B) {
		m := map[int]int{}
		for _, k := range keys {
			m[k] = k
		}
		b.ResetTimer()
		for i := 0; i < b.N; i++ {
			v, _ := m[keys[i%benchKeys]]
			sink = v
		}
	})
	b.Run("Map", func(b *testing.B) {
		m := &Map[int, int]{}
		for _, k := range keys {
			m.Put(k, k)
		}
		b.ResetTimer()
		for i := 0; i < b.N; i++ {
			v, _ := m.Get(keys[i%benchKeys])
			sink = v
		}
	})
}

func BenchmarkGetString(b *testing.B) {
	keys := texts()
	b.Run("builtin", func(b *testing.B) {
		m := map[string]int{}
		for i, k := range keys {
			m[k] = i
		}
		b.ResetTimer()
		for i := 0; i < b.N; i++ {
			v, _ := m[keys[i%benchKeys]]
			sink = v
		}
	})
	b.Run("Map", func(b *testing.B) {
		m := &Map[string, int]{}
		for i, k := range keys {
			m.Put(k, i)
		}
		b.ResetTimer()
		for i := 0; i < b.N; i++ {
			v, _ := m.Get(keys[i%benchKeys])
			sink = v
		}
	})
}

func BenchmarkPutInt(b *testing.B) {
	keys := ints()
	b.Run("builtin", func(b *testing.B) {
		m := map[int]int{}
		for i := 0; i < b.N; i++ {
			m[keys[i%benchKeys]] = i
		}
	})
	b.Run("Map", func(b *testing.B) {
		m := &Map[int, int]{}
		for i := 0; i < b.N; i++ {
			m.Put(keys[i%benchKeys], i)
		}
	})
}

func BenchmarkPutString(b *testing.B) {
	keys := texts()
	b.Run("builtin", func(b *testing.B) {
		m := map[string]int{}
		for i := 0; i < b.N; i++ {
			m[keys[i%benchKeys]] = i
		}
	})
	b.Run("Map", func(b *testing.B) {
		m := &Map[string, int]{}
		for i := 0; i < b.N; i++ {
			m.Put(keys[i%benchKeys], i)
		}
	})
}

// BenchmarkDeleteInt deletes all keys, rebuilds included; filling again is not timed.
func BenchmarkDeleteInt(b *testing.B) {
	keys := ints()
	b.Run("builtin", func(b *testing.B) {
		s := &struct{ m map[int]int }{} // in a struct, as a program's maps are
		for i := 0; i < b.N; i++ {
			if i%benchKeys == 0 {
				b.StopTimer()
				s.m = map[int]int{}
				for _, k := range keys {
					s.m[k] = k
				}
				b.StartTimer()
			}
			delete(s.m, keys[i%benchKeys])
		}
	})
	for name, policy := range deletePolicies {
		b.Run(name, func(b *testing.B) {
			m := NewMap[int, int](policy)
			for i := 0; i < b.N; i++ {
				if i%benchKeys == 0 {
					b.StopTimer()
					m = NewMap[int, int](policy)
					for _, k := range keys {
						m.Put(k, k)
					}
					b.StartTimer()
				}
				m.Delete(keys[i%benchKeys])
			}
		})
	}
}

func BenchmarkDeleteString(b *testing.B) {
	keys := texts()
	b.Run("builtin", func(b *testing.B) {
		s := &struct{ m map[string]int }{}
		for i := 0; i < b.N; i++ {
			if i%benchKeys == 0 {
				b.StopTimer()
				s.m = map[string]int{}
				for _, k := range keys {
					s.m[k] = i
				}
				b.StartTimer()
			}
			delete(s.m, keys[i%benchKeys])
		}
	})
	for name, policy := range deletePolicies {
		b.Run(name, func(b *testing.B) {
			m := NewMap[string, int](policy)
			for i := 0; i < b.N; i++ {
				if i%benchKeys == 0 {
					b.StopTimer()
					m = NewMap[string, int](policy)
					for _, k := range keys {
						m.Put(k, i)
					}
					b.StartTimer()
				}
				m.Delete(keys[i%benchKeys])
			}
		})
	}
}

var deletePolicies = map[string]Policy{"Map": {}, "MapNeverRebuilt": {Least: 1 << 40}}

// BenchmarkReplaceInt deletes a key and puts it again: what deletes cost in a map that stays about as large as it is.
func BenchmarkReplaceInt(b *testing.B) {
	keys := ints()
	b.Run("builtin", func(b *testing.B) {
		m := map[int]int{}
		for _, k := range keys {
			m[k] = k
		}
		b.ResetTimer()
		for i := 0; i < b.N; i++ {
			k := keys[i%benchKeys]
			delete(m, k)
			m[k] = i
		}
	})
	b.Run("Map", func(b *testing.B) {
		m := &Map[int, int]{}
		for _, k := range keys {
			m.Put(k, k)
		}
		b.ResetTimer()
		for i := 0; i < b.N; i++ {
			k := keys[i%benchKeys]
			m.Delete(k)
			m.Put(k, i)
		}
	})
}

// BenchmarkCensus is what an answer costs: a map of a million entries, walked in slices.
func BenchmarkCensus(b *testing.B) {
	r := NewRegistry(Options{})
	m := filled(1_000_000)
	must(Watch(r, "main.m", &m, new(sync.Mutex)))
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		sink = len(r.Census(0).Maps)
	}
}

var sink int

func ints() []int {
	keys := make([]int, benchKeys)
	for i, k := range rand.New(rand.NewSource(1)).Perm(benchKeys) {
		keys[i] = k * 7919
	}
	return keys
}

func texts() []string {
	keys := make([]string, benchKeys)
	for i, k := range ints() {
		keys[i] = "session-" + strconv.Itoa(k)
	}
	return keys
}
