package maphealth

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Path is where a sidecar looks for a census.
const Path = "/debug/maps"

// DefaultAddress is where a sidecar looks for a program that named no other: loopback is enough inside a pod.
const DefaultAddress = "127.0.0.1:9465"

const defaultTop = 1000

// ServeHTTP answers GET with a census; ?top=N says how many maps and sites, 0 all of them, 1000 if not given.
func (r *Registry) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	if request.Method != http.MethodGet && request.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD are answered here", http.StatusMethodNotAllowed)
		return
	}
	top, err := topOf(request)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	body, err := json.Marshal(r.Census(top))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // the client has gone: nothing to tell, nobody to tell it to
}

func topOf(request *http.Request) (int, error) {
	text := request.URL.Query().Get("top")
	if text == "" {
		return defaultTop, nil
	}
	top, err := strconv.Atoi(text)
	if err != nil || top < 0 {
		return 0, fmt.Errorf("top=%.20q: give a number from 0 (all) up", text)
	}
	return top, nil
}

// String is a census as JSON, so that a registry can be given to expvar.Publish.
func (r *Registry) String() string {
	body, err := json.Marshal(r.Census(defaultTop))
	if err != nil {
		return "null"
	}
	return string(body)
}

// Server serves a registry on a port of its own.
type Server struct {
	http     *http.Server
	listener net.Listener
}

// Listen serves the registry at [Path] on address ("": [DefaultAddress]), for a program without an HTTP server. A port
// that cannot be had is an error and nothing else: the program goes on.
func (r *Registry) Listen(address string) (*Server, error) {
	if address == "" {
		address = DefaultAddress
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("maphealth: cannot serve %s: %w; perhaps another program has the port: give another address", Path, err)
	}
	mux := http.NewServeMux()
	mux.Handle(Path, r)
	server := &Server{listener: listener, http: &http.Server{
		Handler: mux, ReadTimeout: 5 * time.Second, WriteTimeout: time.Minute, IdleTimeout: time.Minute, MaxHeaderBytes: 1 << 14,
	}}
	go func() {
		if err := server.http.Serve(listener); err != nil && !errors.Is(err, http.ErrServerClosed) {
			_ = listener.Close()
		}
	}()
	return server, nil
}

// URL is where the census is.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() + Path }

// Close ends the server at once.
func (s *Server) Close() error { return s.http.Close() }
