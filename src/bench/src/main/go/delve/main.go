// Delve as its own main package starts it.
package main

import (
	"os"

	"github.com/go-delve/delve/cmd/dlv/cmds"
)

func main() {
	if cmds.New(false).Execute() != nil {
		os.Exit(1)
	}
}
