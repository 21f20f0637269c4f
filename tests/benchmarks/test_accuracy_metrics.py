import pytest

from benchmarks.accuracy import metrics


def test_words_are_lower_case_runs_of_letters_and_digits():
    assert metrics.words("The Fox's 2nd den—found!") == ["the", "fox", "s", "2nd", "den", "found"]


def test_han_and_kana_count_by_character_and_hangul_by_word():
    assert metrics.words("東京タワー 2階 서울 시민") == [
        "東",
        "京",
        "タ",
        "ワ",
        "ー",
        "2",
        "階",
        "서울",
        "시민",
    ]


def test_word_f1_counts_repeated_words_as_often_as_both_texts_have_them():
    # shared: the 1, fox 1; gold 4 words, found 3
    assert metrics.word_f1("the fox the den", "The fox ran") == pytest.approx(4 / 7)


def test_word_f1_of_two_empty_texts_is_one_and_of_one_empty_text_zero():
    assert metrics.word_f1("", "") == 1.0
    assert metrics.word_f1("fox", "") == 0.0


def test_shingles_are_runs_of_four_words():
    # gold: abcd bcde; found: abcd bcdx cdxy
    assert metrics.shingle_precision_recall("a b c d e", "a b c d x y") == pytest.approx((1 / 3, 1 / 2))


def test_a_text_shorter_than_a_shingle_is_one_shingle():
    assert metrics.shingle_precision_recall("a b", "a b") == (1.0, 1.0)
    assert metrics.shingle_precision_recall("a b", "a b c") == (0.0, 0.0)


def test_shingles_tell_capitals_apart():
    assert metrics.shingle_precision_recall("a b c d", "A b c d") == (0.0, 0.0)


def test_snippets_are_found_whatever_the_white_space():
    counts = metrics.snippet_counts(
        ["red fox", "blue\nhen"], ["advert", "fox ran"], "The red\n\nfox ran home."
    )
    assert counts == (1.0, 1.0, 1.0)


def test_snippet_f1_is_taken_over_all_snippets_of_all_pages():
    # means of two pages with (3, 1, 0) and (1, 0, 2)
    assert metrics.f1_of_counts((2.0, 0.5, 1.0)) == pytest.approx(4 / 5.5)


def test_shingle_f1_is_the_harmonic_mean_of_mean_precision_and_mean_recall():
    assert metrics.f1_of_means((0.5, 1.0)) == pytest.approx(2 / 3)
    assert metrics.f1_of_means((0.0, 0.0)) == 0.0


@pytest.mark.parametrize(
    ("gold", "found"),
    [
        ("The “old” harbour – reopened", 'The "Old" Harbour - reopened'),
        ("It’s  time\u00a0again", "It's time again"),
        ("１０ years", "10 years"),
        ("Re\u00adopening", "Reopening"),
        ("Wait…", "Wait..."),
        ("«Quoi»", '"Quoi"'),
    ],
)
def test_titles_are_the_same_but_for_typography(gold, found):
    assert metrics.same_title(gold, found) == 1.0


def test_a_title_with_the_site_name_is_another_title():
    assert metrics.same_title("Harbour reopened", "Harbour reopened | The Daily Gull") == 0.0


def test_a_missing_title_or_date_is_a_miss():
    assert metrics.same_title("Harbour reopened", None) == 0.0
    assert metrics.same_day("2024-03-05", None) == 0.0


def test_dates_agree_on_the_day():
    assert metrics.same_day("2024-03-05", "2024-03-05T23:10:00+02:00") == 1.0
    assert metrics.same_day("2024-03-05", "2024-03-06") == 0.0


def test_authors_are_a_set_without_regard_to_order_or_case():
    assert metrics.author_f1(["Ana Brook", "Lee Moss"], ["lee moss", "Ana Brook"]) == 1.0


def test_author_f1_punishes_a_name_too_many_and_a_name_too_few():
    # shared 1; gold 2, found 3
    assert metrics.author_f1(["Ana Brook", "Lee Moss"], ["Ana Brook", "Staff", "The Gull"]) == pytest.approx(
        2 / 5
    )


def test_the_interval_of_equal_pages_is_a_point():
    assert metrics.bootstrap([(0.5,), (0.5,), (0.5,)], metrics.mean) == (0.5, 0.5)


def test_the_interval_is_the_same_on_every_run_and_encloses_the_mean():
    pages = [(value / 10,) for value in range(11)]
    low, high = metrics.bootstrap(pages, metrics.mean)
    assert (low, high) == metrics.bootstrap(pages, metrics.mean)
    # 1.96 standard errors of the mean around 0.5: sqrt(0.1 / 11) * 1.96 = 0.187
    assert low == pytest.approx(0.313, abs=0.03)
    assert high == pytest.approx(0.687, abs=0.03)
