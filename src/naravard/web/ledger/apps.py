"""The app's name for Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Facts of recipients' money as the database keeps them, and fixed allocations."""

    name = "naravard.web.ledger"

    def ready(self) -> None:
        """Say which allocations have been fixed, and how much hangs on a duty, to the rooms beneath."""
        from naravard.web.agreements.in_force import told_by
        from naravard.web.ledger import in_force
        from naravard.web.ledger.models import FixedAllocation
        from naravard.web.ledger.stakes import kronor_on
        from naravard.web.tasks.losses import staked_by
        from naravard.web.tasks.paper_duties import fixed_by

        fixed_by(lambda: FixedAllocation.objects.values_list("agreement_id", flat=True).distinct())
        told_by(in_force)
        staked_by(kronor_on)
