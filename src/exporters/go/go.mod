module github.com/maphealth/maphealth/src/exporters/go

go 1.21
