//go:build !go1.24

package main

// tombstones are not known to bucket maps.
func tombstones(any) int { return -1 }
