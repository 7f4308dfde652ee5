"""Applies the files of migrations/ to a database; knows nothing about tickets."""

from migrator.apply import migrate
from migrator.files import FOLDER, Checkout, discover
from migrator.ledger import refuse_pending_migrations
from migrator.listing import list_dry_run, list_status

__all__ = ["FOLDER", "Checkout", "discover", "list_dry_run", "list_status", "migrate", "refuse_pending_migrations"]
