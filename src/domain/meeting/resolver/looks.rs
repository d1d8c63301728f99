//! Whether something looks like the name of somebody, though nobody here is called so.

use super::without_wrapping;
use crate::domain::settings::people_words::{
    Gender, PeopleWords, is_also_a_name, is_everyday, people_words, plain_words, squeezed,
};

/// `Ella's mum` as `Ella` and `mum`.
pub fn split_possessive(typed: &str) -> Option<(&str, &str)> {
    let (first, rest) = typed.split_once(char::is_whitespace)?;
    let name = first.trim_end_matches('s');
    let name = name.strip_suffix(['\'', '\u{2019}', '\u{2bc}', '`', '\u{2032}'])?;
    (!name.is_empty() && !rest.trim().is_empty()).then_some((name, rest.trim()))
}

/// Whether something looks like the name of a person, a role or a label although nobody here is called so. What is
/// made of everyday words is the beginning of a sentence.
pub fn looks_like_somebody(label: &str) -> bool {
    let people = people_words();
    let label = without_wrapping(label);
    let typed: Vec<&str> = label.split_whitespace().collect();
    let words = plain_words(label);
    if words.is_empty() {
        return false;
    }
    let bare = match without_owner(label) {
        Some(role) => plain_words(role),
        None => words.clone(),
    };
    is_phrase_for_somebody(&bare, people)
        || is_numbered(&words, people)
        || is_all_but_some(&words, people)
        || is_post_or_place(&typed, people)
        || is_post_and_name(&typed, people)
        || typed.len() <= 5
            && (has_title_and_name(&typed, people)
                || is_name(&typed)
                || is_from_somewhere(&typed)
                || is_code(label))
}

/// `Sandra from probation`: a name, and where it comes from. `Two of them` is nobody.
fn is_from_somewhere(typed: &[&str]) -> bool {
    let from = typed.iter().position(|word| *word == "from");
    let parts = from.and_then(|at| Some((typed.get(..at)?, typed.get(at + 1..)?)));
    parts.is_some_and(|(name, place)| {
        let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
        !place.is_empty() && name.iter().all(is_capital) && is_name(name)
    })
}

/// `Ella's mum` and `the baby's father` without the one whose they are.
fn without_owner(label: &str) -> Option<&str> {
    let (first, rest) = label.split_once(char::is_whitespace)?;
    match people_words().is("little", &squeezed(first)) {
        true => split_possessive(rest),
        false => split_possessive(label),
    }
    .map(|(_, role)| role)
}

/// `Speaker 1`
fn is_numbered(words: &[String], people: &PeopleWords) -> bool {
    let Some((number, before)) = words.split_last() else {
        return false;
    };
    number.chars().all(|digit| digit.is_ascii_digit()) && people.is("anybody", &before.concat())
}

/// `everybody except Mum`
fn is_all_but_some(words: &[String], people: &PeopleWords) -> bool {
    let except = words.iter().position(|word| people.is("except", word));
    except.and_then(|at| words.get(..at)).is_some_and(|before| {
        let all = before.concat();
        [
            "everybody",
            "every agency",
            "all professionals",
            "whole family",
        ]
        .iter()
        .any(|list| people.is(list, &all))
    })
}

/// `Local authority solicitor`, `duty worker`, `Met Police`: a few words of which the last says that it is somebody. With a
/// pronoun or a small word among them it is a sentence.
fn is_post_or_place(typed: &[&str], people: &PeopleWords) -> bool {
    let [before @ .., last] = typed else {
        return false;
    };
    let is_said = |word: &&str| {
        let word = squeezed(word);
        !["pronoun", "never", "next", "whose"]
            .iter()
            .any(|list| people.is(list, &word))
    };
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    let last_word = squeezed(last);
    let fits = people.is("post", &last_word)
        || !before.is_empty() && people.is("place", &last_word) && typed.iter().all(is_capital);
    fits && before.len() <= 3 && before.iter().all(is_said)
}

/// `nursery manager Sue Hart`, `class teacher Mr Bell`, `Tim's colleague Jo Brent`, `my friend Tina`: what somebody is, and how
/// they are called.
fn is_post_and_name(typed: &[&str], people: &PeopleWords) -> bool {
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    (1..typed.len()).any(|at| {
        let (post, name) = typed.split_at(at);
        let is_called = name.len() <= 3
            && name.iter().all(is_capital)
            && (is_name(name) || has_title_and_name(name, people));
        let post = post.join(" ");
        let whose = || {
            let (first, rest) = post.split_once(' ')?;
            people.is("whose", &squeezed(first)).then_some(rest)
        };
        let theirs = without_owner(&post).or_else(whose);
        let words = plain_words(theirs.unwrap_or(&post));
        let typed: Vec<&str> = words.iter().map(String::as_str).collect();
        let is_theirs = theirs.is_some() && people.is("theirs", &words.concat());
        is_called
            && !words.is_empty()
            && (is_theirs
                || is_phrase_for_somebody(&words, people)
                || is_post_or_place(&typed, people))
    })
}

