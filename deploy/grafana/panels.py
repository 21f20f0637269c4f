"""What the dashboard asks: its rows, their panels, and the query of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

HERE = 'job="cleancopy", instance=~"$instance"'
RATE = "[$__rate_interval]"


class Look(StrEnum):
    """How a panel shows its series."""

    NUMBER = "number"
    LINES = "lines"
    STACK = "stack"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel. `queries` go by legend, `share` is that of the row's width, above `red` a value is alarming.

    With `exemplars` single requests are shown, each with a link to its lines in the log.
    """

    title: str
    description: str
    queries: dict[str, str] = field(hash=False)
    unit: str = "short"
    look: Look = Look.LINES
    share: float = 1 / 3
    red: float | None = None
    exemplars: bool = False


def rate(metric: str, by: str = "", **matchers: str) -> str:
    """`sum by (by) (rate(metric{...}))` over the instances that are chosen."""
    selected = ", ".join([HERE, *(f'{name}=~"{value}"' for name, value in matchers.items())])
    grouped = f" by ({by})" if by else ""
    return f"sum{grouped} (rate({metric}{{{selected}}}{RATE}))"


def quantile(q: float, metric: str, by: str = "", **matchers: str) -> str:
    """A quantile of a histogram."""
    buckets = rate(f"{metric}_bucket", f"le, {by}" if by else "le", **matchers)
    return f"histogram_quantile({q}, {buckets})"


HEALTHY = (
    Panel(
        "Instances up",
        "Instances that Prometheus can scrape. Fewer than you run: see CleancopyDown.",
        {"up": f"sum(up{{{HERE}}})"},
        look=Look.NUMBER,
        share=1 / 8,
    ),
    Panel(
        "Without a worker",
        "Instances none of whose workers has come up. They answer with not_ready.",
        {"instances": f'sum(sum by (instance) (cleancopy_workers{{{HERE}, state=~"idle|busy"}}) == bool 0)'},
        look=Look.NUMBER,
        share=1 / 8,
        red=1,
    ),
    Panel(
        "Faults",
        "Share of answers that are a fault of the service (500), over five minutes. The log has type and "
        "place of each.",
        {"share": 'max(job:cleancopy_requests_failed:ratio_rate5m{job="cleancopy"})'},
        unit="percentunit",
        look=Look.NUMBER,
        share=1 / 8,
        red=0.01,
    ),
    Panel(
        "Turned away",
        "Share of documents answered with busy, over five minutes. Callers have to send them again.",
        {"share": 'max(job:cleancopy_requests_busy:ratio_rate5m{job="cleancopy"})'},
        unit="percentunit",
        look=Look.NUMBER,
        share=1 / 8,
        red=0.05,
    ),
    Panel(
        "99th percentile",
        "One document in a hundred takes longer, with its wait in the queue, over five minutes.",
        {"seconds": 'max(job:cleancopy_request_seconds:p99_5m{job="cleancopy"})'},
        unit="s",
        look=Look.NUMBER,
        share=1 / 8,
        red=2,
    ),
    Panel(
        "Versions",
        "Different versions or sets of rules among the instances. More than one outside a rollout: answers "
        "depend on who is asked.",
        {"versions": f"count(count by (service, rules) (cleancopy_build_info{{{HERE}}}))"},
        look=Look.NUMBER,
        share=1 / 8,
        red=2,
    ),
    Panel(
        "Draining",
        "Instances that are shutting down. For longer than the grace time: one hangs.",
        {"instances": f"sum(cleancopy_draining{{{HERE}}})"},
        look=Look.NUMBER,
        share=1 / 8,
    ),
    Panel(
        "Files not in force",
        "Changed files of keys and TLS that are not valid, and files of site rules with broken lines. See "
        "CleancopyFileStale and CleancopySiteRulesBroken.",
        {
            "files": f"sum(cleancopy_file_stale{{{HERE}}})"
            f' + sum(cleancopy_site_rule_files{{{HERE}, state="broken"}})'
        },
        look=Look.NUMBER,
        share=1 / 8,
        red=1,
    ),
    Panel(
        "Answers",
        "Requests a second by status. 429 and 503 are worth another try; 499 are callers who left before "
        "the answer.",
        {"{{status}}": rate("cleancopy_http_requests_total", "status", route="/clean.*")},
        unit="reqps",
        look=Look.STACK,
        exemplars=True,
    ),
    Panel(
        "Time of a request",
        "Half, nine in ten and 99 in 100 of the requests for cleaning take no longer. Points are single "
        "requests.",
        {
            f"p{round(q * 100)}": quantile(q, "cleancopy_http_request_duration_seconds", route="/clean")
            for q in (0.5, 0.9, 0.99)
        },
        unit="s",
        exemplars=True,
    ),
    Panel(
        "Workers replaced",
        "By reason. recycled_count and recycled_memory are planned; deadline and memory_cap are documents "
        "that were too hard; lost are crashes, or the system short of memory.",
        {"{{reason}}": f"sum by (reason) (increase(cleancopy_worker_restarts_total{{{HERE}}}{RATE}))"},
    ),
)

