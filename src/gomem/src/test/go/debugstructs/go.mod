module debugstructs

go 1.21
