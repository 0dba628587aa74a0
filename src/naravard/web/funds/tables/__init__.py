"""The tables of an organisation's money, one value each for the page and its files."""
