//! Another line that is perhaps meant instead of the one that is typed: it is told with a question, and Tab puts it in the
//! place of the other.

/// What stands for words that are still to be typed.
const TO_BE_TYPED: &str = "\u{2026}";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Suggested {
    /// `Not here?`
    question: &'static str,
    /// Whole, or up to the place where words are still to be typed.
    line: String,
    /// What else there is to say of it, with the sign before it.
    more: String,
    /// How many bytes of the line are shown; the words behind them stand in the line that was typed.
    shown: usize,
    /// It has nothing of what was typed, so it is not put in the place of that.
    is_told_only: bool,
    /// The words of the typed line that it says in its own way, where that is known.
    says: Option<Vec<String>>,
}

impl Suggested {
    pub(super) fn of(question: &'static str, line: impl Into<String>) -> Suggested {
        let line = line.into();
        Suggested {
            question,
            shown: line.len(),
            line,
            more: String::new(),
            is_told_only: false,
            says: None,
        }
    }

    pub(super) fn told(question: &'static str, line: impl Into<String>) -> Suggested {
        Suggested {
            is_told_only: true,
            ..Suggested::of(question, line)
        }
    }

    /// `Their own words? DT: \u{2026}`: `label`, and the words that were typed behind it.
    pub(super) fn with_words(question: &'static str, label: &str, words: &str) -> Suggested {
        Suggested {
            shown: label.len(),
            ..Suggested::of(question, format!("{label}{words}"))
        }
    }

    /// `Gone? /leave DT. Sent out by the Chair? /exclude DT`
    pub(super) fn or_else(mut self, more: impl AsRef<str>) -> Suggested {
        self.more = format!(". {}", more.as_ref());
        self
    }

    /// `On again? /break ends the break`
    pub(super) fn which(mut self, does: &str) -> Suggested {
        self.more = format!(" {does}");
        self
    }

    pub(super) fn saying(mut self, words: Vec<String>) -> Suggested {
        self.says = Some(words);
        self
    }

    pub(super) fn says(&self) -> Option<&[String]> {
        self.says.as_deref()
    }

    /// Words of somebody who is named in them.
    pub(super) fn is_own_words(&self) -> bool {
        self.shown < self.line.len()
    }

    pub(super) fn line(&self) -> Option<&str> {
        (!self.is_told_only).then_some(self.line.as_str())
    }

    /// `Not here? /absent HV: off sick`
    pub(super) fn words(&self) -> String {
        let shown = self.line.get(..self.shown).unwrap_or(&self.line);
        let is_open = shown.len() < self.line.len() || shown.ends_with(": ");
        let end = match is_open {
            true => TO_BE_TYPED,
            false => "",
        };
        format!("{} {shown}{end}{}", self.question, self.more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_to_be_typed_is_only_told() {
        for (suggested, words, line) in [
            (
                Suggested::of("A break?", "/break 10 min"),
                "A break? /break 10 min",
                Some("/break 10 min"),
            ),
            (
                Suggested::of("Gone?", "/leave DT").or_else("Sent out? /exclude DT"),
                "Gone? /leave DT. Sent out? /exclude DT",
                Some("/leave DT"),
            ),
            (
                Suggested::of("Not here?", "/absent HV: "),
                "Not here? /absent HV: \u{2026}",
                Some("/absent HV: "),
            ),
            (
                Suggested::with_words("Their own words?", "DT: ", "asks why"),
                "Their own words? DT: \u{2026}",
                Some("DT: asks why"),
            ),
            (Suggested::told("A slip?", "/edit"), "A slip? /edit", None),
        ] {
            assert_eq!(suggested.words(), words);
            assert_eq!(suggested.line(), line);
        }
    }
}
