// A hue for each kind of struck block; those of an operator's own packs get one from their name.

const HUES = {
  byline: 265, caption: 190, comments: 310, consent: 225, extractor: 175, header: 245, layout: 100, legal: 60,
  narrow: 285, navigation: 205, placeholder: 0, promo: 28, related: 330, scorer: 185, share: 45, "site-rule": 85,
};

/** The hue of a kind, in degrees. */
export function hueOf(kind) {
  return HUES[kind] ?? [...kind].reduce((sum, character) => (sum * 31 + character.codePointAt(0)) % 360, 7);
}
