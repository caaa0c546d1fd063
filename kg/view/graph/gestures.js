// What fingers, mouse and wheel do to a drawing: pan, pinch, zoom. On a page that scrolls, one finger moves the drawing
// sideways and the page up and down, and two fingers move and zoom the drawing; where the drawing fills the screen, one
// finger moves it every way. The style of the element (touch-action) says which of the two it is.

const DRAGGED = 4;

// `act` has pan(dx, dy) and zoom(by, px, py); where it has grab(event), what that gives moves in place of the drawing,
// and rest() when the last finger is lifted.
export function gestures(area, act) {
  const down = new Map();
  let grabbed = null;
  let far = false;
  const start = (event) => {
    if (event.button !== 0) return;
    if (!down.size) far = false;
    down.set(event.pointerId, [event.clientX, event.clientY]);
    grabbed = down.size === 1 ? act.grab?.(event) ?? null : null;
  };
  const move = (event) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const now = [event.clientX, event.clientY];
    far ||= Math.hypot(now[0] - before[0], now[1] - before[1]) > DRAGGED || down.size > 1;
    if (!far) return;
    const others = [...down].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    down.set(event.pointerId, now);
    if (others.length) pinched(area, act, before, now, others[0]);
    else (grabbed ?? act.pan)(now[0] - before[0], now[1] - before[1]);
  };
  const end = (event) => {
    if (down.delete(event.pointerId) && !down.size) act.rest?.();
  };
  area.addEventListener("pointerdown", start);
  addEventListener("pointermove", move);
  addEventListener("pointerup", end);
  addEventListener("pointercancel", end);
  area.addEventListener("wheel", (event) => wheeled(area, act, event), { passive: false });
  // What was dragged is not pressed as well.
  area.addEventListener("click", (event) => { if (far) event.stopImmediatePropagation(); far = false; }, { capture: true });
}

// The other finger rests meanwhile: the drawing moves by half, and grows around the middle of both.
function pinched(area, act, before, now, other) {
  const apart = (place) => Math.hypot(place[0] - other[0], place[1] - other[1]) || 1;
  const box = area.getBoundingClientRect();
  act.pan((now[0] - before[0]) / 2, (now[1] - before[1]) / 2);
  act.zoom(apart(now) / apart(before), ((now[0] + other[0]) / 2 - box.left) / box.width, ((now[1] + other[1]) / 2 - box.top) / box.height);
}

// The page scrolls; with Ctrl the drawing zooms. Where it fills the screen there is nothing to scroll.
function wheeled(area, act, event) {
  if (!event.ctrlKey && !event.metaKey && !area.closest(".filled")) return;
  event.preventDefault();
  const box = area.getBoundingClientRect();
  act.zoom(event.deltaY > 0 ? 1 / 1.15 : 1.15, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
}
