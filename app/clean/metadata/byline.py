"""Names of authors out of byline lines and author fields: "By Jane Doe, Senior Editor · 2 min read"."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

MAX_NAMES: Final = 12

# "By" and its like, in front of the names.
LEAD: Final = re.compile(
    r"^(?:(?:written|words|text|story|posted|published|reported|reporting|authored|contributed|"
    r"submitted|created|"
    r"compiled|reviewed|article|analysis|opinion|review|guest\s+post|"
    r"an?\s+\w+\s+by)?\s*(?:&\s*\w+\s+)?\bby\b[:\s]"
    r"|(?:text\s+)?von\s|(?:écrit\s+|rédigé\s+|publié\s+)?par\s|(?:escrito\s+|publicado\s+|"
    r"texto\s+)?por\s"
    r"|(?:scritto\s+|pubblicato\s+)?(?:di|da)\s|door\s|(?:geschreven\s+)?door\s|av\s|af\s|przez\s|"
    r"tekst\s?:|text\s?:|words\s?:"
    r"|(?:the\s+)?(?:authors?|autor(?:in|en|es|as|a)?|auteurs?|autore|autori|autrice|auteure|door|"
    r"skribent|författare|forfatter|"
    r"kirjoittaja|szerző|yazar|автор|автори|texto|testo|story|writer|reporter|foto|redakteur(?:in)?|"
    r"posted\s+by|"
    r"verfasst\s+von|ein\s+beitrag\s+von|ein\s+artikel\s+von|von|by|作者|文|記者|撰文|기자)\s?[:：]"
    r"|автор\s|текст\s?:)\s*",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]|（[^）]*）|<[^>]*>")
# From here on a byline speaks of something else.
_END: Final = re.compile(
    r"\s*(?:[|·•●►»→\t–—]|\s-\s|//|@\w|https?:|www\.|\S+@\S+|\.\.\.|…"
    r"|\b\d+\s?(?:min|minute|sec)|\d{1,2}[:.]\d\d|\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]"
    r"|\b(?:published|posted|updated|last\s+updated|veröffentlicht|aktualisiert|publié|publicado|"
    r"actualizado|pubblicato|aggiornato"
    r"|gepubliceerd|bijgewerkt|follow|folgen|contact|email|e-mail|link\s+copied|share|comment|"
    r"photo(?:graph(?:y|s|er))?s?\s+by|"
    r"fotos?:|photos?:|illustrat\w+\s+by|edited\s+by|fact[- ]checked|medically|reviewed\s+by|"
    r"translated\s+by|read\s+more|"
    r"view\s+(?:all|bio|profile)|see\s+(?:all|bio)|all\s+posts|more\s+(?:from|by)|is\s+an?|is\s+the|"
    r"ist\s+|est\s+|was\s+|has\s+|"
    r"covers\s|writes\s|joined\s|who\s|works\s|in\s+collaboration|for\s+(?:the|cnn|bbc|dailymail)|"
    r"on\s+\w+\s+\d|am\s+\d|le\s+\d|el\s+\d|il\s+\d|op\s+\d)"
    r")",
    re.IGNORECASE,
)
_SPLIT: Final = re.compile(
    r"\s*(?:[,;，、；/+\n]|\s&\s|&|\s\|\s|(?<!\w)(?:and|und|et|y|e|en|og|och|ja|oraz|i|и|та|ve|with|mit|"
    r"avec|con|com|met|sowie)(?!\w))\s*",
    re.IGNORECASE,
)
# "Jane Doe in Berlin", "Jane Doe for Example News": the name ends before these.
_TAIL: Final = re.compile(
    r"\s+(?:in|for|at|of|from|aus|für|pour|para|per|bei|à|desde|correspondant\w*|special\s+to|staff|"
    r"senior|chief|"
    r"editor|reporter|correspondent|columnist|contributor|writer|redakteur\w*)(?:\s.*|$)"
)
_PARTICLES: Final = frozenset(
    "de del della dello di da dos das du des van von der den ter ten het la le los las el al bin ibn "
    "ben abu af av zu zum zur und "
    "y e d' o' mac mc st san santa bint ul ur dei degli op 't vom i".split()
)
_SUFFIXES: Final = frozenset(
    "jr jr. sr sr. ii iii iv phd ph.d ph.d. md m.d m.d. mba rn rd esq ma msc dds dvm do cpa jd ba bsc rdn "
    "ldn ms cfp edd dr".split()
)
_TITLES: Final = re.compile(
    r"^(?:dr|prof|mr|mrs|ms|mag|dipl\.?-?\w*|ing|sir|dame|rev|drs|ir)\.\s+|^(?:professor|sheikh)\s+",
    re.IGNORECASE,
)
# One of these words makes a phrase a job, a desk or an outlet instead of a person.
_ROLE: Final = re.compile(
    r"(?<!\w)(?:editors?|reporters?|correspondents?|columnists?|contributors?|contributing|writers?|"
    r"journalists?|producers?|"
    r"photographers?|freelance|managing|senior|associate|assistant|intern|director|head|ceo|founder|"
    r"co-founder|president|"
    r"professor|lecturer|researcher|analyst|specialist|expert|bureau|desk|author|bio|chief|manager|"
    r"strategist|"
    r"redakteur\w*|korrespondent\w*|journalist\w*|chefredakt\w*|ressortleit\w*|autorin|volontär\w*|"
    r"reporterin|leiter\w*|leitung|"
    r"journaliste|rédact\w+|correspondant\w*|chroniqueur\w*|stagiaire|periodista|redactora?|"
    r"corresponsal|columnista|"
    r"giornalista|redattore|jornalista|repórter|redacteur|verslaggever|dziennikar\w+|redaktor)(?!\w)",
    re.IGNORECASE,
)
ORGANISATION: Final = re.compile(
    r"(?<!\w)(?:news|newsroom|staff|team|press|agency|agence|agencia|agenzia|redaktion\w*|redaktion|"
    r"redaction|rédaction|redacci[oó]n|"
    r"redazione|redação|redakcja|redactie|editorial|editors|media|magazine|online|desk|group|inc|llc|"
    r"ltd|gmbh|ag|verlag|e\.v|"
    r"institute|institut|university|universität|association|foundation|stiftung|verein|ministry|"
    r"department|office|council|"
    r"board|service|services|network|company|corporation|society|center|centre|club|admin|administrator|"
    r"webmaster|"
    r"reuters|afp|dpa|apa|ansa|efe|ap|afp-jiji|bloomberg|xinhua|tass|pti|ani|ians|sid|kna|epd|ots|"
    r"times|post|today|daily|journal|gazette|herald|tribune|guardian|zeitung|blog|channel|radio|tv|"
    r"newswire|wire|wires|community|communications|the|committee|party|police|polizei|partner|brand|"
    r"studio|studios)(?!\w)"
    r"|\.(?:com|de|org|net|at|ch|fr|it|es|co|uk|io|tv|nl)\b|編集部|新聞|通信社|编辑部|뉴스|редакция",
    re.IGNORECASE,
)
_REPORTER: Final = re.compile(r"(?<=\w)[\s　]*(?:記者|记者|기자|特派員|編集委員|論説委員)$")


def fold(name: str) -> str:
    """Return a name without accents, case, dots and hyphens: the key under which two spellings are one."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]|_", " ", bare).split())


