"""Why banks refuse or return payments: ISO 20022's codes in words. A code that is not here stands as it is."""

from naravard.agreement.model import Text

_REASONS = {
    "AC01": Text("kontonumret är fel", "the account number is wrong"),
    "AC03": Text("mottagarens konto är ogiltigt", "the creditor's account is not valid"),
    "AC04": Text("kontot är avslutat", "the account is closed"),
    "AC06": Text("kontot är spärrat", "the account is blocked"),
    "AC13": Text("kontot är av fel slag", "the account is of a wrong kind"),
    "AG01": Text("betalningen får inte göras till eller från kontot", "the payment is not allowed on the account"),
    "AG02": Text("uppdraget är av fel slag", "the order is of a wrong kind"),
    "AM01": Text("beloppet är noll", "the amount is zero"),
    "AM02": Text("beloppet är högre än vad som får betalas", "the amount is higher than allowed"),
    "AM03": Text("valutan tas inte emot", "the currency is not taken"),
    "AM04": Text("täckning saknas på kontot", "there is not enough money on the account"),
    "AM05": Text("betalningen har kommit två gånger", "the payment came twice"),
    "AM09": Text("beloppet är fel", "the amount is wrong"),
    "AM10": Text("summan stämmer inte med betalningarna", "the sum is not that of the payments"),
    "BE01": Text("namnet stämmer inte med kontot", "the name does not fit the account"),
    "BE04": Text("mottagarens adress saknas", "the creditor's address is missing"),
    "BE05": Text("banken känner inte den som skickar filen", "the bank does not know who sends the file"),
    "BE06": Text("mottagaren är okänd", "the creditor is not known"),
    "CH03": Text("betalningsdagen är för långt fram", "the execution day is too far ahead"),
    "CH21": Text("något som banken kräver saknas", "something that the bank demands is missing"),
    "CNOR": Text("mottagarens bank är okänd", "the creditor's bank is not known"),
    "CUST": Text("den som betalar har ångrat sig", "the payer has cancelled it"),
    "DNOR": Text("betalarens bank är okänd", "the debtor's bank is not known"),
    "DS02": Text("uppdraget är återkallat", "the order was cancelled"),
    "DT01": Text("dagen är fel", "the day is wrong"),
    "DU01": Text("filens identitet har använts förut", "the file's identity was used before"),
    "DUPL": Text("betalningen har kommit två gånger", "the payment came twice"),
    "FF01": Text("filen följer inte formatet", "the file does not keep to its format"),
    "MD07": Text("mottagaren är avliden", "the creditor is deceased"),
    "MS02": Text("mottagaren har nekat, utan att säga varför", "the creditor refused, and does not say why"),
    "MS03": Text("banken säger inte varför", "the bank does not say why"),
    "NARR": Text("banken skriver varför", "the bank writes why"),
    "NOAS": Text("mottagaren har inte svarat", "the creditor has not answered"),
    "RC01": Text("bankens nummer är fel", "the bank's number is wrong"),
    "RR04": Text("betalningen hindras av regler för banker", "the payment is stopped by rules for banks"),
    "TM01": Text("filen kom efter bankens sista klockslag", "the file came after the bank's last hour"),
}


def reason_words(code: str) -> Text:
    """Return what a code means, with the code, since that is what the bank knows it by."""
    found = _REASONS.get(code)
    return Text(code) if found is None else Text(f"{found.sv} ({code})", f"{found.en} ({code})")
