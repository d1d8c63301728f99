//! What stands above a page that was made out of several meetings. Must not know what is on the page.

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

/// Words of the restricted part say so wherever they stand.
pub(super) fn seal(restricted: bool) -> &'static str {
    if restricted { " (restricted)" } else { "" }
}
