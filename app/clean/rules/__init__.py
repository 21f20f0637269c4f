"""What is no part of an article, as data: packs of rules, and the machine that matches them.

`load_rules` reads and checks the packs once; the `RuleSet` it returns reads the blocks of a document, and
the `Reading` says which rules strike one.
"""

from app.clean.rules.loader import load_rules
from app.clean.rules.matcher import Reading, RuleSet
from app.clean.rules.rule import Rule, Scope, Strikes

__all__ = ["Reading", "Rule", "RuleSet", "Scope", "Strikes", "load_rules"]
