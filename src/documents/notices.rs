//! The notices at the top of a page that was made from several meetings.

use crate::documents::document::{Document, Mark};

/// That nobody is real, and that the page is for readers of the full record only.
pub(super) fn put(made_up: bool, restricted: bool, document: &mut Document) {
    if made_up {
        document.marked(
            Mark::MadeUp,
            "It comes from practice meetings. Nobody in it is real, and nothing in it happened.",
        );
    }
    if restricted {
        document.marked(
            Mark::Restricted,
            "This page has everything that is restricted. It is not for the family's copy.",
        );
    }
}

/// Restricted words say so wherever they appear.
pub(super) fn seal(restricted: bool) -> &'static str {
    if restricted { " (restricted)" } else { "" }
}
