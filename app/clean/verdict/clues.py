"""What the markup says about the kind of page, beside its words: services, forms, shells, declared types.

Clues never make a verdict where there is content; they say what a page without content is, and confirm what a
phrase says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import re2

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement


class Clue(StrEnum):
    """A trait of the markup, by the name that `evidence` gives it."""

    BOT_CHECK = "markup.bot-check"
    """The challenge of a service that keeps bots out, which it puts in place of the page."""
    CAPTCHA = "markup.captcha"
    """A captcha's widget. Contact forms and comments have it too."""
    SCRIPT_SHELL = "markup.script-shell"
    """The empty element that an application in the browser fills."""
    REDIRECT = "markup.redirect"
    """A refresh that leads away within seconds."""
    LOGIN = "markup.login"
    """A field for a password."""
    PAID = "markup.paid"
    """Structured data or a meta tag: the article is not free."""
    CONSENT_SERVICE = "markup.consent-service"
    """The script or frame of a service that asks for consent. Most sites in Europe have it."""
    ARTICLE = "markup.article"
    """The page declares to be an article."""
    STORY = "url.story"
    """The address names one story, by its words or by its number."""
    INDEX = "markup.index"
    """The page declares to be a collection, a list, or the profile of somebody."""
    NOT_LOGGED_IN = "site-rule.not-logged-in"
    """The site's rules know what it shows to readers without an account. Free articles have it too."""
    NATIVE_AD = "site-rule.native-ad"
    """The site's rules know its advertisements by this."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What was found: the clues, and the text of the title element, empty where there is none."""

    found: frozenset[Clue] = frozenset()
    title: str = ""


NO_CLUES: Final = Clues()

# What stands in scripts, frames and ids of challenge pages only: Cloudflare, DataDome, HUMAN, Imperva,
# Akamai, AWS WAF, Kasada, Sucuri, DDoS-Guard, Anubis, Vercel, Google, Yandex. What they put into ordinary
# pages differs.
_CHALLENGE_SCRIPT: Final = re.compile(
    r"_cf_chl_opt|captcha-delivery\.com|captcha\.px-c(?:dn|loud)\.net|gokuProps|\.captcha\.awswaf\.com"
    r"|KPSDK\.|sucuri_cloudproxy|/\.well-known/ddos-guard/|\.within\.website/x/cmd/anubis"
    r"|/\.well-known/vercel/security/|/checkcaptcha|/showcaptcha"
)
_CHALLENGE_FRAME: Final = re.compile(r"_Incapsula_Resource|captcha-delivery\.com|/showcaptcha")
_CHALLENGE_IDS: Final = frozenset(
    "challenge-form challenge-stage cf-error-details px-captcha sec-if-cpt-container sec-cpt-if"
    " anubis_challenge captcha-form".split()
)
# Searched for in the addresses of all scripts at once, where RE2 is faster by far.
_CAPTCHA_SCRIPT: Final = re2.compile(
    r"recaptcha/(?:api|enterprise)\.js|hcaptcha\.com/1/api\.js|challenges\.cloudflare\.com/turnstile"
    r"|arkoselabs\.com|funcaptcha|geetest|friendlycaptcha"
)
_CONSENT_SCRIPT: Final = re2.compile(
    r"onetrust|cookielaw\.org|didomi|cookiebot|usercentrics|privacy-mgmt\.com|sourcepoint|sp-prod\.net|consensu\.org"
    r"|fundingchoicesmessages|consentmanager\.net|trustarc|axept\.io|iubenda|contentpass|opencmp|inmobi\.com/choice"
)
# Longer inline scripts are the page's state or its code; challenges are set up in short ones.
_SETUP: Final = 20_000
# A page of more links and paragraphs is no challenge: the search through its scripts is spared.
_LARGEST_CHALLENGE: Final = 300
_SHELL_IDS: Final = frozenset(
    "root app __next __nuxt ___gatsby react-root main-app app-root svelte q-app".split()
)
_NOT_FREE: Final = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.I)
_TYPE: Final = re.compile(r'"@type"\s*:\s*(?:\[\s*)?"(?:https?://schema\.org/)?(\w+)"')
_ARTICLES: Final = re.compile(r"^(?:\w*(?:Article|Posting|BlogPost)|Report|Review|LiveBlogPosting)$")
_INDEXES: Final = frozenset({"CollectionPage", "SearchResultsPage", "ProfilePage"})
_DELAY: Final = re.compile(r"\s*(\d+)[\d.]*\s*[;,]\s*(?:url\s*=)?\s*\S", re.I)
_SECONDS: Final = 10
_SLUG_WORDS: Final = 5
_NUMBER: Final = re.compile(r"\d{3}")
_TIERS: Final = frozenset({"locked", "metered"})


