package main

import (
	"fmt"
	"unsafe"
)

const goroutines = 100

var asked [goroutines]chan chan<- line

// line is what is written down of one map.
type line struct {
	kind   string
	header uintptr
	length int
	inside
	measured int64
}

// holdOnStack holds maps that nothing on the heap points to: header and first group lie in its own frame, or header
// only, once there are more than eight entries. It waits in a frame further down.
func holdOnStack(i int) {
	texts := make(map[string]int)
	fill(texts, i%8+1, text, number)
	empty := make(map[int64]string)
	grown := make(map[string]string)
	fill(grown, 9+i, text, text)
	emptied := make(map[int]int)
	remove(fill(emptied, 8, number, number), 0, i%8, number)
	indirect := make(map[wide]wide)
	fill(indirect, i%4+1, wideNumber, wideNumber)
	deeper(i%5, func() {
		for answer := range asked[i] {
			makeRoom(i)
			answer <- onStack("stack", texts)
			answer <- onStack("stackEmpty", empty)
			answer <- onStack("stackGrown", grown)
			answer <- onStack("stackEmptied", emptied)
			answer <- onStack("stackIndirect", indirect)
			close(answer)
		}
	})
}

// makeRoom makes a stack so large that it stays where it is while it is described; only a collection shrinks it.
//
//go:noinline
func makeRoom(i int) byte {
	var room [16 << 10]byte
	return room[i]
}

//go:noinline
func deeper(frames int, wait func()) {
	if frames == 0 {
		wait()
		return
	}
	deeper(frames-1, wait)
}

// onStack describes a map without letting it escape.
func onStack[M ~map[K]V, K comparable, V any](kind string, m M) line {
	here := uintptr(unsafe.Pointer(&m))
	if header := *(*uintptr)(unsafe.Pointer(&m)); header-here > 1<<16 {
		panic(fmt.Sprintf("%s is not on the stack: %x, %x", kind, header, here))
	}
	hidden := any(m)
	free := *(*any)(hide(unsafe.Pointer(&hidden)))
	found := lookInside(free)
	found.held -= unusedOnHeap(free, len(m) <= 8)
	return line{kind, *(*uintptr)(unsafe.Pointer(&m)), len(m), found, -1}
}

// hide keeps the compiler from seeing where a pointer goes.
//
//go:nosplit
func hide(p unsafe.Pointer) unsafe.Pointer {
	hidden := uintptr(p)
	return unsafe.Pointer(hidden ^ 0)
}

func startStacks() {
	for i := range asked {
		asked[i] = make(chan chan<- line)
		go holdOnStack(i)
	}
}

func stackLines() (lines []line) {
	for _, goroutine := range asked {
		answer := make(chan line)
		goroutine <- answer
		for l := range answer {
			lines = append(lines, l)
		}
	}
	return lines
}
