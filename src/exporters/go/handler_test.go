package maphealth

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
)

func TestTheCensusIsServed(t *testing.T) {
	r := NewRegistry(Options{Name: "shop"})
	m := filled(100)
	must(Watch(r, "main.m", &m, new(sync.Mutex)))
	server := listen(t, r)
	status, body := get(t, server.URL()+"?top=0")
	var said map[string]any
	if err := json.Unmarshal([]byte(body), &said); err != nil || status != 200 {
		t.Fatalf("%d %s %v", status, body, err)
	}
	if said["schema"] != "maphealth.census/v1" || said["complete"] != true || said["incompleteReason"] != nil {
		t.Errorf("%s", body)
	}
	one := said["maps"].([]any)[0].(map[string]any)
	if one["id"] != "main.m#1" || one["site"] != "map[int]int main.m" || one["count"] != 100.0 || one["drift"] != 0.0 {
		t.Errorf("%v", one)
	}
}

func TestAnEmptyRegistryServesEmptyLists(t *testing.T) {
	_, body := get(t, listen(t, NewRegistry(Options{})).URL())
	if !strings.Contains(body, `"maps":[],"sites":[],"findings":[]`) || !strings.Contains(body, `"totals":{"maps":0,"count":0,"iterated":0,"heldBytes":0,"neededBytes":0}`) {
		t.Error(body)
	}
}

func TestWrongRequestsAreRefused(t *testing.T) {
	server := listen(t, NewRegistry(Options{}))
	for query, want := range map[string]int{"?top=x": 400, "?top=-1": 400, "?top=5": 200, "": 200} {
		if status, body := get(t, server.URL()+query); status != want {
			t.Errorf("%q: %d %s", query, status, body)
		}
	}
	response, err := http.Post(server.URL(), "text/plain", strings.NewReader("x"))
	if err != nil || response.StatusCode != http.StatusMethodNotAllowed || response.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("%v %v", response, err)
	}
}

func TestATakenPortIsAnErrorThatSaysWhatToDo(t *testing.T) {
	server := listen(t, NewRegistry(Options{}))
	_, err := NewRegistry(Options{}).Listen(server.listener.Addr().String())
	if err == nil || !strings.Contains(err.Error(), "give another address") || strings.Contains(err.Error(), "\n") {
		t.Errorf("%v", err)
	}
}

func TestManyAskersAtOnceAllGetAWholeCensus(t *testing.T) {
	r := NewRegistry(Options{})
	var mu sync.Mutex
	m := filled(5000)
	must(Watch(r, "main.m", &m, &mu))
	server := listen(t, r)
	var askers sync.WaitGroup
	for i := 0; i < 8; i++ {
		askers.Add(1)
		go func() {
			defer askers.Done()
			for j := 0; j < 20; j++ {
				if status, body := get(t, server.URL()); status != 200 || !strings.Contains(body, `"complete":true`) {
					t.Errorf("%d %s", status, body)
				}
			}
		}()
	}
	askers.Wait()
}

func TestARegistryIsAnExpvar(t *testing.T) {
	if text := NewRegistry(Options{}).String(); !json.Valid([]byte(text)) || !strings.HasPrefix(text, `{"schema"`) {
		t.Error(text)
	}
}

func listen(t *testing.T, r *Registry) *Server {
	t.Helper()
	server, err := r.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return server
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Error(err)
		return 0, ""
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Error(err)
	}
	return response.StatusCode, string(body)
}
