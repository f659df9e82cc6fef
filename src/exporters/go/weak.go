//go:build go1.25

package maphealth

import (
	"sync"
	"weak"
)

// WatchWeak registers a map inside a holder without keeping the holder alive: the registration ends by itself when the
// holder is collected. mapOf must not capture the holder.
//
//	maphealth.WatchWeak(r, "shop.Cart.items", cart,
//		func(c *Cart) (*map[string]Item, sync.Locker) { return &c.items, &c.mu })
//
// It needs Go 1.25: on 1.24 the runtime ends the program on a weak pointer to a global variable.
func WatchWeak[T any, K comparable, V any](
	r *Registry, owner string, holder *T, mapOf func(*T) (*map[K]V, sync.Locker),
) (*Handle, error) {
	pointer := weak.Make(holder)
	return r.add(owner, pointer, guarded[K, V]{
		runtime: r.runtime,
		borrow: func() (*map[K]V, sync.Locker) {
			if alive := pointer.Value(); alive != nil {
				return mapOf(alive)
			}
			return nil, nil
		},
	})
}
