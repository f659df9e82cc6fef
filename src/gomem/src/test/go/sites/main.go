// sites fills maps at known places, measures what each of them costs the heap, and serves its heap profile.
package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net"
	"net/http"
	_ "net/http/pprof"
	"reflect"
	"runtime"
	"strings"
)

type registry struct{ entries map[int64]int64 }

// grow fills a map that nobody sized.
func (r *registry) grow(n int64) {
	for i := int64(0); i < n; i++ {
		r.entries[i] = i
	}
}

func presize(n int) map[uint32]uint64 {
	return make(map[uint32]uint64, n)
}

func indexByName(names []string) map[string]int {
	byName := map[string]int{}
	for i, name := range names {
		byName[name] = i
	}
	return byName
}

func bigValues(n int) map[uint64][200]byte {
	m := map[uint64][200]byte{}
	for i := 0; i < n; i++ {
		m[uint64(i)] = [200]byte{1}
	}
	return m
}

func manySmall(into []map[int]int) {
	for i := range into {
		m := map[int]int{}
		for k := 0; k < 100; k++ {
			m[k] = k
		}
		into[i] = m
	}
}

func reflected(n int) reflect.Value {
	m := reflect.MakeMap(reflect.TypeOf(map[int32]int32{}))
	for i := 0; i < n; i++ {
		key := reflect.ValueOf(int32(i))
		m.SetMapIndex(key, key)
	}
	return m
}

func decoded(text []byte) map[string]bool {
	var m map[string]bool
	if err := json.Unmarshal(text, &m); err != nil {
		panic(err)
	}
	return m
}

func cloned(m map[int64]int64) map[int64]int64 {
	return maps.Clone(m)
}

// notAMap allocates what must not be counted.
func notAMap(n int) []*[64]byte {
	all := make([]*[64]byte, n)
	for i := range all {
		all[i] = new([64]byte)
	}
	return all
}

// cost is what the live heap grew by while build ran; build returns what must stay alive.
func cost(build func() any) (int64, any) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&before)
	kept := build()
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&after)
	return int64(after.HeapAlloc) - int64(before.HeapAlloc), kept
}

type planted struct {
	function string
	build    func() any
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	names := make([]string, 50_000)
	for i := range names {
		names[i] = fmt.Sprint("name-", i)
	}
	text := []byte("{\"" + strings.Join(names[:20_000], "\":true,\"") + "\":true}")
	source := map[int64]int64{}
	for i := int64(0); i < 30_000; i++ {
		source[i] = i
	}
	small := make([]map[int]int, 500)
	plan := []planted{
		{"main.(*registry).grow", func() any { r := &registry{map[int64]int64{}}; r.grow(100_000); return r }},
		{"main.presize", func() any { return presize(100_000) }},
		{"main.indexByName", func() any { return indexByName(names) }},
		{"main.bigValues", func() any { return bigValues(5_000) }},
		{"main.manySmall", func() any { manySmall(small); return small }},
		{"main.reflected", func() any { return reflected(50_000) }},
		{"main.decoded", func() any { return decoded(text) }},
		{"main.cloned", func() any { return cloned(source) }},
		{"main.notAMap", func() any { return notAMap(20_000) }},
	}
	truth := make([]string, 0, len(plan))
	kept := make([]any, 0, len(plan))
	for _, p := range plan {
		bytes, alive := cost(p.build)
		kept = append(kept, alive)
		truth = append(truth, fmt.Sprintf("%s=%d", p.function, bytes))
	}
	runtime.GC()
	go http.Serve(listener, nil)
	fmt.Printf("READY version=%s pprof=http://%s/debug/pprof\n", runtime.Version(), listener.Addr())
	for question := ""; ; {
		if _, err := fmt.Scanln(&question); err != nil {
			break
		}
		switch question {
		case "truth":
			fmt.Println(strings.Join(truth, " "))
		case "gc":
			runtime.GC()
			runtime.GC()
			var stats runtime.MemStats
			runtime.ReadMemStats(&stats)
			fmt.Printf("cycles=%d last=%d paused=%d\n", stats.NumGC, stats.LastGC, stats.PauseTotalNs)
		}
	}
	runtime.KeepAlive(kept)
	runtime.KeepAlive(source)
}
