"""Settings of the crawl; `-s NAME=value` sets others for one run."""

import os

BOT_NAME = "crawl"
SPIDER_MODULES = ["crawl.spiders"]

# Say who you are here, with an address: USER_AGENT = "quaypost-crawler (+https://quaypost.example/crawler)"
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1

ITEM_PIPELINES = {"crawl.pipelines.CleancopyPipeline": 300}

CLEANCOPY_URL = os.environ.get("CLEANCOPY_URL", "http://127.0.0.1:8000")
CLEANCOPY_API_KEY = os.environ.get("CLEANCOPY_API_KEY")
# Pages at a time with the service: about twice its workers keep these busy.
CLEANCOPY_CONNECTIONS = 8
# How long a page waits for a service that restarts or is busy.
CLEANCOPY_PATIENCE_SECONDS = 300

# Bytes of responses that wait in the pipeline, until no more are fetched; Scrapy's own default.
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 5_000_000

# Rows are appended, so that a crawl with a JOBDIR goes on where it was stopped.
FEEDS = {
    "articles.jsonl": {"format": "jsonlines", "item_classes": ["crawl.items.CleanedPage"]},
    "failures.jsonl": {"format": "jsonlines", "item_classes": ["crawl.items.FailedPage"]},
}
FEED_EXPORT_ENCODING = "utf-8"

LOG_LEVEL = "INFO"  # at DEBUG, Scrapy writes every item into the log
