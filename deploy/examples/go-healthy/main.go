// The same web shop without the mistakes: a session registry that is at its cap, where each login logs out the oldest,
// and a sale whose last reservations move to a map of their size.
//
// It serves net/http/pprof on a loopback port that it prints, or on -pprof. Arguments: -logins N a second; -console answers
// questions on standard input and ends with it.
package main

import (
	"container/list"
	"flag"
	"fmt"
	"log"
	"maps"
	"net"
	"net/http"
	_ "net/http/pprof"
	"sync"
	"time"
)

const mostSessions = 50_000

type Session struct {
	Token  string
	Basket [6]int64
}

type SessionRegistry struct {
	mutex    sync.Mutex
	sessions map[string]*Session
	byAge    *list.List
}

// Login adds a session and ends the oldest beyond the cap.
func (r *SessionRegistry) Login(token string) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.sessions[token] = &Session{Token: token}
	r.byAge.PushBack(token)
	if r.byAge.Len() > mostSessions {
		oldest := r.byAge.Remove(r.byAge.Front()).(string)
		delete(r.sessions, oldest)
	}
}

type Reservation struct {
	Article  int64
	Customer int64
}

type FlashSale struct {
	reservations map[int64]Reservation
}

// SellOut reserves everything and pays all but a few, which move to a new map.
func (s *FlashSale) SellOut(reserved, left int64) {
	for number := int64(0); number < reserved; number++ {
		s.reservations[number] = Reservation{Article: number % 1000, Customer: number}
	}
	for number := left; number < reserved; number++ {
		delete(s.reservations, number)
	}
	remaining := make(map[int64]Reservation, len(s.reservations))
	maps.Copy(remaining, s.reservations)
	s.reservations = remaining
}

var (
	registry = &SessionRegistry{sessions: map[string]*Session{}, byAge: list.New()}
	sale     = &FlashSale{reservations: map[int64]Reservation{}}
	door     sync.Mutex
	page     []byte
)

func main() {
	pprof := flag.String("pprof", "127.0.0.1:0", "where net/http/pprof is served")
	logins := flag.Int("logins", 5000, "logins a second")
	console := flag.Bool("console", false, "answer questions on standard input and end with it")
	flag.Parse()

	listener, err := net.Listen("tcp", *pprof)
	if err != nil {
		log.Fatal(err)
	}
	go func() { log.Fatal(http.Serve(listener, nil)) }()

	sale.SellOut(500_000, 12)
	customer := 0
	for ; customer < mostSessions; customer++ {
		registry.Login(fmt.Sprintf("session-%d", customer))
	}
	go acceptLogins(*logins/100, customer)
	fmt.Printf("READY pprof=http://%s/debug/pprof\n", listener.Addr())
	if *console {
		answerQuestions(map[string]func() string{
			"truth": truth,
			"pause": func() string { door.Lock(); return "paused" },
		})
	}
	select {}
}

// acceptLogins lets customers in a hundred times a second, while nobody holds the door.
func acceptLogins(each, customer int) {
	for range time.Tick(10 * time.Millisecond) {
		door.Lock()
		for i := 0; i < each; i++ {
			customer++
			registry.Login(fmt.Sprintf("session-%d", customer))
			page = renderWelcome(customer)
		}
		door.Unlock()
	}
}

// renderWelcome makes the garbage that any request makes.
func renderWelcome(customer int) []byte {
	return append(make([]byte, 0, 2048), fmt.Sprintf("Welcome back, customer %d", customer)...)
}

func truth() string {
	registry.mutex.Lock()
	defer registry.mutex.Unlock()
	return facts("sessions", len(registry.sessions), count(registry.sessions)) + " " +
		facts("reservations", len(sale.reservations), count(sale.reservations))
}
