"""Names of invented people, composed of common Swedish first names and surnames; likeness to anyone is chance."""

import unicodedata

_FIRST = (
    "Anna Lars Maria Mikael Eva Anders Karin Johan Kristina Erik Lena Per Sara Karl Emma Peter Kerstin Thomas Marie "
    "Jan Malin Daniel Ingrid Fredrik Jenny Hans Linda Andreas Birgitta Stefan Annika Mats Susanne Bengt Åsa Marcus "
    "Ulla Magnus Elin Henrik Monica Niklas Johanna Björn Sofia Bo Helena Mattias Camilla Leif Hanna Jonas Julia "
    "Martin Carina Patrik Katarina Robert Ida David Amina Joakim Margareta Ali Elisabet Rikard Gunilla Viktor Fatima "
    "Håkan Petra Omar Agneta Oskar Leila Göran Yvonne Ahmed Siv Rolf Zahra Urban Märta Emil Samira Torbjörn Inger "
    "Hassan Pia Isak Ellen Tomas Maj Simon Astrid Kjell Frida Roger Ebba Nils"
)
_LAST = (
    "Ekman Lindqvist Berggren Sandberg Nyström Holmgren Lundgren Forsberg Wallin Engström Danielsson Lundin Håkansson "
    "Björk Bergman Gunnarsson Holm Wikström Samuelsson Isaksson Fransson Bergqvist Nyberg Arvidsson Holmberg Löfgren "
    "Söderberg Nyman Blomqvist Claesson Nordström Mårtensson Lundström Viklund Eliasson Pålsson Björklund Berglund "
    "Sandström Nordin Ström Åberg Ekström Hermansson Falk Hellström Dahlberg Sundberg Sjöberg Öberg Blom Ek Åkesson "
    "Strömberg Hedlund Dahl Moberg Norberg Lindholm Ahmed Hassan Hansson Abrahamsson Jonasson Sjögren Månsson "
    "Martinsson Dahlgren Bengtsson Ivarsson Andreasson Lundberg Strand Jansson Ottosson Hedberg Sundström Åström "
    "Boström Malm Melin Gustavsson Haglund Palm Norén Borg Rosén Skoglund Kjellberg Östlund Hägg Alm Vester Sköld "
    "Brandt Fors Granat"
)
FIRST, LAST = tuple(_FIRST.split()), tuple(_LAST.split())
_STEP = 37 * 101
"""Shares no factor with the number of names, so that each number gets its own."""


def name_of(number: int) -> str:
    """Return the name of the person with a number; each has its own.

    >>> name_of(0), name_of(1)
    ('Anna Ekman', 'Magnus Berglund')
    """
    place = number * _STEP % (len(FIRST) * len(LAST))
    return f"{FIRST[place % len(FIRST)]} {LAST[place // len(FIRST)]}"


def email_of(name: str, organisation_code: str) -> str:
    """Return an address that can never be anyone's: RFC 2606 keeps ``example.org`` for that.

    >>> email_of("Åsa Björk", "region-09")
    'asa.bjork@region-09.example.org'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"{plain.replace(' ', '.')}@{organisation_code}.example.org"
