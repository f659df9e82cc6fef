module bench/maps

go 1.21
