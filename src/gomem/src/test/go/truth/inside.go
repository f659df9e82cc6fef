package main

import "unsafe"

// inside is what a map's own bookkeeping, read by unsafe, tells: cells that say "deleted", and the bytes that the
// layout's arithmetic gives for its header, tables, and indirect keys and values.
type inside struct {
	deleted int
	held    uintptr
}

// abiType is the start of internal/abi.Type and the part of a map's type that all versions share.
type abiType struct {
	size, pointerBytes uintptr
	_                  [32]byte
	key, elem, table   *abiType
	hasher             uintptr
}

func (t *abiType) pointers() bool { return t.pointerBytes != 0 }

type eface struct {
	typ  unsafe.Pointer
	data unsafe.Pointer
}

func parts(m any) (*abiType, unsafe.Pointer) {
	e := (*eface)(unsafe.Pointer(&m))
	return (*abiType)(e.typ), e.data
}

type allocation struct {
	bytes    uintptr
	pointers bool
}

var (
	allocated = map[allocation]uintptr{}
	kept      any
)

// allocates is what the runtime's allocator takes for an object: append gives a slice all of it, but for the type word
// in front of a pointerful one.
func allocates(bytes uintptr, pointers bool) uintptr {
	want := allocation{bytes, pointers}
	if bytes == 0 {
		return 0
	}
	if allocated[want] == 0 {
		if pointers {
			words := append([]*byte(nil), make([]*byte, bytes/8)...)
			kept = words
			allocated[want] = withTypeWord(uintptr(cap(words)) * 8)
		} else {
			slice := append([]byte(nil), make([]byte, bytes)...)
			kept = slice
			allocated[want] = uintptr(cap(slice))
		}
	}
	return allocated[want]
}

// unusedOnHeap is what the heap would give more than the stack does: for the header, and for the group of a small map.
func unusedOnHeap(m any, group bool) uintptr {
	t, _ := parts(m)
	unused := allocates(headerBytes, true) - headerBytes
	if group {
		unused += allocates(t.table.size, t.table.pointers()) - t.table.size
	}
	return unused
}

// withTypeWord adds the type word where there is one: sizes of objects over 512 bytes are multiples of 64.
func withTypeWord(bytes uintptr) uintptr {
	if bytes > 512 && bytes%64 == 56 {
		return bytes + 8
	}
	return bytes
}
