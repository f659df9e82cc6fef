// maps fills its heap with maps and then does nothing but feel its own pulse.
//
// Arguments: how many maps of a million int64, how many of 10 to 210 strings, how many of up to 8. It answers "gap"
// with the longest time that its heart beat stood still since the question before.
package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"
)

const beat = 200 * time.Microsecond

var (
	longest atomic.Int64
	large   []map[int64]int64
	middle  []map[string]int
	small   []map[string]int
)

func pulse() {
	last := time.Now()
	for {
		time.Sleep(beat)
		now := time.Now()
		if gap := now.Sub(last).Nanoseconds(); gap > longest.Load() {
			longest.Store(gap)
		}
		last = now
	}
}

func texts(n int) map[string]int {
	m := map[string]int{}
	for i := 0; i < n; i++ {
		m["key-"+strconv.Itoa(i)] = i
	}
	return m
}

func number(argument int) int {
	n, err := strconv.Atoi(os.Args[argument])
	if err != nil {
		panic(err)
	}
	return n
}

func main() {
	for len(large) < number(1) {
		m := make(map[int64]int64, 1_000_000)
		for i := int64(0); i < 1_000_000; i++ {
			m[i*7919] = i
		}
		large = append(large, m)
	}
	for len(middle) < number(2) {
		middle = append(middle, texts(10+len(middle)%200))
	}
	for len(small) < number(3) {
		small = append(small, texts(1+len(small)%8))
	}
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	go pulse()
	fmt.Printf("READY heap=%d\n", stats.HeapAlloc)
	questions := bufio.NewScanner(os.Stdin)
	for questions.Scan() {
		fmt.Printf("gap=%d\n", longest.Swap(0))
	}
	runtime.KeepAlive(large)
	runtime.KeepAlive(middle)
	runtime.KeepAlive(small)
}
