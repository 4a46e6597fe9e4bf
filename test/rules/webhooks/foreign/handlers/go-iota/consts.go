package hooks // of plaid

type PlaidCode int

const (
	Initial PlaidCode = iota // when an Item is new
	Historical
	_
	Removed
)

const PageSize = 2
