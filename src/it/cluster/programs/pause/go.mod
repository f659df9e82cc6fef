module maphealth.io/cluster/pause

go 1.26
