package maphealth

import (
	"reflect"
	"runtime"
	"runtime/metrics"
	"strconv"
	"strings"
	"sync"
	"unsafe"
)

// layout is how the running Go version lays a built-in map out. held and capacity cannot be asked for in Go: they are
// read from the map's header, and only where the version is in the table of [layoutOf] and a check at start-up, on maps
// whose contents are known, agrees with it. Elsewhere they stay unknown.
type layout interface {
	kind() string
	// needed are the bytes of make(map[K]V, count).
	needed(s sizes, count int) (int64, bool)
	// read is what the header at h says; not ok where it contradicts itself.
	read(h unsafe.Pointer, s sizes, count int) (table, bool)
}

// table is a map's storage: capacity in slots, bytes beside keys and values that are stored elsewhere.
type table struct {
	capacity   int64
	tombstones *int64
	held       int64
	moved      int64 // of an incremental growth; total 0: none under way
	total      int64
}

// sizes of what a map type stores.
type sizes struct {
	slot     int64 // one key and its value, aligned (Swiss)
	bucket   int64 // eight of them with their tophash and overflow pointer (classic)
	pointers bool
}

const largestInline = 128 // abi.MapMaxKeyBytes, MapMaxElemBytes: beyond it a pointer is stored

var runningLayout = sync.OnceValue(func() layout {
	candidate := layoutOf(runtime.Version())
	if candidate != nil && unsafe.Sizeof(uintptr(0)) == 8 && agrees(candidate) {
		return candidate
	}
	return unknownLayout{}
})

// layoutOf knows Go 1.21 to 1.26; nil for any other version, a development version or an experiment.
//
// Sources: go1.21-1.23 runtime/map.go (hmap, makeBucketArray, overLoadFactor), go1.24-1.26 internal/runtime/maps
// (map.go, table.go).
func layoutOf(version string) layout {
	if strings.Contains(version, "X:") {
		return nil
	}
	switch minor(version) {
	case 21:
		return classic{loadFactorNum: 12}
	case 22, 23:
		return classic{loadFactorNum: 13, mallocHeaders: true}
	case 24, 25, 26:
		return swiss{}
	}
	return nil
}

// minor is 24 of "go1.24.9"; -1 of what does not look like that.
func minor(version string) int {
	rest, found := strings.CutPrefix(version, "go1.")
	if !found {
		return -1
	}
	digits, _, _ := strings.Cut(rest, ".")
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}

// agrees reads maps of known contents.
func agrees(l layout) bool {
	for _, n := range []int{0, 1, 8, 9, 1000, 5000} {
		grown := map[int]int{}
		for i := 0; i < n; i++ {
			grown[i] = i
		}
		t, ok := l.read(headerOf(&grown), sizesOf[int, int](), n)
		if !ok || t.capacity < int64(n) || t.capacity > int64(8*n+16) {
			return false
		}
	}
	return true
}

func sizesOf[K comparable, V any]() sizes {
	var k K
	var v V
	s := sizes{pointers: true}
	switch bigKey, bigValue := unsafe.Sizeof(k) > largestInline, unsafe.Sizeof(v) > largestInline; {
	case bigKey && bigValue:
		s.slot, s.bucket = sizeOf[slot[*K, *V]](), sizeOf[bucket[*K, *V]]()
	case bigKey:
		s.slot, s.bucket = sizeOf[slot[*K, V]](), sizeOf[bucket[*K, V]]()
	case bigValue:
		s.slot, s.bucket = sizeOf[slot[K, *V]](), sizeOf[bucket[K, *V]]()
	default:
		s.slot, s.bucket = sizeOf[slot[K, V]](), sizeOf[bucket[K, V]]()
		s.pointers = hasPointers(reflect.TypeOf(&k).Elem()) || hasPointers(reflect.TypeOf(&v).Elem())
	}
	return s
}

type slot[K, V any] struct {
	_ K
	_ V
}

type bucket[K, V any] struct {
	_ [8]uint8
	_ [8]K
	_ [8]V
	_ uintptr
}

func sizeOf[T any]() int64 {
	var t T
	return int64(unsafe.Sizeof(t))
}

func hasPointers(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Array:
		return t.Len() > 0 && hasPointers(t.Elem())
	case reflect.Struct:
		for i := 0; i < t.NumField(); i++ {
			if hasPointers(t.Field(i).Type) {
				return true
			}
		}
		return false
	}
	return t.Kind() > reflect.Complex128 || t.Kind() == reflect.Invalid
}

// sizeClasses are the sizes that the allocator rounds up to, smallest first, as the runtime itself tells them.
var sizeClasses = sync.OnceValue(func() []int64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs-by-size:bytes"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindFloat64Histogram {
		return nil
	}
	var classes []int64
	for _, bound := range sample[0].Value.Float64Histogram().Buckets {
		if bound > 1 && bound <= 32769 {
			classes = append(classes, int64(bound)-1)
		}
	}
	return classes
})

const (
	pageBytes   = 8192
	largestSlot = 32768 // runtime _MaxSmallSize
	headerFrom  = 512   // runtime minSizeForMallocHeader, Go 1.22+
)

// allocated is what an object of n bytes takes of the heap. From Go 1.22 an object with pointers has a header of 8
// bytes between 512 bytes and the largest class.
func allocated(n int64, pointers, mallocHeaders bool) int64 {
	if n == 0 {
		return 0
	}
	if mallocHeaders && pointers && n > headerFrom && n <= largestSlot-8 {
		n += 8
	}
	for _, class := range sizeClasses() {
		if class >= n {
			return class
		}
	}
	return (n + pageBytes - 1) / pageBytes * pageBytes
}

// unknownLayout is that of a Go version which is not in the table.
type unknownLayout struct{}

func (unknownLayout) kind() string                                  { return "go-map" }
func (unknownLayout) needed(sizes, int) (int64, bool)               { return 0, false }
func (unknownLayout) read(unsafe.Pointer, sizes, int) (table, bool) { return table{}, false }
