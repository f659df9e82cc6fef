module maphealth.io/unowned

go 1.21