/// `she:` alone says that somebody speaks, and not who; `she said:` begins a sentence.
pub fn is_pronoun(label: &str) -> bool {
    matches!(&plain_words(label)[..], [word] if people_words().is("pronoun", word))
}

/// A role, a relation, an agency, "the baby", "everybody", with words before it that only say which.
fn is_phrase_for_somebody(words: &[String], people: &PeopleWords) -> bool {
    (0..words.len()).any(|from| {
        let (before, phrase) = words.split_at(from);
        let phrase = phrase.concat();
        let is_phrase = !people.groups(&phrase).is_empty()
            || [
                "unborn",
                "chair",
                "parents",
                "several",
                "anybody",
                "everybody",
                "every agency",
                "all professionals",
                "minute taker",
            ]
            .iter()
            .any(|list| people.is(list, &phrase));
        is_phrase
            && before.len() <= 3
            && before.iter().all(|word| {
                ["little", "whose", "which"]
                    .iter()
                    .any(|list| people.is(list, word))
                    || !is_everyday(word)
            })
    })
}

fn has_title_and_name(typed: &[&str], people: &PeopleWords) -> bool {
    let is_title = |word: &&&str| people.title(&squeezed(word)).is_some();
    let titles = typed.iter().take_while(is_title).count();
    let names = typed.get(titles..).unwrap_or_default();
    // `Miss Take`: behind a title that is one of a person alone, a capital letter makes a name of any word.
    let is_persons = typed.iter().take(titles).all(|word| {
        let title = people.title(&squeezed(word)).unwrap_or_default();
        title.gender != Gender::Either && word.chars().any(char::is_uppercase)
    });
    let is_name = |word: &&str| {
        let plain = squeezed(word);
        let is_number = plain.chars().all(|letter| letter.is_ascii_digit());
        let is_capital = word.chars().any(char::is_uppercase);
        !plain.is_empty()
            && (!is_everyday(&plain)
                || is_number
                || (is_capital && (is_persons || is_also_a_name(&plain))))
    };
    titles > 0 && !names.is_empty() && names.len() <= 3 && names.iter().all(is_name)
}

/// Words of which none, or not all, are everyday words: `Jo Bloggs`, `bloggs`, `Teacup Lane Primary`.
fn is_name(typed: &[&str]) -> bool {
    let is_capital = |word: &&&str| {
        let first = word.chars().find(|letter| letter.is_alphanumeric());
        first.is_some_and(|letter| !letter.is_lowercase())
    };
    let parts = |word: &str| plain_words(word);
    let is_strange = |word: &&str| {
        let parts = parts(word);
        !parts.is_empty()
            && parts.iter().any(|part| !is_everyday(part))
            && word.chars().any(char::is_alphabetic)
    };
    let may_be_name =
        |word: &&str| is_strange(word) || parts(word).iter().any(|part| is_also_a_name(part));
    let is_initial = |word: &&str| squeezed(word).chars().count() == 1;
    if typed.iter().all(|word| is_capital(&word)) {
        return typed.iter().any(is_strange)
            || (typed
                .iter()
                .all(|word| may_be_name(word) || is_initial(word))
                && typed.iter().any(may_be_name));
    }
    typed.len() <= 2
        && typed.iter().any(is_strange)
        && typed
            .iter()
            .all(|word| may_be_name(word) || is_initial(word))
}

/// At most four capitals (or digits after them), or `?`: letters of somebody who is not there. `A` alone is no article
/// in front of a colon, but what is left of `ZA`.
pub fn is_code(label: &str) -> bool {
    let bare: String = label.chars().filter(|letter| *letter != '.').collect();
    let count = bare.chars().count();
    label == "?"
        || ((1..=4).contains(&count)
            && bare.chars().next().is_some_and(char::is_uppercase)
            && bare
                .chars()
                .all(|letter| letter.is_uppercase() || letter.is_ascii_digit())
            && (count == 1 || !is_everyday(&squeezed(&bare))))
}
