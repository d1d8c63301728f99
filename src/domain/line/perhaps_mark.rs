//! `worried that …`, `new to the family: …`, `come back to this`, `re Ella - …`: what a mark says, said in words. It is
//! only told before Enter how to mark it; the words stay as they are.

use super::entry::ContributionLine;
use super::marks::sign_of;
use super::speaker::split;
use crate::domain::meeting::{Found, Meeting, find_child};
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::{people_words, plain_words, squeezed};

pub(super) const WORRY: &str = "worry";
const STRENGTH: &str = "strength";

/// A worry is told by its first few words: `I am very worried that`.
const FIRST_WORDS: usize = 4;

/// The marks that the words may mean, each with how it is typed.
pub(super) fn perhaps_marks(entry: &ContributionLine, meeting: &Meeting) -> Vec<String> {
    let words = plain_words(&entry.text);
    let says = |what: &str| meant_words().says(what, &words);
    let new = (!entry.new_to_family && (says("new to the family") || is_first_heard(&words)))
        .then(|| "new to the family? #new".to_owned());
    let later = !entry.follow_up && says("come back");
    let later = later.then(|| "to come back to? ?? behind the words".to_owned());
    let all = perhaps_worry(entry)
        .or_else(|| perhaps_strength(entry))
        .into_iter();
    all.chain(new)
        .chain(later)
        .chain(about(entry, &words, meeting))
        .collect()
}

/// How many words stand between: `first DB's heard of it`, `first that mum knew`.
const FIRST_HEARD: usize = 4;

fn is_first_heard(words: &[String]) -> bool {
    let is_first = |(_, word): &(usize, &String)| meant_words().is("the first", word);
    let mut first = words.iter().enumerate().filter(is_first);
    first.any(|(at, _)| {
        let behind = words.iter().skip(at + 1).take(FIRST_HEARD);
        let mut behind = behind.filter(|word| meant_words().is("heard", word));
        behind.next().is_some()
    })
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

/// `gd that O has had all his jabs`, `really pleased how he copes`
fn perhaps_strength(entry: &ContributionLine) -> Option<String> {
    let words = entry.text.split_whitespace().take(FIRST_WORDS + 1);
    let words: Vec<String> = words.map(|word| plain_words(word).concat()).collect();
    let is = |what: &str, word: &String| people_words().is(what, word);
    let is_said = || {
        let begins = words.iter().position(|word| is(STRENGTH, word))?;
        let mut before = words.get(..begins)?.iter();
        let goes_on = words.get(begins + 1)?;
        let is_own = before.all(|word| is("before worry", word));
        (is_own && is("behind strength", goes_on)).then_some(())
    };
    // `what's working well: she gets them to school`
    let is_label = |label: &str| people_words().is("strength label", &squeezed(label));
    let is_labelled = |text: &str| split(text).is_some_and(|(label, _)| is_label(label));
    let is_one = is_said().is_some() || is_labelled(&entry.text);
    let sign = sign_of(STRENGTH).filter(|_| is_one && entry.kind.is_none())?;
    Some(format!("a strength? {sign} and a space before the words"))
}

fn about(entry: &ContributionLine, words: &[String], meeting: &Meeting) -> Option<String> {
    let (first, name) = (words.first()?, words.get(1)?);
    if !meant_words().is("about", first) || !entry.children.is_empty() {
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
