//go:build go1.24

package main

import "unsafe"

type swissMap struct {
	used      uint64
	seed      uintptr
	directory unsafe.Pointer
	length    int
}

type swissTable struct {
	used, capacity, growthLeft uint16
	localDepth                 uint8
	index                      int
	groups                     unsafe.Pointer
	lengthMask                 uint64
}

type swissType struct {
	_         [80]byte
	groupSize uintptr
}

type eface struct {
	typ  *swissType
	data unsafe.Pointer
}

// tombstones counts the control bytes of deleted slots, the way the runtime itself would look at them.
func tombstones(m any) int {
	e := (*eface)(unsafe.Pointer(&m))
	head := (*swissMap)(e.data)
	if head.length == 0 {
		return 0
	}
	count := 0
	var previous *swissTable
	for i := 0; i < head.length; i++ {
		table := *(**swissTable)(unsafe.Add(head.directory, i*8))
		if table == previous {
			continue
		}
		previous = table
		for g := uint64(0); g <= table.lengthMask; g++ {
			controls := (*[8]uint8)(unsafe.Add(table.groups, uintptr(g)*e.typ.groupSize))
			for _, c := range controls {
				if c == 0xFE {
					count++
				}
			}
		}
	}
	return count
}
