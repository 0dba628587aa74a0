"""Fördelning: vem får hur mycket, och varför.

Kapitlet visar hur medlen i en överenskommelse fördelas till kronan. Varje avsnitt har korta exempel: ett belopp, en
regel så som den skrivs i överenskommelsens fil, och en tabell med vad var och en får. Exemplen är påhittade och små,
så att de går att räkna efter för hand. Samma exempel körs som prov varje gång programmet ändras. Stämmer ett tal
inte, stoppas ändringen.

Fyra saker gäller alltid:

- Beloppen räknas exakt, som bråk, och avrundas en enda gång, sist.
- Det som fördelas och det som inte fördelas blir tillsammans hela beloppet, till kronan.
- I vilken ordning mottagarna räknas upp spelar ingen roll. Där två är exakt lika avgör mottagarens kod. I exemplen
  har den som står först lägst kod.
- Varje belopp går att förklara: regel och punkt, nyckelns tal och summa, andelen, det exakta beloppet, vad avrundningen
  gjorde och om det undertecknade skiljer sig.

Kolumnen ”Exakt” visar det exakta beloppet före avrundning. Tre punkter (…) betyder att fler decimaler följer.
"""
