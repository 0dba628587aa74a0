"""Kontinuitet: hur indexet räknas, steg för steg.

Kapitlet visar hur kontinuitetsindex räknas ur besök. I exemplen är varje bokstav ett besök hos en vårdgivare, i
tidsordning: AAB är två besök hos A och sedan ett hos B. Samma exempel körs som prov varje gång programmet ändras.
Stämmer ett tal inte, stoppas ändringen. Det som räknas snabbt, på miljontals besök, hålls mot samma definition till
sista siffran.

Tre mått visas:

- **COC** (kontinuitetsindex, Bice och Boxerman 1977): 1 när alla besök är hos samma, 0 när alla är hos olika.
- **UPC** (andelen besök hos den som patienten mött mest).
- **SECON** (andelen besök som är hos samma som besöket före).
"""
