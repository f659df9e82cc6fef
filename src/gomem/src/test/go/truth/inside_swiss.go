//go:build go1.26 || goexperiment.swissmap

package main

import "unsafe"

type swissMap struct {
	used      uint64
	seed      uintptr
	directory unsafe.Pointer
	length    int
	_         [16]byte
}

type swissTable struct {
	used, capacity, growthLeft uint16
	localDepth                 uint8
	index                      int
	groups                     unsafe.Pointer
	lengthMask                 uint64
}

type swissType struct {
	abiType
	groupSize, slotSize, elemOffset uintptr
	flags                           uint32
}

const headerBytes = unsafe.Sizeof(swissMap{})

const (
	indirectKey  = 4
	indirectElem = 8
)

func lookInside(m any) inside {
	typ, data := parts(m)
	t := (*swissType)(unsafe.Pointer(typ))
	header := (*swissMap)(data)
	found := inside{held: headerBytes}
	if header.directory == nil {
		return found
	}
	if header.length == 0 {
		found.held += allocates(t.groupSize, t.table.pointers())
		found.addGroups(t, header.directory, 1)
		return found
	}
	found.held += allocates(uintptr(header.length)*8, true)
	var previous *swissTable
	for i := 0; i < header.length; i++ {
		table := *(**swissTable)(unsafe.Add(header.directory, i*8))
		if table != previous {
			groups := uintptr(table.lengthMask + 1)
			found.held += allocates(unsafe.Sizeof(*table), true) + allocates(groups*t.groupSize, t.table.pointers())
			found.addGroups(t, table.groups, groups)
		}
		previous = table
	}
	return found
}

func (found *inside) addGroups(t *swissType, groups unsafe.Pointer, count uintptr) {
	for g := uintptr(0); g < count; g++ {
		for _, control := range (*[8]uint8)(unsafe.Add(groups, g*t.groupSize)) {
			switch {
			case control == 0xFE:
				found.deleted++
			case control < 0x80:
				found.held += t.indirect()
			}
		}
	}
}

func (t *swissType) indirect() (bytes uintptr) {
	if t.flags&indirectKey != 0 {
		bytes += allocates(t.key.size, t.key.pointers())
	}
	if t.flags&indirectElem != 0 {
		bytes += allocates(t.elem.size, t.elem.pointers())
	}
	return bytes
}
