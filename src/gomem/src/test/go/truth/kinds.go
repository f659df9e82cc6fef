package main

import (
	"fmt"
	"maps"
	"math"
	"strconv"
)

type point struct{ x, y int32 }

type session struct {
	name string
	next *session
	tags [4]uint64
}

type registry struct {
	owner string
	byID  map[string]*session
	seen  map[point]string
}

// shard is as large as a map's header, so that the two stand side by side.
type shard struct {
	items map[uint16]uint32
	usage [5]int
}

type prices map[string]float64

type set[K comparable] map[K]bool

type wide [150]byte

func fill[M ~map[K]V, K comparable, V any](m M, n int, key func(int) K, value func(int) V) M {
	for i := 0; i < n; i++ {
		m[key(i)] = value(i)
	}
	return m
}

func remove[M ~map[K]V, K comparable, V any](m M, from, to int, key func(int) K) M {
	for i := from; i < to; i++ {
		delete(m, key(i))
	}
	return m
}

func text(i int) string       { return "key-" + strconv.Itoa(i) }
func number(i int) int        { return i }
func long(i int) int64        { return int64(i) * 7919 }
func wideNumber(i int) wide   { return wide{byte(i), byte(i >> 8)} }
func nothing(int) struct{}    { return struct{}{} }
func sixteen(i int) [16]byte  { return [16]byte{byte(i), byte(i >> 8)} }
func byteOf(i int) byte       { return byte(i) }
func word(i int) uint32       { return uint32(i) }
func unsigned(i int) uint64   { return uint64(i) }
func textAsAny(i int) any     { return text(i) }
func numberAsAny(i int) any   { return i }
func errorOf(i int) error     { return fmt.Errorf("%d", i) }
func newSession(int) *session { return new(session) }

func numbers() {
	measured("mostlyDeleted", func() map[int64]int64 {
		return remove(fill(map[int64]int64{}, 100_000, long, long), 0, 90_000, long)
	})
	measured("cleared", func() map[int64]int64 {
		m := fill(map[int64]int64{}, 50_000, long, long)
		clear(m)
		return m
	})
	measured("emptied", func() map[int]int {
		return remove(fill(map[int]int{}, 20_000, number, number), 0, 20_000, number)
	})
	measured("halved", func() map[int64]int64 {
		m := fill(make(map[int64]int64, 100_000), 100_000, long, long)
		for i := 0; i < 100_000; i += 2 {
			delete(m, long(i))
		}
		return m
	})
	measured("presized", func() map[uint32]uint64 {
		return fill(make(map[uint32]uint64, 50_000), 10, word, func(int) uint64 { return 1 << 60 })
	})
	measured("bools", func() map[int32]bool {
		return fill(map[int32]bool{}, 5_000, func(i int) int32 { return int32(i) }, func(i int) bool { return i%3 == 0 })
	})
	floats := fill(map[float64]int{}, 500, func(i int) float64 { return float64(i) + 0.5 }, number)
	for i := 0; i < 40; i++ {
		floats[math.NaN()] = i
	}
	keep("floats", floats)
	fill(drifting, 10_000, unsigned, unsigned)
	keep("drifting", drifting)
	keep("bytes", fill(map[byte]byte{}, 256, byteOf, byteOf))
	// one entry more than the load factor of the versions allows: their growth has just begun
	for _, load := range []int{6 * 8192, 13 * 4096} {
		keep("growing", fill(map[int64]int64{}, load+1, long, long))
		keep("growing", fill(map[string]int{}, load/64+1, text, number))
	}
}

// churned maps are of constant length, and every entry is deleted after a while.
func churned() {
	m := map[int64]int64{}
	texts := map[string]int{}
	for i := 0; i < 300_000; i++ {
		m[long(i)] = 1
		delete(m, long(i-10_000))
		texts[text(i%50_000)] = i
		delete(texts, text((i+45_000)%50_000))
	}
	keep("churned", m)
	keep("churned", texts)
}

