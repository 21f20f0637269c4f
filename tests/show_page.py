"""`python -m tests.show_page <slug> [base URL]` prints one page's answer in the manner of expected.yaml.

It never writes the file: what came is compared with what was expected by eye.
"""

from __future__ import annotations

import sys

import httpx
import yaml

from tests.page import ANSWER_FIELDS, comparable, load_page


class _Dumper(yaml.SafeDumper):
    """YAML with a body of several lines as a literal block."""


def _string(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _string)


def main(slug: str, base_url: str = "http://127.0.0.1:8000") -> None:
    """Print the answer for one page, by default of the service that `make serve` started."""
    response = httpx.post(f"{base_url}/clean", timeout=60, **load_page(slug).http_request())
    answer = response.json()
    shown = {name: comparable(answer)[name] for name in ANSWER_FIELDS} if response.is_success else answer
    sys.stdout.write(yaml.dump(shown, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100_000))


if __name__ == "__main__":
    main(*sys.argv[1:])
