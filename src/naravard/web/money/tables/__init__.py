"""The tables of the money pages: each one value, from which the page and the CSV, XLSX and JSON files come."""
