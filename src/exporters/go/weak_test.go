//go:build go1.25

package maphealth

import (
	"runtime"
	"sync"
	"testing"
)

type cart struct {
	mu    sync.Mutex
	items map[string]int
}

func itemsOf(c *cart) (*map[string]int, sync.Locker) { return &c.items, &c.mu }

func TestAWeakRegistrationEndsWithItsHolder(t *testing.T) {
	r := NewRegistry(Options{})
	kept := &cart{items: map[string]int{"tea": 1}}
	must(WatchWeak(r, "shop.cart", kept, itemsOf))
	for i := 0; i < 10; i++ {
		must(WatchWeak(r, "shop.cart", &cart{items: map[string]int{"tea": 1}}, itemsOf))
	}
	eventually(t, func() bool {
		runtime.GC()
		return r.Census(0).Totals.Maps == 1
	})
	if len(r.inTurn()) != 1 {
		t.Errorf("%d registrations kept", len(r.inTurn()))
	}
	if _, err := WatchWeak(r, "shop.cart", kept, itemsOf); err == nil {
		t.Error("registered twice")
	}
	runtime.KeepAlive(kept)
}

var global cart

func TestAWeakRegistrationOfAGlobalStays(t *testing.T) {
	r := NewRegistry(Options{})
	global.items = map[string]int{"tea": 1}
	must(WatchWeak(r, "shop.global", &global, itemsOf))
	runtime.GC()
	if maps := r.Census(0).Totals.Maps; maps != 1 {
		t.Errorf("%d maps", maps)
	}
}
