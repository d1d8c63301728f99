//! What is read of one meeting alone is what the whole record has of it.

use super::disk::RealDisk;
use super::paths::{MeetingId, Paths};
use super::seal_record::{self, SealRecord, Step, Writer};

#[test]
fn the_lines_about_one_meeting_are_those_of_the_whole_record() {
    let home = tempfile::tempdir().unwrap();
    let mut places = Paths::find(Some(&home.path().join("data"))).unwrap();
    places.rescue = Vec::new();
    places.prepare(&RealDisk).unwrap();
    let writer = |minute: u32| Writer {
        who: "uid:1004".to_owned(),
        at: format!("2026-11-22T10:{minute:02}:00+00:00")
            .parse()
            .unwrap(),
        boot_ms: 1,
    };
    let meetings = ["one", "two", "three"].map(MeetingId::derived);
    let mut minute = 0;
    let mut put = |meeting: &MeetingId, step: Step| {
        minute += 1;
        seal_record::append(&places, &RealDisk, meeting, &step, &writer(minute)).unwrap();
    };
    for (number, meeting) in meetings.iter().enumerate() {
        put(meeting, Step::Sealing { although: None });
        put(meeting, Step::Sealed(number.to_string().repeat(64)));
    }
    put(&meetings[0], Step::Reopened);
    let all = SealRecord::read(&places, &RealDisk);
    for (number, meeting) in meetings.iter().enumerate() {
        let about = SealRecord::about(&places, &RealDisk, meeting);
        let found = about.of(meeting, None).unwrap();
        assert_eq!(Some(&found), all.of(meeting, None).as_ref());
        assert_eq!(found.sealed.unwrap().seal, number.to_string().repeat(64));
        assert_eq!(found.reopened.is_some(), number == 0);
        assert!(!about.mark(meeting).is_empty());
        assert_eq!(about.mark(meeting), all.mark(meeting));
    }
}
