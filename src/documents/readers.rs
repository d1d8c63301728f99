//! Who opened past minutes, when, and what they did with them: the access log as a page.

use super::heading::MADE_UP;
use super::{DocumentKind, Maker};
use crate::documents::document::{Document, Mark};
use crate::domain::calendar::date_words::{write_date, write_short};
use crate::domain::history::access::Access;
use crate::domain::search::Card;

pub(super) const READERS: DocumentKind = DocumentKind {
    id: "readers",
    title: "Who read the minutes",
    about: "Who opened the minutes of a closed meeting, when, and what they did with them.",
    maker: Maker::Readers(readers),
};

/// Makes the page, the newest first.
fn readers(meeting: &Card, accesses: &[Access], troubles: &[String]) -> Document {
    let title = match meeting.title.is_empty() {
        true => &meeting.id,
        false => &meeting.title,
    };
    let mut document = Document::new(format!("{}: {title}", READERS.title), "en-GB");
    let day = meeting.at.map(|at| write_short(at.date_naive()));
    let reference = Some(meeting.reference.clone()).filter(|words| !words.is_empty());
    document.named = day.into_iter().chain(reference).collect();
    if meeting.made_up {
        document.marked(Mark::MadeUp, MADE_UP);
    }
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

/// The name that the account has here; where it has none, its number. Somebody who became another user after logging in
/// is named by the login.
fn who(access: &Access) -> String {
    let mut accounts = access.who.split(' ');
    let account = accounts.next().and_then(|it| it.strip_prefix("uid:"));
    let login = accounts.next().and_then(|it| it.strip_prefix("login:"));
    let Some(account) = account else {
        return access.who.clone();
    };
    let name = match (access.name.is_empty(), login) {
        (false, _) => access.name.clone(),
        (true, Some(number)) => format!("account number {number}"),
        (true, None) => return format!("account number {account}"),
    };
    match (login, account) {
        (None, _) => name,
        (Some(_), "0") => format!("{name}, as root"),
        (Some(_), account) => format!("{name}, as account number {account}"),
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
        let meeting = Card {
            title: "Initial conference".into(),
            reference: "P-1".into(),
            made_up: true,
            ..Card::default()
        };
        let document = readers(&meeting, &all, &[]);
        assert_eq!(document.title, "Who read the minutes: Initial conference");
        assert_eq!(document.named, ["P-1"]);
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
                "account number 7 | printed with a command | once | Sun 22 Nov 2026, 10:00",
                "account number 7 | read on the screen | 2 times | Sun 22 Nov 2026, 09:30",
                "account number 8 | read on the screen | once | Sat 21 Nov 2026, 09:00",
            ]
        );
        assert_eq!(tables[1].len(), 4);
    }

    #[test]
    fn an_account_is_named_and_one_without_a_name_has_its_number() {
        for (account, name, words) in [
            ("uid:1004", "tinkwell", "tinkwell"),
            ("uid:1004", "", "account number 1004"),
            ("uid:0 login:1004", "tinkwell", "tinkwell, as root"),
            (
                "uid:7 login:1004",
                "",
                "account number 1004, as account number 7",
            ),
            ("somebody", "", "somebody"),
        ] {
            let access = Access {
                at: "2026-11-20T09:00:00+00:00".parse().unwrap(),
                who: account.into(),
                name: name.into(),
                words: String::new(),
            };
            assert_eq!(who(&access), words);
        }
    }
}
