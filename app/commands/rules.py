"""The rules that a command answers by, without a store: what this terminal's next start is going to choose.

Invariants:
- A pack of the province that the terminal has taken counts here as it does at the counter; without one, or without a
  terminal, the shipped pack.
"""

import argparse
from datetime import date

from app.domain.policy import Policy
from app.paths import POLICY, find_home
from app.policy_files import load_policy
from app.rules_file import policy_to_show, read_rules
from sync.words import Environment


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose rules."""
    parser.add_argument("--training", action="store_true", help="the rules of the training store")


def rules_of(arguments: argparse.Namespace, today: date) -> Policy:
    """The rules on the counter's local date. Raises DomainError(POLICY_INVALID) for a broken installation."""
    home = find_home(Environment.TRAINING if arguments.training else Environment.PRODUCTION)
    return policy_to_show(read_rules(home.rules), load_policy(POLICY), today)
