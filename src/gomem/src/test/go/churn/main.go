// churn writes to maps without pause: queues that stay as long as they are, a map that grows and starts anew, many
// small ones. It answers "written" with the number of entries written so far.
package main

import (
	"bufio"
	"fmt"
	"os"
	"sync/atomic"
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
		m := map[string]int{}
		for i := 0; i < 300_000; i++ {
			m[fmt.Sprint(i)] = i
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
		written.Add(1)
	}
}

func main() {
	go queue(50_000)
	go queue(500)
	go grow()
	go small()
	fmt.Println("READY churn=1")
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		fmt.Printf("entries=%d\n", written.Load())
	}
}
