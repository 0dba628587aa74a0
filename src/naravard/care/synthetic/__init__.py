"""Invented care records of any size, to try with."""
