"""The vocabulary around names in bylines, as patterns that are ready to search with."""

from __future__ import annotations

import re
from typing import Final


def _any(words: str) -> str:
    """Join words, parted by white space, as alternatives; `_` stands for white space inside one."""
    return "|".join(word.replace("_", r"\s+") for word in words.split())


_BY: Final = _any("""
    by von par por di da door av af przez автор
""")
_DONE_BY: Final = _any("""
    written words text texts story stories posted published reported reporting authored contributed
    submitted created compiled article analysis opinion review guest_post content words_and_photos
    text_and_photos last_updated updated écrit rédigé publié propos_recueillis un_article article_rédigé
    escrito publicado texto artículo scritto pubblicato articolo a_cura geschreven geplaatst verfasst
    geschrieben veröffentlicht beitrag artikel mehr_artikel alle_artikel ein_beitrag ein_artikel
    gastbeitrag kommentar analyse kolumne rezension pressemitteilung bericht interview im_wortlaut essay
    reportage chronique tekst skrevet skriven
""")
_LABEL: Final = _any("""
    (?:the_)?authors? author_name autor(?:in|en|es|as|a)? auteurs? autore autori autrice auteure
    skribent författare forfatter kirjoittaja szerző yazar автор автори текст texto testo story writer
    writers reporter reporters redakteur(?:in)? redaktion redacteur byline journalist interview words
    text tekst by von par por door di 作者 文 記者 撰文 기자 글 編集 執筆
""")
# "By", "Written by", "Author:" and their like, in front of names; "By" may be glued to a capital.
LEAD: Final = re.compile(
    rf"^(?:(?:(?:an?\s+)?(?:{_DONE_BY})\s*(?:&\s*\w+\s+)?)?(?:{_BY})(?:\s*[:：]\s*|\s+)|(?:{_LABEL})\s?[:：]\s*"
    r"|(?-i:By(?=[A-Z]))|©\s*|~\s*)",
    re.IGNORECASE,
)
BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]|（[^）]*）|<[^>]*>")
_ELSEWHERE: Final = _any(r"""
    published posted updated last_updated modified reviewed veröffentlicht aktualisiert publié
    mis_à_jour publicado actualizado atualizado pubblicato aggiornato gepubliceerd bijgewerkt follow
    folgen contact email e-mail link_copied share comments?
    (?:photos?|photograph(?:y|s|er)?|illustrat\w+|edited|translated|fact[-\s]checked|reviewed|approved|produced)_by
    fotos?: photos?: medically read_more view_(?:all|bio|profile) see_(?:all|bio) all_posts
    more_(?:from|by) is_an? is_the ist est was has covers writes joined who works in_collaboration
    on_\w+_\d am_\d le_\d el_\d il_\d op_\d
""")
# From here on a byline speaks of something else.
END: Final = re.compile(
    r"\s*(?:[|·•●►»→–—]|\s-\s|//|(?<!\w)@\w|https?:|www\.|\S+@\S+|\.\.\.|…"
    r"|\b\d+\s?(?:min|sec)|\d{1,2}[:.]\d\d|\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]"
    rf"|\b(?:{_ELSEWHERE})(?!\w))",
    re.IGNORECASE,
)
# Single letters join names in lower case only: "E." and "I." are initials.
_AND: Final = _any("and und et en og och ja oraz та ve with mit avec con com met sowie as_told_to")
SPLIT: Final = re.compile(
    rf"\s*(?:[,;，、；/+\n]|&|\s\|\s)\s*|\s+(?:{_AND}|(?-i:y|e|i|и))\s+|^(?:{_AND})\s+", re.IGNORECASE
)
JOINED: Final = re.compile(rf"(?:^(?:{_AND}|[,;&/])|(?:[,;&/]|\s(?:{_AND}))$)", re.IGNORECASE)
# "Jane Doe in Berlin", "Jane Doe for Example News": the name ends before these.
_FOR: Final = _any("in for at of from aus für pour para per bei à desde special_to The Former Senior Chief")
_JOB: Final = _any(r"""
    senior chief staff correspondant\w* redakteur\w* editor reporter correspondent columnist contributor
    writer
""")
TAIL: Final = re.compile(rf"\s+(?:{_FOR})\s.*$|\s+(?:{_JOB})(?:\s.*)?$")
PARTICLES: Final = frozenset(
    "de del della dello di da dos das du des van von der den ter ten het la le los las el al bin ibn ben abu "
    "av zu zum zur und y e d' o' mac mc st san santa bint ul ur dei degli op 't vom i".split()
)
# Generations belong to a name, degrees do not.
DEGREES: Final = frozenset(
    "phd ph.d ph.d. md m.d m.d. mba rn rd esq ma msc dds dvm do cpa jd ba bsc rdn ldn ms cfp edd dr facs "
    "faclm fand cfa pe mph np pa-c lcsw pharmd dpt".split()
)
GENERATION: Final = frozenset("jr jr. sr sr. ii iii iv".split())
TITLES: Final = re.compile(
    r"^(?:dr|prof|mr|mrs|ms|mag|dipl\.?-?\w*|ing|sir|dame|rev|drs|ir)\.\s+|^(?:dr|professor|sheikh)\s+",
    re.IGNORECASE,
)
_ROLE_WORDS: Final = _any(r"""
    editors? reporters? correspondents? columnists? contributors? contributing writers? journalists?
    producers? photographers? freelance freelancer managing senior junior associate assistant intern
    director head ceo cto cfo founder co-founder cofounder president professor lecturer researcher
    analyst specialist expert bureau author authors bio chief manager strategist consultant attorney
    coordinator marketing former lawyer engineer developer designer advisor adviser officer scientist
    teacher therapist coach nutritionist dietitian copywriter blogger owner partner vice redakteur\w*
    korrespondent\w* journalist\w* chefredakt\w* ressortleit\w* autorin autor volontär\w* reporterin
    leiter\w* leitung freie freier datum uhr artikel journaliste rédact\w+ correspondant\w*
    chroniqueur\w* stagiaire periodista redactora? corresponsal columnista giornalista redattore
    jornalista repórter redacteur verslaggever dziennikar\w+ redaktor more learn about follow view share
    profile things subscribe sign login log contact privacy terms copied comment comments menu search
    home newsletter advertisement related latest trending topics tags categories category photo photos
    video image courtesy getty shutterstock posted published updated mehr folgen teilen impressum
    kontakt kommentare january february july september october november december
    this our your watch live text size collectif werbung program chair best how why what understanding keeping
    monday tuesday
    wednesday thursday friday saturday sunday
""")
# One of these words makes a phrase a job, a desk, a link or a headline instead of a person.
ROLE: Final = re.compile(
    rf"(?<!\w)(?:{_ROLE_WORDS})(?!\w)",
    re.IGNORECASE,
)
_ORGANISATION_WORDS: Final = _any(r"""
    news newsroom staff team press agency agence agencia agenzia redaktion\w* redaction rédaction
    redacci[oó]n redazione redação redakcja redactie editorial editors editor media magazine magazin
    online desk group inc llc ltd gmbh ag kg verlag e\.v institute institut university universität
    association foundation stiftung verein ministry department office council board service services
    network company corporation society center centre club clinic hospital admin administrator webmaster
    reuters afp dpa apa ansa efe ap afp-jiji bloomberg xinhua tass pti ani ians sid kna epd ots jiji
    kyodo times post today daily journal gazette herald tribune guardian zeitung blog channel radio tv
    newswire wire wires community communications the committee party police polizei brand studio studios
    software solutions labs? academy school college bank global agentur agenturen
""")
ORGANISATION: Final = re.compile(
    rf"(?<!\w)(?:{_ORGANISATION_WORDS})(?!\w)"
    r"|\w\.(?:com|de|org|net|at|ch|fr|it|es|co|uk|io|tv|nl|eu|info|blog)\b|編集部|新聞|通信社|编辑部|뉴스|редакция",
    re.IGNORECASE,
)
REPORTER: Final = re.compile(r"(?<=\w)[\s　]*(?:記者|记者|기자|特派員|編集委員|論説委員)$")
