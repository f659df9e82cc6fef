package maphealth_test

import (
	"fmt"
	"sync"

	maphealth "github.com/maphealth/maphealth/src/exporters/go"
)

type store struct {
	mu       sync.RWMutex
	sessions map[string]string
}

func ExampleWatch() {
	s := &store{sessions: map[string]string{"anna": "tea", "ben": "coffee"}}
	registry := maphealth.NewRegistry(maphealth.Options{Name: "shop"})
	handle, err := maphealth.Watch(registry, "store.sessions", &s.sessions, s.mu.RLocker())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer handle.Close()

	for _, m := range registry.Census(0).Maps {
		fmt.Printf("%s: %d entries, %d found by walking\n", m.Site, *m.Count, *m.Iterated)
	}
	_, err = maphealth.Watch(registry, "store.sessions", &s.sessions, s.mu.RLocker())
	fmt.Println(err)
	// Output:
	// map[string]string store.sessions: 2 entries, 2 found by walking
	// maphealth: store.sessions is already registered: close its first handle, or name another owner
}

func ExampleMap() {
	var cache maphealth.Map[int, string]
	for i := 0; i < 100_000; i++ {
		cache.Put(i, "value")
	}
	for i := 0; i < 99_000; i++ {
		cache.Delete(i)
	}
	rebuilds, _ := cache.Rebuilds()
	value, ok := cache.Get(99_500)
	fmt.Println(cache.Len(), value, ok, rebuilds)
	// Output: 1000 value true 1
}
