//! `worried that …`, `new to the family: …`, `come back to this`, `re Ella - …`: what a mark says, said in words. It is
//! only told before Enter how to mark it; the words stay as they are.

use super::entry::ContributionLine;
use super::marks::sign_of;
use crate::domain::meeting::{Found, Meeting, find_child};
use crate::domain::settings::people_words::{people_words, plain_words};

const WORRY: &str = "worry";

/// A worry is told by its first few words: `I am very worried that`.
const FIRST_WORDS: usize = 4;

const NEW: &[&str] = &[
    "new to family",
    "new to the family",
    "new to the parents",
    "new to mum",
    "new to dad",
    "news to the family",
    "not told before",
    "family has not heard",
    "family have not heard",
    "family hasnt heard",
    "family havent heard",
    "first time they hear",
    "first the family hears",
];

const COME_BACK: &[&str] = &[
    "come back to this",
    "come back to that",
    "come back to it",
    "back to this later",
    "check this later",
    "to be checked",
    "need to check",
    "needs checking",
    "to check later",
    "tbc",
];

/// Before the child whom a sentence is about: `re Ella - off school`.
const ABOUT: &[&str] = &["re", "regarding", "about", "concerning"];

/// The marks that the words may mean, each with how it is typed.
pub(super) fn perhaps_marks(entry: &ContributionLine, meeting: &Meeting) -> Vec<String> {
    let words = plain_words(&entry.text);
    let text = format!(" {} ", words.join(" "));
    let says = |phrases: &[&str]| {
        let mut phrases = phrases.iter();
        phrases.any(|phrase| text.contains(&format!(" {phrase} ")))
    };
    let new = (!entry.new_to_family && says(NEW)).then(|| "new to the family? #new".to_owned());
    let later = !entry.follow_up && says(COME_BACK);
    let later = later.then(|| "to come back to? ?? behind the words".to_owned());
    let all = perhaps_worry(entry).into_iter();
    all.chain(new)
        .chain(later)
        .chain(about(entry, &words, meeting))
        .collect()
}

fn perhaps_worry(entry: &ContributionLine) -> Option<String> {
    let words = entry.text.split_whitespace().take(FIRST_WORDS);
    let words: Vec<String> = words.map(|word| plain_words(word).concat()).collect();
    let is = |what: &str, word: &String| people_words().is(what, word);
    let begins = words.iter().position(|word| is(WORRY, word))?;
    // `Not worried`, `no concerns`, `she is worried` are something else.
    let is_own = |word: &String| is("before worry", word);
    let own = words.get(..begins)?.iter().all(is_own);
    let sign = sign_of(WORRY).filter(|_| own && entry.kind.is_none())?;
    Some(format!("a worry? {sign} and a space before the words"))
}

fn about(entry: &ContributionLine, words: &[String], meeting: &Meeting) -> Option<String> {
    let (first, name) = (words.first()?, words.get(1)?);
    if !ABOUT.contains(&first.as_str()) || !entry.children.is_empty() {
        return None;
    }
    match find_child(name, meeting) {
        Found::One(id) => {
            let called = meeting.called(&id);
            Some(format!("about {called}? @{called}"))
        }
        Found::Several(_) | Found::Nobody => None,
    }
}