func texts() {
	for i := 0; i < 13_000; i++ {
		keep("small", fill(map[string]int{}, i%8+1, text, number))
	}
	for i := 0; i < 5_000; i++ {
		keep("hundred", fill(map[string]int{}, 100, text, number))
	}
	keep("set", fill(map[string]struct{}{}, 100_000, text, nothing))
	keep("slices", fill(map[string][]int{}, 1_000, text, func(i int) []int { return []int{i} }))
	keep("named", fill(prices{}, 3_000, text, func(i int) float64 { return 1.5 * float64(i) }))
	fill(sessions, 2_000, text, func(i int) *session { return &session{name: text(i)} })
	keep("sessions", sessions)
	keep("interfaces", fill(map[string]error{}, 700, text, errorOf))
	keep("generic", fill(set[string]{}, 900, text, func(int) bool { return true }))
	keep("cloned", maps.Clone(sessions))
}

// smallest are maps of one group or bucket in every state.
func smallest() {
	for i := 0; i < 200; i++ {
		keep("neverWritten", make(map[string]int))
		keep("smallEmptied", remove(fill(map[string]int{}, 5, text, number), 0, 5, text))
		cleared := fill(map[int]string{}, 6, number, text)
		clear(cleared)
		keep("smallCleared", cleared)
		keep("smallHalved", remove(fill(map[int64]int64{}, 8, long, long), 0, 4, long))
		keep("smallIndirect", fill(map[wide]wide{}, i%8+1, wideNumber, wideNumber))
		keep("one", fill(map[struct{}]int{}, 1, nothing, number))
	}
}

func structures() {
	measured("indirectElem", func() map[uint64][200]byte {
		return fill(map[uint64][200]byte{}, 5_000, unsigned, func(i int) [200]byte { return [200]byte{1} })
	})
	measured("indirectKey", func() map[wide]int { return fill(map[wide]int{}, 2_000, wideNumber, number) })
	measured("indirectBoth", func() map[wide]wide {
		return remove(fill(map[wide]wide{}, 3_000, wideNumber, wideNumber), 0, 1_000, wideNumber)
	})
	measured("arrays", func() map[[16]byte]uint32 { return fill(map[[16]byte]uint32{}, 4_000, sixteen, word) })
	keep("anys", fill(map[any]any{}, 2_000, numberAsAny, textAsAny))
	keep("points", fill(map[point]string{}, 2_000, func(i int) point { return point{int32(i), 1} }, text))
	keep("pointers", fill(map[*session]bool{}, 400, newSession, func(int) bool { return true }))
	keep("functions", fill(map[int]func(){}, 300, number, func(int) func() { return structures }))
	outer := map[string]map[int]int{}
	for i := 0; i < 200; i++ {
		outer[text(i)] = fill(map[int]int{}, 50, number, number)
		keep("inner", outer[text(i)])
	}
	keep("outer", outer)
	for i := 0; i < 500; i++ {
		r := &registry{text(i), fill(map[string]*session{}, 30, text, newSession), map[point]string{{1, 2}: "a"}}
		registries = append(registries, r)
		keep("field", r.byID)
		keep("fieldOfPoints", r.seen)
	}
	for i := range shards {
		shards[i] = &shard{items: fill(map[uint16]uint32{}, 40, func(i int) uint16 { return uint16(i) }, word)}
		keep("fieldOfShard", shards[i].items)
	}
}

// reused makes maps without pointers where the runtime has just let go of large tables with pointers, whose span
// descriptors it takes again.
func reused() {
	old := make([]map[string]*session, 40)
	for i := range old {
		old[i] = fill(map[string]*session{}, 6_000, text, func(int) *session { return nil })
	}
	old = nil
	heap()
	for i := 0; i < 40; i++ {
		keep("reused", fill(map[[16]byte]uint32{}, 4_000, sixteen, word))
	}
}
