// unowned keeps maps where nothing tells whose they are, and serves its heap profile. Two of them hold as much as each
// other; all were emptied.
package main

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"strconv"
)

var kept []any

func season() {
	m := map[string][4]int64{}
	for i := 0; i < 100_000; i++ {
		m[strconv.Itoa(i)] = [4]int64{}
	}
	for i := 100; i < 100_000; i++ {
		delete(m, strconv.Itoa(i))
	}
	kept = append(kept, m)
}

func winter() {
	m := map[string]int64{}
	for i := 0; i < 50_000; i++ {
		m[strconv.Itoa(i)] = 1
	}
	for i := 100; i < 50_000; i++ {
		delete(m, strconv.Itoa(i))
	}
	kept = append(kept, m)
}

func summer() {
	m := map[string]float64{}
	for i := 0; i < 50_000; i++ {
		m[strconv.Itoa(i)] = 1
	}
	for i := 100; i < 50_000; i++ {
		delete(m, strconv.Itoa(i))
	}
	kept = append(kept, m)
}

func main() {
	// every small object is sampled, so that a few megabytes are told as well as hundreds are at the usual rate
	runtime.MemProfileRate = 4096
	season()
	winter()
	summer()
	runtime.GC()
	runtime.GC()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() { panic(http.Serve(listener, nil)) }()
	fmt.Printf("READY pprof=http://%s\n", listener.Addr())
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		fmt.Printf("kept=%d\n", len(kept))
	}
}
