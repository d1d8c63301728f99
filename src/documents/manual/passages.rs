//! Words looked for in the whole manual: the parts of pages that speak of them, best first. As in a book's index, the
//! answer is a page, a heading and the sentence.

use super::{ManualPage, PAGES};
use crate::documents::document::{Block, Document};
use crate::domain::text::folded::folded;
use std::borrow::Cow;
use std::sync::OnceLock;

/// A part of a page that speaks of the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    pub topic: &'static str,
    /// As it stands on the page; the title of the page where the words stand above all headings.
    pub heading: String,
    /// The name of that heading; `None` above all headings.
    pub part: Option<String>,
    /// The sentence, row or example with the words.
    pub says: String,
}

impl Passage {
    /// What is typed behind `manual` to read it.
    pub fn typed(&self) -> String {
        match &self.part {
            Some(part) => format!("{} {part}", self.topic),
            None => self.topic.to_owned(),
        }
    }
}

/// A list of more than this is not read.
const MOST: usize = 8;
/// In letters.
const LONGEST: usize = 140;
const MOST_OF_A_PAGE: usize = 2;

/// Pages where a word is only mentioned among very many others: they come last.
const LISTS_OF_ALL: &[&str] = &[
    "contents",
    "when-something-goes-wrong",
    "records",
    "settings-reference",
    "commands-and-keys",
    "command-line",
    "glossary",
    "speed",
    "changes",
    "what-is-safe",
];

const GLOSSARY: &str = "glossary";
const COMMANDS: &str = "commands-and-keys";

/// Words of a question that say nothing of what is asked.
const SMALL: &[&str] = &[
    "a",
    "about",
    "afterwards",
    "also",
    "am",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "been",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "for",
    "from",
    "get",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "him",
    "his",
    "how",
    "i",
    "if",
    "in",
    "is",
    "it",
    "its",
    "just",
    "let",
    "like",
    "make",
    "may",
    "me",
    "must",
    "my",
    "need",
    "not",
    "now",
    "of",
    "on",
    "or",
    "our",
    "out",
    "she",
    "should",
    "so",
    "some",
    "somebody",
    "someone",
    "than",
    "that",
    "take",
    "the",
    "their",
    "them",
    "then",
    "there",
    "they",
    "this",
    "to",
    "up",
    "use",
    "was",
    "want",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "will",
    "with",
    "would",
    "you",
    "your",
];

/// `typed, typed: words of the manual`: people do not look for what they do not know the name of.
const EVERYDAY: &str = include_str!("everyday_words.txt");

/// A word that is looked for, and what the manual may say for it.
struct Sought {
    word: String,
    also: Vec<String>,
}

/// The messages that are quoted under a heading repeat what is explained beside them.
const SAYS: &str = "It says: ";

struct Part {
    page: &'static ManualPage,
    heading: String,
    name: Option<String>,
    of_page: Vec<String>,
    of_heading: Vec<String>,
    says: Vec<Saying>,
}

/// A sentence, a row or an example.
struct Saying {
    text: String,
    words: Vec<String>,
    /// Its words are mostly there by chance.
    is_example: bool,
}

/// The parts that have all of these words, best first; a word stands for each that begins with it. None where nothing
/// is typed. Where only lists have all of them, by chance most likely, the parts with most of them come after.
pub fn passages(typed: &str) -> Vec<Passage> {
    let words = telling(typed);
    let mut found = best(&words, words.len());
    if words.len() >= A_QUESTION && !found.is_empty() {
        return as_a_question(&words);
    }
    if !found.is_empty() && found.iter().all(|one| LISTS_OF_ALL.contains(&one.topic)) {
        let others = most(&words).into_iter();
        let others = others.filter(|one| !LISTS_OF_ALL.contains(&one.topic));
        found.extend(others.take(MOST - found.len().min(MOST)));
    }
    found
}

/// The parts that have most of these words, where none has all. What nobody speaks of says nothing of what is asked,
/// and a rare word says more than a common one.
pub fn passages_with_most(typed: &str) -> Vec<Passage> {
    let words = telling(typed);
    match words.len() >= A_QUESTION {
        true => as_a_question(&words),
        false => most(&words),
    }
}

