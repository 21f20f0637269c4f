from __future__ import annotations

from app.clean.align import align, key

FERRY = key("The old ferry crossed the strait for the last time on Tuesday evening.")
LAMPS = key("Hundreds of people had come to the quay with lamps and thermos flasks.")
MAYOR = key("The mayor spoke for two minutes and was not heard by anyone at all.")
BRIDGE = key("From Wednesday on, the new bridge takes all the traffic to the island.")
TEASER = key("Seven harbour towns that every traveller should have seen once in a life.")


def test_a_key_is_letters_and_digits_alone() -> None:
    assert key("“Café”, it said: 3½ km — 灯台!") == "Caféitsaid3½km灯台"


def test_an_extraction_of_the_whole_page_keeps_every_block_and_is_covered_whole() -> None:
    page = [FERRY, LAMPS, MAYOR]

    assert align(page, page) == ({0, 1, 2}, 1.0)


def test_an_extraction_of_nothing_keeps_nothing_and_is_covered_whole() -> None:
    assert align([], [FERRY, LAMPS]) == (set(), 1.0)


def test_a_page_without_blocks_covers_nothing() -> None:
    assert align([FERRY], []) == (set(), 0.0)


def test_only_the_blocks_that_the_extraction_has_are_kept() -> None:
    assert align([FERRY, MAYOR], [TEASER, FERRY, LAMPS, MAYOR, BRIDGE]) == ({1, 3}, 1.0)


def test_blocks_that_the_extractor_joined_into_one_unit_are_kept() -> None:
    assert align([FERRY + LAMPS], [FERRY, LAMPS, TEASER]) == ({0, 1}, 1.0)


def test_a_block_that_the_extractor_split_into_several_units_is_kept() -> None:
    assert align([FERRY[:30], FERRY[30:]], [FERRY, LAMPS]) == ({0}, 1.0)


def test_of_a_repeated_block_the_one_is_kept_that_stands_where_the_extraction_has_it() -> None:
    page = [LAMPS, FERRY, LAMPS, MAYOR]

    assert align([FERRY, LAMPS, MAYOR], page) == ({1, 2, 3}, 1.0)
    assert align([LAMPS, FERRY, MAYOR], page) == ({0, 1, 3}, 1.0)


def test_a_block_that_the_extraction_repeats_is_kept_as_often() -> None:
    assert align([FERRY, LAMPS, FERRY], [FERRY, LAMPS, FERRY]) == ({0, 1, 2}, 1.0)


def test_a_block_that_the_extractor_moved_is_kept_all_the_same() -> None:
    assert align([FERRY, LAMPS, MAYOR, BRIDGE], [BRIDGE, FERRY, LAMPS, MAYOR]) == ({0, 1, 2, 3}, 1.0)


def test_a_short_block_is_kept_between_the_long_ones_where_the_extraction_has_it() -> None:
    page = ["Home", FERRY, "Home", LAMPS, "Home"]

    assert align([FERRY, "Home", LAMPS], page) == ({1, 2, 3}, 1.0)


def test_a_short_block_before_all_long_ones_is_not_kept_for_one_between_them() -> None:
    longer = LAMPS + MAYOR

    assert align([FERRY, "Home", longer], ["Home", FERRY, "Home", longer]) == ({1, 2, 3}, 1.0)
    assert align([longer, "Home", FERRY], ["Home", longer, "Home", FERRY]) == ({1, 2, 3}, 1.0)


def test_a_short_block_is_not_kept_for_letters_inside_a_long_one() -> None:
    assert "ferry" in FERRY

    assert align([FERRY, LAMPS], ["ferry", FERRY, "ferry", LAMPS, "quay"]) == ({1, 3}, 1.0)


def test_a_block_of_two_letters_is_kept_only_at_an_end_of_what_is_left() -> None:
    middle = "Fortythreevotesforit"

    assert align([FERRY, middle, LAMPS], [FERRY, "ee", middle, LAMPS])[0] == {0, 2, 3}
    assert align([FERRY, "ee" + middle, LAMPS], [FERRY, "ee", middle, LAMPS])[0] == {0, 1, 2, 3}


def test_blocks_without_letters_are_never_kept() -> None:
    assert align([FERRY, LAMPS], [FERRY, "", LAMPS]) == ({0, 2}, 1.0)


def test_a_block_that_lost_a_part_in_the_extraction_is_kept() -> None:
    damaged = FERRY[:-15]

    assert align([damaged, LAMPS], [FERRY, LAMPS]) == ({0, 1}, 1.0)


def test_a_block_of_which_the_extraction_has_a_small_part_is_not_kept() -> None:
    assert align([FERRY[:20], LAMPS], [FERRY, LAMPS])[0] == {1}


def test_the_coverage_is_the_share_of_the_extraction_that_stands_in_blocks() -> None:
    assert align(["a" * 60, "b" * 40], ["a" * 60, "c" * 40]) == ({0}, 0.6)


def test_a_block_that_occurs_many_times_is_matched_without_counting_all_of_them() -> None:
    kept, coverage = align([FERRY] * 200 + [LAMPS], [FERRY, LAMPS])

    assert kept == {0, 1}
    assert coverage < 0.1


def test_a_text_of_very_many_blocks_is_matched_block_by_block() -> None:
    blocks = [f"theferrytoislandnumber{number}leftanhourlate" for number in range(8_000)]
    units = [block for number, block in enumerate(blocks) if number % 100]

    kept, coverage = align(units, blocks)

    assert kept == {number for number in range(8_000) if number % 100}
    assert coverage == 1.0
