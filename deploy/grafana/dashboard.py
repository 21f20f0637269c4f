"""The dashboard as code: `make dashboard` writes what this prints to dashboard.json beside it.

Four rows, each a question. Panels and their queries are data, in panels.py; here is how they look.
"""

from __future__ import annotations

import json
import sys

from grafana_foundation_sdk.builders import dashboard, prometheus, stat, table, timeseries
from grafana_foundation_sdk.builders.common import VizLegendOptions, VizTooltipOptions
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models import common
from grafana_foundation_sdk.models import dashboard as model
from grafana_foundation_sdk.models.prometheus import PromQueryFormat
from panels import ROWS, Look, Panel

SOURCE = model.DataSourceRef("prometheus", "${datasource}")
WIDTH = 24


def build() -> model.Dashboard:
    """The dashboard."""
    board = (
        dashboard.Dashboard("Cleancopy")
        .uid("cleancopy")
        .description("What to do when a panel turns red: docs/operating.md and docs/metrics.md")
        .tags(["cleancopy"])
        .timezone("utc")
        .time("now-1h", "now")
        .refresh("30s")
        .tooltip(model.DashboardCursorSync.CROSSHAIR)
        .with_variable(dashboard.DatasourceVariable("datasource").label("Prometheus").type("prometheus"))
        .with_variable(
            dashboard.QueryVariable("instance")
            .label("Instance")
            .datasource(SOURCE)
            .query('label_values(up{job="cleancopy"}, instance)')
            .refresh(model.VariableRefresh.ON_TIME_RANGE_CHANGED)
            .multi(True)
            .include_all(True)
            .all_value(".*")
        )
        .with_variable(
            dashboard.TextBoxVariable("log_search")
            .label("Log search")
            .description("Address of your log search, up to where the id of a request follows.")
            .default_value("https://logs.example/search?q=request_id:")
        )
        .with_variable(
            dashboard.TextBoxVariable("request")
            .label("Request")
            .description("Id of a request: of an exemplar, of an answer's X-Request-ID, of a problem.")
        )
        .link(
            dashboard.DashboardLink("Log of the request")
            .type(model.DashboardLinkType.LINK)
            .icon("external link")
            .tooltip("What the log has of the request whose id stands in the field Request")
            .url("${log_search}${request}")
            .target_blank(True)
        )
    )
    for title, panels in ROWS:
        board.with_row(dashboard.Row(title))
        for panel in panels:
            board.with_panel(shown(panel, WIDTH * panel.share))
    return board.build()


def shown(panel: Panel, width: float) -> timeseries.Panel | stat.Panel | table.Panel:
    """A panel of a row."""
    builder: timeseries.Panel | stat.Panel | table.Panel
    match panel.look:
        case Look.NUMBER:
            builder = stat.Panel().color_mode(common.BigValueColorMode.VALUE).height(4)
        case Look.TABLE:
            builder = table.Panel().height(8)
        case Look.LINES | Look.STACK:
            builder = (
                timeseries.Panel()
                .height(8)
                .fill_opacity(30 if panel.look is Look.STACK else 5)
                .show_points(common.VisibilityMode.NEVER)
                .legend(VizLegendOptions().placement(common.LegendPlacement.BOTTOM).show_legend(True))
                .tooltip(VizTooltipOptions().mode(common.TooltipDisplayMode.MULTI))
            )
    builder.title(panel.title).description(panel.description).datasource(SOURCE).unit(panel.unit)
    builder.span(int(width)).min(0)
    if panel.red is not None:
        steps = [model.Threshold(None, "green"), model.Threshold(panel.red, "red")]
        builder.thresholds(dashboard.ThresholdsConfig().mode(model.ThresholdsMode.ABSOLUTE).steps(steps))
    for number, (legend, query) in enumerate(panel.queries.items()):
        target = prometheus.Dataquery().expr(query).legend_format(legend).ref_id(chr(ord("A") + number))
        if panel.look in (Look.NUMBER, Look.TABLE):
            target.instant()
        else:
            target.range().exemplar(panel.exemplars)
        if panel.look is Look.TABLE:
            target.format(PromQueryFormat.TABLE)
        builder.with_target(target)
    return builder


def rendered() -> str:
    """The JSON that Grafana loads."""
    return json.dumps(build(), cls=JSONEncoder, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(rendered())
