from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from app.clean.site.folder import NO_SITES, SiteFolder, load_sites
from app.errors import RulePackError

FILES = (
    "example.com",
    ".example.com",
    "sport.example.com",
    ".live.example.com",
    "www.shop.example",
    ".lonely.example",
    "localhost",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / f"{name}.txt").write_text("title: //h1\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("example.com", ["example.com"]),
        ("www.example.com", ["example.com"]),
        ("EXAMPLE.com.", ["example.com"]),
        ("reader:pass@example.com:8080", ["example.com"]),
        ("news.example.com", [".example.com"]),
        ("a.b.example.com", [".example.com"]),
        ("sport.example.com", ["sport.example.com"]),
        ("www.sport.example.com", ["sport.example.com"]),
        ("old.sport.example.com", [".example.com"]),
        ("a.live.example.com", [".live.example.com"]),
        ("live.example.com", [".example.com"]),
        ("www.shop.example", ["www.shop.example"]),
        ("shop.example", []),
        ("lonely.example", []),
        ("www.lonely.example", [".lonely.example"]),
        ("notexample.com", []),
        ("example.com.evil.example", []),
        ("localhost", ["localhost"]),
        ("127.0.0.1", []),
        ("[::1]", []),
    ],
)
def test_the_most_specific_file_is_for_a_host(folder: Path, host: str, expected: list[str]) -> None:
    assert list(load_sites(folder).hosts(f"https://{host}/a?b=//example.com")) == expected


@pytest.mark.parametrize("url", [None, "", "no address", "http://[", "http:///path", "http://./"])
def test_no_file_is_for_what_has_no_host(folder: Path, url: str | None) -> None:
    assert load_sites(folder).hosts(url) == ()


def test_the_global_file_comes_after_the_one_for_the_host(folder: Path) -> None:
    (folder / "global.txt").write_text("strip: //hr", encoding="utf-8")
    sites = load_sites(folder)

    assert sites.hosts("https://example.com/") == ("example.com", "global")
    assert sites.hosts("https://other.example/") == ("global",)
    assert sites.hosts("https://global/") == ("global",)
    assert sites.hosts(None) == ("global",)


@pytest.mark.parametrize("name", ["müller.example", "xn--mller-kva.example", "MÜLLER.example"])
@pytest.mark.parametrize("host", ["müller.example", "xn--mller-kva.example", "www.Müller.example"])
def test_a_host_in_another_script_is_the_one_in_punycode(tmp_path: Path, name: str, host: str) -> None:
    (tmp_path / f"{name}.txt").write_text("title: //h1", encoding="utf-8")

    assert load_sites(tmp_path).hosts(f"https://{host}/") == ("xn--mller-kva.example",)


def test_without_a_folder_there_are_no_rules() -> None:
    assert load_sites(None) is NO_SITES
    assert NO_SITES.hosts("https://example.com/") == ()
    assert NO_SITES.digest is None


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RulePackError, match="none: no folder of site rules: No such file or directory"):
        load_sites(tmp_path / "none")


def test_other_files_and_folders_within_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("no rules", encoding="utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "example.com.txt").write_text("title: //h1", encoding="utf-8")

    assert load_sites(tmp_path) == SiteFolder({}, ())


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _dangling(path: Path) -> None:
    path.symlink_to(path.with_name("gone"))


def _large(path: Path) -> None:
    path.write_bytes(b"title: //h1\n" * 100_000)


def _wide(path: Path) -> None:
    path.write_bytes("title: //h1\n".encode("utf-16"))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_loop, "Too many levels of symbolic links"),
        (_dangling, "it is no regular file"),
        (Path.mkdir, "it is no regular file"),
        (os.mkfifo, "it is no regular file"),
        (_large, "it is larger than 1048576 bytes"),
        (_wide, "it is UTF-16, not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_of_and_the_rest_is_read(
    folder: Path, make: object, reason: str
) -> None:
    make(folder / "bad.example.txt")  # type: ignore[operator]
    sites = load_sites(folder)

    assert [str(problem) for problem in sites.problems] == [
        f"bad.example.txt: the file cannot be taken ({reason}), skipped"
    ]
    assert (len(sites.files), sites.broken) == (len(FILES), 1)


def test_a_link_to_a_file_is_that_file(folder: Path) -> None:
    (folder / "linked.example.txt").symlink_to(folder / "example.com.txt")

    assert load_sites(folder).hosts("https://linked.example/") == ("linked.example",)


def test_of_two_files_for_one_host_the_second_is_skipped(folder: Path) -> None:
    (folder / "Example.COM.txt").write_text("title: //h2", encoding="utf-8")

    assert [str(problem) for problem in load_sites(folder).problems] == [
        "example.com.txt: the file cannot be taken (another file is for the same host), skipped"
    ]


def test_a_line_that_is_not_utf_8_is_skipped_alone(tmp_path: Path) -> None:
    (tmp_path / "example.com.txt").write_bytes(
        b"\xef\xbb\xbftitle: //h1\r\n# caf\xe9\r\nstrip: //p[.='caf\xe9']\r\nbody: //div\r\n"
    )
    sites = load_sites(tmp_path)

    assert [str(problem) for problem in sites.problems] == ["example.com.txt:3: not UTF-8, skipped"]
    assert [d.name for d in sites.directives("example.com")] == ["title", "body"]


def test_a_file_name_that_is_no_text_does_not_stop_the_rest(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.example.txt")).write_text("x", encoding="utf-8")

    assert [str(problem) for problem in load_sites(folder).problems] == [
        "caf?.example.txt:1: not of the form `directive: value`, skipped"
    ]


def test_a_file_with_several_broken_lines_counts_once(folder: Path) -> None:
    (folder / "example.com.txt").write_text("body: //[\nstrip: //[\nfoo: 1\n", encoding="utf-8")
    (folder / "localhost.txt").write_text("foo: 1\n", encoding="utf-8")

    sites = load_sites(folder)

    assert (sites.broken, len(sites.problems)) == (1, 4)


def test_the_digest_changes_with_a_file(folder: Path) -> None:
    before = load_sites(folder).digest
    (folder / "localhost.txt").write_text("title: //h2\n", encoding="utf-8")

    assert before is not None
    assert load_sites(folder).digest not in (None, before)


def test_a_folder_goes_to_a_worker_as_it_is(folder: Path) -> None:
    sites = load_sites(folder)

    assert pickle.loads(pickle.dumps(sites)) == sites  # noqa: S301
