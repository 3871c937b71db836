"""What a sweep found."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Report:
    """name: of the sweep; tried: how often something was broken; findings: what should not have happened."""

    name: str
    tried: int = 0
    findings: list[str] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)

    def note(self, what: str) -> None:
        """Count an outcome that is worth a figure."""
        self.notes[what] = self.notes.get(what, 0) + 1

    def found(self, what: str) -> None:
        """Note a finding."""
        self.findings.append(f"{self.name}, try {self.tried}: {what}")

    def __str__(self) -> str:
        notes = ", ".join(f"{what} {count:,}" for what, count in sorted(self.notes.items()))
        return f"{self.name:<34} {self.tried:>6,} tried  {len(self.findings):>4,} findings  {notes}"
