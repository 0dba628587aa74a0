"""Pengar: från tilldelat till återbetalat.

Kapitlet är skrivet för ekonomichefer. Det visar hur Naravard räknar med en mottagares medel: vad som är tilldelat,
rekvirerat, utbetalat, använt, kvar och återbetalat, vad som får göras när, och vad som händer när något blir fel.
Exemplen är ur *God och nära vård 2022*: beloppen är de som står i bilaga 3 och 4, och dagar, avsnitt och vem som gör
vad är den överenskommelsens. I en annan är de dess egna, men reglerna för hur det räknas är desamma. Samma exempel körs
som prov varje gång programmet ändras. Stämmer ett svar inte, stoppas ändringen.

Fyra saker gäller alltid, för varje belopp och för allt tillsammans:

- Utbetalat är lika med använt plus återbetalat plus kvar. Ingen krona uppstår eller försvinner.
- Inget av talen är mindre än noll.
- Kostnader utöver medlen är mottagarens egna och visas för sig.
- Det som är registrerat ändras aldrig. Det som blev fel rättas med en ny händelse, och båda syns.
"""
