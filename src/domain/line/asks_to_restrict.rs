//! `Dad's history, not to be in the family's copy`: a sentence that says who is not to read it, without the mark.

/// What says no. Each is looked for as whole words.
const NO: &[&str] = &[
    "not",
    "no",
    "never",
    "don't",
    "dont",
    "mustn't",
    "mustnt",
    "shouldn't",
    "shouldnt",
    "can't",
    "cannot",
    "out",
    "off",
    "without",
    "nothing",
];

/// What is handed out.
const PAPERS: &[&str] = &["copy", "copies", "version", "versions", "minutes", "record"];

/// Whose copy it is.
const READERS: &[&str] = &[
    "family",
    "family's",
    "families",
    "parents",
    "parents'",
    "parent's",
    "dad",
    "dad's",
    "mum",
    "mum's",
    "mother",
    "mother's",
    "father",
    "father's",
    "everybody's",
    "everyone's",
    "child's",
    "public",
    "open",
    "shared",
];

/// Before `the minutes`: what is not to stand in them.
const IN: &[&str] = &["in", "into", "from", "of"];

/// Between the no and the minutes: `it is not in the minutes` only says where it is.
const TO_PUT: &[&str] = &[
    "put", "go", "goes", "write", "written", "include", "included", "be", "appear", "keep", "kept",
    "stand", "stay",
];

/// How far behind the no the paper may be named: `not to be put in the family's copy`.
const NEAR: usize = 6;

/// Several words that say it by themselves.
const PHRASES: &[&str] = &[
    "off the record",
    "in confidence",
    "in strict confidence",
    "strictly confidential",
    "not for the family",
    "not for the parents",
    "not for family",
    "not for parents",
    "not for dad",
    "not for mum",
    "not for the father",
    "not for the mother",
    "not for sharing",
    "not to be shared",
    "not to be disclosed",
    "not to be told to",
    "not be shared with",
    "not be told this",
    "do not minute",
    "don't minute",
    "dont minute",
    "keep this from",
    "keep it from",
    "keep that from",
    "keep this between",
    "professionals only",
    "for professionals only",
    "agencies only",
];

/// The words that say it, as they stand in the text.
pub(super) fn asks_to_restrict(text: &str) -> Option<&str> {
    let words = words_of(text);
    let phrase = |from: usize| {
        PHRASES.iter().find_map(|phrase| {
            let parts: Vec<&str> = phrase.split(' ').collect();
            let said = words.get(from..from + parts.len())?;
            let same = said
                .iter()
                .map(|word| word.plain.as_str())
                .eq(parts.iter().copied());
            same.then_some(from + parts.len() - 1)
        })
    };
    let no_paper = |from: usize| {
        NO.contains(&words.get(from)?.plain.as_str())
            .then_some(())?;
        let behind = words.get(from + 1..)?.iter().take(NEAR);
        let mut behind = behind.enumerate();
        let (at, _) = behind.find(|(_, word)| PAPERS.contains(&word.plain.as_str()))?;
        let before = |back: usize| {
            let place = (from + at).checked_sub(back)?;
            words.get(place).map(|word| word.plain.as_str())
        };
        let is_of = before(0).is_some_and(|reader| READERS.contains(&reader));
        let no = words.get(from)?.plain.as_str();
        let mut between = words.get(from + 1..from + at)?.iter();
        let is_to_put = no == "out" || between.any(|word| TO_PUT.contains(&word.plain.as_str()));
        let is_in = before(0) == Some("the") && before(1).is_some_and(|word| IN.contains(&word));
        let is_in = is_in && is_to_put;
        (is_of || is_in).then_some(from + 1 + at)
    };
    let is_text = |from: usize| words.get(from).is_some_and(|word| word.is_guarded);
    let found = (0..words.len()).filter(|from| !is_text(*from));
    let (from, to) = found
        .filter_map(|from| Some((from, phrase(from).or_else(|| no_paper(from))?)))
        .next()?;
    text.get(words.get(from)?.from..words.get(to)?.to)
}

struct Word {
    plain: String,
    from: usize,
    to: usize,
    /// With a `\` before it, it is text.
    is_guarded: bool,
}

fn words_of(text: &str) -> Vec<Word> {
    let starts = text.split_whitespace().map(|word| {
        let from = word.as_ptr() as usize - text.as_ptr() as usize;
        (from, word)
    });
    let words = starts.map(|(from, word)| Word {
        plain: word
            .trim_matches(|letter: char| !letter.is_alphanumeric())
            .to_lowercase()
            .replace('\u{2019}', "'"),
        from,
        to: from + word.len(),
        is_guarded: word.starts_with('\\'),
    });
    words.collect()
}
