"""What may a log line say about a request? Which page it asked for, never which record or link."""

import logging


class PagesOnly(logging.Filter):
    """Puts the page's pattern where a request's path stands: no key, no token, no search words."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            page = f"/{match.route}" if match else "(no such page)"
            record.args = tuple(page if arg == path else arg for arg in record.args)
        return True
