from __future__ import annotations

from training.folds import FOLDS, domain, fold


def test_pages_of_one_registered_domain_share_a_fold() -> None:
    sites = ["https://www.example.co.uk/a", "https://sport.example.co.uk/b"]

    assert {domain(site, "page") for site in sites} == {"example.co.uk"}


def test_a_page_without_an_address_is_a_domain_of_its_own() -> None:
    assert domain(None, "page-17") == "page-17"


def test_domains_spread_over_all_folds() -> None:
    assert {fold(f"example{number}.org") for number in range(100)} == set(range(FOLDS))
