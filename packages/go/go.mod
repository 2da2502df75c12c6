module esiamock

go 1.22
