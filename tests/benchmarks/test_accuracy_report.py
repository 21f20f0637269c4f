import json

from benchmarks.accuracy.report import described, write_json
from benchmarks.accuracy.score import Figure, Row
from benchmarks.accuracy.tools import TOOLS


def test_the_figures_tell_the_command_and_the_versions_they_were_measured_with(tmp_path):
    row = Row("coast", "as-is", 2, {"body": Figure(0.5, 0.0, 1.0, 2)}, 0.25, {"timeout": 1})
    run = described(["--data", "my sets"], [TOOLS["trafilatura"]])
    write_json(tmp_path / "accuracy.json", [row], run)
    written = json.loads((tmp_path / "accuracy.json").read_text(encoding="utf-8"))
    assert written["run"]["command"] == "python -m benchmarks.accuracy --data 'my sets'"
    assert set(written["run"]["tools"]["trafilatura"]) == {
        "trafilatura",
        "htmldate",
        "lxml",
        "python-dateutil",
    }
    assert written["run"]["packages"]["lxml"] == written["run"]["tools"]["trafilatura"]["lxml"]
    assert written["rows"] == [
        {
            "group": "coast",
            "tool": "as-is",
            "documents": 2,
            "figures": {"body": {"value": 0.5, "low": 0.0, "high": 1.0, "pages": 2}},
            "cpu_ms": 0.25,
            "failures": {"timeout": 1},
        }
    ]
