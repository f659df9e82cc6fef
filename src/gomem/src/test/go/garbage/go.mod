module garbage

go 1.21
