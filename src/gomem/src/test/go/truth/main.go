// truth holds about 20,000 maps of more than 40 kinds and writes down where each is and what is in it.
//
// It answers "truth FILE" (one line a map: kind, address of its header, len, cells that say "deleted", bytes by the
// layout's arithmetic, measured bytes or -1), "drift N" (adds N to the count word of one map, which the runtime then
// believes), "become sleep" or "become itself" (it executes that in its place), "ghost" (fills a map with a million entries and deletes 99 %) and "rebuild" (copies what is left into a
// new map; the answer's heap shows what that freed).
package main

import (
	"bufio"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"unsafe"
)

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
	shards     [64]*shard
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

// header is the address of what a map variable points to.
func header(m any) uintptr { return reflect.ValueOf(m).Pointer() }

func write(file string) {
	out, err := os.Create(file)
	if err != nil {
		panic(err)
	}
	defer out.Close()
	lines := bufio.NewWriter(out)
	defer lines.Flush()
	for _, k := range all {
		l := line{k.kind, header(k.m), reflect.ValueOf(k.m).Len(), lookInside(k.m), k.bytes}
		fmt.Fprintln(lines, l)
	}
	for _, l := range stackLines() {
		fmt.Fprintln(lines, l)
	}
}

func (l line) String() string {
	return fmt.Sprintf("%s %x %d %d %d %d", l.kind, l.header, l.length, l.deleted, l.held, l.measured)
}

func collections() uint32 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.NumGC
}

func become(program string) {
	file, arguments := "/proc/self/exe", os.Args
	if program == "sleep" {
		file, arguments = "/bin/sleep", []string{"sleep", "600"}
	}
	panic(syscall.Exec(file, arguments, os.Environ()))
}

func main() {
	reused()
	numbers()
	churned()
	texts()
	smallest()
	structures()
	startStacks()
	runtime.GC()
	debug.SetGCPercent(-1)
	fmt.Printf("READY version=%s maps=%d\n", strings.Fields(runtime.Version())[0], len(all)+len(stackLines()))
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		words := strings.Fields(in.Text())
		switch words[0] {
		case "truth":
			write(words[1])
			// a collection would move the stacks
			fmt.Println("written=1")
			continue
		case "drift":
			n, _ := strconv.Atoi(words[1])
			*(*uint64)(unsafe.Pointer(header(drifting))) += uint64(n)
		case "become":
			fmt.Println("became=1")
			become(words[1])
		case "ghost":
			remove(fill(ghost, 1_000_000, long, long), 0, 990_000, long)
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
