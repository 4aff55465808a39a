"""Countries as data sets name them: FIPS 10-4, three letters, English names, to ISO 3166-1."""

from __future__ import annotations

import re
from functools import cache

from iso3166 import countries

# FIPS PUB 10-4 (withdrawn 2008, and still used), each code with that of ISO 3166-1; only codes
# that are not the same in both.
_FIPS = """
AAAW ACAG AGDZ AJAZ ANAD AQAS ASAU AUAT AVAI AYAQ BABH BCBW BDBM BFBS BGBD BHBZ BKBA BLBO BMMM BNBJ
BOBY BPSB BUBG BXBN BYBI CBKH CDTD CELK CFCG CGCD CHCN CICL CJKY CKCC CNKM CQMP CSCR CTCF CWCK DADK
DODM DRDO EIIE EKGQ ENEE ESSV EZCZ FGGF FPPF FSTF GAGM GBGA GGGE GJGD GKGG GMDE GQGU GVGN HAHT HOHN
ICIS ISIL IVCI IZIQ JAJP JNSJ KNKP KRKI KSKR KTCX KUKW KVXK LELB LGLV LHLT LILR LOSK LSLI LTLS MAMG
MBMQ MCMO MFYT MGMN MHMS MIMW MJME MNMC MOMA MPMU MUOM NENU NGNE NHVU NING NNSX NSSR NTAN NUNI ODSS
PAPY PCPN PMPA POPT PPPG PSPW PUGW RIRS RMMH RNMF RPPH RQPR RSRU SBPM SCKN SESC SFZA SGSN SNSG SPES
STLC SUSD SVSJ SWSE SXGS SZCH TBBL TDTT TITJ TKTC TLTK TNTO TOTG TPST TSTN TTTL TUTR TXTM UCCW UKGB
UPUA UVBF VIVG VMVN VQVI VTVA WANA WEPS WIEH WZSZ YICS YMYE ZAZM ZIZW
"""
# Those that are the same in both.
_FIPS_SAME = """
AE AF AL AM AO AR BB BE BR BT BV CA CM CO CU CV CY DJ EC EG ER ET FI FJ FK FM FO FR GH GI GL GP GR
GT GY HK HM HR HU ID IM IN IO IR IT JE JM JO KE KG KZ LA LU LY MD MK ML MR MT MV MX MY MZ NC NF NL
NO NP NR NZ PE PK PL QA RE RO RW SA SH SI SL SM SO SY TH TV TW TZ UG US UY UZ VC VE WF WS
"""
# CAMEO's country codes are those of ISO 3166-1 of some years ago.
_OLD = {"ROM": "RO", "TMP": "TL", "ZAR": "CD", "KSV": "XK", "XKX": "XK"}
# Names that ISO 3166-1 writes otherwise, as the data sets write them. In small letters.
_NAMES = {
    "bolivia": "BO", "bosnia-herzegovina": "BA", "brunei": "BN", "burma": "MM", "cape verde": "CV",
    "congo": "CG", "cote d'ivoire": "CI", "czech republic": "CZ", "dr congo": "CD",
    "democratic republic of congo": "CD", "democratic republic of the congo": "CD",
    "east timor": "TL", "england": "GB", "great britain": "GB", "holy see": "VA",
    "iran": "IR", "ivory coast": "CI", "kingdom of eswatini": "SZ", "kosovo": "XK", "laos": "LA",
    "macedonia": "MK", "macedonia, fyr": "MK", "micronesia": "FM", "moldova": "MD",
    "north korea": "KP", "occupied palestinian territory": "PS", "palestine": "PS",
    "palestinian territory, occupied": "PS", "republic of congo": "CG",
    "republic of the congo": "CG", "russia": "RU", "serbia": "RS", "south korea": "KR",
    "swaziland": "SZ", "syria": "SY", "taiwan": "TW", "tanzania": "TZ", "the netherlands": "NL",
    "netherlands": "NL", "turkey": "TR", "turkiye": "TR", "united kingdom": "GB",
    "united states": "US", "vatican": "VA", "vatican city": "VA", "venezuela": "VE",
    "vietnam": "VN",
}  # fmt: skip


@cache
def fips() -> dict[str, str]:
    """Return the codes of FIPS 10-4, each with its code of ISO 3166-1 (two letters)."""
    other = {pair[:2]: pair[2:] for pair in _FIPS.split()}
    return other | {code: code for code in _FIPS_SAME.split()}


@cache
def _three() -> dict[str, str]:
    return {one.alpha3: one.alpha2 for one in countries} | _OLD


@cache
def _named() -> dict[str, str]:
    found = {
        name.lower(): one.alpha2 for one in countries for name in (one.name, one.apolitical_name)
    }
    return found | _NAMES


def of_three(code: str | None) -> str | None:
    """Return the two letters for ``RUS``; None for what is no country, such as ``EUR``."""
    return _three().get(code or "")


@cache
def of_name(name: str) -> str | None:
    """Return the two letters for an English name; brackets with a former name are passed over."""
    plain = re.sub(r"\s*\([^)]*\)", "", name).strip().lower()
    return _named().get(plain)


@cache
def name_of(code: str) -> str:
    """Return the English name for two letters, as ISO 3166-1 has it without taking sides."""
    found = countries.get(code, None)
    return "Kosovo" if code == "XK" else found.apolitical_name if found else code
