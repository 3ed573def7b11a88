export const consent = {
  notShown: 'Nothing is published',
  personal: 'This is your personal link. Do not pass it on: whoever has it can answer for you. You need no account.',
  asked: {
    title: 'Do you agree that this is published?',
    lead: 'Nothing is published yet. It will be only if you agree.',
    by: (name: string) => `It was filled in by the organization: ${name}.`,
    byNobody: 'It was filled in by a registrar.',
  },
  given: {
    title: 'Your data is published with your consent',
    since: (date: string) => `Consent was given on ${date}. You may withdraw it at any time.`,
  },
  withdrawn: {
    title: 'The register has no data about you',
    lead: (date: string) =>
      `Your decision was recorded on ${date}. The data is erased from the register, the search and the log; only the number of the record is left, so that nobody else gets it.`,
    again: 'You cannot agree again by this link: the register no longer has what there would be to agree to.',
    copies: 'Backups of the register are kept for a limited time, after which they are gone too.',
  },
  expired:
    'The time of this link is over or it was replaced by a new one, so the data cannot be corrected by it. Consent can be withdrawn.',
  what: 'What exactly will be shown',
  whatGiven: 'What is shown',
  where: 'Where it will be shown',
  whereGiven: 'Where it is shown',
  places: {
    page: 'on your page, in the list of experts, in the search and its suggestions',
    software: 'on the pages of the software in which you are named:',
    softwareNone: 'on the pages of software, if you are named in any',
    data: 'in the open data and the API of the register',
    history: 'in the history: earlier versions of the data, until you withdraw consent',
  },
  fields: {
    software: 'Software',
    notDeclared: 'not declared',
    parts: 'Your part in software',
    notPart:
      'Roles and days stand in the entry of the software; its holder changes them. Their official mailbox is on the page of the software.',
  },
  recorded: { title: 'What was recorded, and when', when: 'When', what: 'What', who: 'Who', erased: 'content erased' },
  give: {
    link: 'Agree',
    title: 'Consent to publication',
    text: 'I have read what will be published and where, and I agree to it. I know that I may withdraw my consent by this same link, and that the data is erased then.',
    law: 'The ground is your consent (article 11 of the Law of Ukraine “On Personal Data Protection”).',
    field: 'Consent',
    box: 'Yes, I agree',
    button: 'Give consent',
  },
  edit: {
    link: 'Correct the data',
    title: 'Correct the data about yourself',
    asked: 'Correct whatever is wrong. It is published only after you agree.',
    given: 'Everyone sees the correction at once; the earlier version stays in the history until you withdraw consent.',
    button: 'Save',
  },
  withdraw: {
    link: 'Withdraw consent',
    refuse: 'Refuse',
    title: 'Withdraw consent',
    refuseTitle: 'Refuse publication',
    text: 'All data about you is erased at once and for good: from pages, search, data and history. It cannot be brought back.',
    stays:
      'What is left is the number of the record, the day of your decision and, in entries of software, a role and days under that number, without a name.',
    button: 'Erase the data about me',
    back: 'Back, change nothing',
  },
  changed: 'The data changed while you read it. Read it once more before you answer.',
  saved: 'Saved.',
  ask: 'If something is wrong that cannot be corrected here, write to the mailbox of the register:',
  bad: {
    title: 'This link does not work',
    text: 'Its time is over, it was replaced by a new one, or a part of the address is missing. Copy the whole link, or ask for a new one from whoever handed it to you.',
  },
}
