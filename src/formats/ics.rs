//! iCalendar: the dates of a document for a calendar. A calendar is seen by whoever looks over a shoulder, so an entry
//! has the day and the reference and no name, no place and no word that somebody typed.

use super::{Format, Needs};
use crate::documents::document::{Appointment, Document};
use chrono::Utc;
use icalendar::{Calendar, Class, Component, Event, EventLike};

pub const ICS: Format = Format {
    id: "ics",
    title: "Dates for a calendar",
    about: "the dates of the core group card, without a name",
    extension: "ics",
    needs: Needs::Appointments,
    print: |document, _| Ok(print(document).into_bytes()),
    ..Format::DEFAULT
};

fn print(document: &Document) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//talking-piece//EN"))
        .append_property(("CALSCALE", "GREGORIAN"));
    for appointment in &document.appointments {
        calendar.push(event(appointment));
    }
    calendar.done().to_string()
}

/// Times are those of the place where people meet, whatever the calendar thinks where it is.
fn event(appointment: &Appointment) -> Event {
    let mut event = Event::new();
    event
        .uid(&appointment.uid)
        .sequence(appointment.changed)
        .timestamp(appointment.noted.with_timezone(&Utc))
        .summary(&appointment.summary)
        .class(Class::Private);
    match appointment.time {
        Some(time) => event.starts(appointment.day.and_time(time)),
        None => event.starts(appointment.day),
    };
    event.done()
}