def find_clues(root: HtmlElement, known: Iterable[Clue] = (), url: str | None = None) -> Clues:
    """Return the clues of a parsed page and of its address `url`, and those `known` before.

    Reads the tree and leaves it as it is.
    """
    found = {*known, Clue.STORY} if _names_a_story(url) else set(known)
    title = ""
    small = next(islice(root.iter("a", "p"), _LARGEST_CHALLENGE, None), None) is None
    sources: list[str] = []
    for element in root.iter("script", "iframe", "meta", "input", "title"):
        tag = element.tag
        if tag == "script":
            sources.append(element.get("src") or "")
            found |= _of_script(element, small=small)
        elif tag == "iframe":
            found |= _of_frame(element.get("src") or "")
        elif tag == "meta":
            found |= _of_meta(element)
        elif tag == "input":
            found |= {Clue.LOGIN} if (element.get("type") or "").lower() == "password" else set()
        elif not title:  # an inline picture has titles, too: those come later
            title = " ".join((element.text or "").split())
    found |= _of_sources("\n".join(sources))
    for element in root.iter("div", "form", "app-root"):
        name = element.get("id") or element.tag
        if name in _CHALLENGE_IDS and small:
            found.add(Clue.BOT_CHECK)
        elif name in _SHELL_IDS and _is_empty(element):
            found.add(Clue.SCRIPT_SHELL)
    return Clues(frozenset(found), title)


def _of_script(element: HtmlElement, *, small: bool) -> set[Clue]:
    if "json" in (element.get("type") or ""):
        return _of_data(element.text or "")
    if not small:
        return set()
    source, text = element.get("src") or "", element.text or ""
    challenges = _CHALLENGE_SCRIPT.search(source) or _CHALLENGE_SCRIPT.search(text[:_SETUP])
    return {Clue.BOT_CHECK} if challenges else set()


def _of_sources(addresses: str) -> set[Clue]:
    """What the addresses of a page's scripts say, one a line."""
    found: set[Clue] = set()
    if _CAPTCHA_SCRIPT.search(addresses):
        found.add(Clue.CAPTCHA)
    if _CONSENT_SCRIPT.search(addresses):
        found.add(Clue.CONSENT_SERVICE)
    return found


def _of_data(text: str) -> set[Clue]:
    if '"@' not in text:
        return set()
    types = set(_TYPE.findall(text))
    found: set[Clue] = set()
    if _NOT_FREE.search(text):
        found.add(Clue.PAID)
    if any(_ARTICLES.match(name) for name in types):
        found.add(Clue.ARTICLE)
    elif types & _INDEXES:
        found.add(Clue.INDEX)
    return found


def _of_frame(source: str) -> set[Clue]:
    if _CHALLENGE_FRAME.search(source):
        return {Clue.BOT_CHECK}
    return {Clue.CONSENT_SERVICE} if _CONSENT_SCRIPT.search(source) else set()


def _of_meta(element: HtmlElement) -> set[Clue]:
    content = element.get("content") or ""
    if (element.get("http-equiv") or "").lower() == "refresh":
        delay = _DELAY.match(content)
        return {Clue.REDIRECT} if delay and int(delay[1][:4]) <= _SECONDS else set()
    name = (element.get("property") or element.get("name") or "").lower()
    if name == "og:type" and content.lower() == "article":
        return {Clue.ARTICLE}
    return {Clue.PAID} if name == "article:content_tier" and content.lower() in _TIERS else set()


def _names_a_story(url: str | None) -> bool:
    path = urlsplit(url).path if url else ""
    return bool(_NUMBER.search(path)) or any(part.count("-") + 1 >= _SLUG_WORDS for part in path.split("/"))


def _is_empty(shell: HtmlElement) -> bool:
    """Whether an element shows nothing yet; a spinner and scripts are nothing."""
    return not any(
        text.strip()
        for element in shell.iter()
        if isinstance(element.tag, str)
        and element.tag not in ("script", "style", "noscript", "svg", "template")
        for text in ((element.text or ""), (element.tail or "") if element is not shell else "")
    )
