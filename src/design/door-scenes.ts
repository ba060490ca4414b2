// What is seen through an open door: a 120 by 128 sheet, seen between x 24 and 96. Papers a, b, c, d as in cut-scenes.
import type { Theme } from './paper-cut.tsx'

/** The view through each theme's door. */
export const doorScenes: Record<Theme, string> = {
  water:
    '<circle class="d" cx="76" cy="58" r="13"/><path class="a" d="M24 84q9-9 18 0t18 0t18 0t18 0V128H24z"/><path class="b" d="M24 98q9-9 18 0t18 0t18 0t18 0V128H24z"/><path class="c" d="M24 114q9-7 18 0t18 0t18 0t18 0V128H24z"/>',
  outdoors:
    '<circle class="d" cx="74" cy="60" r="13"/><path class="a" d="M24 96Q62 62 96 88V128H24z"/><path class="b" d="M24 112Q70 84 96 104V128H24z"/><path class="c" d="M80 116q-11-16 0-34q11 18 0 34"/>',
  move: '<circle class="d" cx="75" cy="62" r="11"/><path class="a" d="M24 110H96V128H24z"/><path class="b" d="M56 114a19 28 0 0 1 38 0h-9a10 18 0 0 0-20 0z"/>',
  make: '<path class="a" d="M48 80l30-14l14 30l-30 14z"/><path class="b" d="M56 128l24-24l16 16v8z"/><circle class="d" cx="76" cy="66" r="11"/>',
  music:
    '<circle class="d" cx="78" cy="78" r="20"/><circle class="a" cx="78" cy="78" r="12"/><path class="eb" d="M62 96v24M78 108v12"/>',
  food: '<circle class="d" cx="68" cy="88" r="10"/><circle class="b" cx="82" cy="84" r="12"/><path class="c" d="M54 92h42v14q-6 14-21 14t-21-28"/>',
  meet: '<path class="a" d="M54 128a40 44 0 0 1 42-44v44z"/><circle class="b" cx="70" cy="88" r="14"/><circle class="d" cx="86" cy="98" r="10"/><path class="c" d="M54 106h42v22H54z"/>',
  quiet:
    '<circle class="d" cx="74" cy="62" r="13"/><path class="a" d="M24 96Q62 84 96 98V128H24z"/><path class="b" d="M24 112Q70 102 96 112V128H24z"/>',
}
