"""What the review page's map paints, noted while it is painted."""

from __future__ import annotations

from typing import Any

from browser import Reviewer

PAINTED = """() => {
  const proto = CanvasRenderingContext2D.prototype, count = {};
  for (const name of ["fillText", "arc", "setLineDash", "fillRect", "lineTo"]) {
    const real = proto[name];
    proto[name] = function (...args) { (count[name] ||= []).push(args); return real.apply(this, args); };
    window.restore = [...(window.restore || []), () => { proto[name] = real; }];
  }
  drawPlaces();
  window.restore.forEach(undo => undo());
  return count;
}"""

# What is painted, in its order: [how, the colour's name in the style sheet, what, with which dashes, how opaque], and
# for a text its size and where it stands. A path is the list of what it was made with.
DRAWN = """() => {
  const proto = CanvasRenderingContext2D.prototype, real = {}, drawn = [], inks = new Map();
  const canvas = document.createElement("canvas").getContext("2d");
  for (const name of ["grid", "outline", "ink", "known", "place", "circle", "chosen", "move", "paper", "feed"]) {
    canvas.fillStyle = ink(name);
    inks.set(canvas.fillStyle, name);
  }
  const note = (name, act) => {
    real[name] = proto[name];
    proto[name] = function (...args) { act(this, args); return real[name].apply(this, args); };
  };
  const nameOf = colour => inks.get(colour) || colour;
  let path = [];
  note("beginPath", () => { path = []; });
  for (const name of ["moveTo", "lineTo", "arc"]) note(name, (_, args) => path.push(args));
  const setting = ctx => `${ctx.font.match(/\\d+px/)} ${ctx.textAlign} ${ctx.textBaseline}`;
  for (const name of ["fillRect", "fillText"]) {
    note(name, (ctx, args) => drawn.push([name, nameOf(ctx.fillStyle), args, [], ctx.globalAlpha, setting(ctx)]));
  }
  note("strokeText", (ctx, args) => drawn.push(["strokeText", nameOf(ctx.strokeStyle), args, [], ctx.globalAlpha]));
  note("fill", ctx => drawn.push(["fill", nameOf(ctx.fillStyle), path, [], ctx.globalAlpha]));
  note("stroke", ctx => drawn.push(["stroke", nameOf(ctx.strokeStyle), path, ctx.getLineDash(), ctx.globalAlpha]));
  drawPlaces();
  Object.assign(proto, real);
  return drawn;
}"""


def list_drawn(reviewer: Reviewer, how: str) -> list[tuple[str, Any]]:
    return [(colour, what) for drawn, colour, what, *_ in reviewer.page.evaluate(DRAWN) if drawn == how]


def list_rings(reviewer: Reviewer) -> dict[int, tuple[Any, Any, Any]]:
    """The disc, the ring and the number of each answer of the geocoder, by its number."""
    drawn = [each for each in reviewer.page.evaluate(DRAWN) if each[0] in ("fill", "stroke", "fillText")]
    return {
        number[2][0]: (disc, ring, number)
        for disc, ring, number in zip(drawn, drawn[1:], drawn[2:], strict=False)
        if number[0] == "fillText" and isinstance(number[2][0], int)
    }


def pixel(reviewer: Reviewer, lat: float, lng: float) -> tuple[float, float]:
    """As the map paints."""
    x, y = reviewer.page.evaluate("([lat, lng]) => { const p = pixelOf({lat, lng}); return [p.x, p.y]; }", [lat, lng])
    return x, y
