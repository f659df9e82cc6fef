module maphealth.io/keep

go 1.24
