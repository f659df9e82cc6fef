// Command conformance registers the maps that the exporters of all languages are compared by, serves them, says where,
// and ends with its standard input.
package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"

	maphealth "github.com/maphealth/maphealth/src/exporters/go"
)

type shop struct {
	mu       sync.Mutex
	sessions map[string]int
	drained  map[string]int
	carts    [3]map[int]int
}

func main() {
	r := maphealth.NewRegistry(maphealth.Options{Name: "shop"})
	s := shop{sessions: filled(1000), drained: filled(20_000)}
	for i := 10; i < 20_000; i++ {
		delete(s.drained, key(i))
	}
	check(maphealth.Watch(r, "shop.sessions", &s.sessions, &s.mu))
	check(maphealth.Watch(r, "shop.drained", &s.drained, &s.mu))
	for i := range s.carts {
		s.carts[i] = map[int]int{1: 1}
		check(maphealth.Watch(r, "shop.carts", &s.carts[i], &s.mu))
	}
	check(maphealth.WatchFunc(r, "shop.lying", maphealth.Visited{
		Type: "Lying", Count: func() int { return 30 }, Visit: func(yield func() bool) {
			for i := 0; i < 10 && yield(); i++ {
			}
		},
	}))
	if slices.Contains(os.Args[1:], "broken") {
		check(maphealth.WatchFunc(r, "shop.broken", maphealth.Visited{
			Type: "Broken", Visit: func(func() bool) { panic("walked while broken") },
		}))
	}
	runtime.GC() // so that there is a last collection to tell
	server, err := r.Listen("127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("READY url=" + server.URL())
	for input := bufio.NewScanner(os.Stdin); input.Scan(); {
	}
}

func check(_ *maphealth.Handle, err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func filled(n int) map[string]int {
	m := map[string]int{}
	for i := 0; i < n; i++ {
		m[key(i)] = i
	}
	return m
}

func key(i int) string { return fmt.Sprintf("key-%d", i) }