def strip_lead(text: str) -> str:
    """Take "By", "Von", "Author:" and the like from the front, also where two of them follow each other."""
    for _ in range(3):
        shorter = LEAD.sub("", text, count=1)
        if shorter == text:
            break
        text = shorter
    return text


def names(text: str, sites: Collection[str] = (), *, declared: bool = False) -> tuple[str, ...]:
    """Return the names of persons in a byline line or an author field, in its order, none twice.

    `sites`     names of the site, which are no person's.
    `declared`  the field says of itself that it holds an author: then a single word may be a name.
    """
    line = " ".join(text.replace("\u200b", "").split())[:600]
    line = strip_lead(_BRACKETS.sub(" ", line).strip(" ,;:|-–—·•"))
    if match := _END.search(line):
        head = line[: match.start()]
        line = head if head.strip(" ,;:") else strip_lead(line[match.end() :].strip(" ,;:|-–—·•"))
    known = {fold(site) for site in sites}
    parts = [part for part in _SPLIT.split(_TITLES.sub("", line)) if part]
    if declared and len(parts) == 2 and "," in line and all(len(p.split()) == 1 for p in parts):
        parts = [f"{parts[1]} {parts[0]}"] if not _is_other(parts[1], known) else parts[:1]
    result: list[str] = []
    for index, part in enumerate(parts):
        name = person(part, known, single=declared and index == 0)
        if name and fold(name) not in {fold(other) for other in result}:
            result.append(name)
    return tuple(result[:MAX_NAMES])


def _is_other(part: str, known: Collection[str]) -> bool:
    return (
        bool(_ROLE.search(part) or ORGANISATION.search(part))
        or fold(part) in known
        or part.casefold() in _SUFFIXES
    )


def person(part: str, known: Collection[str], *, single: bool) -> str | None:
    """Return the part as a person's name, None if it is a job, a place, an outlet or a sentence."""
    name = _REPORTER.sub("", _TAIL.sub("", strip_lead(part.strip(" .,:;-–—'\"*#"))))
    name = _TITLES.sub("", name).strip(" .,:;-–—'\"*#")
    words = name.split()
    while len(words) > 2 and words[-1].casefold().strip(",") in _SUFFIXES:
        words.pop()
    name = " ".join(words)
    if not words or len(name) > 60 or any(c.isdigit() for c in name) or _is_other(name, known):
        return None
    if not any(c.isupper() or c.islower() for c in name):
        return name if 2 <= len(name) <= 20 and name[0].isalpha() else None
    if len(words) > 5 or (len(words) == 1 and not (single and len(name) > 1)):
        return None
    if len(words) == 1:
        return name
    capital = [w[0].isupper() or not w[0].isalpha() or not w[0].islower() for w in words]
    loose = sum(
        not ok and w.casefold() not in _PARTICLES and not w.startswith(("d'", "d’"))
        for ok, w in zip(capital, words, strict=True)
    )
    return name if (loose == 0 and sum(capital) >= 2) or (single and loose == len(words) == 2) else None


def organisation(text: str, sites: Collection[str] = ()) -> str | None:
    """Return the text as the name of an organisation that signs, None if it does not read like one."""
    name = strip_lead(" ".join(text.split())).strip(" ,;:|-–—·•")
    if match := _END.search(name):
        name = name[: match.start()].strip(" ,;:|-–—")
    if not 2 <= len(name) <= 60 or len(name.split()) > 7:
        return None
    return name if ORGANISATION.search(name) or fold(name) in {fold(s) for s in sites} else None