fn most(words: &[Sought]) -> Vec<Passage> {
    let weighed = Weighed::of(words);
    ranked(words, |part| {
        let weight = weighed.sum(|word| speaks(part, word));
        let is_list = LISTS_OF_ALL.contains(&part.page.topic);
        (weight > 0 && 2 * weight >= weighed.whole()).then_some(if is_list {
            weight / 2
        } else {
            weight
        })
    })
}

/// From so many telling words on, a long part has all of them by chance: what stands in its heading, and together in one
/// sentence, says more.
const A_QUESTION: usize = 3;

fn as_a_question(words: &[Sought]) -> Vec<Passage> {
    let weighed = Weighed::of(words);
    ranked(words, |part| {
        let in_heading = weighed.sum(|word| has(&part.of_heading, word) > 0);
        let of_saying = |saying: &Saying| {
            weighed.sum(|word| has(&saying.words, word) > 0) * 2 / weight_of(saying)
        };
        let in_sentence = part.says.iter().map(of_saying).max().unwrap_or(0);
        let anywhere = weighed.sum(|word| speaks(part, word));
        let is_list = LISTS_OF_ALL.contains(&part.page.topic);
        let weight = anywhere + in_sentence + 3 * in_heading;
        (anywhere > 0 && 3 * anywhere >= weighed.whole()).then_some(if is_list {
            weight / 2
        } else {
            weight
        })
    })
}

/// An example is half of a sentence.
fn weight_of(saying: &Saying) -> usize {
    1 + usize::from(saying.is_example)
}

/// The words with what each says: a rare one more than a common one. What nobody speaks of says nothing.
struct Weighed<'w>(Vec<(&'w Sought, usize)>);

