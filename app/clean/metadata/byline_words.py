"""The vocabulary around names in bylines, as patterns that are ready to search with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final


def _any(words: str) -> str:
    """Join words, parted by white space, as alternatives; `_` stands for white space inside one."""
    return "|".join(word.replace("_", r"\s+") for word in words.split())


_BY: Final = _any("""
    by von par por di da door av af przez автор oleh bởi od autor: بقلم كتب كتبت
""")
_DONE_BY: Final = _any("""
    written commentary essays columns words text texts story stories posted published reported
    reporting authored contributed
    submitted created compiled article analysis opinion review guest_post content words_and_photos
    text_and_photos last_updated updated écrit rédigé publié propos_recueillis un_article article_rédigé
    escrito publicado texto artículo scritto pubblicato articolo a_cura geschreven geplaatst verfasst
    geschrieben veröffentlicht beitrag artikel mehr_artikel alle_artikel ein_beitrag ein_artikel
    gastbeitrag kommentar analyse kolumne rezension pressemitteilung bericht interview im_wortlaut essay
    reportage chronique tekst skrevet skriven napisał napisała kirjoittanut ditulis viết_bởi
    un_reportage_de propos
""")
_LABEL: Final = _any("""
    (?:the_)?authors? author_name autor(?:in|en|es|as|a)? auteurs? autore autori autrice auteure
    skribent författare forfatter kirjoittaja szerző yazar автор автори текст texto testo story writer
    writers reporter reporters redakteur(?:in)? redaktion redacteur byline journalist interview words
    text tekst by von par por door di av af penulis reporter jurnalis tác_giả bài teksti muhabir haber
    материал журналист журналіст كاتب الكاتب إعداد تحرير लेखक रिपोर्टर द्वारा 作者 文 記者 记者
    撰文 著者 기자 글 編集 執筆 取材・文 文・写真 執筆者 글·사진 사진·글
""")
# "By", "Written by", "Author:" and their like, in front of names; "By" may be glued to a capital.
LEAD: Final = re.compile(
    rf"^(?:(?:(?:an?\s+)?(?:{_DONE_BY})\s*(?:&\s*\w+\s+)?)?(?:{_BY})(?:\s*[:：]\s*|\s+)|"
    rf"(?:{_LABEL})\s?[:：=＝]\s*"
    r"|文[/／|｜]\s*|文・写真[\s:：]+|文・(?!写真)|[記记]者(?=[\u4e00-\u9fff]{2,4}[／/])|글\s(?=[가-힣])|(?:本报|本報)?(?:记者|記者)[\s、]+(?=[\u4e00-\u9fff])"
    r"|(?-i:[Bb]y(?=[A-Z]))|©\s*|~\s*)",
    re.IGNORECASE,
)
# Chinese names stand side by side, two to four characters each.
CHINESE_REPORTERS: Final = re.compile(r"(?:本报|本報)?(?:记者|記者)(?:\s[\u4e00-\u9fff]{2,4}){2,}$")
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
_END: Final = re.compile(
    r"(?:[|·•●►»→–—]|\s-\s|//|(?<!\w)@\w|https?:|www\.|\S+@\S+|\.\.\.|…"
    r"|\b\d+\s?(?:min|sec)|\d{1,2}[:.]\d\d|\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]"
    rf"|\b(?:{_ELSEWHERE})(?!\w))",
    re.IGNORECASE,
)
# The pattern above is dear: most lines have neither its signs nor words that begin like its words.
_END_SIGN: Final = re.compile(r"[|·•●►»→–—@\d…]|\s-\s|//|https?:|www\.|\.\.\.", re.IGNORECASE)
_END_STEMS: Final = frozenset(
    "pub pos upd las mod rev ver akt mis act atu agg gep bij fol con ema e lin sha com pho fot ill edi tra "
    "fac app pro med rea vie see all mor is ist est was has cov wri joi who wor in".split()
)
_STEM: Final = re.compile(r"\b\w{1,3}")


def end(text: str) -> re.Match[str] | None:
    """Return where a byline begins to speak of something else."""
    if _END_SIGN.search(text) or not _END_STEMS.isdisjoint(_STEM.findall(text.casefold())):
        return _END.search(text)
    return None


# "Example Team Nov 08": a day that follows the name without a sign between.
DAY: Final = re.compile(
    r"\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?\.?\s+\d.*$",
    re.IGNORECASE,
)
# What a name at the front of a line is glued to.
FRONT_END: Final = re.compile(r"[@|/©(（\[–—•·:]|\s-\s|(?<=[a-z])(?=\d|[A-Z][a-z]+\s\d)")
# Single letters join names in lower case only: "E." and "I." are initials.
_AND: Final = _any("and und et en og och ja oraz та ve with mit avec con com met sowie as_told_to")
SPLIT: Final = re.compile(
    rf"\s*(?:[,;，、；/／+\n]|&|\s\|\s)\s*|\s+(?:{_AND}|(?-i:y|e|i|и))\s+|^(?:{_AND})\s+", re.IGNORECASE
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
    "de del della dello di da dos das du des van von der den ter ten het la le los las el al bin "
    "ibn ben abu "
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
# One of these words makes a phrase a job, a desk, a link or a headline instead of a person.
_ROLES: Final = frozenset(
    """
    editor editors reporter reporters correspondent correspondents columnist columnists
    contributor contributors
    contributing writer writers journalist journalists producer producers photographer
    photographers freelance
    freelancer managing senior junior associate assistant intern director head ceo cto cfo
    founder co-founder
    cofounder president professor lecturer researcher analyst specialist expert bureau author
    authors bio chief
    manager strategist consultant attorney coordinator marketing former lawyer engineer developer
    designer advisor
    adviser officer scientist teacher therapist coach nutritionist dietitian copywriter blogger
    owner partner vice
    autorin autor reporterin leitung freie freier datum uhr artikel journaliste stagiaire
    periodista redactor
    redactora corresponsal columnista giornalista redattore jornalista repórter redacteur
    verslaggever more learn
    about follow view share profile things subscribe sign login log contact privacy terms copied
    comment comments
    menu search home newsletter newsletters advertisement advertise related latest trending
    topics tags categories
    category photo photos video image courtesy getty shutterstock posted published updated mehr
    folgen teilen
    impressum kontakt kommentare january february july september october november december
    presented sponsored
    brought sale commentary live this our your watch text size collectif werbung program chair
    best how why what
    understanding keeping monday tuesday wednesday thursday friday saturday sunday skip read listen download
    toimittaja muhabir journalista redaktor redaktorka korespondent korespondentka korespondent
    wartawan jurnalis
    фото корреспондент журналист редактор кореспондент редакторка مراسل مراسلة محرر صحفي
    संवाददाता पत्रकार संपादक
    phóng viên correspondante envoyé envoyée enviado enviada inviato inviata corrispondente
    corresponsala anzeige
    information hinweis læsetid lästid lesetid lesezeit leestijd redaksjonen foto fotos bild werbung lesen
    hören ended event guide print disclosure advertiser affiliate
