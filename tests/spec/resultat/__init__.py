"""Resultat: när ett mål är nått, och när det inte går att säga.

Kapitlet visar hur ett publicerat värde prövas mot ett mål. Samma exempel körs som prov varje gång programmet ändras.
Stämmer ett svar inte, stoppas ändringen. Talen är påhittade.

Fyra svar finns:

- **Nått** och **Inte nått**: värdet är exakt, och är en andel av det som målet säger.
- **Inte känt**: värdet saknas, är ungefärligt, eller också säger källan inte vad andelen är av.
- **Andel av något annat**: värdet finns, men är en andel av till exempel de listade, när målet säger befolkningen.
"""
