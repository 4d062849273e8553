"""The quantities of a text, compared as what they mean and not as they are written."""

from knowledge.language.quantities.finding import find_quantities
from knowledge.language.quantities.quantity import Quantity, conflicting, missing

__all__ = ["Quantity", "conflicting", "find_quantities", "missing"]
