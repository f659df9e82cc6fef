//go:build go1.24 && !go1.26 && !goexperiment.swissmap

package main

type versioned struct {
	clears uint64
	extra  *mapExtra
}
