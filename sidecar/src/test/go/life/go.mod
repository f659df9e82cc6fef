module maphealth.io/life

go 1.21
