"""Skyldigheter: när något ska vara gjort, och vad som gäller sedan.

Kapitlet visar hur Naravard läser överenskommelsens dagar: när en dag är slut, vilket läge en skyldighet är i, vad som
händer när en dag har passerat, och när en påminnelse skickas. Dagarna är de som står i *God och nära vård 2022*. Samma
exempel körs som prov varje gång programmet ändras. Stämmer ett svar inte, stoppas ändringen.

Tre saker gäller alltid:

- En dag är slut vid midnatt svensk tid, sommartid som vintertid.
- Det som sparas är vad som har hänt och när. Läget räknas ut ur det och ur överenskommelsens dagar, och är därför
  det samma för alla som tittar.
- En skyldighet är alltid i ett av åtta lägen, och den som inte kan ändra något får veta varför och vem som kan öppna.

”Dagar kvar” räknas i hela dagar: 0 betyder att det är sista dagen.
"""
