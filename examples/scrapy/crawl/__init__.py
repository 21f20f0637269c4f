"""A crawl of one site whose pages are cleaned by Cleancopy on their way."""
