// Package maphealth lets a program answer for its own maps.
//
// A program registers the maps it owns with the lock that guards them, and serves them at /debug/maps as
// maphealth.census/v1: what each map counts, what a walk of it finds, what it holds and what it would need.
// [Map] is a map that gives its memory back, which no built-in map does.
//
// The package depends on the standard library only and costs a registered map nothing: nothing is intercepted, the
// work is done when somebody asks.
//
// # What is safe
//
// A built-in map may be read while others read, and by nobody while it is written. So the lock given at registration
// must be the one that every writer holds: a [sync.Mutex], the RLocker of a [sync.RWMutex], or your own. A walk of a
// large map holds it for [Options.SliceEntries] entries at a time. A map written without the lock ends the program with
// Go's own "concurrent map iteration and map write", as it could at any time before; no library can recover that.
package maphealth
