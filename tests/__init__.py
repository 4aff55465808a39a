"""The tests. Each file is named for the module that it holds to its word."""
