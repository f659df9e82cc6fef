// debugstructs prints what Go's own reader of debugging information says of structs: "debugstructs PROGRAM NAME..." gives a line
// for each with its name and size, and then a name and an offset for each field.
package main

import (
	"debug/dwarf"
	"debug/elf"
	"fmt"
	"os"
	"slices"
)

func main() {
	file, err := elf.Open(os.Args[1])
	check(err)
	data, err := file.DWARF()
	check(err)
	reader := data.Reader()
	for entry, err := reader.Next(); entry != nil; entry, err = reader.Next() {
		check(err)
		name, _ := entry.Val(dwarf.AttrName).(string)
		if entry.Tag == dwarf.TagStructType && slices.Contains(os.Args[2:], name) {
			described, err := data.Type(entry.Offset)
			check(err)
			print(name, described.(*dwarf.StructType))
		}
	}
}

func print(name string, described *dwarf.StructType) {
	fmt.Printf("%s %d", name, described.ByteSize)
	for _, field := range described.Field {
		fmt.Printf(" %s %d", field.Name, field.ByteOffset)
	}
	fmt.Println()
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
