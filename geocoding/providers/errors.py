"""Why a geocoder gave no answer: the errors, and which HTTP status means which of them."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from shared import FAILED, QUOTA, UserError, redact


class GeocoderError(UserError):
    """The provider gave no answer. The message names provider and host, never the key, and says what to do."""

    def __init__(self, message: str, exit_code: int = FAILED) -> None:
        super().__init__(redact(message), exit_code)


class AuthenticationFailed(GeocoderError):
    """Key or access refused: ends the run."""


class Misconfigured(GeocoderError):
    """The URL leads to something that is no such geocoder: ends the run."""


class QuotaExceeded(GeocoderError):
    """Nothing more before the next UTC day: ends the run, is never waited for."""

    def __init__(self, message: str, exit_code: int = QUOTA) -> None:
        super().__init__(message, exit_code)


class BadRequest(GeocoderError):
    """This query is refused, others may pass: skip it, don't send it again in this run."""


class RateLimited(GeocoderError):
    """Asked too often within a second or a minute: wait, then send the same query again."""

    def __init__(self, message: str, retry_after_s: float = 1.0) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class Unavailable(GeocoderError):
    """An outage: try again later. `retry_after_s` is what the provider asked for, None if it said nothing."""

    def __init__(self, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class Rule:
    """What a status means; with a `prefix`, only when the provider's text starts so (in any case)."""

    statuses: Container[int]
    outcome: type[GeocoderError] | None  # None: there is no such place, and the provider is well
    advice: str = ""
    prefix: str = ""
    wait_s: float = 1.0  # for RateLimited, where the provider names no time


# Where a provider's own rules are silent. A status that no provider documents skips the query if it speaks of the query
# (413, 414, 422, 431); any other 4xx ends the run rather than burn the quota.
COMMON_RULES = (
    Rule((401, 403), AuthenticationFailed, "access is refused: check GEOCODER_API_KEY and the account"),
    Rule((402,), QuotaExceeded, "the quota is used up until the next UTC day"),
    Rule((429,), RateLimited, "asked too fast: lower GEOCODER_RATE if this stays"),
    Rule((408, 425, *range(500, 600)), Unavailable, "the provider is in trouble: try again later"),
    Rule((400, 410, 413, 414, 422, 431), BadRequest, "this query is refused"),
    Rule(range(400, 500), Misconfigured, "no geocoder answers there: check GEOCODER_URL"),
)
NO_GEOCODER = Rule((), Unavailable, "that is no answer of a geocoder: check GEOCODER_URL if this stays")
MAX_WAIT_S = 3600.0


def find_rule(rules: Iterable[Rule], status: int, words: str) -> Rule:
    """The first that fits: a provider's own before the common ones."""
    spoken = words.lower()
    fitting = (rule for rule in (*rules, *COMMON_RULES) if status in rule.statuses and spoken.startswith(rule.prefix))
    return next(fitting, NO_GEOCODER)


def make_error(rule: Rule, message: str, retry_after_s: float | None) -> GeocoderError | None:
    """None: there is no such place."""
    if rule.outcome is RateLimited:
        wait_s = rule.wait_s if retry_after_s is None else retry_after_s
        if wait_s > MAX_WAIT_S:
            return QuotaExceeded(f"{message}; it asks to wait {wait_s / 3600:.1f} hours, so that is a quota")
        return RateLimited(message, wait_s)
    if rule.outcome is Unavailable:
        return Unavailable(message, None if retry_after_s is None else min(retry_after_s, MAX_WAIT_S))
    return rule.outcome(message) if rule.outcome else None
