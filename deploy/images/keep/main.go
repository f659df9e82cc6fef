// Command keep runs the sidecar, and runs it again whenever it ends. A container that ends makes its whole pod unready,
// and a program must not leave its Service because nobody watches its maps for a while. Any other command it becomes.
package main

import (
	"log"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

const (
	firstPause   = time.Second
	longestPause = time.Minute
	// who ran that long did not end because it cannot start
	settled = 10 * time.Minute
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("maphealth: ")
	command := os.Args[1:]
	if len(command) == 0 {
		log.Fatal("keep COMMAND...")
	}
	if command[len(command)-1] != "sidecar" {
		log.Fatal(syscall.Exec(command[0], command, os.Environ()))
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	keep(command, stop)
}

// keep returns when it is told to stop, and the command has stopped.
func keep(command []string, stop <-chan os.Signal) {
	pause := firstPause
	for {
		started := time.Now()
		err, stopped := run(command, stop)
		if stopped {
			return
		}
		if time.Since(started) > settled {
			pause = firstPause
		}
		log.Printf("the sidecar ended (%v) and is started again in %v", err, pause)
		select {
		case <-stop:
			return
		case <-time.After(pause):
		}
		pause = min(2*pause, longestPause)
	}
}

// run says how the command ended, and whether it was told to.
func run(command []string, stop <-chan os.Signal) (error, bool) {
	child := exec.Command(command[0], command[1:]...)
	child.Stdout, child.Stderr = os.Stdout, os.Stderr
	if err := child.Start(); err != nil {
		return err, false
	}
	ended := make(chan error, 1)
	go func() { ended <- child.Wait() }()
	select {
	case err := <-ended:
		return err, false
	case signal := <-stop:
		child.Process.Signal(signal)
		return <-ended, true
	}
}