KEEPING_UP = (
    Panel(
        "Documents",
        "Documents a second that were given to the workers, by kind.",
        {"{{kind}}": rate("cleancopy_documents_total", "kind")},
        unit="reqps",
        look=Look.STACK,
    ),
    Panel(
        "Saturation",
        "Share of the time that the workers of an instance have documents. From 0.9 on every burst makes a "
        "queue.",
        {"{{instance}}": f"instance:cleancopy_saturation:ratio_rate5m{{{HERE}}}"},
        unit="percentunit",
        red=0.9,
    ),
    Panel(
        "Queue",
        "Documents that wait for a worker, and how many may. One more is answered with busy.",
        {
            "waiting": f"sum(cleancopy_queue_depth{{{HERE}}})",
            "limit": f"sum(cleancopy_queue_limit{{{HERE}}})",
        },
    ),
    Panel(
        "Time of a stage",
        "Mean time of a document in each stage. queue up: too few workers. One other up alone: documents "
        "that are hard on it, or a release that made it slow.",
        {
            "{{stage}}": f"{rate('cleancopy_stage_seconds_sum', 'stage')}"
            f" / {rate('cleancopy_stage_seconds_count', 'stage')}"
        },
        unit="s",
        look=Look.STACK,
    ),
    Panel(
        "Time a document",
        "Busy seconds of the workers by documents: what one costs. Times the documents a second: the "
        "workers you need.",
        {"seconds": f"{rate('cleancopy_worker_busy_seconds_total')} / {rate('cleancopy_documents_total')}"},
        unit="s",
    ),
    Panel(
        "Bytes",
        "Bytes a second of request and answer bodies, as they are sent.",
        {
            "in": rate("cleancopy_http_request_bytes_total", route="/clean.*"),
            "out": rate("cleancopy_http_response_bytes_total", route="/clean.*"),
        },
        unit="Bps",
    ),
    Panel(
        "Lines of batches",
        "Answered lines a second, by what came of them. Their documents count in the other panels, too.",
        {"{{outcome}}": rate("cleancopy_batch_lines_total", "outcome")},
        unit="reqps",
        look=Look.STACK,
    ),
    Panel(
        "Requests and lines at work",
        "Requests that have not been answered in full, and lines of batches that were read and have not been "
        "answered. Many while workers idle: callers send or read slowly.",
        {
            "requests": f"sum(cleancopy_http_requests_in_flight{{{HERE}}})",
            "lines of batches": f"sum(cleancopy_batch_lines_in_flight{{{HERE}}})",
        },
    ),
    Panel(
        "Bodies in memory",
        "What the bodies of open requests take after inflating, and what they may. What would be more is "
        "answered with busy.",
        {
            "held": f"sum(cleancopy_body_bytes_held{{{HERE}}})",
            "limit": f"sum(cleancopy_body_bytes_limit{{{HERE}}})",
        },
        unit="bytes",
    ),
    Panel(
        "Workers",
        "Worker processes by what they do. starting for long: the log says why they do not come up.",
        {"{{state}}": f"sum by (state) (cleancopy_workers{{{HERE}}})"},
        look=Look.STACK,
    ),
    Panel(
        "Memory",
        "Resident memory of the workers, what they share counted for each, and of the process in front.",
        {
            "workers": f"sum(cleancopy_workers_resident_memory_bytes{{{HERE}}})",
            "front": f"sum(process_resident_memory_bytes{{{HERE}}})",
        },
        unit="bytes",
    ),
    Panel(
        "CPU in front",
        "Cores that the process that takes HTTP uses. Near one: add instances, not workers.",
        {"{{instance}}": f"rate(process_cpu_seconds_total{{{HERE}}}{RATE})"},
    ),
)

