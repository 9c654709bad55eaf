"""`python -m spinewise.drawing`: every picture into build/pictures, to look at."""

from __future__ import annotations

from pathlib import Path

from spinewise.drawing.picture import png, svg
from spinewise.knowledge import load
from spinewise.settings import ROOT, settings

_FOLDER = ROOT / "build" / "pictures"


def write(folder: Path) -> int:
    """Write each picture as SVG and PNG, and a page that shows all; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    poses = load(settings().knowledge_path).poses.values()
    rows = []
    for pose in poses:
        (folder / f"{pose.id}.svg").write_text(svg(pose))
        (folder / f"{pose.id}.png").write_bytes(png(pose))
        rows.append(f'<h2>{pose.id}</h2><img src="{pose.id}.svg" width="400">')
    (folder / "index.html").write_text("\n".join(rows))
    return len(rows)


if __name__ == "__main__":
    print(f"{write(_FOLDER)} pictures: open {_FOLDER / 'index.html'}")
