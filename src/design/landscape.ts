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
  cloud(905, 88)

// The kite's two tails run side by side too.
const kite =
  '<g class="kite"><path class="kite-one" d="M792 62l34 26l-18 44z"/><path class="kite-two" d="M792 62l16 70l-40-28z"/>' +
  '<path class="tail" d="M808 132c-4 40 30 50 20 92s14 60 6 112"/><path class="tail-two" d="M808 132c8 38 34 54 28 92"/></g>'

const terrace =
  house(936, 372, 'home-two', 'shut') +
  house(1014, 372, 'home', 'shut') +
  house(1092, 372, 'home-three', 'open') +
  house(1170, 372, 'home-two', 'shut') +
  house(1248, 372, 'home', 'shut')

const paths =
  '<path class="path-one" d="M1110 384C1108 402 1064 410 1000 420S822 444 836 470S720 512 640 540"/>' +
  '<path class="path-two" d="M1120 384C1122 408 1080 420 1012 432S866 452 872 474S790 512 716 540"/>'

/** The landscape, as markup of ours. */
export const landscape =
  '<svg class="landscape" viewBox="0 0 1440 520" preserveAspectRatio="xMaxYMax slice" fill="none" aria-hidden="true">' +
  sky +
  shape('far', 'M0 424Q260 372 560 396T1010 300T1440 236V520H0z') +
  kite +
  shape('mid', 'M0 462Q240 396 590 430T1080 330T1440 322V520H0z') +
  tree(1392, 372, 104, 'far') +
  tree(894, 396, 78, 'leafy') +
  terrace +
  tree(1352, 388, 86, 'leafy') +
  shape('near', 'M0 490Q330 420 720 446T1180 384T1440 392V520H0z') +
  paths +
  shape('front', 'M0 506Q240 458 520 500T900 530H0zM1440 430Q1300 440 1170 520H1440z') +
  tree(1236, 486, 74, 'front') +
  tree(1280, 478, 104, 'leafy') +
  '</svg>'
