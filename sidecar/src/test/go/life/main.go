// life plants one fault of each kind that only shows over rounds, each beside a healthy twin that does as much work.
// It goes on by one round when it reads "round", runs the collector at "gc", and answers with a line each time.
package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"unsafe"
)

const step = 60

var (
	// entries: keys stay in the one, are replaced in the other while as many more come in
	sessions = map[string]int{}
	visits   = map[string]int{}
	// maps: more of the one kind each round, always as many of the other
	rooms []map[int32]int32
	pool  []map[int16]int32
	// memory: both were full once, one still is
	sale  = map[int64][2]int64{}
	stock = map[int64][3]int64{}
	// hash: one has a hash that tells only the parity of a key
	clashing = map[clash]int{}
	spread   = map[orderly]int{}
	// growth: one is left alone in the middle of it
	stalled = map[uint64][4]int64{}
	grown   = map[uint64][5]int64{}
	// contract: keys that are not equal to themselves; slots that are deleted and not empty
	readings = map[float64]int{}
	heights  = map[float64]uint16{}
	deleted  map[uint32]uint32
	filled   map[uint32]uint64
)

type (
	clash   struct{ a, b uint64 }
	orderly struct{ a, b uint64 }
)

func number(round, i int) string { return "key-" + strconv.Itoa(round*step+i) }

func entries(round int) {
	for i := 0; i < step; i++ {
		sessions[number(round, i)]++
	}
	// what is there is written to as well, under keys that are equal and not the same strings
	for i := 0; i < round*step; i += 7 {
		sessions[number(0, i)]++
	}
	clear(visits)
	for i := 0; i < (round+1)*step; i++ {
		visits[strconv.Itoa(round)+" "+strconv.Itoa(i)]++
	}
}

func instances() {
	for more := 100 + len(rooms)/8; more > 0; more-- {
		rooms = append(rooms, map[int32]int32{1: 1, 2: 2})
	}
	for i := range pool {
		pool[i] = map[int16]int32{1: 1, 2: 2}
	}
}

// colliding replaces the hash function of a map type (internal/abi.MapType, the sixth field after a type of 48 bytes).
func colliding(m any) {
	const hasher = 72
	type function func(unsafe.Pointer, uintptr) uintptr
	poor := function(func(key unsafe.Pointer, seed uintptr) uintptr { return *(*uintptr)(key) % 2 * 0x9E3779B97F4A7C15 })
	mapType := (*[2]uintptr)(unsafe.Pointer(&m))[0]
	page := (mapType + hasher) &^ 4095
	bytes := unsafe.Slice((*byte)(unsafe.Pointer(page)), 4096)
	if err := syscall.Mprotect(bytes, syscall.PROT_READ|syscall.PROT_WRITE); err != nil {
		panic(err)
	}
	*(*function)(unsafe.Pointer(mapType + hasher)) = poor
}

// half grows a map until it holds two arrays, and stops there; a Swiss map has no such state.
func half() {
	const most = 13 << 13 / 2
	for i := uint64(0); i <= most; i++ {
		stalled[i] = [4]int64{}
	}
	for i := uint64(0); i <= most+most/2; i++ {
		grown[i] = [5]int64{}
	}
}

// tombs deletes what filled a table nearly to the brim: in a group without an empty slot a deleted one stays deleted. It
// tries until no table of the Swiss map had to be split, which doubles the directory (its length is the fourth word).
func tombs() {
	const n, tables = 3560, 4
	for {
		deleted = make(map[uint32]uint32, n)
		filled = make(map[uint32]uint64, n)
		for i := uint32(0); i < n; i++ {
			deleted[i] = i
			filled[i] = 1
		}
		words := (*[4]uintptr)(reflect.ValueOf(deleted).UnsafePointer())
		if strings.HasPrefix(runtime.Version(), "go1.2") && runtime.Version() < "go1.24" || words[3] == tables {
			break
		}
	}
	for i := uint32(5); i < n; i++ {
		delete(deleted, i)
	}
}

func start() {
	pool = make([]map[int16]int32, 400)
	for i := int64(0); i < 180_000; i++ {
		sale[i] = [2]int64{i}
		stock[i] = [3]int64{i}
	}
	for i := int64(2_000); i < 180_000; i++ {
		delete(sale, i)
	}
	colliding(clashing)
	for i := uint64(0); i < 1_500; i++ {
		clashing[clash{i, 0}] = 1
		spread[orderly{i, 0}] = 1
	}
	half()
	tombs()
	runtime.GC()
}

func main() {
	start()
	fmt.Println("READY life=1")
	in := bufio.NewScanner(os.Stdin)
	for round := 0; in.Scan(); {
		switch in.Text() {
		case "round":
			entries(round)
			instances()
			for i := 0; i < 3; i++ {
				readings[math.NaN()] = i
			}
			heights[float64(round)] = 1
			round++
		case "gc":
			runtime.GC()
		}
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		fmt.Printf("round=%d cycles=%d clashing=%x\n", round, stats.NumGC, reflect.ValueOf(clashing).Pointer())
	}
	runtime.KeepAlive(pool)
	runtime.KeepAlive(rooms)
}
