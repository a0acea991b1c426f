"""What the registers say of a place beside its cases: organisations, forces, patrols, check-ins, volunteers, burden."""

from dashboards.registers.covering import Covered, covered_on
from dashboards.registers.read import Registers, read

__all__ = ["Covered", "Registers", "covered_on", "read"]
