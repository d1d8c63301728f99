//! Whether a paper is a draft, and which version it is.

use crate::documents::document::{Block, Document, Mark};
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::record::ReadAnswers;
use crate::domain::record::kinds::{distribution, sign_off};
use crate::domain::settings::phrases::{self, Phrase, Spoken, WELSH_NOT_REVIEWED, is_welsh};

/// What has to be done before a paper is no longer a draft.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SettledBy {
    /// It is needed before people leave the room.
    Closing,
    SignOff,
    /// It tells what is to come, and is no draft of anything.
    Nothing,
}

/// Why it is a draft, or that it was agreed; nothing where there is nothing to say.
pub(super) struct Standing {
    pub(super) is_draft: bool,
    why: Option<&'static Phrase>,
}

impl Standing {
    pub(super) fn of(reading: &ReaderView<'_>, settled_by: SettledBy) -> Standing {
        let is_signed_off = matches!(
            reading.minutes.header().status.as_str(),
            "signed_off" | "circulated"
        );
        let (is_draft, why) = match (reading.minutes.closing(), settled_by) {
            (_, SettledBy::Nothing) => (false, None),
            (None, _) => (true, Some(&phrases::NOT_CLOSED)),
            (Some(_), SettledBy::Closing) => (false, None),
            (Some(_), SettledBy::SignOff) if is_signed_off => (false, Some(&phrases::AGREED)),
            (Some(_), SettledBy::SignOff) => (true, Some(&phrases::NOT_AGREED)),
        };
        Standing { is_draft, why }
    }

    /// A sheet that is found alone says whose it is, whether it counts, and what it takes the place of.
    pub(super) fn on_each_page(
        &self,
        reading: &ReaderView<'_>,
        whose: Option<String>,
    ) -> Vec<String> {
        let words = reading.minutes.settings().phrases();
        let words = words.in_language(&reading.minutes.header().language);
        let whose = whose.map(|name| format!("{} {name}", words.say(&phrases::FOR_WHOM)));
        let is_agreed = self.why == Some(&phrases::AGREED);
        let standing = match (self.is_draft, is_agreed) {
            (true, _) => Some(words.say(&phrases::DRAFT_TITLE).to_owned()),
            (false, true) => Some(words.say(&phrases::AGREED_TITLE).to_owned()),
            (false, false) => None,
        };
        let version = signed_off(reading).filter(|_| is_agreed);
        let replaced = version.and_then(|version| replaced(reading, version));
        let version = version.map(|number| format!("{} {number}", words.say(&phrases::VERSION)));
        let replaced = replaced
            .map(|number| words.fill(&phrases::REPLACES, &[("version", &number.to_string())]));
        let all = [whose, standing, version, replaced];
        all.into_iter().flatten().collect()
    }

    pub(super) fn block(&self, phrases: Spoken<'_>) -> Option<Block> {
        let text = phrases.say(self.why?).to_owned();
        Some(match self.is_draft {
            true => Block::Marked {
                mark: Mark::ToConfirm,
                text,
            },
            false => Block::Paragraph(text),
        })
    }
}

/// The version that was signed off last.
pub(super) fn signed_off(reading: &ReaderView<'_>) -> Option<u64> {
    let signed = reading.holding(&sign_off::KIND);
    signed
        .filter_map(|seen| seen.number(&sign_off::VERSION))
        .max()
}

/// The one before it that somebody may have: it was signed off or handed out.
fn replaced(reading: &ReaderView<'_>, version: u64) -> Option<u64> {
    let signed = reading.holding(&sign_off::KIND);
    let signed = signed.filter(|seen| seen.text(&sign_off::STATE) == "signed_off");
    let handed_out = reading.holding(&distribution::KIND);
    let all = signed.chain(handed_out);
    all.filter_map(|seen| seen.number(&sign_off::VERSION))
        .filter(|earlier| *earlier < version)
        .max()
}

/// Says so where nobody whose language it is has read the phrases.
pub(super) fn not_reviewed(document: &mut Document) {
    if is_welsh(&document.language) {
        document.marked(Mark::ToConfirm, WELSH_NOT_REVIEWED);
    }
}
