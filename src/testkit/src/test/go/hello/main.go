// hello says which Go built it and doubles numbers.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	fmt.Printf("READY version=%s\n", runtime.Version())
	for n := 0; ; {
		if _, err := fmt.Scanf("twice %d\n", &n); err != nil {
			return
		}
		fmt.Printf("answer=%d\n", 2*n)
	}
}
