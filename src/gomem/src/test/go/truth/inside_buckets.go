//go:build !go1.26 && !goexperiment.swissmap

package main

import "unsafe"

type hmap struct {
	count      int
	flags, b   uint8
	overflows  uint16
	seed       uint32
	buckets    unsafe.Pointer
	oldBuckets unsafe.Pointer
	evacuated  uintptr
	versioned
}

type mapExtra struct {
	overflow, oldOverflow *[]unsafe.Pointer
	next                  unsafe.Pointer
}

type bucketType struct {
	abiType
	keySize, elemSize uint8
	bucketSize        uint16
	flags             uint32
}

const headerBytes = unsafe.Sizeof(hmap{})

const (
	indirectKey    = 1
	indirectElem   = 2
	sameSizeGrowth = 8

	emptyOne       = 1
	evacuatedX     = 2
	evacuatedEmpty = 4
)

func lookInside(m any) inside {
	typ, data := parts(m)
	t := (*bucketType)(unsafe.Pointer(typ))
	header := (*hmap)(data)
	found := inside{held: allocates(headerBytes, true)}
	if header.extra != nil {
		found.held += unsafe.Sizeof(*header.extra)
	}
	if header.buckets == nil {
		return found
	}
	overflow := map[unsafe.Pointer]bool{}
	now := array{t, header.buckets, header.b}
	found.add(now, false, overflow)
	arrays := []array{now}
	if header.oldBuckets != nil {
		old := array{t, header.oldBuckets, header.b - 1}
		if header.flags&sameSizeGrowth != 0 {
			old.b++
		}
		found.add(old, true, overflow)
		arrays = append(arrays, old)
	}
	if header.extra != nil {
		found.addList(header.extra.overflow, overflow)
		found.addList(header.extra.oldOverflow, overflow)
	}
	for bucket := range overflow {
		if !within(arrays, bucket) {
			found.held += allocates(uintptr(t.bucketSize), t.table.pointers())
		}
	}
	return found
}

// array is 2^b buckets, and from 2^4 on a sixteenth more for overflow; what the allocator rounds up to is used too.
type array struct {
	t     *bucketType
	start unsafe.Pointer
	b     uint8
}

func (a array) bytes() uintptr { return allocates(a.wants(), a.t.table.pointers()) }

// used is where the last bucket that fits ends.
func (a array) used() uintptr {
	usable := a.bytes()
	if a.t.table.pointers() && a.wants() > 512 && a.wants() <= 32760 {
		// there may be a type word in front
		usable -= 8
	}
	return usable / uintptr(a.t.bucketSize) * uintptr(a.t.bucketSize)
}

func (a array) wants() uintptr {
	buckets := uintptr(1) << a.b
	if a.b >= 4 {
		buckets += 1 << (a.b - 4)
	}
	return buckets * uintptr(a.t.bucketSize)
}

func within(arrays []array, at unsafe.Pointer) bool {
	for _, a := range arrays {
		if uintptr(at) >= uintptr(a.start) && uintptr(at) < uintptr(a.start)+a.used() {
			return true
		}
	}
	return false
}

func (found *inside) add(a array, old bool, overflow map[unsafe.Pointer]bool) {
	found.held += a.bytes()
	for i := uintptr(0); i < 1<<a.b; i++ {
		bucket := unsafe.Add(a.start, i*uintptr(a.t.bucketSize))
		first := *(*uint8)(bucket)
		if old && first >= evacuatedX && first <= evacuatedEmpty {
			continue
		}
		for bucket != nil {
			found.addCells(a.t, bucket)
			bucket = *(*unsafe.Pointer)(unsafe.Add(bucket, uintptr(a.t.bucketSize)-8))
			if bucket != nil {
				overflow[bucket] = true
			}
		}
	}
}

func (found *inside) addCells(t *bucketType, bucket unsafe.Pointer) {
	for _, cell := range (*[8]uint8)(bucket) {
		switch {
		case cell == emptyOne:
			found.deleted++
		case cell > evacuatedEmpty:
			found.held += t.indirect()
		}
	}
}

// addList adds the list of overflow buckets that the runtime keeps where the buckets themselves hold no pointers.
func (found *inside) addList(list *[]unsafe.Pointer, overflow map[unsafe.Pointer]bool) {
	if list == nil {
		return
	}
	found.held += allocates(unsafe.Sizeof(*list), true) + allocates(uintptr(cap(*list))*8, true)
	for _, bucket := range *list {
		overflow[bucket] = true
	}
}

func (t *bucketType) indirect() (bytes uintptr) {
	if t.flags&indirectKey != 0 {
		bytes += allocates(t.key.size, t.key.pointers())
	}
	if t.flags&indirectElem != 0 {
		bytes += allocates(t.elem.size, t.elem.pointers())
	}
	return bytes
}
