// garbage lets go of maps.
//
// It answers "fill FILE" (makes 1,000 maps that it keeps and 100,000 that it does not, one of them of a million
// entries; the file has a line for each, "kept" or "dropped" and the address of its header), "drop" (lets go of them),
// "collect" (a whole collection, sweep included) and "stop" (a collection at whose end the program stops itself, with
// hardly anything swept).
package main

import (
	"bufio"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
)

var kept, dropped []map[int]int

func fill(file string) {
	out, err := os.Create(file)
	if err != nil {
		panic(err)
	}
	defer out.Close()
	lines := bufio.NewWriter(out)
	defer lines.Flush()
	dropped = append(dropped, filled(1_000_000))
	for i := 0; i < 100_000; i++ {
		if i%100 == 0 {
			kept = append(kept, filled(10))
			fmt.Fprintf(lines, "kept %x\n", reflect.ValueOf(kept[i/100]).Pointer())
		}
		dropped = append(dropped, filled(2))
	}
	for _, m := range dropped {
		fmt.Fprintf(lines, "dropped %x\n", reflect.ValueOf(m).Pointer())
	}
}

func filled(n int) map[int]int {
	m := map[int]int{}
	for i := 0; i < n; i++ {
		m[i] = i
	}
	return m
}

func collections() int64 {
	var stats debug.GCStats
	debug.ReadGCStats(&stats)
	return stats.NumGC
}

// stopUnswept needs the one processor for itself: nobody sweeps while it looks, and the others give way.
func stopUnswept() {
	before := collections()
	go runtime.GC()
	for collections() == before {
		runtime.Gosched()
	}
	syscall.Kill(syscall.Getpid(), syscall.SIGSTOP)
}

func main() {
	runtime.GOMAXPROCS(1)
	debug.SetGCPercent(-1)
	fmt.Println("READY")
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		words := strings.Fields(in.Text())
		switch words[0] {
		case "fill":
			fill(words[1])
		case "drop":
			dropped = nil
		case "collect":
			runtime.GC()
		}
		fmt.Printf("gc=%d kept=%d dropped=%d\n", collections(), len(kept), len(dropped))
		if words[0] == "stop" {
			stopUnswept()
		}
	}
}
