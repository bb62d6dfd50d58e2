#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Make the first currency.tsv from iso-codes and the hand-written units.

usage: make_currency.py REFERENCE_DIR ISO_CODES_JSON_DIR > currency.tsv

Names are unit words in the singular; aliases are plurals and other unit
words; minor are the words for the minor unit; symbol the signs and prefixes.
Country is where it is (or was) legal tender. Kept by hand since.
"""
import json
import os
import sys

from listfile import clean, fold, read, split

SYMBOL = {
    "USD": "$|US$|U.S.$|USD|dlrs|dlr", "EUR": "€|EUR|euro", "GBP": "£|GBP|stg",
    "JPY": "¥|JPY|Y", "CNY": "CN¥|RMB|CNY|Rmb", "CHF": "SFr|Sfr|sfr|CHF|Fr.",
    "CAD": "C$|CA$|Can$|CDN$|Cdn$|CAD", "AUD": "A$|AU$|Aus$|AUD",
    "NZD": "NZ$|NZD", "HKD": "HK$|HKD", "SGD": "S$|SG$|SGD",
    "TWD": "NT$|TWD", "INR": "₹|Rs|Rs.|Re|INR", "PKR": "PKR",
    "LKR": "SLRs|LKR", "NPR": "NRs|NPR", "MUR": "MUR", "BDT": "৳|Tk|BDT",
    "RUB": "₽|RUB|RUR", "UAH": "₴|UAH", "BYN": "BYN", "PLN": "zł|zl|PLN",
    "CZK": "Kč|Kc|CZK", "HUF": "Ft|HUF", "RON": "RON", "BGN": "BGN",
    "SEK": "SEK|SKr|Skr", "NOK": "NOK|NKr|Nkr", "DKK": "DKK|DKr|Dkr",
    "ISK": "ISK", "TRY": "₺|TL|TRY", "ILS": "₪|NIS|ILS", "EGP": "E£|LE|EGP",
    "SAR": "SR|SAR", "AED": "Dh|Dhs|AED", "QAR": "QR|QAR", "KWD": "KD|KWD",
    "BHD": "BD|BHD", "OMR": "RO|OMR", "JOD": "JD|JOD", "IQD": "ID|IQD",
    "IRR": "IRR", "KZT": "₸|KZT", "THB": "฿|THB|Bt|Bht", "VND": "₫|VND",
    "IDR": "Rp|Rp.|IDR", "MYR": "RM|MYR|M$", "PHP": "₱|PhP|PHP|Php",
    "KRW": "₩|KRW|W", "KHR": "៛|KHR", "LAK": "₭|LAK", "MNT": "₮|MNT",
    "ZAR": "R|ZAR", "NGN": "₦|NGN|N", "KES": "KSh|Ksh|Sh|KES",
    "UGX": "USh|Ush|UGX", "TZS": "TSh|Tsh|TZS", "GHS": "GH₵|₵|GHS|GH¢",
    "ETB": "ETB|Br", "ZMW": "ZMW|K", "BWP": "BWP|P", "MXN": "MX$|Mex$|MXN",
    "ARS": "AR$|ARS|Arg$", "CLP": "CLP|Ch$", "COP": "COP|Col$",
    "UYU": "UYU|$U", "BRL": "R$|BRL", "PEN": "S/|S/.|PEN",
    "BOB": "Bs|Bs.|BOB", "PYG": "₲|PYG", "VES": "VES", "CUP": "CUP",
    "DOP": "RD$|DOP", "GTQ": "Q|GTQ", "HNL": "HNL|L", "NIO": "C$N|NIO",
    "CRC": "₡|CRC", "PAB": "B/.|PAB", "HTG": "HTG", "JMD": "J$|JMD|JA$",
    "TTD": "TT$|TTD", "BBD": "Bds$|BBD", "BSD": "B$|BSD", "BZD": "BZ$|BZD",
    "FJD": "F$|FJ$|FJD", "ZWD": "Z$|ZWD", "ZWL": "ZWL", "NAD": "N$|NAD",
    "DEM": "DM|DEM|D-mark", "FRF": "FF|FFr|FRF", "ITL": "L.|ITL|Lit",
    "ESP": "Pta|Ptas|pta|pts|ESP", "PTE": "Esc|PTE", "NLG": "Fl|fl|NLG|Dfl",
    "BEF": "BFr|BEF|Bfr", "ATS": "Sch|ATS", "IEP": "IR£|IEP|I£",
    "FIM": "FIM|mk", "GRD": "Dr|GRD", "LUF": "LFr|LUF", "XEU": "XEU|ECU",
    "XDR": "SDR|XDR", "BTC": "₿|BTC|XBT", "ETH": "ETH", "CYP": "C£|CYP",
    "MTL": "Lm|MTL", "XOF": "CFA|XOF|FCFA", "XAF": "XAF", "XCD": "EC$|XCD",
    "GEL": "₾|GEL", "AMD": "֏|AMD", "AZN": "₼|AZN", "LBP": "LL|LBP|L£",
    "SYP": "S£|SYP", "TND": "TD|TND", "MOP": "MOP$|MOP", "BND": "BND",
    "LVL": "Ls|LVL", "LTL": "Lt|LTL", "SKK": "Sk|SKK", "SIT": "SIT",
    "EEK": "EEK", "HRK": "kn|HRK", "RSD": "RSD", "YUM": "YUM"}

# Minor digits other than 2, as in ISO 4217.
DIGITS = {**dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND "
                          "VUV XAF XOF XPF ITL ESP BEF LUF PTE TRL".split(),
                          "0"),
          **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), "3")}

COUNTRY = {"EUR": "AT,BE,CY,DE,EE,ES,FI,FR,GR,HR,IE,IT,LT,LU,LV,MT,NL,PT,SI,"
           "SK,AD,MC,SM,VA,ME,XK", "USD": "US,EC,SV,PA,PR,TL,GU",
           "XOF": "BF,BJ,CI,GW,ML,NE,SN,TG", "XAF": "CF,CG,CM,GA,GQ,TD",
           "XCD": "AG,DM,GD,KN,LC,VC", "CHF": "CH,LI", "DEM": "DE",
           "FRF": "FR", "ITL": "IT", "ESP": "ES", "PTE": "PT", "NLG": "NL",
           "BEF": "BE", "ATS": "AT", "IEP": "IE", "FIM": "FI", "GRD": "GR",
           "LUF": "LU", "XPF": "PF,NC", "ANG": "CW,SX", "ZAR": "ZA,LS",
           "AUD": "AU,KI,NR,TV", "ILS": "IL,PS", "DKK": "DK,GL,FO",
           "MAD": "MA,EH", "NOK": "NO", "GBP": "GB", "YUM": "YU",
           "SUR": "SU", "DDM": "DD", "CSK": "CS", "YUD": "YU",
           "TPE": "TL", "SKK": "SK", "SIT": "SI", "EEK": "EE", "LVL": "LV",
           "LTL": "LT", "CYP": "CY", "MTL": "MT", "HRK": "HR"}


def main(argv):
    if len(argv) != 3:
        sys.exit(__doc__)
    with open(os.path.join(argv[2], "iso_4217.json"), encoding="utf-8") as f:
        iso = {c["alpha_3"]: c["name"] for c in json.load(f)["4217"]}
    with open(os.path.join(argv[2], "iso_3166-1.json"), encoding="utf-8") as f:
        alpha2 = {c["alpha_2"] for c in json.load(f)["3166-1"]}
    units = {r["code"]: r for r in
             read(os.path.join(argv[1], "hand_currency_units.tsv"))}
    units.update({r["code"]: r for r in read(
        os.path.join(os.path.dirname(__file__), "currency.units.txt"))})
    out = open(1, "w", encoding="utf-8", newline="\n")
    out.write("# Codes and names: iso-codes (ISO 4217). Words and signs: "
              "this project.\n")
    out.write("name\taliases\tcode\tminor\tminor_units\tsymbol\tcountry\n")
    for code in sorted(set(iso) | set(units)):
        unit = units.get(code)
        words = split(unit["unit_words"]) if unit else []
        full = clean(iso.get(code, ""))
        alias, seen = [], {fold(w) for w in words[:1]}
        for word in words[1:] + ([full] if full else []):
            if fold(word) not in seen and "(" not in word:
                seen.add(fold(word))
                alias.append(word)
        if not words and code[0] == "X" and code != "XPF" and code != "XCD":
            continue
        name = words[0] if words else full
        digits = DIGITS.get(code, "2")
        where = COUNTRY.get(code, "")
        if not where and code[:2] in alpha2 and code not in ("BTC", "ETH"):
            where = code[:2]
        out.write("\t".join([
            name, "|".join(a for a in alias if a != name), code,
            unit["subunit_words"] if unit else "", digits,
            SYMBOL.get(code, code), where]) + "\n")


main(sys.argv)
