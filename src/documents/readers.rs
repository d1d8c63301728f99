//! Who opened past minutes, when, and what they did with them: the access log as a page.

use super::{DocumentKind, Maker};
use crate::documents::document::{Document, Mark};
use crate::domain::calendar::date_words::write_date;
use crate::domain::history::access::Access;

pub(super) const READERS: DocumentKind = DocumentKind {
    id: "readers",
    title: "Who read the minutes",
    about: "Who opened the minutes of a closed meeting, when, and what they did with them.",
    maker: Maker::Readers(readers),
};

/// Makes the page, the newest first.
fn readers(meeting: &str, accesses: &[Access], troubles: &[String]) -> Document {
    let mut document = Document::new(format!("{} {meeting}", READERS.title), "en-GB");
    for trouble in troubles {
        document.marked(Mark::ToConfirm, trouble);
    }
    if accesses.is_empty() {
        document.paragraph("Nobody has opened them with this program since they were closed, as far as this account can see.");
    }
    let mut newest: Vec<&Access> = accesses.iter().collect();
    newest.sort_by_key(|access| std::cmp::Reverse(access.at));
    if !newest.is_empty() {
        document.heading(2, "Who opened them");
        let header = ["Who", "What was done", "How often", "Last"];
        document.table(header.map(str::to_owned).to_vec(), by_reader(&newest));
        document.heading(2, "Every time, newest first");
        let rows = newest
            .iter()
            .map(|access| vec![moment(access), who(access), access.words.clone()]);
        let header = ["When", "Who", "What was done"];
        document.table(header.map(str::to_owned).to_vec(), rows.collect());
    }
    document.paragraph("A search through all minutes shows single entries of many. It has a record of its own and is \
        not listed here.");
    document.paragraph(
        "Only what was opened with this program is listed here. Anyone who may read the files can \
        read them with other programs, and can remove lines from the end of this record.",
    );
    document
}

/// One row for all the times the same person did the same thing, most recent first.
fn by_reader(newest: &[&Access]) -> Vec<Vec<String>> {
    let mut groups: Vec<(&Access, usize)> = Vec::new();
    for access in newest {
        let same = |(last, _): &&mut (&Access, usize)| {
            (&last.who, &last.name, &last.words) == (&access.who, &access.name, &access.words)
        };
        match groups.iter_mut().find(same) {
            Some((_, times)) => *times += 1,
            None => groups.push((access, 1)),
        }
    }
    let row = |(last, times): (&Access, usize)| {
        let often = match times {
            1 => "once".to_owned(),
            many => format!("{many} times"),
        };
        vec![who(last), last.words.clone(), often, moment(last)]
    };
    groups.into_iter().map(row).collect()
}

fn who(access: &Access) -> String {
    match access.name.is_empty() {
        true => access.who.clone(),
        false => format!("{} ({})", access.name, access.who),
    }
}

fn moment(access: &Access) -> String {
    let day = write_date(access.at.date_naive());
    format!("{day}, {}", access.at.format("%H:%M"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::document::Block;

    #[test]
    fn many_openings_by_one_person_are_one_row_and_each_stands_below() {
        let access = |at: &str, who: &str, words: &str| Access {
            at: at.parse().unwrap(),
            who: who.into(),
            name: String::new(),
            words: words.into(),
        };
        let all = [
            access("2026-11-20T09:00:00+00:00", "uid:7", "read on the screen"),
            access("2026-11-21T09:00:00+00:00", "uid:8", "read on the screen"),
            access("2026-11-22T09:30:00+00:00", "uid:7", "read on the screen"),
            access(
                "2026-11-22T10:00:00+00:00",
                "uid:7",
                "printed with a command",
            ),
        ];
        let document = readers("m", &all, &[]);
        let tables: Vec<Vec<String>> = document
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Table(table) => Some(table.rows.iter().map(|row| row.join(" | ")).collect()),
                _ => None,
            })
            .collect();
        assert_eq!(
            tables[0],
            [
                "uid:7 | printed with a command | once | Sun 22 Nov 2026, 10:00",
                "uid:7 | read on the screen | 2 times | Sun 22 Nov 2026, 09:30",
                "uid:8 | read on the screen | once | Sat 21 Nov 2026, 09:00",
            ]
        );
        assert_eq!(tables[1].len(), 4);
    }
}
