//! Who opened past minutes, when, and what they did with them: the record of access as a page.
//! Must not know a word of what stands in the minutes, nor where the record is kept.

use crate::domain::access::Access;
use crate::domain::date_words::write_date;
use crate::domain::document::{Document, Mark};

/// Makes the page, the newest first. `troubles`: what is wrong with the record itself, a sentence each.
pub fn readers(meeting: &str, accesses: &[Access], troubles: &[String]) -> Document {
    let mut document = Document::new(format!("Who read the minutes {meeting}"), "en-GB");
    for trouble in troubles {
        document.marked(Mark::ToConfirm, trouble);
    }
    if accesses.is_empty() {
        document.paragraph("Nobody has opened them with this program since they were closed, as far as this account can see.");
    }
    let mut newest: Vec<&Access> = accesses.iter().collect();
    newest.sort_by_key(|access| std::cmp::Reverse(access.at));
    let rows = newest.into_iter().map(|access| {
        let who = match access.name.is_empty() {
            true => access.who.clone(),
            false => format!("{} ({})", access.name, access.who),
        };
        vec![
            format!(
                "{}, {}",
                write_date(access.at.date_naive()),
                access.at.format("%H:%M")
            ),
            who,
            access.words.clone(),
        ]
    });
    let header = ["When", "Who", "What was done"];
    document.table(header.map(str::to_owned).to_vec(), rows.collect());
    document.paragraph("A search through all minutes shows single entries of many. It is on a record of its own, and does not stand here.");
    document.paragraph("Only what was opened with this program stands here. Whoever may read the files can read them with other programs, and can take lines at the end of this record away.");
    document
}
