// truth holds about 20,000 maps of more than 20 kinds and writes down where each is and what is in it.
//
// It answers "truth FILE" (one line a map: kind, address of its header, len, tombstones or -1, measured bytes or -1),
// "drift N" (adds N to the count word of one map, which the runtime then believes), "ghost" (fills a map with a
// million entries and deletes 99 %) and "rebuild" (copies what is left into a new map; the answer's heap shows what
// that freed).
package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"unsafe"
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

type prices map[string]float64

// known is a map as the program itself sees it.
type known struct {
	kind  string
	m     any
	bytes int64
}

var (
	all        []known
	sessions   = map[string]*session{}
	registries []*registry
	drifting   = map[uint64]uint64{}
	ghost      = map[int64]int64{}
)

func keep(kind string, m any) { all = append(all, known{kind, m, -1}) }

// measured keeps a map together with what the heap grew by while it was made.
func measured[M any](kind string, make func() M) {
	before := heap()
	m := make()
	all = append(all, known{kind, m, int64(heap()) - int64(before)})
}

func heap() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

func fill[K comparable, V any](m map[K]V, n int, key func(int) K, value func(int) V) map[K]V {
	for i := 0; i < n; i++ {
		m[key(i)] = value(i)
	}
	return m
}

func text(i int) string { return "key-" + strconv.Itoa(i) }
func number(i int) int  { return i }
func long(i int) int64  { return int64(i) * 7919 }

func numbers() {
	measured("mostlyDeleted", func() map[int64]int64 {
		m := fill(map[int64]int64{}, 100_000, long, long)
		for i := 0; i < 90_000; i++ {
			delete(m, long(i))
		}
		return m
	})
	measured("cleared", func() map[int64]int64 {
		m := fill(map[int64]int64{}, 50_000, long, long)
		clear(m)
		return m
	})
	measured("emptied", func() map[int]int {
		m := fill(map[int]int{}, 20_000, number, number)
		for i := 0; i < 20_000; i++ {
			delete(m, i)
		}
		return m
	})
	measured("halved", func() map[int64]int64 {
		m := fill(make(map[int64]int64, 100_000), 100_000, long, long)
		for i := 0; i < 100_000; i += 2 {
			delete(m, long(i))
		}
		return m
	})
	measured("presized", func() map[uint32]uint64 {
		return fill(make(map[uint32]uint64, 50_000), 10, func(i int) uint32 { return uint32(i) }, func(i int) uint64 { return 1 << 60 })
	})
	measured("bools", func() map[int32]bool {
		return fill(map[int32]bool{}, 5_000, func(i int) int32 { return int32(i) }, func(i int) bool { return i%3 == 0 })
	})
	floats := fill(map[float64]int{}, 500, func(i int) float64 { return float64(i) + 0.5 }, number)
	for i := 0; i < 40; i++ {
		floats[math.NaN()] = i
	}
	keep("floats", floats)
	fill(drifting, 10_000, func(i int) uint64 { return uint64(i) }, func(i int) uint64 { return uint64(i) })
	keep("drifting", drifting)
}

func texts() {
	for i := 0; i < 13_000; i++ {
		keep("small", fill(map[string]int{}, i%8+1, text, number))
	}
	for i := 0; i < 5_000; i++ {
		keep("hundred", fill(map[string]int{}, 100, text, number))
	}
	keep("set", fill(map[string]struct{}{}, 100_000, text, func(int) struct{} { return struct{}{} }))
	keep("slices", fill(map[string][]int{}, 1_000, text, func(i int) []int { return []int{i} }))
	keep("named", fill(prices{}, 3_000, text, func(i int) float64 { return 1.5 * float64(i) }))
	fill(sessions, 2_000, text, func(i int) *session { return &session{name: text(i)} })
	keep("sessions", sessions)
}

func structures() {
	measured("indirectElem", func() map[uint64][200]byte {
		return fill(map[uint64][200]byte{}, 5_000, func(i int) uint64 { return uint64(i) }, func(i int) [200]byte { return [200]byte{1} })
	})
	measured("indirectKey", func() map[[150]byte]int {
		return fill(map[[150]byte]int{}, 2_000, func(i int) [150]byte { return [150]byte{byte(i), byte(i >> 8)} }, number)
	})
	measured("arrays", func() map[[16]byte]uint32 {
		return fill(map[[16]byte]uint32{}, 4_000, func(i int) [16]byte { return [16]byte{byte(i), byte(i >> 8)} }, func(i int) uint32 { return uint32(i) })
	})
	keep("anys", fill(map[any]any{}, 2_000, func(i int) any { return i }, func(i int) any { return text(i) }))
	keep("points", fill(map[point]string{}, 2_000, func(i int) point { return point{int32(i), 1} }, text))
	keep("functions", fill(map[int]func(){}, 300, number, func(int) func() { return structures }))
	outer := map[string]map[int]int{}
	for i := 0; i < 200; i++ {
		outer[text(i)] = fill(map[int]int{}, 50, number, number)
		keep("inner", outer[text(i)])
	}
	keep("outer", outer)
	for i := 0; i < 500; i++ {
		r := &registry{text(i), fill(map[string]*session{}, 30, text, func(int) *session { return new(session) }), map[point]string{{1, 2}: "a"}}
		registries = append(registries, r)
		keep("field", r.byID)
		keep("fieldOfPoints", r.seen)
	}
	for i := 0; i < 100; i++ {
		keep("neverWritten", make(map[string]int))
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
		keep("reused", fill(map[[16]byte]uint32{}, 4_000, func(i int) [16]byte { return [16]byte{byte(i), byte(i >> 8)} }, func(i int) uint32 { return uint32(i) }))
	}
}

// header is the address of what a map variable points to.
func header(m any) uintptr { return reflect.ValueOf(m).Pointer() }

func write(file string) {
	out, err := os.Create(file)
	if err != nil {
		panic(err)
	}
	defer out.Close()
	lines := bufio.NewWriter(out)
	for _, k := range all {
		fmt.Fprintf(lines, "%s %x %d %d %d\n", k.kind, header(k.m), reflect.ValueOf(k.m).Len(), tombstones(k.m), k.bytes)
	}
	lines.Flush()
}

func collections() uint32 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.NumGC
}

func main() {
	reused()
	numbers()
	texts()
	structures()
	runtime.GC()
	debug.SetGCPercent(-1)
	fmt.Printf("READY version=%s maps=%d\n", strings.Fields(runtime.Version())[0], len(all))
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		words := strings.Fields(in.Text())
		switch words[0] {
		case "truth":
			write(words[1])
		case "drift":
			n, _ := strconv.Atoi(words[1])
			*(*uint64)(unsafe.Pointer(header(drifting))) += uint64(n)
		case "ghost":
			fill(ghost, 1_000_000, long, long)
			for i := 0; i < 990_000; i++ {
				delete(ghost, long(i))
			}
		case "rebuild":
			rebuilt := make(map[int64]int64, len(ghost))
			for k, v := range ghost {
				rebuilt[k] = v
			}
			ghost = rebuilt
		}
		fmt.Printf("heap=%d gc=%d map=%x\n", heap(), collections(), header(ghost))
	}
	runtime.KeepAlive(registries)
}
