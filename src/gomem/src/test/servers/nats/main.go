// Command nats is the NATS server, as its own main package would start it.
package main

import (
	"flag"
	"os"

	"github.com/nats-io/nats-server/v2/server"
)

func main() {
	flags := flag.NewFlagSet("nats", flag.ExitOnError)
	options, err := server.ConfigureOptions(flags, os.Args[1:], server.PrintServerAndExit, flags.Usage, server.PrintTLSHelpAndDie)
	if err != nil {
		server.PrintAndDie(err.Error())
	}
	nats, err := server.NewServer(options)
	if err != nil {
		server.PrintAndDie(err.Error())
	}
	nats.ConfigureLogger()
	if err := server.Run(nats); err != nil {
		server.PrintAndDie(err.Error())
	}
	nats.WaitForShutdown()
}