""".split()
)
_ROLE_STEMS: Final = (
    "redakteur", "korrespondent", "journalist", "chefredakt", "ressortleit", "volontär", "leiter", "rédact",
    "correspondant", "chroniqueur", "dziennikar", "redaktør", "redaktör",
)  # fmt: skip
_ORGANISATIONS: Final = frozenset(
    """
    news newsroom staff team press agency agence agencia agenzia redaction rédaction redacción
    redaccion redazione
    redação redakcja redactie redakce redaksi toimitus editorial editors editor media magazine
    magazin online desk
    group inc llc ltd gmbh ag kg verlag institute institut university universität association
    foundation stiftung
    verein ministry department office council board service services network company corporation
    society center
    centre club clinic hospital admin administrator webmaster reuters afp dpa apa ansa efe ap
    afp-jiji bloomberg
    xinhua tass pti ani ians sid kna epd ots jiji kyodo ntb tt ritzau stt pap čtk ukrinform
    antara lusa belga anp
    times post today daily journal gazette herald tribune guardian zeitung blog channel radio tv
    newswire wire
    wires community communications the committee party police polizei brand studio studios
    software solutions lab
    labs academy school college bank global agentur agenturen тасс риа интерфакс редакция
    редакції редакція правда
    новости новини وكالة وكالات صحيفة फीडर डेस्क ब्यूरो एजेंसी tim redaksi
""".split()
)
_ORGANISATION_STEMS: Final = ("redaktion",)
_DOMAIN: Final = re.compile(
    r"\w\.(?:com|de|org|net|at|ch|fr|it|es|co|uk|io|tv|nl|eu|info|blog)\b|e\.v(?!\w)", re.IGNORECASE
)
# Of names of organisations, and of credits of pictures.
_ORGANISATION_SIGNS: Final = tuple(
    "編集部 新聞 通信社 编辑部 新华社 뉴스 일보 연합 撮影 摄影 攝影 報導 报道".split()
)
_PARTS: Final = re.compile(r"[^\s,;:|/()\[\]–—•·.]+")


# Parts of lines are asked for several times.
@lru_cache(maxsize=512)
def is_role(text: str) -> bool:
    """Whether a text has a word of jobs, links or headlines: whatever else, it is no person's "
    "name alone."""
    found = _PARTS.findall(text.casefold())
    return not _ROLES.isdisjoint(found) or any(word.startswith(_ROLE_STEMS) for word in found)


@lru_cache(maxsize=512)
def is_organisation(text: str) -> bool:
    """Whether a text has a word that names of organisations have, or is an address."""
    found = _PARTS.findall(text.casefold())
    if not _ORGANISATIONS.isdisjoint(found) or any(word.startswith(_ORGANISATION_STEMS) for word in found):
        return True
    if "." in text and _DOMAIN.search(text):
        return True
    return not text.isascii() and any(sign in text for sign in _ORGANISATION_SIGNS)


REPORTER: Final = re.compile(
    r"(?<=\w)[\s　]*(?:記者|记者|기자|特派員|編集委員|論説委員|특파원|通讯员)$|\s+द्वारा$"
)
# "Jane Doe is a reporter", and what stands for it elsewhere.
BIOGRAPHY: Final = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.'’-]+(?:\s[^\W\d_a-z][\w.'’-]*){1,3}),?\s"
    r"(?:is|was|has\sbeen|ist|est|es|è|é|jest|är|er|on)\s(?=\w)"
)
REPORTER_LINE: Final = re.compile(
    r"(?:^|[\s=/(])(?P<name>[가-힣]{2,4})\s?(?:선임)?(?:기자|특파원)(?:\s+\S+@\S+)?$"
)
