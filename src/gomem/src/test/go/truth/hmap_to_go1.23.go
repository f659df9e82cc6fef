//go:build !go1.24

package main

type versioned struct {
	extra *mapExtra
}
