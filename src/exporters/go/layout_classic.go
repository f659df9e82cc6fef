package maphealth

import "unsafe"

// classic is the layout of Go 1.21 to 1.23: 2^B buckets of eight entries and overflow buckets.
//
// A table grows when count > 8 and count > loadFactorNum * (2^B / 2), in integers: 12 in 1.21, 13 from 1.22 on, when
// malloc headers came too.
type classic struct {
	loadFactorNum int
	mallocHeaders bool
}

const (
	classicMapBytes    = 48
	classicBucketSlots = 8
	classicMostBits    = 40
	classicSameSize    = 8 // flag sameSizeGrow
)

// classicMap mirrors runtime.hmap.
type classicMap struct {
	count      int
	flags      uint8
	bits       uint8
	overflow   uint16 // approximate from 2^16 buckets on
	seed       uint32
	buckets    unsafe.Pointer
	oldBuckets unsafe.Pointer
	evacuated  uintptr
	extra      unsafe.Pointer
}

func (classic) kind() string { return "go-classic" }

func (c classic) needed(s sizes, count int) (int64, bool) {
	if count == 0 {
		return classicMapBytes, true
	}
	bits := 0
	for count > classicBucketSlots && count > c.loadFactorNum*((1<<bits)/2) {
		bits++
	}
	return classicMapBytes + c.bucketArray(s, bits), true
}

func (c classic) read(h unsafe.Pointer, s sizes, count int) (table, bool) {
	if h == nil {
		return table{}, count == 0
	}
	m := (*classicMap)(h)
	if m.count != count || m.flags >= 16 || m.bits > classicMostBits {
		return table{}, false
	}
	if m.buckets == nil {
		return table{held: classicMapBytes}, count == 0
	}
	buckets := int64(1) << m.bits
	t := table{
		capacity: buckets * classicBucketSlots,
		held:     classicMapBytes + c.bucketArray(s, int(m.bits)) + c.overflowBuckets(s, m),
	}
	if m.oldBuckets == nil {
		return t, true
	}
	oldBits := int(m.bits)
	if m.flags&classicSameSize == 0 {
		oldBits--
	}
	t.held += c.bucketArray(s, oldBits)
	t.moved, t.total = int64(m.evacuated), 1<<oldBits
	return t, oldBits >= 0 && t.moved <= t.total
}

// bucketArray is the array of 2^bits buckets; from 16 on a sixteenth more is allocated for overflow.
func (c classic) bucketArray(s sizes, bits int) int64 {
	buckets := int64(1) << bits
	if bits >= 4 {
		buckets += buckets / 16
	}
	return allocated(buckets*s.bucket, s.pointers, c.mallocHeaders)
}

// overflowBuckets are those beyond what the array brought with it.
func (c classic) overflowBuckets(s sizes, m *classicMap) int64 {
	extra := int64(m.overflow)
	if m.bits >= 4 {
		extra -= int64(1) << (m.bits - 4)
	}
	if extra <= 0 {
		return 0
	}
	return extra * allocated(s.bucket, s.pointers, c.mallocHeaders)
}
