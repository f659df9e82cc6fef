// churn writes to maps without pause, on all processors: values of keys that stay, queues that stay as long as they are,
// a map that grows and starts anew, one that is cleared, many small ones, one for each of many goroutines, and one that is
// written to now and then. It answers "written" with the number of entries written so far
// and the processor time that took, "plant N" after adding N to the count word of that last map, and "plant-in-queue N"
// after adding it to that of a map that never rests.
package main

import (
	"bufio"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

var written atomic.Int64

// What is to be added to the count word of the longest queue, and where that map is.
var toPlantInQueue atomic.Uint64
var longestQueue atomic.Uintptr

func queue(length int) {
	m := map[int]int{}
	longest := length == longestLength
	if longest {
		longestQueue.Store(reflect.ValueOf(m).Pointer())
	}
	for i := 0; ; i++ {
		m[i] = i
		delete(m, i-length)
		if i%1000 == 0 {
			written.Add(1000)
			if longest {
				addToCount(m, toPlantInQueue.Swap(0))
			}
		}
	}
}

const longestLength = 50_000

func grow() {
	for {
		m := map[int]int{}
		for i := 0; i < 300_000; i++ {
			m[i] = i
		}
		written.Add(300_000)
	}
}

func small() {
	all := make([]map[int]int, 2_000)
	for i := 0; ; i++ {
		at := i % len(all)
		if all[at] == nil || len(all[at]) > 50 {
			all[at] = map[int]int{}
		}
		all[at][i] = i
		if i%1000 == 0 {
			written.Add(1000)
		}
	}
}

// overwrite is where most of the entries are written: millions a second, to the same few keys.
func overwrite(keys int) {
	m := make(map[int]int, keys)
	for i := 0; ; {
		for end := i + 100_000; i < end; i++ {
			m[i&(keys-1)] = i
		}
		written.Add(100_000)
	}
}

func fillAndClear() {
	m := map[uint32]string{}
	for {
		for i := uint32(0); i < 20_000; i++ {
			m[i] = "full"
		}
		written.Add(20_000)
		clear(m)
	}
}

// ownMap is a map that only its goroutine knows, as for each of the requests of a server.
func ownMap() {
	for {
		m := map[string]int{}
		for i := 0; i < 200; i++ {
			m[strconv.Itoa(i)] = i
		}
		written.Add(200)
		time.Sleep(10 * time.Millisecond)
	}
}

var (
	planted = map[int]int{}
	door    sync.Mutex
)

func writeNowAndThen() {
	for i := len(planted); ; i++ {
		door.Lock()
		planted[i] = i
		delete(planted, i-10_000)
		door.Unlock()
		time.Sleep(20 * time.Millisecond)
	}
}

// plant makes the map's count differ from its contents.
func plant(n uint64) {
	door.Lock()
	defer door.Unlock()
	addToCount(planted, n)
}

func addToCount(m map[int]int, n uint64) {
	*(*uint64)(unsafe.Pointer(reflect.ValueOf(m).Pointer())) += n
}

func cpuMicros() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return usage.Utime.Nano()/1000 + usage.Stime.Nano()/1000
}

func main() {
	for i := 0; i < 10_000; i++ {
		planted[i] = i
	}
	// a program that has run for a while: the newest object of its kind is not trusted before the next one or a collection
	runtime.GC()
	go writeNowAndThen()
	go queue(longestLength)
	go queue(500)
	go grow()
	go small()
	go fillAndClear()
	for i := 0; i < 100; i++ {
		go ownMap()
	}
	for i := 0; i < 8*runtime.NumCPU(); i++ {
		go overwrite(8 << (i % 4 * 3))
	}
	fmt.Println("READY churn=1")
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		if count, asked := strings.CutPrefix(in.Text(), "plant "); asked {
			n, _ := strconv.ParseUint(count, 10, 64)
			plant(n)
		}
		if count, asked := strings.CutPrefix(in.Text(), "plant-in-queue "); asked {
			n, _ := strconv.ParseUint(count, 10, 64)
			toPlantInQueue.Store(n)
			for toPlantInQueue.Load() != 0 {
				time.Sleep(time.Millisecond)
			}
		}
		fmt.Printf("entries=%d cpuMicros=%d map=%x queue=%x\n",
			written.Load(), cpuMicros(), reflect.ValueOf(planted).Pointer(), longestQueue.Load())
	}
}
