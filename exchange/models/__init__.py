from exchange.models.exports import FETCHED_WITHIN, Export
from exchange.models.imports import ImportRun
from exchange.models.papers import Paper

__all__ = ["FETCHED_WITHIN", "Export", "ImportRun", "Paper"]
