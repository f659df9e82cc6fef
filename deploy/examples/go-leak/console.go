package main

import (
	"bufio"
	"fmt"
	"os"
)

// answerQuestions answers each line of standard input with one line, and ends the program when the input ends.
func answerQuestions(replies map[string]func() string) {
	questions := bufio.NewScanner(os.Stdin)
	for questions.Scan() {
		reply, known := replies[questions.Text()]
		if !known {
			fmt.Println("unknown question")
			continue
		}
		fmt.Println(reply())
	}
	os.Exit(0)
}

// facts is what a map knows of itself.
func facts(name string, length, iterated int) string {
	return fmt.Sprintf("%s.len=%d %s.iterated=%d", name, length, name, iterated)
}

func count[K comparable, V any](m map[K]V) int {
	found := 0
	for range m {
		found++
	}
	return found
}
