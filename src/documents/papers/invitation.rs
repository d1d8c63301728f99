//! The invitation to the next meeting: where and when, what is talked about, and by when each report is due. Until this
//! meeting begins, that is this one; afterwards it is the review, whose agenda nobody has chosen yet.

use super::sheet::{SettledBy, Sheet};
use super::words::day_in_full;
use super::{Addressee, PaperKind, Whom};
use crate::documents::document::Document;
use crate::documents::{DocumentKind, Maker};
use crate::domain::history::past_meeting::PastMeeting;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::problem::Problem;
use crate::domain::record::kinds::{date, details, person};
use crate::domain::record::{ReadAnswers, Side, side};
use crate::domain::rules::deadlines::is_review;
use crate::domain::rules::timetable::due;
use crate::domain::settings::phrases::{self, Phrase};
use crate::domain::text::folded::folded;
use chrono::NaiveDate;

pub(in crate::documents) const INVITATION: DocumentKind = DocumentKind {
    id: "invitation",
    title: "Invitation and agenda",
    about: "When and where people meet next, what is talked about, and by when reports are due.",
    maker: Maker::Paper(PaperKind {
        whom: &[Whom::Invited],
        copy: "invitation",
        write,
    }),
};

/// What a review is called where kinds of meetings are named.
const REVIEW: &str = "rcpc";

/// The meeting that people are invited to.
struct Next {
    day: Option<NaiveDate>,
    when_and_where: Vec<String>,
    /// By which its deadlines go.
    kind: String,
    is_this_one: bool,
}

fn write(reading: &ReaderView<'_>, addressee: &Addressee) -> Result<Document, Problem> {
    let title = &phrases::INVITATION_TITLE;
    let mut sheet = Sheet::begin(reading, addressee, title, SettledBy::Nothing);
    sheet.put_what_it_is();
    let next = next(&sheet);
    // A sheet of it is known by the day to come.
    let meeting = PastMeeting {
        day: next.day,
        ..PastMeeting::of(reading)
    };
    sheet.document.named = match next.day {
        Some(_) => meeting.day_and_reference(),
        None => meeting.day_and_reference().split_off(1),
    };
    sheet.list_under(&phrases::WHEN_AND_WHERE, next.when_and_where.clone());
    let agenda = reading.minutes.agenda();
    let is_for_an_agency = agency_of(reading, addressee).is_some();
    if next.is_this_one && !is_for_an_agency && !agenda.guide.trim().is_empty() {
        sheet.heading(1, &phrases::WHAT_THE_MEETING_IS);
        for line in agenda.guide.lines() {
            sheet.document.paragraph(line);
        }
    }
    sheet.heading(1, &phrases::WHAT_WE_TALK_ABOUT);
    match next.is_this_one {
        true => {
            let sections = agenda.sections.iter();
            let titles = sections.map(|section| section.title.clone()).collect();
            sheet.document.list(titles);
        }
        false => sheet.paragraph(&phrases::TOLD_BEFORE_THE_DAY),
    }
    put_reports(&mut sheet, &next);
    if !is_for_an_agency {
        sheet.heading(1, &phrases::SO_THAT_YOU_CAN_COME);
        sheet.paragraph(&phrases::WHAT_HELPS_YOU_TO_COME);
    }
    sheet.put_whom_to_ask();
    Ok(sheet.document)
}

fn next(sheet: &Sheet<'_>) -> Next {
    let reading = sheet.reading;
    let agenda = reading.minutes.agenda();
    if reading.minutes.header().began_at.is_none() {
        let details = reading.details.as_ref().filter(|details| details.holds());
        let answer = |field| details.map_or_else(String::new, |seen| sheet.day(seen, field));
        let mut told = vec![answer(&details::ON), answer(&details::VENUE)];
        told.retain(|words| !words.is_empty());
        return Next {
            day: details.and_then(|seen| seen.day(&details::ON)),
            when_and_where: told,
            kind: agenda.kind.clone(),
            is_this_one: true,
        };
    }
    let words = &reading.minutes.settings().rules().words;
    let dates = reading.holding(&date::KIND);
    let reviews = dates.filter(|seen| is_review(seen.text(&date::WHAT), agenda, words));
    let review = reviews.min_by_key(|seen| (seen.day(&date::ON).is_none(), seen.day(&date::ON)));
    Next {
        day: review.and_then(|seen| seen.day(&date::ON)),
        when_and_where: review.map_or_else(Vec::new, |seen| vec![sheet.date(seen, true)]),
        kind: REVIEW.to_owned(),
        is_this_one: false,
    }
}

/// The agency somebody comes for, where the paper is for somebody of one.
fn agency_of<'r>(reading: &'r ReaderView<'_>, addressee: &Addressee) -> Option<&'r str> {
    let seen = reading.record(addressee.person.as_deref()?)?;
    let agency = seen.text(&person::AGENCY).trim();
    (side(seen) != Side::Family && !agency.is_empty()).then_some(agency)
}