CLEANING_WELL = (
    Panel(
        "Verdicts",
        "What kind of page the documents were, as shares of the last hour. blocked, script_required and "
        "consent_wall: the crawler is turned away.",
        {"{{verdict}}": 'job:cleancopy_verdicts:ratio_rate1h{job="cleancopy"}'},
        unit="percentunit",
        look=Look.STACK,
    ),
    Panel(
        "Articles without a field",
        "Share of the articles of the last hour, from HTML, that have no title, date, author or body.",
        {"{{field}}": 'job:cleancopy_fields_missing:ratio_rate1h{job="cleancopy"}'},
        unit="percentunit",
    ),
    Panel(
        "Where titles and dates come from",
        "Fields a second by source. A move from json-ld to line or url: pages lost their structured data on"
        " the way.",
        {"{{field}} {{source}}": rate("cleancopy_field_sources_total", "field, source", field="title|date")},
        look=Look.STACK,
    ),
    Panel(
        "Struck share",
        "Share of the blocks of a page that are not in the body, over the last hour. A jump after a "
        "rollout: take it back.",
        {"struck": 'job:cleancopy_blocks_struck:ratio_rate1h{job="cleancopy"}'},
        unit="percentunit",
    ),
    Panel(
        "Struck by kind",
        "Blocks a second that are left out, by the kind of rule or decision.",
        {"{{kind}}": rate("cleancopy_blocks_struck_total", "kind") + " > 0"},
        look=Look.STACK,
    ),
    Panel(
        "Characters kept",
        "Characters of bodies by those of the documents. HTML counts with its tags.",
        {"share": f"{rate('cleancopy_characters_out_total')} / {rate('cleancopy_characters_in_total')}"},
        unit="percentunit",
    ),
    Panel(
        "Rules that fire most",
        "Blocks a document that each rule strikes, over the last hour. `GET /rules` says what a rule is for.",
        {"": 'topk(15, job_rule:cleancopy_rule_blocks_struck:per_document_rate1h{job="cleancopy"})'},
        look=Look.TABLE,
        share=1 / 2,
    ),
    Panel(
        "Rules that fire more than the day before",
        "How many times as often a rule strikes now as over the last day. Fives and more: see "
        "CleancopyRuleSuddenlyFires.",
        {
            "": "topk(15, job_rule:cleancopy_rule_blocks_struck:per_document_rate1h / "
            "(avg_over_time(job_rule:cleancopy_rule_blocks_struck:per_document_rate1h[1d]) > 0))"
        },
        look=Look.TABLE,
        share=1 / 2,
    ),
)

BREAKING = (
    Panel(
        "Documents that were not cleaned",
        "By what they did to their worker. Points are single requests: their lines in the log have the "
        "caller's labels.",
        {"{{code}}": f"sum by (code) (increase(cleancopy_document_errors_total{{{HERE}}}{RATE}))"},
        exemplars=True,
    ),
    Panel(
        "Slowest documents",
        "The 99th percentile of each stage. Points are single requests.",
        {"{{stage}}": quantile(0.99, "cleancopy_stage_seconds", "stage")},
        unit="s",
        exemplars=True,
    ),
    Panel(
        "Articles without a title",
        "Articles from HTML without a title. Points are single requests.",
        {"without": rate("cleancopy_fields_missing_total", field="title", kind="html", verdict="article")},
        unit="reqps",
        exemplars=True,
    ),
    Panel(
        "Refused",
        "Requests that no worker had, by the code of the answer. All but busy, shutting_down and not_ready "
        "are the caller's to mend.",
        {"{{reason}}": rate("cleancopy_requests_rejected_total", "reason") + " > 0"},
        unit="reqps",
        look=Look.STACK,
        exemplars=True,
    ),
    Panel(
        "Pages that are no articles",
        "Documents a second by verdict. Points are single requests.",
        {"{{verdict}}": rate("cleancopy_verdicts_total", "verdict", verdict="[^a].*") + " > 0"},
        unit="reqps",
        look=Look.STACK,
        exemplars=True,
    ),
    Panel(
        "Lines of batches without a result",
        "By the code of their error. The answer of the batch names each line; the log counts them by code, "
        "with the caller's labels.",
        {"{{outcome}}": rate("cleancopy_batch_lines_total", "outcome", outcome="[^c].*") + " > 0"},
        unit="reqps",
        look=Look.STACK,
    ),
)

ROWS = (
    ("Is it healthy?", HEALTHY),
    ("Is it keeping up?", KEEPING_UP),
    ("Is it cleaning well?", CLEANING_WELL),
    ("Which documents break it?", BREAKING),
)