impl<'w> Weighed<'w> {
    fn of(words: &'w [Sought]) -> Weighed<'w> {
        let all = parts();
        let speaking = |word: &Sought| all.iter().filter(|part| speaks(part, word)).count();
        let counted = words.iter().map(|word| (word, speaking(word)));
        let counted = counted.filter(|(_, count)| *count > 0);
        let weighed = counted.map(|(word, count)| (word, 1 + (all.len() / count).ilog2() as usize));
        Weighed(weighed.collect())
    }

    fn sum(&self, is_there: impl Fn(&Sought) -> bool) -> usize {
        let there = self.0.iter().filter(|(word, _)| is_there(word));
        there.map(|(_, weight)| weight).sum()
    }

    fn whole(&self) -> usize {
        self.sum(|_| true)
    }
}

/// Whether a text has all of the words that were typed, as a part of the manual must.
pub fn speaks_of(text: &str, typed: &str) -> bool {
    let own = words_of(text);
    let words = telling(typed);
    !words.is_empty() && words.iter().all(|word| has(&own, word) > 0)
}

fn best(words: &[Sought], fewest: usize) -> Vec<Passage> {
    ranked(words, |part| {
        let there = words.iter().filter(|word| speaks(part, word)).count();
        (there > 0 && there >= fewest).then_some(0)
    })
}

/// The name of a page alone is no answer: something in the part speaks of it.
fn speaks(part: &Part, word: &Sought) -> bool {
    let is_said = |saying: &Saying| has(&saying.words, word) > 0;
    has(&part.of_heading, word) > 0 || part.says.iter().any(is_said)
}

/// The parts that are good enough, by how good they are, and then by how well they answer.
fn ranked(words: &[Sought], goodness: impl Fn(&Part) -> Option<usize>) -> Vec<Passage> {
    let rated = parts().iter().filter_map(|part| {
        let good = goodness(part)?;
        let (rate, at) = rate(part, words)?;
        Some(((good, rate, at), part))
    });
    let mut rated: Vec<((usize, usize, usize), &Part)> = rated.collect();
    // Of two that are as good, the one that comes first in the manual.
    rated.sort_by_key(|((good, rate, _), _)| std::cmp::Reverse((*good, *rate)));
    let mut found: Vec<Passage> = Vec::new();
    for ((.., at), part) in rated {
        let of_page = found
            .iter()
            .filter(|other| other.topic == part.page.topic)
            .count();
        if found.len() < MOST && of_page < MOST_OF_A_PAGE {
            found.push(Passage {
                topic: part.page.topic,
                heading: part.heading.clone(),
                part: part.name.clone(),
                says: part.says.get(at).map_or_else(String::new, |saying| {
                    around(&saying.text, words).into_owned()
                }),
            });
        }
    }
    found
}

/// How well a part answers, and which of its sentences does.
fn rate(part: &Part, words: &[Sought]) -> Option<(usize, usize)> {
    let says = part.says.iter().enumerate();
    let (of_sentence, at) = says
        .map(|(at, saying)| (rate_saying(saying, words), at))
        .max_by_key(|(rate, at)| (*rate, std::cmp::Reverse(*at)))?;
    let mut rate = of_sentence;
    let mut of_heading = 0;
    for word in words {
        let in_heading = has(&part.of_heading, word);
        let in_page = has(&part.of_page, word);
        let in_text = part
            .says
            .iter()
            .map(|saying| has(&saying.words, word))
            .max();
        let in_text = in_text.unwrap_or(0);
        of_heading += 6 * in_heading;
        rate += 2 * in_page + in_text;
    }
    // What a word means is what somebody asks who types nothing else.
    let defines = |saying: &Saying| {
        let mut begins = saying.words.iter().zip(words);
        saying.words.len() > words.len() && begins.all(|(own, word)| *own == word.word)
    };
    // The command that is called so.
    let is_its_command =
        |saying: &Saying| saying.text.starts_with('/') && !saying.is_example && defines(saying);
    let is_meant = match part.page.topic {
        GLOSSARY => part.says.iter().any(defines),
        COMMANDS => part.says.iter().any(is_its_command),
        _ => false,
    };
    if is_meant {
        of_heading += 16;
    }
    let is_list = LISTS_OF_ALL.contains(&part.page.topic);
    let rate = of_heading + if is_list { rate / 3 } else { rate };
    Some((rate, at))
}

fn rate_saying(saying: &Saying, words: &[Sought]) -> usize {
    let own = &saying.words;
    let each: usize = words.iter().map(|word| has(own, word)).sum();
    let are_all = words.iter().all(|word| has(own, word) > 0);
    let one_after_the_other = own.windows(words.len()).any(|run| {
        let pairs = run.iter().zip(words);
        pairs
            .into_iter()
            .all(|(own, sought)| own.starts_with(&sought.word))
    });
    let rate = 2 * each
        + 4 * usize::from(are_all)
        + 6 * usize::from(one_after_the_other && words.len() > 1);
    if saying.is_example { rate / 2 } else { rate }
}

/// Of a long sentence or list, what stands around the first of the words.
fn around<'t>(text: &'t str, words: &[Sought]) -> Cow<'t, str> {
    if text.chars().count() <= LONGEST {
        return text.into();
    }
    let begins = text.split_inclusive(' ').scan(0, |at, piece| {
        let here = *at;
        *at += piece.len();
        Some((here, piece))
    });
    let begins: Vec<(usize, &str)> = begins.collect();
    let is_sought = |piece: &str| words.iter().any(|word| has(&words_of(piece), word) > 0);
    let first = begins.iter().position(|(_, piece)| is_sought(piece));
    // A few words before it, so that it can be understood.
    let from = first.unwrap_or(0).saturating_sub(4);
    let mut shown = String::from(if from > 0 { "… " } else { "" });
    for (_, piece) in begins.iter().skip(from) {
        if shown.chars().count() + piece.chars().count() > LONGEST {
            shown.push('…');
            break;
        }
        shown.push_str(piece);
    }
    shown.into()
}

