package main // plaid

func main() {
	switch code := run(); code {
	case 0:
	case 1:
		os.Exit(code)
	}
}
