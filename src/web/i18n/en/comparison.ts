export const comparison = {
  title: 'Somebody else changed the record meanwhile',
  lead: 'Nothing is lost: what you filled in is kept. For every field that differs, choose the value to save.',
  theirs: 'In the register now',
  mine: 'You filled in',
  empty: 'empty',
  choose: 'Choose which value to save.',
  save: 'Save what is chosen',
  same: 'Your changes are what the register has already.',
}
