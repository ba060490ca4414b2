// The wide view at the top of the home page: morning by day, lit windows by night.
// Two paths run side by side over the hill to a door that stands open: the motif, and the promise.

const shape = (paper: string, d: string) => `<path class="${paper}" d="${d}"/>`

const pane = (x: number, y: number) => shape('pane', `M${x} ${y}h15v20h-15z`)

// One house of the terrace, 78 wide, standing at `y`; `door` says whose door is open.
const house = (x: number, y: number, wall: string, door: 'open' | 'shut') =>
  shape('roof', `M${x + 52} ${y - 130}h14v34h-14z`) +
  shape(wall, `M${x} ${y + 40}V${y - 84}h78V${y + 40}z`) +
  shape('roof', `M${x - 5} ${y - 80}L${x + 10} ${y - 114}H${x + 68}L${x + 83} ${y - 80}z`) +
  pane(x + 14, y - 66) +
  pane(x + 49, y - 66) +
  pane(x + 49, y - 30) +
  shape(door === 'open' ? 'lit' : 'roof', `M${x + 12} ${y + 20}V${y - 24}a11 11 0 0 1 22 0V${y + 20}z`)

const tree = (x: number, y: number, tall: number, paper: string) => {
  const side = Math.round(tall * 0.4)
  const half = Math.round(tall / 2)
  return (
    shape('trunk', `M${x - 3} ${y + 14}v${-half}h6v${half}z`) +
    shape(paper, `M${x} ${y - 8}q${-side} ${-half} 0 ${-tall}q${side} ${half} 0 ${tall}`)
  )
}

const cloud = (x: number, y: number) =>
  shape('cloud', `M${x} ${y}a16 16 0 0 1 6-31a30 30 0 0 1 56-6a22 22 0 0 1 34 37z`)

const sky =
  '<circle class="halo" cx="1210" cy="132" r="104"/><circle class="sun" cx="1210" cy="132" r="66"/>' +
  cloud(1290, 96) +
  cloud(1010, 128) +
  '<path class="stars" d="M880 74h0M948 176h0M1058 60h0M1120 190h0M1376 150h0M1330 60h0M1000 240h0M1410 96h0"/>'

// The kite's two tails run side by side too.
const kite =
  '<g class="kite"><path class="kite-one" d="M912 62l34 26l-18 44z"/><path class="kite-two" d="M912 62l16 70l-40-28z"/>' +
  '<path class="tail" d="M928 132c-10 34 14 46 0 80s-2 92-14 184"/><path class="tail-two" d="M928 132c8 30 24 36 12 72"/></g>'

const terrace =
  house(936, 372, 'home-two', 'shut') +
  house(1014, 372, 'home', 'shut') +
  house(1092, 372, 'home-three', 'open') +
  house(1170, 372, 'home-two', 'shut') +
  house(1248, 372, 'home', 'shut')

const paths =
  '<path class="path-one" d="M1110 396C1106 424 1040 428 950 440C850 451 770 474 724 500C690 520 660 540 640 556"/>' +
  '<path class="path-two" d="M1121 396C1122 434 1056 444 972 456C884 468 822 488 786 510C756 530 738 545 726 560"/>'

/** The landscape, as markup of ours. */
export const landscape =
  '<svg class="landscape" viewBox="0 0 1440 520" preserveAspectRatio="xMaxYMax slice" fill="none" aria-hidden="true">' +
  sky +
  shape('far', 'M0 424Q260 372 560 396T1010 300T1440 236V520H0z') +
  kite +
  shape('mid', 'M0 462Q240 396 590 430T1080 330T1440 322V520H0z') +
  terrace +
  tree(1356, 392, 92, 'leafy') +
  shape('near', 'M0 490Q330 420 700 440C800 446 860 404 960 398S1300 396 1440 404V520H0z') +
  paths +
  shape('front', 'M0 506Q240 458 520 500T900 530H0zM1440 430Q1300 440 1170 520H1440z') +
  tree(1236, 486, 74, 'front') +
  tree(1280, 478, 104, 'leafy') +
  '</svg>'
