"""What every script needs: settings from the environment, the database connection, the log. No ticket logic."""

from shared.command_line import PrintVersion, exit_with
from shared.database import (
    LOCK_TIMEOUT_S,
    connect,
    describe_database_error,
    first_line,
    retry_on_lock_conflict,
    run_lock,
)
from shared.distance import distance_km
from shared.errors import (
    EXIT_CODES,
    FAILED,
    GUARD,
    LOCKED,
    QUOTA,
    USAGE,
    UserError,
    install_signal_handlers,
)
from shared.output import (
    decode_argument,
    escape_for_display,
    log,
    print_report,
    redact,
    register_secret,
    set_up_log,
    wrap_for_terminal,
)
from shared.progress_bar import duration, pluralize, progress, track
from shared.server import check_server, warn_of_creators_in_postgis_schema
from shared.settings import (
    BucketSettings,
    GeocoderSettings,
    bucket_settings,
    check_settings,
    database_url,
    geocoder_settings,
    read_environment,
    review_fields,
)

__all__ = [
    "EXIT_CODES",
    "FAILED",
    "GUARD",
    "LOCKED",
    "LOCK_TIMEOUT_S",
    "QUOTA",
    "USAGE",
    "BucketSettings",
    "GeocoderSettings",
    "PrintVersion",
    "UserError",
    "bucket_settings",
    "check_server",
    "check_settings",
    "connect",
    "database_url",
    "decode_argument",
    "describe_database_error",
    "distance_km",
    "duration",
    "escape_for_display",
    "exit_with",
    "first_line",
    "geocoder_settings",
    "install_signal_handlers",
    "log",
    "pluralize",
    "print_report",
    "progress",
    "read_environment",
    "redact",
    "register_secret",
    "retry_on_lock_conflict",
    "review_fields",
    "run_lock",
    "set_up_log",
    "track",
    "warn_of_creators_in_postgis_schema",
    "wrap_for_terminal",
]