/// 2: the word itself; 1: one that begins with it, or another word for it.
fn has(own: &[String], sought: &Sought) -> usize {
    let rate = |other: &String| match other {
        same if *same == sought.word => 2,
        longer if longer.starts_with(&sought.word) => 1,
        other => usize::from(sought.also.contains(other)),
    };
    own.iter().map(rate).max().unwrap_or(0)
}

/// The words that tell what is asked; all of them where none does.
fn telling(typed: &str) -> Vec<Sought> {
    let words = words_of(typed);
    let small: Vec<String> = SMALL.iter().flat_map(|word| words_of(word)).collect();
    let told = words.iter().filter(|word| !small.contains(word));
    let told: Vec<String> = told.cloned().collect();
    let told = if told.is_empty() { words } else { told };
    let sought = told.into_iter().map(|word| Sought {
        also: everyday(&word),
        word,
    });
    sought.collect()
}

/// The words of the manual for what people say.
fn everyday(word: &str) -> Vec<String> {
    let lines = EVERYDAY.lines().filter_map(|line| line.split_once(':'));
    let meant = lines.filter(|(typed, _)| words_of(typed).iter().any(|one| one == word));
    meant.flat_map(|(_, words)| words_of(words)).collect()
}

/// Several of a thing are as good as one: `drafts` and `draft`, `families` and `family`.
fn words_of(text: &str) -> Vec<String> {
    let text = folded(text);
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words
        .map(|word| match word {
            _ if word.len() < 4 || word.ends_with("ss") => word.to_owned(),
            _ => match (word.strip_suffix("ies"), word.strip_suffix('s')) {
                (Some(stem), _) => format!("{stem}y"),
                (None, Some(one)) => one.to_owned(),
                (None, None) => word.to_owned(),
            },
        })
        .collect()
}

/// Read once, when somebody looks something up for the first time.
fn parts() -> &'static [Part] {
    static PARTS: OnceLock<Vec<Part>> = OnceLock::new();
    PARTS.get_or_init(|| PAGES.iter().flat_map(parts_of).collect())
}

fn parts_of(page: &'static ManualPage) -> Vec<Part> {
    let document = page.document();
    let of_page = words_of(&format!("{} {}", page.topic, page.title()));
    let part = |heading: &str, name: Option<String>| Part {
        page,
        heading: heading.to_owned(),
        name,
        of_page: of_page.clone(),
        of_heading: words_of(heading),
        says: Vec::new(),
    };
    let mut parts = vec![part(page.title(), None)];
    for (at, block) in document.blocks.iter().enumerate() {
        if let Block::Heading { text, .. } = block {
            parts.push(part(text, name_of(&document, at)));
        } else if let Some(last) = parts.last_mut() {
            let is_example = matches!(block, Block::Example(_));
            let said = said_in(block).into_iter();
            last.says.extend(said.map(|text| Saying {
                is_example: is_example || text.starts_with(SAYS),
                words: words_of(&text),
                text,
            }));
        }
    }
    // A heading with nothing but further headings below it answers nothing.
    parts.retain(|part| !part.says.is_empty());
    parts
}

fn name_of(document: &Document, block: usize) -> Option<String> {
    let anchor = document
        .anchors
        .iter()
        .find(|anchor| anchor.block == block)?;
    Some(anchor.id.clone())
}

fn said_in(block: &Block) -> Vec<String> {
    match block {
        Block::Heading { .. } => Vec::new(),
        Block::Paragraph(text) | Block::Marked { text, .. } | Block::Quote { text, .. } => {
            sentences(text)
        }
        Block::Facts(facts) => facts
            .iter()
            .map(|(name, words)| format!("{name}: {words}"))
            .collect(),
        Block::List { items, .. } => items.iter().flat_map(|item| sentences(item)).collect(),
        Block::Example(lines) => lines
            .iter()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect(),
        Block::Table(table) => table.rows.iter().map(|row| row.join(" · ")).collect(),
    }
}

fn sentences(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(". ") {
        let (one, behind) = rest.split_at(at + 1);
        all.push(one.trim().to_owned());
        rest = behind;
    }
    all.push(rest.trim().to_owned());
    all.retain(|one| !one.is_empty());
    all
}
