//! `mum must not have it`, `don't tell dad`, `DT is not to know where`: a sentence that says who must not learn it. The words
//! are data (`settings/meant_words.txt`). What somebody tells of such a sentence (`he said don't tell mum`) is none.

use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::typed_words::Word;

/// The words that say it: the first one, and how many they are.
pub(super) fn not_to_know(text: &str, words: &[Word]) -> Option<(usize, usize)> {
    let plain: Vec<String> = words.iter().map(|word| word.plain.clone()).collect();
    let is_address = names_a_place(&plain);
    (0..words.len()).find_map(|from| {
        let said = Said {
            text,
            words,
            plain: plain.get(from..)?,
            from,
        };
        let many = said
            .is_not_to_be_told()
            .or_else(|| said.must_not_know())
            .or_else(|| said.does_not_know().filter(|_| is_address))?;
        Some((from, many))
    })
}

/// What stands from one word on.
struct Said<'a> {
    text: &'a str,
    words: &'a [Word],
    plain: &'a [String],
    from: usize,
}

impl Said<'_> {
    /// `don't tell dad`, `please do not let mum know`, where a clause begins.
    fn is_not_to_be_told(&self) -> Option<usize> {
        let no = self.begins("do not", 0)?;
        let tell = self.begins("tell", no)?;
        let is_whose = self.plain.get(no + tell);
        let is_whose = is_whose.is_some_and(|word| meant_words().is("whose", word));
        let at = no + tell + usize::from(is_whose);
        (self.begins_a_clause() && self.is_somebody(at)).then_some(at + 1)
    }

    /// `mum must not have it`, `Dorian is not to know`
    fn must_not_know(&self) -> Option<usize> {
        if !self.is_somebody(0) {
            return None;
        }
        let no = self.begins("must not", 1)?;
        let learns = self.begins("learn", 1 + no);
        let gets = || self.begins("get", 1 + no);
        let at = 1 + no + learns.or_else(gets)?;
        let ends = at == self.plain.len() || self.ends_a_clause(at - 1);
        let goes_on = self.begins("what is not told", at);
        match (learns, goes_on) {
            (_, Some(many)) => Some(at + many),
            (Some(_), None) if ends => Some(at),
            _ => None,
        }
    }

    /// `dad doesn't have it`, of an address.
    fn does_not_know(&self) -> Option<usize> {
        let no = self.begins("does not", 1).filter(|_| self.is_somebody(0))?;
        let at = 1 + no;
        let many = self
            .begins("learn", at)
            .or_else(|| self.begins("get", at))?;
        Some(at + many)
    }

    fn begins(&self, list: &str, at: usize) -> Option<usize> {
        meant_words().begins(list, self.plain.get(at..)?)
    }

    /// Somebody who may not know: whoever reads, `him`, or a name.
    fn is_somebody(&self, at: usize) -> bool {
        let (Some(plain), Some(word)) = (self.plain.get(at), self.words.get(self.from + at)) else {
            return false;
        };
        let typed = self.text.get(word.from..word.to).unwrap_or_default();
        meant_words().is("who must not know", plain)
            || typed.starts_with(char::is_uppercase) && !meant_words().is("spoken", plain)
    }

    /// Nothing stands before it but the end of another clause, or a word that asks.
    fn begins_a_clause(&self) -> bool {
        let Some(before) = self.from.checked_sub(1).and_then(|at| self.words.get(at)) else {
            return self.from == 0;
        };
        self.ends_with_a_sign(before)
            || meant_words().is("please", &before.plain)
            || before.plain == "and"
    }

    fn ends_a_clause(&self, at: usize) -> bool {
        let word = self.words.get(self.from + at);
        word.is_some_and(|word| self.ends_with_a_sign(word))
    }

    fn ends_with_a_sign(&self, word: &Word) -> bool {
        let typed = self.text.get(word.from..word.to).unwrap_or_default();
        let behind = self.text.get(word.to..).unwrap_or_default().trim_start();
        typed.ends_with([',', ';', ':', '.', ')', '!', '?'])
            || behind.starts_with(['-', '\u{2013}', '\u{2014}', '('])
    }
}

/// Whether it tells where somebody is, or how to reach them.
fn names_a_place(words: &[String]) -> bool {
    ["never open", "a place to live"]
        .iter()
        .any(|list| meant_words().says(list, words))
}
