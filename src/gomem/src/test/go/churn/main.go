// churn writes to maps without pause: queues that stay as long as they are, a map that grows and starts anew, many
// small ones, and one that is written to now and then. It answers "written" with the number of entries written so far,
// and "plant N" after adding N to the count word of that last map.
package main

import (
	"bufio"
	"fmt"
	"os"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

var written atomic.Int64

func queue(length int) {
	m := map[int]int{}
	for i := 0; ; i++ {
		m[i] = i
		delete(m, i-length)
		if i%1000 == 0 {
			written.Add(1000)
		}
	}
}

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
	*(*uint64)(unsafe.Pointer(reflect.ValueOf(planted).Pointer())) += n
}

func main() {
	for i := 0; i < 10_000; i++ {
		planted[i] = i
	}
	go writeNowAndThen()
	go queue(50_000)
	go queue(500)
	go grow()
	go small()
	fmt.Println("READY churn=1")
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		if count, asked := strings.CutPrefix(in.Text(), "plant "); asked {
			n, _ := strconv.ParseUint(count, 10, 64)
			plant(n)
		}
		fmt.Printf("entries=%d map=%x\n", written.Load(), reflect.ValueOf(planted).Pointer())
	}
}
