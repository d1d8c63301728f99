//! Who gets a paper by their role, as the paper itself says it. It is a proposal: the Chair decides.

use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::kinds::{child, core_group, person};
use crate::domain::record::{Side, side};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// Everybody but the children: those have a page of their own.
    EveryAdult,
    Family,
    CoreGroup,
    /// Whoever came for an agency.
    Agencies,
    Children,
    /// Everybody but the children, until the meeting begins.
    Invited,
}

impl Whom {
    pub fn words(self) -> &'static str {
        match self {
            Whom::EveryAdult => "everybody but the children",
            Whom::Family => "the family",
            Whom::CoreGroup => "the core group",
            Whom::Agencies => "each agency",
            Whom::Children => "each child",
            Whom::Invited => "everybody who is invited, before the meeting",
        }
    }

    pub(super) fn is_one(self, seen: &RecordView, full: &ReaderView<'_>) -> bool {
        let is_child = seen.is_a(&child::KIND);
        let is_family = side(seen) == Side::Family;
        match self {
            Whom::Children => is_child,
            _ if is_child => false,
            Whom::EveryAdult => true,
            Whom::Invited => full.minutes.header().began_at.is_none(),
            Whom::Family => is_family,
            Whom::CoreGroup => full
                .holding(&core_group::KIND)
                .any(|member| member.text(&core_group::PERSON) == seen.id),
            Whom::Agencies => !is_family && !seen.text(&person::AGENCY).trim().is_empty(),
        }
    }
}