/// Somebody of an agency is asked for its report, the family is told by when they can read all of them, and whoever sends
/// the invitations out has both, with the agencies.
fn put_reports(sheet: &mut Sheet<'_>, next: &Next) {
    let reading = sheet.reading;
    let is_for_nobody = sheet.addressee.person.is_none();
    let agency = agency_of(reading, sheet.addressee);
    let asked: [(&Phrase, &str); 3] = [
        (&phrases::REPORT_IN_BY, "report-handed-in"),
        (&phrases::REPORT_SHARED_BY, "report-shared-with-family"),
        (&phrases::REPORTS_ROUND_BY, "reports-circulated"),
    ];
    let told: [(&Phrase, &str); 1] = [(&phrases::REPORTS_READ_BY, "report-shared-with-family")];
    let mut items: Vec<String> = Vec::new();
    if is_for_nobody {
        let agencies = agencies(reading);
        if !agencies.is_empty() {
            let agencies = sheet.together(&agencies);
            items.push(sheet.fill(&phrases::REPORTS_FROM, &[("agencies", &agencies)]));
        }
    }
    if is_for_nobody || agency.is_some() {
        items.extend(by_rules(sheet, next, &asked));
    }
    if is_for_nobody || agency.is_none() {
        items.extend(by_rules(sheet, next, &told));
    }
    if !items.is_empty() {
        sheet.heading(1, &phrases::REPORTS);
        sheet.document.list(items);
    }
}

/// A sentence for each of these timescales that the meeting has, with its day.
fn by_rules(sheet: &Sheet<'_>, next: &Next, sentences: &[(&Phrase, &str)]) -> Vec<String> {
    let Some(held) = next.day else {
        return Vec::new();
    };
    let rules = sheet.reading.minutes.settings().rules();
    let known = rules.timescales.for_meeting(&next.kind, None);
    let one = |(phrase, id): &(&Phrase, &str)| {
        let rule = known.iter().find(|rule| rule.id == *id)?;
        let day = due(rule, held, &rules.calendar)?.date;
        let day = day_in_full(day, sheet.reading);
        Some(sheet.fill(phrase, &[("day", &day)]))
    };
    sentences.iter().filter_map(one).collect()
}

/// Each once, in the order in which their people were entered.
fn agencies(reading: &ReaderView<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let is_theirs = |seen: &&RecordView| side(*seen) == Side::Professional;
    for seen in reading.holding(&person::KIND).filter(is_theirs) {
        let agency = seen.text(&person::AGENCY).trim();
        let is_known = found.iter().any(|known| folded(known) == folded(agency));
        if !agency.is_empty() && !is_known {
            found.push(agency.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meeting::event::KnownEvent;
    use crate::domain::minutes::open_minutes;
    use crate::domain::minutes::sample::Sample;
    use crate::formats::plain_text;

    fn lines() -> Sample {
        let mut sample = Sample::new();
        for line in [
            "/meeting 2214-K; venue: Elm Room; on: 9 Dec 2026",
            "/child Ella Smith; born: 4 Mar 2017",
            "/person KS Kelly Smith; role: mother",
            "/person HV J Okafor; role: health visitor; agency: Health",
            "/person SW A Patel; role: social worker; agency: Children's services",
            "/person SH Sam Hall; role: Chair",
        ] {
            sample.says(line);
        }
        sample
    }

    #[test]
    fn each_sheet_of_it_is_known_by_the_day_to_come() {
        let mut sample = lines();
        let named = |sample: &Sample| {
            let minutes = open_minutes(&sample.meeting);
            let reading = ReaderView::open(&minutes);
            write(&reading, &Addressee::default()).unwrap().named
        };
        assert_eq!(named(&sample), ["9 Dec 2026", "2214-K"]);
        sample.does(KnownEvent::Began {});
        assert_eq!(named(&sample), ["2214-K"]);
        sample.says("/date Review conference; on: 24 Feb 2027");
        assert_eq!(named(&sample), ["24 Feb 2027", "2214-K"]);
    }

    fn printed(sample: &Sample, person: Option<&str>) -> String {
        let minutes = open_minutes(&sample.meeting);
        let reading = ReaderView::open(&minutes);
        let addressee = Addressee {
            person: person.map(str::to_owned),
            children: None,
        };
        plain_text::print(&write(&reading, &addressee).unwrap(), 400)
    }

    #[test]
    fn whoever_comes_for_an_agency_is_told_by_when_its_report_is_due_and_the_family_by_when_it_can_read_them()
     {
        let sample = lines();
        let theirs = printed(&sample, Some("p2"));
        for there in [
            "- Wednesday 9 December 2026\n- Elm Room",
            "Please hand your report in by Monday 7 December 2026.",
            "Please go through it with the family by Sunday 6 December 2026.",
            "It goes to everybody who comes by Tuesday 8 December 2026.",
            "- What has happened",
        ] {
            assert!(theirs.contains(there), "{there}\n{theirs}");
        }
        assert!(!theirs.contains("DRAFT") && !theirs.contains("You can read the reports"));
        let hers = printed(&sample, Some("p1"));
        for there in [
            "You can read the reports by Sunday 6 December 2026.",
            "You and the people you trust come first",
            "You can bring somebody who stands by you.",
        ] {
            assert!(hers.contains(there), "{there}\n{hers}");
        }
        assert!(!hers.contains("hand your report in"), "{hers}");
        let all = printed(&sample, None);
        let asked = "We ask for a report from Health and Children's services.";
        assert!(all.contains(asked), "{all}");
    }

    #[test]
    fn once_the_meeting_has_begun_people_are_invited_to_the_review() {
        let mut sample = lines();
        sample.does(KnownEvent::Began {});
        assert!(printed(&sample, Some("p2")).contains("Nothing has been noted yet."));
        sample.says("/date Review conference; on: 24 Feb 2027; at: 10:00; place: Oak Room");
        let theirs = printed(&sample, Some("p2"));
        for there in [
            "Review conference: Wednesday 24 February 2027, 10am, Oak Room",
            "You will be told before the day what we talk about.",
            "Please hand your report in by Monday 22 February 2027.",
        ] {
            assert!(theirs.contains(there), "{there}\n{theirs}");
        }
        assert!(!theirs.contains("What has happened"), "{theirs}");
    }
}
