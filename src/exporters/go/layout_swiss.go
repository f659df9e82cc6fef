package maphealth

import (
	"math/bits"
	"unsafe"
)

// swiss is the layout of Go 1.24 to 1.26.
type swiss struct{}

const (
	swissGroupSlots = 8
	swissTableSlots = 1024 // the largest table
	swissMapBytes   = 48
	swissTableBytes = 32
	swissMostTables = 1 << 32
)

// swissMap mirrors internal/runtime/maps.Map up to globalShift, the same in 1.24, 1.25 and 1.26.
type swissMap struct {
	used        uint64
	seed        uintptr
	dirPtr      unsafe.Pointer
	dirLen      int
	globalDepth uint8
	globalShift uint8
}

// swissTable mirrors internal/runtime/maps.table.
type swissTable struct {
	used       uint16
	capacity   uint16
	growthLeft uint16
	localDepth uint8
	index      int
	groups     unsafe.Pointer
	lengthMask uint64
}

func (swiss) kind() string { return "go-swiss" }

func (swiss) needed(s sizes, count int) (int64, bool) {
	if count == 0 {
		return swissMapBytes, true
	}
	if count <= swissGroupSlots {
		return swissMapBytes + swissGroups(s, swissGroupSlots), true
	}
	target := uint64(count) * swissGroupSlots / 7
	tables := powerOfTwo((target + swissTableSlots - 1) / swissTableSlots)
	slots := powerOfTwo(target / tables)
	if slots < swissGroupSlots {
		slots = swissGroupSlots
	}
	each := swissTableBytes + swissGroups(s, int64(slots))
	return swissMapBytes + swissDirectory(int64(tables)) + int64(tables)*each, true
}

func (swiss) read(h unsafe.Pointer, s sizes, count int) (table, bool) {
	if h == nil {
		return table{tombstones: known(0)}, count == 0
	}
	m := (*swissMap)(h)
	switch {
	case m.used != uint64(count):
		return table{}, false
	case m.dirLen == 0 && m.dirPtr == nil:
		return table{held: swissMapBytes, tombstones: known(0)}, count == 0
	case m.dirLen == 0:
		held := swissMapBytes + swissGroups(s, swissGroupSlots)
		return table{capacity: swissGroupSlots, held: held, tombstones: known(0)}, count <= swissGroupSlots
	case m.dirLen < 0 || m.dirLen > swissMostTables || m.dirLen != 1<<m.globalDepth:
		return table{}, false
	}
	return readTables(unsafe.Slice((**swissTable)(m.dirPtr), m.dirLen), s, count)
}

// readTables adds up the tables of a directory; neighbouring entries may name the same one.
func readTables(directory []*swissTable, s sizes, count int) (table, bool) {
	sum := table{held: swissMapBytes + swissDirectory(int64(len(directory)))}
	var used, tombstones int64
	var last *swissTable
	for _, t := range directory {
		if t == last {
			continue
		}
		last = t
		if t == nil || !plausible(t) {
			return table{}, false
		}
		used += int64(t.used)
		tombstones += swissMaxUsed(t.capacity) - int64(t.used) - int64(t.growthLeft)
		sum.capacity += int64(t.capacity)
		sum.held += swissTableBytes + swissGroups(s, int64(t.capacity))
	}
	sum.tombstones = known(tombstones)
	return sum, used == int64(count) && tombstones >= 0
}

func plausible(t *swissTable) bool {
	return t.capacity >= swissGroupSlots && t.capacity <= swissTableSlots && t.capacity&(t.capacity-1) == 0 &&
		t.used <= t.capacity && t.growthLeft <= t.capacity && t.lengthMask+1 == uint64(t.capacity/swissGroupSlots)
}

// swissMaxUsed is how many slots of a table may be used before it is rehashed: 7/8, all but one of a single group.
func swissMaxUsed(capacity uint16) int64 {
	if capacity == swissGroupSlots {
		return swissGroupSlots - 1
	}
	return int64(capacity) / 8 * 7
}

func swissGroups(s sizes, slots int64) int64 {
	group := 8 + swissGroupSlots*s.slot
	return allocated(slots/swissGroupSlots*group, s.pointers, true)
}

func swissDirectory(tables int64) int64 { return allocated(tables*8, true, true) }

func powerOfTwo(n uint64) uint64 {
	if n <= 1 {
		return 1
	}
	return 1 << bits.Len64(n-1)
}
