"""Rules for single sites in the running service."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.api.contract import assert_in_contract, assert_problem
from tests.running import RunningService

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PARAGRAPH = (
    "The lighthouse keeper counted {} ships on Monday, more than in any week since the harbour was built, "
    "and wrote each of them down by its name, its flag and the colour of its funnel."
)
PAGE = (
    "<html lang='en'><head><title>Ships</title></head><body><h1>Ships at the cape</h1>"
    f"<div id='story'><p>{PARAGRAPH.format('forty')}</p><p>{PARAGRAPH.format('fifty')}</p></div>"
    f"<div id='note'><p>{PARAGRAPH.format('sixty')}</p><p class='ad'>A telescope for every window.</p></div>"
    "</body></html>"
)
# Each element is compared with each pair of others: hours for a page of some thousand elements.
ENDLESS = "body: //*[count(//*[count(//*[. = 'x']) > 0]) > 0]\n"

FILES = {
    "cape.example": "title: //div[@id='note']/@id\nbody: //div[@id='note']\nstrip_id_or_class: ad\n",
    ".cape.example": "body: //div[@id='story']/p[2]\n",
    "endless.example": ENDLESS,
    "broken.example": "body: //p[\nbody: //div[@id='note']\nbodie: //p\nstrip: document('/etc/passwd')\n",
}


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """A service with rules for some sites."""
    folder: Path = tmp_path_factory.mktemp("sites")
    for host, text in FILES.items():
        (folder / f"{host}.txt").write_text(text, encoding="utf-8")
    (folder / "loop.example.txt").symlink_to(folder / "loop.example.txt")
    log = tmp_path_factory.mktemp("service") / "log"
    with RunningService(log, workers=1, deadline_seconds=2, site_config_dir=folder) as running:
        yield running


def body(service: RunningService, host: str) -> str:
    answer = service.clean(html=PAGE, url=f"https://{host}/ships").json()
    assert answer["sources"]["body"] == "site-rule"
    return str(answer["body"])


def test_the_rules_of_its_host_are_for_a_page(ruled: RunningService) -> None:
    response = ruled.clean(html=PAGE, url="https://www.cape.example/ships", explain=True)

    assert_in_contract(response)
    answer = response.json()
    assert (answer["title"], answer["body"]) == ("note", PARAGRAPH.format("sixty"))
    assert (answer["sources"]["title"], answer["sources"]["body"]) == ("site-rule", "site-rule")
    assert {block["rule"] for block in answer["struck"]} >= {"site-rule.body", "site-rule.strip"}


def test_each_host_has_rules_of_its_own(ruled: RunningService) -> None:
    assert body(ruled, "news.cape.example") == PARAGRAPH.format("fifty")
    assert body(ruled, "cape.example") == PARAGRAPH.format("sixty")


def test_a_page_from_elsewhere_is_left_to_the_extractor(
    ruled: RunningService, service: RunningService
) -> None:
    elsewhere = {"html": PAGE, "url": "https://elsewhere.example/ships", "fetched_at": "2024-05-03"}

    assert ruled.clean(**elsewhere).json() == service.clean(**elsewhere).json()


def test_text_has_no_site(ruled: RunningService, service: RunningService) -> None:
    text = {"text": PARAGRAPH, "url": "https://cape.example/ships", "fetched_at": "2024-05-03"}

    assert ruled.clean(**text).json() == service.clean(**text).json()


def test_a_rule_that_takes_for_ever_costs_its_page_and_no_other(ruled: RunningService) -> None:
    page = PAGE.replace("</body>", "<p>more</p>" * 3000)

    response = ruled.clean(html=page, url="https://endless.example/")

    assert_problem(response, 422, "deadline_exceeded", "cleaning the document took longer than 2 seconds")
    assert body(ruled, "cape.example") == PARAGRAPH.format("sixty")


def test_what_is_in_order_of_a_broken_file_is_used(ruled: RunningService) -> None:
    assert PARAGRAPH.format("sixty") in body(ruled, "broken.example")


def test_what_is_skipped_is_logged_at_the_start(ruled: RunningService) -> None:
    for line in (
        "site rules: broken.example.txt:1: body: no XPath (invalid expression), skipped",
        "site rules: broken.example.txt:3: bodie: unknown directive, skipped",
        "site rules: broken.example.txt:4: strip: no XPath (document() is no function of XPath 1.0), skipped",
        "site rules: loop.example.txt: the file cannot be taken (Too many levels of symbolic links), skipped",
    ):
        assert line in ruled.log()


def test_what_is_skipped_is_listed_with_the_rules(ruled: RunningService) -> None:
    response = ruled.client.get("/rules")
    told = response.json()["site_rules"]

    assert_in_contract(response)
    assert (told["files"], told["broken_files"], told["skipped_lines"]) == (len(FILES), 2, 4)
    assert told["skipped"][0] == {
        "file": "broken.example.txt",
        "line": 1,
        "message": "body: no XPath (invalid expression)",
    }


def test_files_are_counted(ruled: RunningService) -> None:
    assert ruled.metric("cleancopy_site_rule_files", state="used") == len(FILES)
    assert ruled.metric("cleancopy_site_rule_files", state="broken") == 2


def test_a_service_without_a_folder_has_no_rules_for_sites(service: RunningService) -> None:
    assert service.client.get("/rules").json()["site_rules"] == {
        "files": 0,
        "broken_files": 0,
        "digest": None,
        "skipped_lines": 0,
        "skipped": [],
    }
