package maphealth

import (
	"math/rand"
	"runtime"
	"testing"
)

// The oracle of held is what the heap grows by.
func TestHeldIsWhatTheHeapGivesForTheTable(t *testing.T) {
	for _, n := range []int{9, 100, 5_000, 300_000} {
		held(t, "int/int grown", n, func() (map[int]int, int64) { return grown[int, int](n, func(i int) int { return i }), 0 })
		held(t, "int/int made", n, func() (map[int]int, int64) {
			return make(map[int]int, n), 0
		})
		held(t, "int/struct{}", n, func() (map[int]struct{}, int64) {
			return grown[int, struct{}](n, func(i int) int { return i }), 0
		})
		held(t, "int/[100]byte", n, func() (map[int][100]byte, int64) {
			return grown[int, [100]byte](n, func(i int) int { return i }), 0
		})
		held(t, "int/*int nil", n, func() (map[int]*int, int64) {
			return grown[int, *int](n, func(i int) int { return i }), 0
		})
		held(t, "int/[200]byte", n, func() (map[int][200]byte, int64) {
			return grown[int, [200]byte](n, func(i int) int { return i }), int64(n) * 208
		})
	}
}

// held builds a map many times over, so that one is not lost among what else the heap does; beside is what its keys
// and values take outside its table.
func held[K comparable, V any](t *testing.T, what string, n int, build func() (m map[K]V, beside int64)) {
	t.Helper()
	copies := max(1, 20_000/n)
	kept := make([]map[K]V, 0, copies)
	var beside, told int64
	before := heapAlloc()
	for i := 0; i < copies; i++ {
		m, more := build()
		kept, beside = append(kept, m), beside+more
	}
	grown := heapAlloc() - before - beside
	for i := range kept {
		table, ok := runningLayout().read(headerOf(&kept[i]), sizesOf[K, V](), len(kept[i]))
		if !ok {
			t.Skipf("the layout of %s is not known: held stays absent", runtime.Version())
		}
		told += table.held
	}
	if off := told - grown; off > grown/20+4096 || -off > grown/20+4096 {
		t.Errorf("%s, %d entries, %d maps: told %d bytes, the heap grew by %d", what, n, copies, told, grown)
	}
	runtime.KeepAlive(kept)
}

// The oracle of needed is a map made for that many.
func TestNeededIsWhatMakeTakes(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for tries := 0; tries < 300; tries++ {
		n := random.Intn(1 << uint(1+random.Intn(17)))
		needed, knows := runningLayout().needed(sizesOf[string, int](), n)
		m := make(map[string]int, n)
		if n > 0 {
			m["x"] = 1 // a small map gets its table with its first entry
		}
		table, ok := runningLayout().read(headerOf(&m), sizesOf[string, int](), len(m))
		if knows != ok || table.held != needed {
			t.Fatalf("make(map, %d) holds %d, needed is %d", n, table.held, needed)
		}
	}
}

func TestTombstonesAndEvidenceTellAnEmptiedMap(t *testing.T) {
	m := filled(100_000)
	for i := 0; i < 99_990; i++ {
		delete(m, i)
	}
	table, ok := runningLayout().read(headerOf(&m), sizesOf[int, int](), len(m))
	needed, _ := runningLayout().needed(sizesOf[int, int](), len(m))
	if ok && (table.held < 100*needed || table.capacity < 100_000) {
		t.Errorf("%+v, needed %d", table, needed)
	}
}

func TestAVersionOutsideTheTableIsUnknown(t *testing.T) {
	for _, version := range []string{"go1.20.14", "go1.27.0", "go1.25.3 X:noswissmap", "devel go1.27-abc", "go2.0", ""} {
		if l := layoutOf(version); l != nil {
			t.Errorf("%q: %v", version, l)
		}
	}
	for version, kind := range map[string]string{"go1.21.13": "go-classic", "go1.23rc1": "", "go1.24": "go-swiss", "go1.26.8-custom": "go-swiss"} {
		if l := layoutOf(version); kind == "" && l != nil || kind != "" && (l == nil || l.kind() != kind) {
			t.Errorf("%q: %v", version, l)
		}
	}
}

func TestAHeaderThatContradictsItselfIsNotBelieved(t *testing.T) {
	m := filled(5000)
	if _, ok := runningLayout().read(headerOf(&m), sizesOf[int, int](), 4999); ok {
		t.Error("believed")
	}
}

func grown[K comparable, V any](n int, key func(int) K) map[K]V {
	m := map[K]V{}
	for i := 0; i < n; i++ {
		var v V
		m[key(i)] = v
	}
	return m
}

func heapAlloc() int64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}
